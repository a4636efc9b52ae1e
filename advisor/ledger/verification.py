"""Verification: whether the ledger still says what it said. Each fault names its case, its version and what is wrong.

What the chain alone cannot show, a tail cut off or a history written anew from some event on, shows against a
checkpoint that was kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from pydantic import ValidationError
from sqlalchemy import Connection, select

from advisor.approval.authority import Register
from advisor.approval.case import evolve
from advisor.approval.casefile import Case, HistoryFault
from advisor.approval.event import Event, OutsideDecisionAttested
from advisor.approval.registering import evolve_register
from advisor.errors import NotHeld
from advisor.ledger import case_artefacts, case_snapshots, chain, keeping, outside_decisions, tables
from advisor.ledger.case_tables import case_artefacts as artefact_table
from advisor.ledger.chain import Row
from advisor.ledger.checkpoint import Checkpoint
from advisor.ledger.register_records import change_of, founding_of
from advisor.ledger.store import Store
from corpus.passage import digest as words_digest
from corpus.source import Frozen

_BATCH = 100


class LedgerFault(Frozen):
    """Something that is wrong. ``event`` is its place in the chain; ``case_id`` is empty for the register."""

    case_id: str | None = None
    version: int | None = None
    event: int | None = None
    reason: str


class ErasedArtefact(Frozen):
    """An artefact that an event names and that was erased on record, which is no fault."""

    case_id: str | None
    version: int
    digest: str
    at: datetime


class LedgerReport(Frozen):
    """What verification found. ``events`` counts the rows of the chain and ``head`` is the digest of the last."""

    ok: bool
    events: int
    head: str
    faults: tuple[LedgerFault, ...]
    erased: tuple[ErasedArtefact, ...] = ()


def verify(store: Store, checkpoint: Checkpoint | None = None) -> LedgerReport:
    """Check the chain, every replay, every artefact and every attested decision, and the checkpoint where one is given.

    Raises:
        StoreUnavailable: the ledger cannot be read.
    """
    with store.reading() as connection:
        examined = _examined(connection)
        examined.artefacts()
        examined.words_shown()
        if checkpoint is not None:
            examined.checkpoint(checkpoint)
        events, head = chain.head(connection)
    faults = tuple(examined.faults)
    return LedgerReport(ok=not faults, events=events, head=head, faults=faults, erased=tuple(examined.erased))


def cases_in_doubt(store: Store) -> frozenset[str]:
    """The cases whose events were changed or are gone: what the list of cases shows of them is evidence, to be left.

    Raises:
        StoreUnavailable: the ledger cannot be read.
    """
    with store.reading() as connection:
        return frozenset(_examined(connection).in_doubt)


def _examined(connection: Connection) -> _Examination:
    examined = _Examination(connection)
    for row in chain.rows(connection):
        examined.row(row)
    examined.read_model()
    return examined


class _Examination:
    """What has been seen of a ledger so far, and what was wrong with it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.faults: list[LedgerFault] = []
        self.erased: list[ErasedArtefact] = []
        self.in_doubt: set[str] = set()
        self._last: Row | None = None
        self._cases: dict[str, tuple[Case, Event]] = {}
        self._unfoldable: set[str] = set()
        self._register = Register()
        self._bound: dict[str, Row] = {}
        self._erasures = keeping.erased_artefacts(_readable_acts(connection))

    def row(self, row: Row) -> None:
        """One row: its place in the chain, its own digest, and what it adds to its stream."""
        self._link(row)
        if not row.is_whole:
            self._fault(row, "this event is not what was recorded: it does not have its digest")
            self._doubt(row)
        for artefact in row.artefacts:
            self._bound.setdefault(artefact, row)
        try:
            self._fold(row)
        except (HistoryFault, ValidationError, ValueError) as error:
            sentence = error.sentence if isinstance(error, HistoryFault) else "it cannot be read"
            self._fault(row, f"this event does not continue its history: {sentence}")
            self._unfoldable.add(row.stream)
            self._doubt(row)
        self._last = row

    def read_model(self) -> None:
        """Whether the list of cases shows what the events say."""
        shown = case_snapshots.rows(self._connection)
        for case_id, (case, last) in self._cases.items():
            held = shown.pop(case_id, None)
            if chain.stream_of(case_id) in self._unfoldable:
                continue
            if held is None:
                reason = _UNLISTED + self._advice(case_id)
                self.faults.append(LedgerFault(case_id=case_id, version=case.version, reason=reason))
            elif not case_snapshots.shows(held, case, last):
                reason = _SHOWN_OTHERWISE + self._advice(case_id)
                if str(held.version).isdigit() and int(held.version) > case.version:
                    reason = f"{_TAIL_GONE} {held.version}"
                    self.in_doubt.add(case_id)
                self.faults.append(LedgerFault(case_id=case_id, version=case.version, reason=reason))
        for case_id in shown:
            self.in_doubt.add(case_id)
            if chain.stream_of(case_id) not in self._unfoldable:
                reason = "the events of this case are gone: the list of cases still shows it"
                self.faults.append(LedgerFault(case_id=case_id, reason=reason))

    def artefacts(self) -> None:
        """Whether every artefact has its digest, and every one that an event binds is held or erased on record."""
        missing = dict(self._bound)
        for digest, body in _bodies(self._connection):
            place = missing.pop(digest, None)
            if body is not None and sha256(body).hexdigest() != digest:
                self._artefact_fault(place, digest, "is not what was kept: its bytes have another digest")
            elif body is None and digest not in self._erasures:
                self._artefact_fault(place, digest, "is gone, and no record says that it was erased")
            elif body is None and place is not None:
                self.erased.append(
                    ErasedArtefact(
                        case_id=place.case_id, version=place.version, digest=digest, at=self._erasures[digest]
                    )
                )
        for digest, place in missing.items():
            self._artefact_fault(place, digest, "is gone, and no record says that it was erased")

    def words_shown(self) -> None:
        """Whether the words kept behind answers have their digests."""
        for row in self._connection.execute(select(tables.artefacts.c.sha256, tables.artefacts.c.body)):
            if words_digest(row.body) != row.sha256:
                self.faults.append(LedgerFault(reason=f"the words shown with an answer were changed: {row.sha256}"))

    def checkpoint(self, seen: Checkpoint) -> None:
        """Whether the chain still holds what the checkpoint saw."""
        events, _ = chain.head(self._connection)
        if events < seen.events:
            reason = f"the ledger was cut off after this event: the checkpoint of {seen.at:%d %B %Y} saw {seen.events}"
            self.faults.append(_at(self._last, reason) if self._last else LedgerFault(event=0, reason=reason))
            return
        row = chain.row_at(self._connection, seen.events)
        if row is not None and row.digest != seen.head:
            self._fault(
                row, f"the history up to this event is not the one that the checkpoint of {seen.at:%d %B %Y} saw"
            )

    def _link(self, row: Row) -> None:
        expected = self._last.sequence + 1 if self._last else 1
        previous = self._last.digest if self._last else chain.FIRST_PREVIOUS
        if row.sequence != expected:
            self._fault(row, f"{row.sequence - expected} events before this one are gone")
        elif row.previous != previous:
            self._fault(row, "this event does not follow the one before it: one of the two was replaced")
            self._doubt(row)
            if self._last is not None:
                self._doubt(self._last)

    def _fold(self, row: Row) -> None:
        if row.stream in self._unfoldable:
            return
        if row.stream == chain.REGISTER:
            self._register = _next_register(self._register, row)
        elif row.stream == chain.KEEPING:
            keeping.KeepingEvent.model_validate_json(row.body)
        elif row.case_id is None:
            raise HistoryFault("it belongs to nothing that this release knows.")
        else:
            self._fold_case(row.case_id, row)

    def _fold_case(self, case_id: str, row: Row) -> None:
        event = Event.model_validate_json(row.body)
        if (event.case_id, event.version, event.command_id) != (case_id, row.version, row.command_id):
            raise HistoryFault("it is filed under another case, version or command than it names.")
        before = self._cases.get(case_id)
        self._cases[case_id] = (evolve(before[0] if before else None, event), event)
        if isinstance(event.body, OutsideDecisionAttested):
            self._attested(event.body, row)

    def _attested(self, attested: OutsideDecisionAttested, row: Row) -> None:
        if attested.file_digest in self._erasures:
            return
        try:
            file = case_artefacts.one(self._connection, attested.file_digest).body
        except NotHeld:
            file = None
        reason = outside_decisions.fault_in(attested, file, self._register)
        if reason is not None:
            self._fault(row, reason)

    def _doubt(self, row: Row) -> None:
        if row.case_id is not None:
            self.in_doubt.add(row.case_id)

    def _advice(self, case_id: str) -> str:
        return _DO_NOT_REBUILD if case_id in self.in_doubt else _REBUILD

    def _fault(self, row: Row, reason: str) -> None:
        self.faults.append(_at(row, reason))

    def _artefact_fault(self, place: Row | None, digest: str, what: str) -> None:
        reason = f"the artefact {digest} {what}"
        self.faults.append(_at(place, reason) if place else LedgerFault(reason=reason))


_UNLISTED = "the list of cases lacks this case"
_TAIL_GONE = "the events after this one are gone: the list of cases has seen version"
_SHOWN_OTHERWISE = "the list of cases shows this case otherwise than its events"
_REBUILD = "; where a checkpoint finds nothing else, make the list again with `advisor ledger rebuild`"
_DO_NOT_REBUILD = ", and it is the events that are wrong: leave the list as it is"


def _at(row: Row, reason: str) -> LedgerFault:
    named = {chain.REGISTER: "register of authority: ", chain.KEEPING: "record of what was erased and held: "}
    return LedgerFault(
        case_id=row.case_id, version=row.version, event=row.sequence, reason=named.get(row.stream, "") + reason
    )


def _next_register(register: Register, row: Row) -> Register:
    return founding_of(row).founded if row.version == 0 else evolve_register(register, change_of(row))


def _readable_acts(connection: Connection) -> list[keeping.KeepingEvent]:
    """The acts that can be read; one that cannot is a fault of its row, found on the way through the chain."""
    acts = []
    for row in chain.stream(connection, chain.KEEPING):
        try:
            acts.append(keeping.KeepingEvent.model_validate_json(row.body))
        except ValidationError:
            continue
    return acts


def _bodies(connection: Connection) -> Iterator[tuple[str, bytes | None]]:
    after = ""
    while True:
        found = connection.execute(
            select(artefact_table.c.digest, artefact_table.c.body)
            .where(artefact_table.c.digest > after)
            .order_by(artefact_table.c.digest)
            .limit(_BATCH)
        ).all()
        yield from ((row.digest, None if row.body is None else bytes(row.body)) for row in found)
        if len(found) < _BATCH:
            return
        after = found[-1].digest
