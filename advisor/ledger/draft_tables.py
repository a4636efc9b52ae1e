"""The tables of drafts as the newest migration leaves them. Versions are only ever added."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from advisor.ledger.tables import metadata

drafts = Table(
    "drafts",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("author_id", String(100), nullable=False),
    Column("organisation_id", String(100)),
    Column("title", String(200), nullable=False),
    Column("document", String(20), nullable=False),
    Column("started_at", String(40), nullable=False),
    Column("last_at", String(40), nullable=False),
    Column("case_id", String(100)),
)

draft_versions = Table(
    "draft_versions",
    metadata,
    Column("draft_id", ForeignKey("drafts.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("saved", Text, nullable=False),
    Column("made_by", String(100), nullable=False),
    Column("at", String(40), nullable=False),
    Column("did", Text, nullable=False),
)
