"""What casework needs from outside: the ledger of cases, the register, the people, signatures and a calendar."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from advisor.approval.authority import Register
from advisor.approval.casefile import Case, Status
from advisor.approval.change import RegisterEvent
from advisor.approval.event import Event
from advisor.approval.exchange import ExchangedDecision
from advisor.approval.proposal import CaseKind
from advisor.governance.artefact import Artefact
from advisor.governance.diary import DiaryEntry
from advisor.governance.person import Person

WriteCalendar = Callable[[Sequence[DiaryEntry], datetime], bytes]
"""Makes a calendar file."""

ProposeCard = Callable[[str, str, str, date], None]
"""Lays an officer's answer out as a card for review: the case, the question, the answer and the day."""


class CaseLedger(Protocol):
    """Keeps what happened to cases, and the texts and files that they rest on."""

    def append(self, events: Sequence[Event], texts: Mapping[str, str], *, register_version: int | None = None) -> None:
        """Keep all of the events and texts, or none; ``register_version`` is the register by which they were allowed.

        Raises:
            Refusal: a version is taken, or the register has changed: somebody was quicker.
        """
        ...

    def history(self, case_id: str) -> tuple[Event, ...]:
        """Everything that happened to a case."""
        ...

    def case(self, case_id: str) -> Case | None:
        """The case as it stands."""
        ...

    def of_command(self, command_id: str) -> tuple[Event, ...]:
        """What a command led to, if it was carried out before."""
        ...

    def cases(
        self,
        *,
        organisation_ids: Collection[str] | None = None,
        statuses: Collection[Status] | None = None,
        kinds: Collection[CaseKind] | None = None,
        trial: bool | None = None,
        author_id: str | None = None,
    ) -> list[Case]:
        """The cases that fit."""
        ...

    def last_at(self) -> dict[str, datetime]:
        """When each case changed last."""
        ...

    def returned_at(self, case_ids: Collection[str]) -> dict[str, datetime]:
        """When each of the cases went back to its author last; one that never did is left out."""
        ...

    def texts(self, digests: Iterable[str]) -> dict[str, str]:
        """The texts under those digests; one that was erased is left out."""
        ...

    def put_artefact(self, body: bytes, media_type: str, name: str = "") -> str:
        """Keep a file; its digest."""
        ...

    def artefact(self, digest: str) -> Artefact:
        """A file or text.

        Raises:
            NotHeld: there is none, or it was erased.
        """
        ...

    def erase_artefact(self, digest: str, at: datetime, person_id: str | None = None) -> None:
        """Forget a file or text; its digest stays.

        Raises:
            NotHeld: there is nothing to erase.
        """
        ...

    def forget_question(self, case_id: str) -> None:
        """Take the words of a question that was passed on out of the list of such questions."""
        ...

    def hold(self, case_id: str, reason: str, at: datetime, person_id: str) -> None:
        """Put a case under a legal hold."""
        ...

    def release(self, case_id: str, at: datetime, person_id: str | None = None) -> None:
        """Lift the legal hold."""
        ...

    def holds(self) -> dict[str, str]:
        """Why each case under a legal hold is held."""
        ...


class RegisterLedger(Protocol):
    """Keeps the register of authority."""

    def register(self) -> Register:
        """The register as it stands."""
        ...

    def append(self, event: RegisterEvent) -> None:
        """Keep one change.

        Raises:
            Refusal: its version is taken.
        """
        ...

    def history(self) -> tuple[RegisterEvent, ...]:
        """Every change."""
        ...

    def found(self, register: Register, at: datetime) -> None:
        """Keep the first register of an installation."""
        ...


class PeopleBook(Protocol):
    """Keeps who people are."""

    def know(self, person: Person, at: datetime) -> None:
        """Keep a person, or what is new about one."""
        ...

    def person(self, person_id: str) -> Person | None:
        """A person; one who was erased has no name."""
        ...

    def names(self, ids: Iterable[str]) -> dict[str, str]:
        """Names by identifier."""
        ...

    def all(self) -> Sequence[Person]:
        """Everybody who is known."""
        ...

    def erase(self, person_id: str, at: datetime, by: str | None = None) -> None:
        """Forget who a person is; what they did stays, under their identifier."""
        ...


class Signatures(Protocol):
    """Signs our own decisions for other installations, and reads theirs."""

    def signed_decision(self, decision: ExchangedDecision) -> bytes:
        """The file that another installation can check."""
        ...

    def read_signed_decision(self, data: bytes) -> tuple[ExchangedDecision, str, str | None]:
        """What a file says, the digest of its bytes, and the key that it was found signed with.

        Raises:
            Refusal: it is no such file, or its signature does not fit.
        """
        ...
