"""Keeping the register of precedents: bringing rows in, publishing a decided case, withdrawing, giving out.

Publishing goes: may this person → is the case decided and real → the row → what in it still points to a person → the
row kept. Whatever is not settled stops there and nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from pydantic import ValidationError

from advisor.approval import publication
from advisor.approval.actor import Actor
from advisor.approval.casefile import Case, Status
from advisor.approval.record import Outcome
from advisor.errors import CorpusError
from advisor.governance.precedents.precedent import Decided, Precedent
from advisor.governance.precedents.publishing import Kept, Pointer, pointers, redacted
from advisor.governance.precedents.register_rows import RowRead
from advisor.journeys.casework_ports import CaseLedger, RegisterLedger
from advisor.journeys.consult import PrecedentBook
from corpus.source import Frozen
from retrieval.precedent_preparing import Embed, face_of

AT_ONCE = 250
SHIPPED = "shipped"

_DECIDED_AS = {
    Status.REJECTED: Decided.REJECTED,
    Status.WITHDRAWN: Decided.WITHDRAWN,
}


class PrecedentLedger(PrecedentBook, Protocol):
    """Keeps the register."""

    def kept(self, ids: Collection[str]) -> dict[str, Kept]:
        """What is known of each of these identifiers; one never published is left out."""
        ...

    def publish(
        self, precedents: Sequence[Precedent], *, origin: str, at: datetime, person_id: str, change: str = "published"
    ) -> None:
        """Keep these rows, all of them or none."""
        ...

    def withdraw(self, precedent_id: str, reason: str, at: datetime, person_id: str) -> None:
        """Take a precedent out of everything.

        Raises:
            NotHeld: there is none that is published.
        """
        ...


class BadRow(Frozen):
    """A row that was not brought in."""

    line: int
    reason: str


class Imported(Frozen):
    """What became of a file."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: tuple[BadRow, ...] = ()


class Proposed(Frozen):
    """A row made of a case, with everything in it that still points to a person."""

    row: dict[str, Any]
    pointers: tuple[Pointer, ...]


class PrecedentRegister:
    """The journey. The clock is given."""

    def __init__(
        self,
        ledger: PrecedentLedger,
        cases: CaseLedger,
        register: RegisterLedger,
        vectors: Embed,
        digest_of: Callable[[Precedent], str],
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._ledger = ledger
        self._cases = cases
        self._register = register
        self._vectors = vectors
        self._digest_of = digest_of
        self._now = now

    def bring_in(
        self,
        rows: Iterable[RowRead],
        actor: Actor,
        *,
        origin: str,
        on_progress: Callable[[int], None] | None = None,
    ) -> Imported:
        """Bring the rows of a file in, so many at a time; run again after a stop, it goes on where it was.

        Bad rows are told with their line, and the good ones are kept.

        Raises:
            Refusal: this person does not keep the register.
        """
        publication.check_may_keep_register(actor, self._register.register(), self._now())
        return self._bring_in(rows, actor.id, origin, on_progress)

    def bring_in_shipped(self, rows: Iterable[RowRead]) -> Imported:
        """Bring in what ships with the package, where it is new; what was withdrawn here stays withdrawn."""
        return self._bring_in(rows, SHIPPED, SHIPPED, None)

    def proposed(self, actor: Actor, case_id: str, summary: Mapping[str, Any]) -> Proposed:
        """The row that a case would become: what a person wrote of it, with the decision as it was taken.

        Raises:
            Refusal: this person may not publish this case, or it is a trial or still open.
            CorpusError: the summary lacks what a row needs.
        """
        case = self._publishable(actor, case_id)
        row = {**summary, **self._decided(case)}
        row.setdefault("id", case_id)
        _checked(row)
        return Proposed(row=row, pointers=pointers(row))

    def publish(self, actor: Actor, case_id: str, summary: Mapping[str, Any], *, redact: bool = False) -> Precedent:
        """Publish a decided case. With ``redact``, placeholders stand for the identifiers that were found.

        Raises:
            Refusal: this person may not publish this case, or it is a trial or still open.
            CorpusError: the summary lacks what a row needs, or still holds identifiers of people.
        """
        proposed = self.proposed(actor, case_id, summary)
        if proposed.pointers and not redact:
            found = ", ".join(sorted({f"{one.kind} in {one.field}" for one in proposed.pointers}))
            raise CorpusError(
                f"The summary still holds identifiers of people: {found}. Nothing was published.",
                "Take them out, or publish with --redact to put placeholders in their place.",
            )
        precedent = _checked(redacted(proposed.row))
        known = self._ledger.kept([precedent.id]).get(precedent.id)
        if known is not None and known.origin != _origin(case_id):
            raise CorpusError(
                f"The identifier {precedent.id} is taken in the register.", "Give the summary another id."
            )
        self._vectors([face_of(precedent.title, precedent.purpose, precedent.facts)])
        self._ledger.publish([precedent], origin=_origin(case_id), at=self._now(), person_id=actor.id)
        return precedent

    def withdraw(self, actor: Actor, precedent_id: str, reason: str) -> None:
        """Take a precedent out of search, packs and answers at once.

        Raises:
            Refusal: this person does not keep the register.
            NotHeld: there is none that is published.
        """
        publication.check_may_keep_register(actor, self._register.register(), self._now())
        self._ledger.withdraw(precedent_id, reason, self._now(), actor.id)

    def _bring_in(
        self, rows: Iterable[RowRead], person_id: str, origin: str, on_progress: Callable[[int], None] | None
    ) -> Imported:
        lines: dict[str, int] = {}
        bad: list[BadRow] = []
        counts = {"added": 0, "updated": 0, "unchanged": 0}
        batch: list[tuple[int, Precedent]] = []
        for row in rows:
            if row.precedent is None:
                bad.append(BadRow(line=row.line, reason=row.fault))
            elif (before := lines.setdefault(row.precedent.id, row.line)) != row.line:
                bad.append(BadRow(line=row.line, reason=f"id: {row.precedent.id} stands on line {before} already"))
            else:
                batch.append((row.line, row.precedent))
            if len(batch) == AT_ONCE:
                self._keep(batch, counts, bad, person_id, origin)
                batch = []
                if on_progress:
                    on_progress(sum(counts.values()))
        self._keep(batch, counts, bad, person_id, origin)
        return Imported(**counts, rejected=tuple(sorted(bad, key=lambda one: one.line)))

    def _keep(
        self,
        batch: Sequence[tuple[int, Precedent]],
        counts: dict[str, int],
        bad: list[BadRow],
        person_id: str,
        origin: str,
    ) -> None:
        known = self._ledger.kept([one.id for _, one in batch])
        fresh: list[Precedent] = []
        for line, one in batch:
            held = known.get(one.id)
            if held is not None and held.withdrawn:
                if origin != SHIPPED:
                    bad.append(BadRow(line=line, reason=f"id: {one.id} was withdrawn here and does not come back"))
                continue
            if held is not None and held.digest == self._digest_of(one):
                counts["unchanged"] += 1
                continue
            if held is not None and held.origin != origin:
                bad.append(BadRow(line=line, reason=f"id: {one.id} is taken by another row, from {held.origin}"))
                continue
            counts["added" if held is None else "updated"] += 1
            fresh.append(one)
        self._vectors([face_of(one.title, one.purpose, one.facts) for one in fresh])
        self._ledger.publish(fresh, origin=origin, at=self._now(), person_id=person_id, change="brought in")

    def _publishable(self, actor: Actor, case_id: str) -> Case:
        case = self._cases.case(case_id)
        if case is None:
            raise CorpusError("There is no such case.", "Check its identifier.")
        publication.check_may_publish(case, actor, self._register.register(), self._now())
        return case

    def _decided(self, case: Case) -> dict[str, Any]:
        """What the ledger knows of the decision; nobody writes that anew."""
        now = self._now()
        judged = [one.judgement for one in case.decisions]
        approved = any(one.outcome is Outcome.APPROVED for one in judged) and not any(
            one.outcome is Outcome.REJECTED for one in judged
        )
        permitted = Decided.APPROVED_WITH_CONDITIONS if case.conditions else Decided.APPROVED
        decision = permitted if approved else _DECIDED_AS.get(case.recorded_status, Decided.REJECTED)
        decided_at = max((one.at for one in case.decisions), default=now)
        register = self._register.register()
        body = register.organisation(case.proposal.leading_party_id)
        digests = {one.text_digest for one in case.conditions}
        texts = self._cases.texts(digests)
        return {
            "decision": decision.value,
            "decided_on": decided_at.date().isoformat(),
            "valid_until": case.valid_until.isoformat() if case.valid_until else None,
            "revoked_on": self._revoked_on(case),
            "superseded_by": case.successor_id,
            "organisation": body.name if body else case.proposal.leading_party_id,
            "conditions": [texts[one.text_digest] for one in case.conditions if one.text_digest in texts],
        }

    def _revoked_on(self, case: Case) -> str | None:
        if case.recorded_status is not Status.REVOKED:
            return None
        days: list[date] = [one.at.date() for one in self._cases.history(case.id) if one.body.kind == "revoked"]
        return max(days).isoformat() if days else self._now().date().isoformat()


def _checked(row: Mapping[str, Any]) -> Precedent:
    try:
        return Precedent.model_validate(dict(row))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the summary"
        raise CorpusError(
            f"The summary cannot be published: {where}: {first['msg'].removeprefix('Value error, ')}.",
            "`advisor precedents schema` prints what a row may hold.",
        ) from error


def _origin(case_id: str) -> str:
    return f"case {case_id}"
