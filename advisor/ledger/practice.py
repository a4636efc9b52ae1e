"""Practice in the ledger: attempts with their answers and hints, which are only ever added, and groups of learners."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from advisor.errors import NotHeld
from advisor.governance.exercises.exercise import Exercise
from advisor.governance.exercises.group import Group, Member, TrainerNote
from advisor.governance.exercises.marked import Marked
from advisor.governance.exercises.sitting import Attempt, GivenAnswer, HintTaken, Sitting
from advisor.ledger import erasing
from advisor.ledger.practice_tables import (
    attempts,
    exercises_as_taken,
    given_answers,
    hints_taken,
    practice_groups,
    practice_members,
    practice_notes,
)
from advisor.ledger.store import Store
from advisor.ledger.times import time_text


class PracticeRecords:
    """Attempts and groups in a ledger."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, attempt: Attempt, exercise: Exercise) -> Attempt:
        """Keep a new attempt with the exercise as it is; an attempt that this person has open there is given back.

        Raises:
            StoreUnavailable: the ledger cannot be written.
        """
        with self._store.writing() as connection:
            same = (
                attempts.c.person_id == attempt.person_id,
                attempts.c.exercise_id == attempt.exercise_id,
                attempts.c.group_id.is_(None) if attempt.group_id is None else attempts.c.group_id == attempt.group_id,
            )
            for held in _sittings(connection, *same):
                if not held.finished:
                    return held.attempt
            known = select(exercises_as_taken.c.digest).where(exercises_as_taken.c.digest == attempt.exercise_digest)
            if connection.execute(known).first() is None:
                connection.execute(
                    insert(exercises_as_taken).values(digest=attempt.exercise_digest, body=exercise.model_dump_json())
                )
            connection.execute(
                insert(attempts).values({**attempt.model_dump(), "started_at": time_text(attempt.started_at)})
            )
        return attempt

    def sitting(self, attempt_id: str) -> Sitting:
        """An attempt as it stands.

        Raises:
            NotHeld: there is none of that id.
        """
        with self._store.reading() as connection:
            found = _sittings(connection, attempts.c.id == attempt_id)
        if not found:
            raise NotHeld("There is no such attempt.", "Begin the exercise again.")
        return found[0]

    def of_person(self, person_id: str) -> list[Sitting]:
        """A learner's attempts, the latest first."""
        with self._store.reading() as connection:
            return _sittings(connection, attempts.c.person_id == person_id)[::-1]

    def of_group(self, group_id: str) -> list[Sitting]:
        """A group's attempts in the order in which they began."""
        with self._store.reading() as connection:
            return _sittings(connection, attempts.c.group_id == group_id)

    def keep_answer(self, answer: GivenAnswer) -> GivenAnswer:
        """Keep an answer; where the step was answered before, that first answer stands and is given back.

        Raises:
            StoreUnavailable: the ledger cannot be written; the answer was not kept.
        """
        with self._store.writing() as connection:
            held = connection.execute(
                select(given_answers).where(
                    given_answers.c.attempt_id == answer.attempt_id, given_answers.c.step_id == answer.step_id
                )
            ).mappings()
            if row := held.first():
                return _answer(row)
            connection.execute(
                insert(given_answers).values(
                    attempt_id=answer.attempt_id,
                    step_id=answer.step_id,
                    answer=answer.answer,
                    marked=answer.marked.model_dump_json(),
                    at=time_text(answer.at),
                )
            )
        return answer

    def keep_hint(self, hint: HintTaken) -> None:
        """Keep that a hint was shown; a second time changes nothing."""
        same = (
            hints_taken.c.attempt_id == hint.attempt_id,
            hints_taken.c.step_id == hint.step_id,
            hints_taken.c.place == hint.place,
        )
        with self._store.writing() as connection:
            if connection.execute(select(hints_taken.c.place).where(*same)).first() is None:
                connection.execute(insert(hints_taken).values({**hint.model_dump(), "at": time_text(hint.at)}))

    def open_group(self, group: Group) -> None:
        """Keep a new group."""
        row = {**group.model_dump(exclude={"exercise_ids"}), "opened_at": time_text(group.opened_at)}
        with self._store.writing() as connection:
            connection.execute(insert(practice_groups).values({**row, "exercise_ids": json.dumps(group.exercise_ids)}))

    def close_group(self, group_id: str, at: datetime) -> None:
        """Nobody joins the group, or answers in it, from now on."""
        with self._store.writing() as connection:
            connection.execute(
                update(practice_groups)
                .where(practice_groups.c.id == group_id, practice_groups.c.closed_at.is_(None))
                .values(closed_at=time_text(at))
            )

    def group(self, group_id: str) -> Group:
        """A group.

        Raises:
            NotHeld: there is none of that id.
        """
        return self._one_group(practice_groups.c.id == group_id)

    def group_of_code(self, code: str) -> Group:
        """The group that a code opens.

        Raises:
            NotHeld: no group has that code.
        """
        return self._one_group(practice_groups.c.code == code)

    def groups_of(self, trainer_id: str) -> list[Group]:
        """A trainer's groups, the latest first."""
        with self._store.reading() as connection:
            rows = connection.execute(
                select(practice_groups)
                .where(practice_groups.c.trainer_id == trainer_id)
                .order_by(practice_groups.c.opened_at.desc(), practice_groups.c.id)
            )
            return [_group(row) for row in rows.mappings()]

    def join(self, member: Member) -> Member:
        """Make somebody a member; one who joined before stays as they were."""
        with self._store.writing() as connection:
            held = connection.execute(
                select(practice_members).where(
                    practice_members.c.group_id == member.group_id, practice_members.c.person_id == member.person_id
                )
            ).mappings()
            if row := held.first():
                return Member.model_validate(dict(row))
            connection.execute(
                insert(practice_members).values({**member.model_dump(), "joined_at": time_text(member.joined_at)})
            )
        return member

    def members(self, group_id: str) -> list[Member]:
        """Everybody in a group, in the order in which they joined."""
        with self._store.reading() as connection:
            rows = connection.execute(
                select(practice_members)
                .where(practice_members.c.group_id == group_id)
                .order_by(practice_members.c.joined_at, practice_members.c.person_id)
            )
            return [Member.model_validate(dict(row)) for row in rows.mappings()]

    def memberships(self, person_id: str) -> list[Member]:
        """Every group of which somebody is a member, the latest first."""
        with self._store.reading() as connection:
            rows = connection.execute(
                select(practice_members)
                .where(practice_members.c.person_id == person_id)
                .order_by(practice_members.c.joined_at.desc(), practice_members.c.group_id)
            )
            return [Member.model_validate(dict(row)) for row in rows.mappings()]

    def keep_note(self, note: TrainerNote) -> None:
        """Keep what a trainer tells a group or a learner."""
        with self._store.writing() as connection:
            last = connection.execute(
                select(func.max(practice_notes.c.number)).where(practice_notes.c.group_id == note.group_id)
            ).scalar()
            connection.execute(
                insert(practice_notes).values(
                    {**note.model_dump(), "number": int(last or 0) + 1, "at": time_text(note.at)}
                )
            )

    def notes(self, group_id: str) -> list[TrainerNote]:
        """What a trainer told a group and its learners, in order."""
        with self._store.reading() as connection:
            rows = connection.execute(
                select(practice_notes).where(practice_notes.c.group_id == group_id).order_by(practice_notes.c.number)
            ).mappings()
            return [TrainerNote.model_validate({key: row[key] for key in TrainerNote.model_fields}) for row in rows]

    def erase_person(self, person_id: str) -> int:
        """Erase a learner's attempts, memberships and notes; returns how many attempts went."""
        with self._store.writing() as connection:
            return erasing.forget_practice(connection, person_id)

    def _one_group(self, wanted: ColumnElement[bool]) -> Group:
        with self._store.reading() as connection:
            row = connection.execute(select(practice_groups).where(wanted)).mappings().first()
        if row is None:
            raise NotHeld("There is no such group.", "Check the code with your trainer.")
        return _group(row)


def _sittings(connection: Connection, *wanted: ColumnElement[bool]) -> list[Sitting]:
    """The attempts that fit, in the order in which they began, with everything that was given in them."""
    rows = list(
        connection.execute(
            select(attempts, exercises_as_taken.c.body)
            .join(exercises_as_taken, attempts.c.exercise_digest == exercises_as_taken.c.digest)
            .where(*wanted)
            .order_by(attempts.c.started_at, attempts.c.id)
        ).mappings()
    )
    ids = [row["id"] for row in rows]
    answers: defaultdict[str, list[GivenAnswer]] = defaultdict(list)
    for row in _parts(connection, select(given_answers).order_by(given_answers.c.at), given_answers, ids):
        answers[row["attempt_id"]].append(_answer(row))
    hints: defaultdict[str, list[HintTaken]] = defaultdict(list)
    for row in _parts(connection, select(hints_taken).order_by(hints_taken.c.place), hints_taken, ids):
        hints[row["attempt_id"]].append(HintTaken.model_validate(dict(row)))
    bodies = {row["body"]: Exercise.model_validate_json(row["body"]) for row in rows}
    return [
        Sitting(
            attempt=Attempt.model_validate({key: row[key] for key in Attempt.model_fields}),
            exercise=bodies[row["body"]],
            answers=tuple(answers[row["id"]]),
            hints=tuple(hints[row["id"]]),
        )
        for row in rows
    ]


def _parts(connection: Connection, rows: Any, table: Any, ids: Sequence[str]) -> Iterable[Mapping[Any, Any]]:
    found: Iterable[Mapping[Any, Any]] = connection.execute(rows.where(table.c.attempt_id.in_(ids))).mappings()
    return found


def _answer(row: Mapping[Any, Any]) -> GivenAnswer:
    return GivenAnswer.model_validate({**row, "marked": Marked.model_validate_json(row["marked"])})


def _group(row: Mapping[Any, Any]) -> Group:
    return Group.model_validate({**row, "exercise_ids": json.loads(row["exercise_ids"])})
