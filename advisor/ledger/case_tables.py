"""The tables of casework as the newest migration leaves them: the chain of events, what they rest on, and read models.

``events`` is only ever added to; triggers refuse the rest. ``cases`` and ``case_parties`` are derived from it and can
be dropped and made again.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from advisor.ledger.tables import metadata

events = Table(
    "events",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("stream", String(120), nullable=False),
    Column("version", Integer, nullable=False),
    Column("command_id", String(100)),
    Column("body", Text, nullable=False),
    Column("artefacts", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    UniqueConstraint("stream", "version"),
)

case_artefacts = Table(
    "case_artefacts",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("media_type", String(100), nullable=False),
    Column("name", String(300), nullable=False),
    Column("body", LargeBinary),
)

cases = Table(
    "cases",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("recorded_status", String(40), nullable=False),
    Column("trial", Integer, nullable=False),
    Column("author_id", String(100), nullable=False),
    Column("last_at", String(40), nullable=False),
    Column("snapshot", Text, nullable=False),
)

case_parties = Table(
    "case_parties",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("organisation_id", String(100), primary_key=True),
)
