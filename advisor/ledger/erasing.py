"""What goes with a person who is erased, table by table, and what stays under an identifier that says nothing.

Every column of the ledger that names a person stands in one of the two lists; a test fails where a new one stands in
neither.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Select, delete, select, update

from advisor.ledger import practice_tables as practice
from advisor.ledger import tables

GOES = frozenset({
    "people.name", "people.email", "people.issuer", "people.subject", "conversations.person_id", "attempts.person_id",
    "practice_members.person_id", "practice_members.shown_as", "practice_notes.person_id",
})  # fmt: skip
"""Names, and what nobody but the person could read or was told of: their conversations, attempts and memberships."""

STAYS: dict[str, str] = {
    "people.id": "stands for the person in the events, and says nothing by itself",
    "cases.author_id": "is derived from the events",
    "referred_questions.person_id": "the question lies with the officer, who keeps it as a case",
    "model_calls.person_id": "counts what was used",
    "practice_groups.trainer_id": "the group belongs to its learners too",
    "precedents.published_by": "who published a precedent is part of its record",
    "precedent_changes.person_id": "who changed the register of precedents is part of its record",
    "drafts.author_id": "the draft belongs to the organisation",
    "draft_versions.made_by": "who made a version is part of its record",
}
"""Identifiers that stay, and why."""


def forget(connection: Connection, person_id: str) -> None:
    """Take away everything that goes with a person, but for the row in ``people``."""
    table = tables.conversations
    erase_conversations(connection, _ids(connection, select(table.c.id).where(table.c.person_id == person_id)))
    forget_practice(connection, person_id)


def forget_practice(connection: Connection, person_id: str) -> int:
    """Take away a learner's attempts with their answers, their memberships and the notes to them; how many attempts."""
    attempts = practice.attempts
    theirs = _ids(connection, select(attempts.c.id).where(attempts.c.person_id == person_id))
    for table in (practice.given_answers, practice.hints_taken):
        connection.execute(delete(table).where(table.c.attempt_id.in_(theirs)))
    connection.execute(delete(attempts).where(attempts.c.id.in_(theirs)))
    for table in (practice.practice_members, practice.practice_notes):
        connection.execute(delete(table).where(table.c.person_id == person_id))
    return len(theirs)


def erase_conversations(connection: Connection, ids: Collection[str]) -> int:
    """Delete conversations, their turns with the feedback, and evidence that no other answer showed; how many went.

    A question that was passed on stays with the officer who has it, without its link to the answer.
    """
    turns, shown, artefacts, referred = (
        tables.turns,
        tables.evidence_shown,
        tables.artefacts,
        tables.referred_questions,
    )
    answers = _ids(connection, select(turns.c.answer_id).where(turns.c.conversation_id.in_(ids)))
    digests = _ids(connection, select(shown.c.sha256).where(shown.c.answer_id.in_(answers)))
    connection.execute(delete(tables.feedback).where(tables.feedback.c.answer_id.in_(answers)))
    connection.execute(delete(shown).where(shown.c.answer_id.in_(answers)))
    connection.execute(
        delete(artefacts).where(artefacts.c.sha256.in_(digests), artefacts.c.sha256.not_in(select(shown.c.sha256)))
    )
    connection.execute(update(referred).where(referred.c.answer_id.in_(answers)).values(answer_id=None))
    connection.execute(delete(turns).where(turns.c.conversation_id.in_(ids)))
    return connection.execute(delete(tables.conversations).where(tables.conversations.c.id.in_(ids))).rowcount


def _ids(connection: Connection, wanted: Select[Any]) -> list[str]:
    return list(connection.execute(wanted).scalars())
