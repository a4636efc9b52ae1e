"""What goes with a person who is erased: every column that names people is known, and nothing of a name is left."""

from __future__ import annotations

import importlib
import pkgutil
import re
from datetime import timedelta

from sqlalchemy import insert, select

import advisor.ledger
from advisor.governance.person import Person
from advisor.ledger import erasing, tables
from advisor.ledger import practice_tables as practice
from advisor.ledger.people import People
from advisor.ledger.practice import PracticeRecords
from advisor.ledger.store import Store
from tests.advisor.ledger.conftest import NOW

_NAMES_PEOPLE = re.compile(
    r"person|author|trainer|learner|member|reviewer|owner|keeper|actor|principal|delegate|_by$|email|subject|issuer|shown_as"
)
AT = NOW.isoformat()


def columns_that_name_people() -> set[str]:
    for module in pkgutil.iter_modules(advisor.ledger.__path__):
        importlib.import_module(f"advisor.ledger.{module.name}")
    found = {
        f"{table.name}.{column.name}"
        for table in tables.metadata.tables.values()
        for column in table.columns
        if _NAMES_PEOPLE.search(column.name)
    }
    return found | {"people.id", "people.name"}


def test_every_column_that_names_people_goes_with_them_or_stays_for_a_reason() -> None:
    assert columns_that_name_people() == erasing.GOES | set(erasing.STAYS)
    assert not erasing.GOES & set(erasing.STAYS)
    assert all(erasing.STAYS.values())


def test_nothing_of_an_erased_person_is_left_but_the_identifier_and_others_keep_theirs(store: Store) -> None:
    people = People(store)
    for one in ("ailsa", "morag"):
        people.know(Person(id=one, name=f"{one.capitalize()} Grant", email=f"{one}@borset.example"), NOW)
    with store.writing() as connection:
        connection.execute(
            insert(practice.exercises_as_taken).values(digest="e" * 64, body="{}"),
        )
        group = {"id": "group", "code": "ABC", "title": "Tuesday", "exercise_ids": "[]", "trainer_id": "ailsa"}
        connection.execute(insert(practice.practice_groups).values(**group, opened_at=AT))
        for one in ("ailsa", "morag"):
            said = f"{one.capitalize()} Grant wrote this"
            connection.execute(
                insert(tables.conversations).values(
                    id=f"c-{one}", person_id=one, title=said, jurisdiction="scotland", classification="official",
                    started_at=AT, last_at=AT,
                )
            )  # fmt: skip
            turn = {"conversation_id": f"c-{one}", "number": 1, "question": said, "answer_id": f"a-{one}"}
            connection.execute(insert(tables.turns).values(**turn, answer=said, asked_at=AT))
            connection.execute(insert(tables.feedback).values(answer_id=f"a-{one}", helpful=1, note=said, at=AT))
            member = {"group_id": "group", "person_id": one, "shown_as": said, "joined_at": AT}
            connection.execute(insert(practice.practice_members).values(member))
            note = {"group_id": "group", "number": len(one) + ord(one[0]), "person_id": one, "text": said, "at": AT}
            connection.execute(insert(practice.practice_notes).values(note))
            attempt = {"id": f"t-{one}", "person_id": one, "exercise_id": "x", "exercise_digest": "e" * 64}
            connection.execute(insert(practice.attempts).values(**attempt, group_id="group", started_at=AT))
            given = {"attempt_id": f"t-{one}", "step_id": "s", "answer": said, "marked": "{}", "at": AT}
            connection.execute(insert(practice.given_answers).values(given))
    people.erase("ailsa", NOW + timedelta(days=1), "morag")
    with store.reading() as connection:
        held = {
            table.name: [str(tuple(row)) for row in connection.execute(select(table))]
            for table in tables.metadata.tables.values()
        }
    assert not [row for rows in held.values() for row in rows if "Ailsa" in row or "ailsa@" in row]
    for name in ("conversations", "turns", "feedback", "practice_members", "practice_notes", "attempts"):
        assert len(held[name]) == 1
        assert "morag" in held[name][0]
    assert [one.person_id for one in PracticeRecords(store).members("group")] == ["morag"]
