"""Conversations: what a person asked, exactly what was answered from which words, and what became of it.

Identifiers and times are arguments, so that a test and a replay give the same ledger.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from advisor.errors import NotHeld
from advisor.governance.answer import Answer
from advisor.ledger import erasing, tables
from advisor.ledger.conversation import WAITING, Conversation, Feedback, ReferredQuestion, Turn
from advisor.ledger.store import Store
from advisor.ledger.times import time_text
from corpus.passage import digest
from corpus.source import Classification, Jurisdiction

LONGEST_TITLE_CHARACTERS = 120


class Conversations:
    """The conversations in a ledger."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def start(
        self,
        conversation_id: str,
        *,
        person_id: str,
        title: str,
        jurisdiction: Jurisdiction,
        classification: Classification,
        at: datetime,
    ) -> Conversation:
        """Begin a conversation. The title is cut to ``LONGEST_TITLE_CHARACTERS`` and put on one line.

        Raises:
            StoreUnavailable: the ledger cannot be written.
        """
        conversation = Conversation(
            id=conversation_id,
            person_id=person_id,
            title=_title(title),
            jurisdiction=jurisdiction,
            classification=classification,
            started_at=at,
            last_at=at,
        )
        row = {**conversation.model_dump(mode="json"), "started_at": time_text(at), "last_at": time_text(at)}
        with self._store.writing() as connection:
            _know(connection, person_id, at)
            connection.execute(insert(tables.conversations).values(row))
        return conversation

    def record(self, conversation_id: str, answer: Answer, *, passages: Mapping[str, str], at: datetime) -> Turn:
        """Keep an answer as the next turn, with the exact evidence that was shown.

        Args:
            conversation_id: a conversation that was started.
            answer: the answer as shown; its id is new.
            passages: text of each passage that the answer cites, by its sha256.
            at: when the question was asked.

        Raises:
            NotHeld: there is no such conversation.
            ValueError: a passage's text does not have the digest under which it was given.
            StoreUnavailable: the ledger cannot be written; nothing was kept.
        """
        for sha256, body in passages.items():
            if digest(body) != sha256:
                raise ValueError(f"the evidence given under {sha256} has another digest")
        turns, conversations = tables.turns, tables.conversations
        with self._store.writing() as connection:
            known = connection.execute(
                update(conversations).where(conversations.c.id == conversation_id).values(last_at=time_text(at))
            )
            if known.rowcount == 0:
                raise _no_conversation()
            last = connection.execute(
                select(func.max(turns.c.number)).where(turns.c.conversation_id == conversation_id)
            ).scalar()
            number = int(last or 0) + 1
            connection.execute(
                insert(turns).values(
                    conversation_id=conversation_id,
                    number=number,
                    question=answer.question,
                    answer_id=answer.id,
                    answer=answer.model_dump_json(),
                    asked_at=time_text(at),
                )
            )
            _keep_evidence(connection, answer.id, passages)
        return Turn(conversation_id=conversation_id, number=number, answer=answer, asked_at=at)

    def list_for(self, person_id: str, *, limit: int = 50) -> list[Conversation]:
        """A person's conversations, the latest first."""
        table = tables.conversations
        with self._store.reading() as connection:
            rows = connection.execute(
                select(table)
                .where(table.c.person_id == person_id)
                .order_by(table.c.last_at.desc(), table.c.id)
                .limit(limit)
            )
            return [_conversation(row) for row in rows.mappings()]

    def open(self, conversation_id: str) -> tuple[Conversation, list[Turn]]:
        """A conversation and its turns in order.

        Raises:
            NotHeld: there is no such conversation, or it was deleted.
        """
        conversations, turns = tables.conversations, tables.turns
        with self._store.reading() as connection:
            row = (
                connection.execute(select(conversations).where(conversations.c.id == conversation_id))
                .mappings()
                .first()
            )
            if row is None:
                raise _no_conversation()
            rows = connection.execute(
                select(turns).where(turns.c.conversation_id == conversation_id).order_by(turns.c.number)
            )
            return _conversation(row), [_turn(turn) for turn in rows.mappings()]

    def answer(self, answer_id: str, *, person_id: str | None = None) -> Answer:
        """An answer exactly as it was shown; with ``person_id``, only if it was given to that person.

        Raises:
            NotHeld: no such answer was recorded, or its conversation was deleted.
        """
        asked = select(tables.turns.c.answer).where(tables.turns.c.answer_id == answer_id)
        if person_id is not None:
            asked = asked.join(tables.conversations).where(tables.conversations.c.person_id == person_id)
        with self._store.reading() as connection:
            found = connection.execute(asked).scalar()
        if found is None:
            raise NotHeld("There is no answer under this address.", "It may have been deleted with its conversation.")
        return Answer.model_validate_json(found)

    def evidence(self, sha256: str) -> str:
        """The words of a passage as they stood when an answer showed them.

        Raises:
            NotHeld: nothing was shown with that digest.
        """
        with self._store.reading() as connection:
            body = connection.execute(
                select(tables.artefacts.c.body).where(tables.artefacts.c.sha256 == sha256)
            ).scalar()
        if body is None:
            raise NotHeld("The words behind this source are no longer held.", "Open the official address instead.")
        return str(body)

    def give_feedback(self, answer_id: str, *, helpful: bool, note: str, at: datetime) -> Feedback:
        """Keep what a person thought of an answer; a second opinion replaces the first.

        Raises:
            NotHeld: no such answer was recorded.
            StoreUnavailable: the ledger cannot be written.
        """
        self.answer(answer_id)
        table = tables.feedback
        with self._store.writing() as connection:
            connection.execute(delete(table).where(table.c.answer_id == answer_id))
            connection.execute(
                insert(table).values(answer_id=answer_id, helpful=int(helpful), note=note.strip(), at=time_text(at))
            )
        return Feedback(answer_id=answer_id, helpful=helpful, note=note.strip(), at=at)

    def feedback(self, answer_id: str) -> Feedback | None:
        """What was thought of an answer, if anything was said."""
        with self._store.reading() as connection:
            row = (
                connection.execute(select(tables.feedback).where(tables.feedback.c.answer_id == answer_id))
                .mappings()
                .first()
            )
        return None if row is None else Feedback.model_validate({**row, "helpful": bool(row["helpful"])})

    def refer(
        self, reference: str, *, question: str, note: str, person_id: str, at: datetime, answer_id: str | None = None
    ) -> ReferredQuestion:
        """Pass a question on to the data protection officer.

        Raises:
            StoreUnavailable: the ledger cannot be written; the question was not passed on.
        """
        referred = ReferredQuestion(
            id=reference,
            answer_id=answer_id,
            question=question,
            note=note.strip(),
            person_id=person_id,
            at=at,
            status=WAITING,
        )
        with self._store.writing() as connection:
            _know(connection, person_id, at)
            connection.execute(insert(tables.referred_questions).values({**referred.model_dump(), "at": time_text(at)}))
        return referred

    def referred(self, *, answer_id: str | None = None) -> list[ReferredQuestion]:
        """Questions passed on, the oldest first; only those about one answer where it is given."""
        table = tables.referred_questions
        wanted = select(table).order_by(table.c.at, table.c.id)
        if answer_id is not None:
            wanted = wanted.where(table.c.answer_id == answer_id)
        with self._store.reading() as connection:
            return [ReferredQuestion.model_validate(dict(row)) for row in connection.execute(wanted).mappings()]

    def erase(self, conversation_id: str) -> None:
        """Delete a conversation: its turns, their feedback, and evidence that no other answer showed.

        A question that was passed on stays with the officer who has it, without its link to the answer.

        Raises:
            NotHeld: there is no such conversation.
            StoreUnavailable: the ledger cannot be written; nothing was deleted.
        """
        with self._store.writing() as connection:
            if erasing.erase_conversations(connection, [conversation_id]) == 0:
                raise _no_conversation()
        self._store.settle()


def _know(connection: Connection, person_id: str, at: datetime) -> None:
    people = tables.people
    if connection.execute(select(people.c.id).where(people.c.id == person_id)).first() is None:
        connection.execute(insert(people).values(id=person_id, first_seen_at=time_text(at)))


def _keep_evidence(connection: Connection, answer_id: str, passages: Mapping[str, str]) -> None:
    artefacts, shown = tables.artefacts, tables.evidence_shown
    for sha256, body in passages.items():
        if connection.execute(select(artefacts.c.sha256).where(artefacts.c.sha256 == sha256)).first() is None:
            connection.execute(insert(artefacts).values(sha256=sha256, body=body))
        connection.execute(insert(shown).values(answer_id=answer_id, sha256=sha256))


def _conversation(row: Mapping[Any, Any]) -> Conversation:
    return Conversation.model_validate(dict(row))


def _turn(row: Mapping[Any, Any]) -> Turn:
    return Turn(
        conversation_id=row["conversation_id"],
        number=row["number"],
        answer=Answer.model_validate_json(row["answer"]),
        asked_at=row["asked_at"],
    )


def _title(words: str) -> str:
    line = " ".join(words.split()) or "Untitled"
    if len(line) <= LONGEST_TITLE_CHARACTERS:
        return line
    return line[: LONGEST_TITLE_CHARACTERS - 1].rsplit(" ", 1)[0] + "…"


def _no_conversation() -> NotHeld:
    return NotHeld("There is no conversation under this address.", "It may have been deleted. Start a new one.")
