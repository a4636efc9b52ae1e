"""Arriving: a person whom the provider vouches for becomes a person whom the ledger knows, and gains no right by it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from advisor.governance.claims import IdentityClaims
from advisor.governance.person import Person


class PeopleBook(Protocol):
    """The people whom the ledger knows."""

    def by_subject(self, issuer: str, subject: str) -> Person | None:
        """The person whom a provider knows by this subject."""

    def person(self, person_id: str) -> Person | None:
        """The person of an id."""

    def all(self) -> list[Person]:
        """Everybody who is known."""

    def know(self, person: Person, at: datetime) -> None:
        """Record a person, or what is new about them."""


class SignIn:
    """Makes people out of claims."""

    def __init__(self, people: Callable[[], PeopleBook], *, now: Callable[[], datetime], new_id: Callable[[], str]):
        self._people = people
        self._now = now
        self._new_id = new_id
        self._one_at_a_time = threading.Lock()

    def arrive(self, claims: IdentityClaims) -> Person:
        """The person of the claims: known by issuer and subject, and by nothing else.

        Somebody new is recorded without any role. A name or an address that has changed is taken over; one that the
        provider no longer gives stays.
        """
        people = self._people()
        with self._one_at_a_time:
            held = people.by_subject(claims.issuer, claims.subject)
            known = held or Person(id=self._new_id(), issuer=claims.issuer, subject=claims.subject)
            arrived = known.model_copy(update={"name": claims.name or known.name, "email": claims.email or known.email})
            if arrived != held:
                people.know(arrived, self._now())
        return arrived

    def invented_people(self) -> list[Person]:
        """People with a name whom no provider knows, in order of name: a local person can act as one in trial cases."""
        named = (one for one in self._people().all() if one.issuer is None and one.name)
        return sorted(named, key=lambda one: (one.name, one.id))

    def invented_person(self, words: str) -> Person | None:
        """The invented person of an id, or of a name."""
        wanted = words.strip().casefold()
        for one in self.invented_people():
            if wanted in {one.id.casefold(), one.name.casefold()}:
                return one
        return None
