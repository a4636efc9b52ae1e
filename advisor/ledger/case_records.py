"""Cases in the ledger: their events, what these rest on, and each case as it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, update

from advisor.approval.case import evolve
from advisor.approval.casefile import Case, Status
from advisor.approval.event import Event, Returned
from advisor.approval.proposal import CaseKind
from advisor.approval.refusal import Reason, Refusal
from advisor.governance.artefact import Artefact
from advisor.ledger import case_artefacts, case_snapshots, chain, keeping
from advisor.ledger.register_records import register_version
from advisor.ledger.store import Store
from advisor.ledger.tables import referred_questions

__all__ = ["Artefact", "CaseRecords"]

_NO_TEXTS: Mapping[str, str] = {}


class CaseRecords:
    """The cases in a ledger."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def append(
        self, events: Sequence[Event], texts: Mapping[str, str] = _NO_TEXTS, *, register_version: int | None = None
    ) -> None:
        """Keep what a command led to: all of it, or nothing.

        Args:
            events: the events in order, of one case or of several.
            texts: texts that the events name, by digest.
            register_version: version of the register by which the command was allowed. Where it is given and the
                register has changed since, nothing is kept: authority that was taken back counts at once.

        Raises:
            Refusal: ``CHANGED_SINCE``: somebody else changed a case or the register first, or the command is recorded.
            HistoryFault: the events do not follow what is held.
            ValueError: a text does not have the digest under which it was given.
            StoreUnavailable: the ledger cannot be written; nothing was kept.
        """
        with self._store.writing() as connection:
            _check_not_recorded(connection, events)
            _check_register(connection, register_version)
            case_artefacts.put_texts(connection, texts)
            last: dict[str, tuple[Case, Event]] = {}
            for event in events:
                known = last.get(event.case_id)
                case = known[0] if known else case_snapshots.one(connection, event.case_id)
                _check_not_taken(case, event)
                last[event.case_id] = (evolve(case, event), event)
                stream = chain.stream_of(event.case_id)
                chain.add(connection, stream, event.version, event.model_dump(mode="json"), event.command_id)
            for case, event in last.values():
                case_snapshots.write(connection, case, event)

    def history(self, case_id: str) -> tuple[Event, ...]:
        """The events of a case in order; none where there is no such case."""
        with self._store.reading() as connection:
            rows = chain.stream(connection, chain.stream_of(case_id))
        return tuple(Event.model_validate_json(row.body) for row in rows)

    def case(self, case_id: str) -> Case | None:
        """A case as it stands, or ``None``."""
        with self._store.reading() as connection:
            return case_snapshots.one(connection, case_id)

    def of_command(self, command_id: str) -> tuple[Event, ...]:
        """What a command led to when it was recorded; nothing where it was not."""
        with self._store.reading() as connection:
            rows = chain.of_command(connection, command_id)
        return tuple(Event.model_validate_json(row.body) for row in rows)

    def cases(
        self,
        *,
        organisation_ids: Collection[str] | None = None,
        statuses: Collection[Status] | None = None,
        kinds: Collection[CaseKind] | None = None,
        trial: bool | None = None,
        author_id: str | None = None,
    ) -> list[Case]:
        """The cases that fit every condition given, the latest change first.

        ``statuses`` are recorded ones: an approval that has run out is still recorded as approved.
        """
        with self._store.reading() as connection:
            return case_snapshots.select_cases(
                connection,
                organisation_ids=organisation_ids,
                statuses=statuses,
                kinds=kinds,
                trial=trial,
                author_id=author_id,
            )

    def last_at(self) -> dict[str, datetime]:
        """When each case changed last."""
        with self._store.reading() as connection:
            return case_snapshots.last_at(connection)

    def returned_at(self, case_ids: Collection[str]) -> dict[str, datetime]:
        """When each of the cases went back to its author last; one that never did is left out."""
        kind = Returned.model_fields["kind"].default
        with self._store.reading() as connection:
            found = chain.last_of_kind(connection, [chain.stream_of(one) for one in case_ids], kind)
        events = [Event.model_validate_json(row.body) for row in found.values()]
        return {event.case_id: event.at for event in events}

    def texts(self, digests: Iterable[str]) -> dict[str, str]:
        """The texts that are held, by digest; what was never kept or was erased is left out."""
        with self._store.reading() as connection:
            return case_artefacts.texts(connection, digests)

    def put_artefact(self, body: bytes, media_type: str, name: str = "") -> str:
        """Keep a file; its digest. An event has to come after the file that it names for the chain to bind the two."""
        with self._store.writing() as connection:
            return case_artefacts.put(connection, body, media_type, name)

    def artefact(self, digest: str) -> Artefact:
        """A file or text.

        Raises:
            NotHeld: it was never kept, or it was erased.
        """
        with self._store.reading() as connection:
            return case_artefacts.one(connection, digest)

    def erase_artefact(self, digest: str, at: datetime, person_id: str | None = None) -> None:
        """Erase the bytes of a file or text, and record that it was done.

        Raises:
            NotHeld: there is nothing to erase.
        """
        with self._store.writing() as connection:
            case_artefacts.erase(connection, digest)
            keeping.record(connection, keeping.ArtefactErased(digest=digest), at, person_id)
        self._store.settle()

    def forget_question(self, case_id: str) -> None:
        """Take the words of a question that was passed on out of the list of such questions; its case keeps them."""
        table = referred_questions
        with self._store.writing() as connection:
            connection.execute(update(table).where(table.c.id == case_id).values(question="", note=""))
        self._store.settle()

    def erased(self) -> dict[str, datetime]:
        """When each artefact that was erased was erased last."""
        with self._store.reading() as connection:
            return keeping.erased_artefacts(keeping.history(connection))

    def hold(self, case_id: str, reason: str, at: datetime, person_id: str) -> None:
        """Put a case under a legal hold; a second one replaces the reason."""
        with self._store.writing() as connection:
            digest = case_artefacts.put(connection, reason.encode(), case_artefacts.PLAIN_TEXT)
            keeping.record(connection, keeping.HoldPlaced(case_id=case_id, reason_digest=digest), at, person_id)

    def release(self, case_id: str, at: datetime, person_id: str | None = None) -> None:
        """Lift the legal hold of a case; where there is none, nothing is recorded."""
        with self._store.writing() as connection:
            if case_id in keeping.holds(keeping.history(connection)):
                keeping.record(connection, keeping.HoldLifted(case_id=case_id), at, person_id)

    def holds(self) -> dict[str, str]:
        """Why each case under a legal hold is held; the reason is empty where it was erased."""
        with self._store.reading() as connection:
            held = keeping.holds(keeping.history(connection))
            reasons = case_artefacts.texts(connection, held.values())
        return {case_id: reasons.get(digest, "") for case_id, digest in held.items()}

    def rebuild(self, *, leaving: Collection[str] = ()) -> int:
        """Make the read model of cases again from the events; returns how many cases were made again.

        Args:
            leaving: cases whose events are wrong; what is shown of them stays as it is.

        Raises:
            HistoryFault: the events of a case do not follow one another; nothing was changed.
        """
        with self._store.writing() as connection:
            return case_snapshots.rebuild(connection, leaving)


def _check_not_recorded(connection: Connection, events: Sequence[Event]) -> None:
    if any(chain.of_command(connection, command_id) for command_id in dict.fromkeys(one.command_id for one in events)):
        raise Refusal(Reason.CHANGED_SINCE, "This was recorded already.", "Look at the case again.")


def _check_register(connection: Connection, seen: int | None) -> None:
    if seen is not None and register_version(connection) != seen:
        raise Refusal(
            Reason.CHANGED_SINCE, "The register of authority changed while you decided.", "Look again, then decide."
        )


def _check_not_taken(case: Case | None, event: Event) -> None:
    if case is not None and event.version <= case.version:
        raise Refusal(
            Reason.CHANGED_SINCE,
            "Somebody else changed this case while you looked at it, so nothing of yours was recorded.",
            "Look at it again, then decide.",
        )
