"""The tables as the newest migration leaves them. A test compares the two."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, Text

metadata = MetaData()

schema_versions = Table(
    "schema_versions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("applied_at", String(40), nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("first_seen_at", String(40), nullable=False),
    Column("name", String(200), nullable=False, server_default=""),
    Column("email", String(300), nullable=False, server_default=""),
    Column("issuer", String(300)),
    Column("subject", String(300)),
    Column("erased_at", String(40)),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("title", String(300), nullable=False),
    Column("jurisdiction", String(30), nullable=False),
    Column("classification", String(30), nullable=False),
    Column("started_at", String(40), nullable=False),
    Column("last_at", String(40), nullable=False),
)

turns = Table(
    "turns",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("question", Text, nullable=False),
    Column("answer_id", String(100), nullable=False, unique=True),
    Column("answer", Text, nullable=False),
    Column("asked_at", String(40), nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("answer_id", ForeignKey("turns.answer_id"), primary_key=True),
    Column("helpful", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("at", String(40), nullable=False),
)

referred_questions = Table(
    "referred_questions",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("answer_id", String(100)),
    Column("question", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("at", String(40), nullable=False),
    Column("status", String(20), nullable=False),
)

artefacts = Table(
    "artefacts",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("body", Text, nullable=False),
)

evidence_shown = Table(
    "evidence_shown",
    metadata,
    Column("answer_id", ForeignKey("turns.answer_id"), primary_key=True),
    Column("sha256", ForeignKey("artefacts.sha256"), primary_key=True),
)

model_calls = Table(
    "model_calls",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("purpose", String(40), nullable=False),
    Column("person_id", String(100), nullable=False),
    Column("prompt_digest", String(64), nullable=False),
    Column("model", String(200), nullable=False),
    Column("host", String(300), nullable=False),
    Column("local", Integer, nullable=False),
    Column("parameters", Text, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("prompt_tokens", Integer, nullable=False),
    Column("completion_tokens", Integer, nullable=False),
    Column("tokens_estimated", Integer, nullable=False),
    Column("milliseconds", Integer, nullable=False),
    Column("outcome", String(40), nullable=False),
    Column("status", Integer),
    Column("begun_at", String(40), nullable=False),
    Column("day", String(10), nullable=False),
)
