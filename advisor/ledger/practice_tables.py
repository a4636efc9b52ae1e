"""The tables of practice as the newest migration leaves them. Answers and hints are only ever added."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from advisor.ledger.tables import metadata

exercises_as_taken = Table(
    "exercises_as_taken",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("body", Text, nullable=False),
)

practice_groups = Table(
    "practice_groups",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("code", String(20), nullable=False, unique=True),
    Column("title", String(200), nullable=False),
    Column("exercise_ids", Text, nullable=False),
    Column("trainer_id", String(100), nullable=False),
    Column("opened_at", String(40), nullable=False),
    Column("closed_at", String(40)),
)

practice_members = Table(
    "practice_members",
    metadata,
    Column("group_id", ForeignKey("practice_groups.id"), primary_key=True),
    Column("person_id", String(100), primary_key=True),
    Column("shown_as", String(200), nullable=False),
    Column("joined_at", String(40), nullable=False),
)

practice_notes = Table(
    "practice_notes",
    metadata,
    Column("group_id", ForeignKey("practice_groups.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("person_id", String(100)),
    Column("text", Text, nullable=False),
    Column("at", String(40), nullable=False),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("person_id", String(100), nullable=False),
    Column("exercise_id", String(100), nullable=False),
    Column("exercise_digest", ForeignKey("exercises_as_taken.digest"), nullable=False),
    Column("group_id", ForeignKey("practice_groups.id")),
    Column("started_at", String(40), nullable=False),
)

given_answers = Table(
    "given_answers",
    metadata,
    Column("attempt_id", ForeignKey("attempts.id"), primary_key=True),
    Column("step_id", String(100), primary_key=True),
    Column("answer", Text, nullable=False),
    Column("marked", Text, nullable=False),
    Column("at", String(40), nullable=False),
)

hints_taken = Table(
    "hints_taken",
    metadata,
    Column("attempt_id", ForeignKey("attempts.id"), primary_key=True),
    Column("step_id", String(100), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("at", String(40), nullable=False),
)
