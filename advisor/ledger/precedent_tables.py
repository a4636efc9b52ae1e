"""The tables of precedents as the newest migration leaves them.

``precedents`` holds each row as it was published; one that was withdrawn keeps its place, so that it does not come back
with the next import. Every change adds to ``precedent_changes``, whose last number tells any process that something
has changed.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text

from advisor.ledger.tables import metadata

precedents = Table(
    "precedents",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("origin", String(120), nullable=False),
    Column("body", Text, nullable=False),
    Column("published_at", String(40), nullable=False),
    Column("published_by", String(100), nullable=False),
    Column("withdrawn_at", String(40)),
)

precedent_changes = Table(
    "precedent_changes",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("change", String(20), nullable=False),
    Column("precedent_id", String(100)),
    Column("rows_changed", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("person_id", String(100), nullable=False),
)
