"""The register of authority in the ledger: how it was founded and every change since, in the one chain of events."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, select

from advisor.approval.authority import Register
from advisor.approval.change import RegisterEvent
from advisor.approval.refusal import Reason, Refusal
from advisor.approval.registering import evolve_register, replay_register
from advisor.ledger import chain
from advisor.ledger.case_tables import events
from advisor.ledger.store import Store
from corpus.source import Frozen

_FOUNDING_VERSION = 0


class RegisterFounded(Frozen):
    """The register of a new installation, which no change could have led to."""

    schema_version: Literal[1] = 1
    kind: Literal["register founded"] = "register founded"
    at: datetime
    founded: Register


class RegisterRecords:
    """The register in a ledger."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: tuple[str, Register] | None = None

    def register(self) -> Register:
        """The register as it stands; an empty one where none was founded."""
        with self._store.reading() as connection:
            last = connection.execute(
                select(events.c.digest)
                .where(events.c.stream == chain.REGISTER)
                .order_by(events.c.version.desc())
                .limit(1)
            ).scalar()
            known = self._known
            if last is None:
                return Register()
            if known is not None and known[0] == last:
                return known[1]
            register = _replayed(chain.stream(connection, chain.REGISTER))
        self._known = (last, register)
        return register

    def history(self) -> tuple[RegisterEvent, ...]:
        """The changes in order, without the founding."""
        with self._store.reading() as connection:
            rows = chain.stream(connection, chain.REGISTER)
        return tuple(change_of(row) for row in rows if row.version > _FOUNDING_VERSION)

    def found(self, register: Register, at: datetime) -> None:
        """Keep the first register.

        Raises:
            Refusal: there is one already.
        """
        with self._store.writing() as connection:
            if chain.stream(connection, chain.REGISTER):
                raise Refusal(Reason.REGISTER, "This installation has a register already.", "Change it instead.")
            founded = RegisterFounded(at=at, founded=register)
            chain.add(connection, chain.REGISTER, _FOUNDING_VERSION, founded.model_dump(mode="json"))

    def append(self, event: RegisterEvent) -> None:
        """Keep a change.

        Raises:
            Refusal: ``CHANGED_SINCE``: somebody else changed the register first; nothing was kept.
            HistoryFault: it does not follow what is held.
        """
        with self._store.writing() as connection:
            held = chain.stream(connection, chain.REGISTER)
            if not held:
                raise Refusal(Reason.REGISTER, "This installation has no register yet.", "Found it first.")
            if event.version <= held[-1].version:
                raise Refusal(
                    Reason.CHANGED_SINCE, "Somebody else changed the register while you looked at it.", "Look again."
                )
            evolve_register(_replayed(held), event)
            chain.add(connection, chain.REGISTER, event.version, event.model_dump(mode="json"))


def register_version(connection: Connection) -> int:
    """Version of the register as it stands."""
    return chain.version(connection, chain.REGISTER) or 0


def founding_of(row: chain.Row) -> RegisterFounded:
    """What the first row of the register says."""
    return RegisterFounded.model_validate_json(row.body)


def change_of(row: chain.Row) -> RegisterEvent:
    """What a later row of the register says."""
    return RegisterEvent.model_validate_json(row.body)


def _replayed(rows: list[chain.Row]) -> Register:
    return replay_register(founding_of(rows[0]).founded, (change_of(row) for row in rows[1:]))
