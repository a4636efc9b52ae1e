"""How long cases are kept: what is past its time, what a legal hold keeps, and erasing what people wrote.

Events are never erased: they name people by identifier and texts by digest, so that what is erased leaves no name.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from advisor.approval import permitted
from advisor.approval.actor import Actor, Role
from advisor.approval.authority import Register
from advisor.approval.casefile import Case, Status
from advisor.approval.day import day_of
from advisor.approval.event import Event
from advisor.approval.proposal import CaseKind
from advisor.approval.refusal import Reason, Refusal
from advisor.errors import NotHeld
from advisor.governance.words import date_in_words
from advisor.journeys.casework_export import files_of, titles_of
from advisor.journeys.casework_history import text_digests
from advisor.journeys.casework_ports import CaseLedger, RegisterLedger
from advisor.journeys.casework_queue import NO_TEXT
from corpus.source import Frozen

_AT_REST = frozenset({
    Status.DRAFT, Status.RETURNED, Status.REJECTED, Status.WITHDRAWN, Status.REVOKED, Status.EXPIRED,
    Status.SUPERSEDED, Status.ANSWERED,
})  # fmt: skip
"""Statuses in which nothing that was approved goes on and nobody is deciding."""


class PastItsTime(Frozen):
    """A case whose texts may be erased, unless it is held."""

    case_id: str
    title: str
    status: Status
    at_rest_since: date
    keep_until: date
    held_because: str | None


class Retention:
    """The journey. ``keep_days`` counts from when a case came to rest."""

    def __init__(
        self, cases: CaseLedger, register: RegisterLedger, *, keep_days: int, now: Callable[[], datetime]
    ) -> None:
        self._cases = cases
        self._register = register
        self._keep = timedelta(days=keep_days)
        self._now = now

    def past(self, actor: Actor) -> tuple[PastItsTime, ...]:
        """The cases past their time of the bodies that the actor administers or audits, the oldest first.

        Raises:
            Refusal: the actor is not signed in, or holds neither role.
        """
        now = self._now()
        bodies = self._bodies(actor, {Role.ADMINISTRATOR, Role.AUDITOR})
        cases, past = self._cases.cases(organisation_ids=bodies), []
        last_at = self._cases.last_at()  # after the cases, so that each of them is in it
        for case in cases:
            since = _at_rest_since(case, last_at[case.id], now)
            if since is None or case.proposal.leading_party_id not in bodies or day_of(now) <= since + self._keep:
                continue
            past.append((case, since))
        holds, titles = self._cases.holds(), self._cases.texts(case.proposal.title_digest for case, _ in past)
        found = [
            PastItsTime(
                case_id=case.id,
                title=titles.get(case.proposal.title_digest, NO_TEXT),
                status=case.status(now),
                at_rest_since=since,
                keep_until=since + self._keep,
                held_because=holds.get(case.id),
            )
            for case, since in past
        ]
        return tuple(sorted(found, key=lambda one: (one.keep_until, one.case_id)))

    def hold(self, actor: Actor, case_id: str, reason: str) -> None:
        """Put a case under a legal hold: nothing of it is erased until it is lifted.

        Raises:
            Refusal: the actor does not administer its leading body, or gives no reason.
        """
        case = self._administered(actor, case_id)
        if not reason.strip():
            raise Refusal(Reason.NO_REASONS, "Reasons must be written down.", "Write them and repeat the step.")
        self._cases.hold(case.id, reason, self._now(), actor.id)

    def release(self, actor: Actor, case_id: str) -> None:
        """Lift a legal hold.

        Raises:
            Refusal: the actor does not administer the leading body of the case.
        """
        self._cases.release(self._administered(actor, case_id).id, self._now(), actor.id)

    def erase(self, actor: Actor, case_id: str) -> int:
        """Erase the texts and files of a case that no other case rests on; how many went.

        Raises:
            Refusal: the actor does not administer its leading body, it is held, or its time has not come.
        """
        case, now = self._administered(actor, case_id), self._now()
        if case.id in self._cases.holds():
            raise Refusal(Reason.NOT_PERMITTED, "This case is under a legal hold.", "Lift the hold first.")
        since = _at_rest_since(case, self._cases.last_at()[case.id], now)
        if since is None:
            raise Refusal(Reason.WRONG_STATUS, f"A case that is {case.status(now).value} is not erased.")
        if day_of(now) <= since + self._keep:
            raise Refusal(Reason.DATES, f"This case is kept until {date_in_words(since + self._keep)}.")
        needed = {
            digest
            for other in self._cases.cases()
            if other.id != case.id
            for digest in _rests_on(self._cases.history(other.id))
        }
        if case.kind is CaseKind.QUESTION:
            self._cases.forget_question(case.id)
        gone = 0
        for digest in _rests_on(self._cases.history(case.id)) - needed:
            try:
                self._cases.erase_artefact(digest, now, actor.id)
            except NotHeld:
                continue
            gone += 1
        return gone

    def _administered(self, actor: Actor, case_id: str) -> Case:
        bodies, case = self._bodies(actor, {Role.ADMINISTRATOR}), self._cases.case(case_id)
        if case is None or case.proposal.leading_party_id not in bodies:
            raise Refusal(Reason.NO_SUCH_CASE, "There is no such case.", "Check its identifier.")
        return case

    def _bodies(self, actor: Actor, roles: set[Role]) -> frozenset[str]:
        now = self._now()
        permitted.check_identity(actor, now)
        register: Register = self._register.register()
        found = frozenset(one.id for one in register.organisations if roles & register.roles(actor.id, one.id, now))
        if not found:
            raise Refusal(Reason.NOT_PERMITTED, "This takes an administrator of the organisation.")
        return found


def _at_rest_since(case: Case, last_at: datetime, now: datetime) -> date | None:
    status = case.status(now)
    if status not in _AT_REST:
        return None
    return case.valid_until if status is Status.EXPIRED else day_of(last_at)


def _rests_on(events: tuple[Event, ...]) -> set[str]:
    written = {digest for event in events for digest in text_digests(event)}
    return written.union(files_of(events), titles_of(events))
