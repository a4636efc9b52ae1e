"""People: the only table with names in it. A person can be erased; the events keep an identifier that says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from advisor.errors import LedgerError, NotHeld
from advisor.governance.person import ERASED, Person
from advisor.ledger import erasing, keeping
from advisor.ledger.store import Store
from advisor.ledger.tables import people
from advisor.ledger.times import time_text

__all__ = ["ERASED", "People", "Person"]


class People:
    """The people that a ledger knows."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def know(self, person: Person, at: datetime) -> None:
        """Keep a person, or what is now known of them.

        Raises:
            LedgerError: the person was erased, or somebody else is known by that subject.
        """
        row = person.model_dump()
        with self._store.writing() as connection:
            held = connection.execute(select(people.c.erased_at).where(people.c.id == person.id)).first()
            if held is None:
                connection.execute(insert(people).values(first_seen_at=time_text(at), **row))
            elif held.erased_at is not None:
                raise LedgerError("This person was erased.", "They can be known again under a new identifier.")
            else:
                connection.execute(update(people).where(people.c.id == person.id).values(row))

    def person(self, person_id: str) -> Person | None:
        """A person, with ``Erased person`` in the place of a name that was erased; ``None`` where nobody is known."""
        with self._store.reading() as connection:
            found = connection.execute(select(people).where(people.c.id == person_id)).mappings().first()
        return None if found is None else _person(found)

    def names(self, ids: Iterable[str]) -> dict[str, str]:
        """A name for each identifier: that of the person, ``Erased person``, or the identifier where none is known."""
        wanted = list(dict.fromkeys(ids))
        with self._store.reading() as connection:
            found = connection.execute(select(people).where(people.c.id.in_(wanted))).mappings().all()
        known = {row["id"]: _person(row).name for row in found}
        return {one: known.get(one) or one for one in wanted}

    def all(self) -> list[Person]:
        """Everybody, by name; the erased are left out."""
        with self._store.reading() as connection:
            rows = connection.execute(
                select(people).where(people.c.erased_at.is_(None)).order_by(people.c.name, people.c.id)
            )
            return [_person(row) for row in rows.mappings()]

    def by_subject(self, issuer: str, subject: str) -> Person | None:
        """The person whom an identity provider knows by that subject."""
        with self._store.reading() as connection:
            found = connection.execute(
                select(people).where(people.c.issuer == issuer, people.c.subject == subject)
            ).mappings()
            row = found.first()
        return None if row is None else _person(row)

    def erase(self, person_id: str, at: datetime, by: str | None = None) -> None:
        """Erase all that is known of a person but the identifier, and record that it was done, and ``by`` whom.

        Their conversations and their practice go with them; ``erasing`` says what stays.

        Raises:
            NotHeld: nobody is known by that identifier, or the person was erased before.
        """
        with self._store.writing() as connection:
            gone = connection.execute(
                update(people)
                .where(people.c.id == person_id, people.c.erased_at.is_(None))
                .values(name="", email="", issuer=None, subject=None, erased_at=time_text(at))
            )
            if gone.rowcount == 0:
                raise NotHeld("There is nobody to erase under that identifier.", "They may be erased already.")
            erasing.forget(connection, person_id)
            keeping.record(connection, keeping.PersonErased(person_id=person_id), at, by)
        self._store.settle()


def _person(row: Mapping[Any, Any]) -> Person:
    name = row["name"] if row["erased_at"] is None else ERASED
    return Person(id=row["id"], name=name, email=row["email"], issuer=row["issuer"], subject=row["subject"])
