"""What waits for a person on a case: the rule behind the queue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from advisor.approval import permitted, readiness, separation
from advisor.approval.actor import ADVISING, Actor, Role
from advisor.approval.authority import Organisation, Register
from advisor.approval.casefile import APPROVED, PENDING, Case, Status
from advisor.approval.command import CommandKind as Do
from advisor.approval.day import day_of
from advisor.approval.proposal import CaseKind, RiskLevel
from advisor.approval.record import Nature
from advisor.approval.refusal import Refusal
from corpus.source import Frozen

REVIEW_AHEAD = timedelta(days=30)
RENEWAL_AHEAD = timedelta(days=60)
RENEWAL_AFTER = timedelta(days=90)
"""How long before its end, and how long after it, an approval waits for its author to renew it."""


class Awaited(Frozen):
    """One thing that waits for the person, for one of the parties. ``capacity`` is the adviser's, for advice."""

    organisation_id: str
    do: Do
    since: datetime
    capacity: Role | None = None


def awaited(case: Case, actor: Actor, register: Register, now: datetime) -> tuple[Awaited, ...]:
    """What waits for a person on a case: only what the person may do, and what is ready to be done."""
    found: list[Awaited] = []
    for party in case.proposal.party_ids:
        body = register.organisation(party)
        if body is None or body.outside or not register.belongs(actor.id, party, now):
            continue
        found += [
            Awaited(organisation_id=party, do=do, since=since, capacity=capacity)
            for do, capacity, since in _needed(case, actor, body, register, now)
            if permitted.can_may(do, case, actor, party, register, now, capacity)
        ]
    return tuple(found)


def _needed(
    case: Case, actor: Actor, body: Organisation, register: Register, now: datetime
) -> Iterator[tuple[Do, Role | None, datetime]]:
    status = case.status(now)
    since = case.submitted_at or case.opened_at
    mine = actor.id in case.author_ids
    if status is Status.DRAFT and mine:
        yield (Do.REVISE if case.proposal.blocking_gaps else Do.SUBMIT), None, case.opened_at
    elif status is Status.RETURNED and mine:
        yield Do.REVISE, None, since
    elif status in PENDING and case.kind is CaseKind.QUESTION:
        yield Do.ANSWER, None, since
    elif status in PENDING:
        yield from ((do, capacity, since) for do, capacity in _pending(case, actor, body, register, now))
    elif status in APPROVED or status in {Status.SUSPENDED, Status.EXPIRED}:
        approved_at = max((one.at for one in case.decisions), default=since)
        yield from ((do, None, approved_at) for do in _standing(case, body, register, now, mine))


def _pending(
    case: Case, actor: Actor, body: Organisation, register: Register, now: datetime
) -> Iterator[tuple[Do, Role | None]]:
    for role in readiness.required_advisers(case, body, register):
        heard = any(
            one.role is role and one.organisation_id == body.id and one.digest == case.submitted_digest
            for one in case.advice
        )
        if role in ADVISING and not heard:
            yield Do.ADVISE, role
    if case.decision_of(body.id) is None:
        if not _passes(lambda: readiness.check_risk_accepted(case, body)):
            yield Do.ACCEPT_RISK, None
        if not _passes(lambda: readiness.check_consulted(case, body)):
            yield (Do.CLOSE_CONSULTATION if case.open_consultation else Do.OPEN_CONSULTATION), None
            if not any(one.digest == case.submitted_digest for one in case.consultations):
                yield Do.WAIVE_CONSULTATION, None
        if _may_decide_now(case, actor, body, register, now):
            yield Do.APPROVE, None
    if _outside_undecided(case, register) and _passes(
        lambda: separation.check_attester_decided_nothing(case, actor.id)
    ):
        yield Do.ATTEST, None


def _may_decide_now(case: Case, actor: Actor, body: Organisation, register: Register, now: datetime) -> bool:
    def check() -> None:
        for authority in separation.check_authority(case, actor.id, body.id, register, now):
            separation.check_did_not_attest(case, authority)
        readiness.check_advised(case, body, register)
        if case.proposal.residual_risk is RiskLevel.HIGH:
            readiness.check_risk_accepted(case, body)
            readiness.check_consulted(case, body)

    given = any(view.holder.person_id == actor.id and view.judgement.organisation_id == body.id for view in case.views)
    return not given and _passes(check)


def _standing(case: Case, body: Organisation, register: Register, now: datetime, mine: bool) -> Iterator[Do]:
    today = day_of(now)
    outside = {one.id for one in register.organisations if one.outside}
    if any(
        one.is_open and one.nature is Nature.PRECEDENT and one.organisation_id in {body.id, *outside}
        for one in case.conditions
    ):
        yield Do.MEET_CONDITION
    if case.next_review_on is not None and case.next_review_on <= today + REVIEW_AHEAD:
        yield Do.RECORD_REVIEW
    ends = case.valid_until
    if mine and ends and not case.renewal_ids and today - RENEWAL_AFTER <= ends <= today + RENEWAL_AHEAD:
        yield Do.RENEW


def _outside_undecided(case: Case, register: Register) -> bool:
    parties = [register.organisation(party) for party in case.proposal.party_ids]
    return any(one is not None and one.outside and case.decision_of(one.id) is None for one in parties)


def _passes(check: Callable[[], object]) -> bool:
    try:
        check()
    except Refusal:
        return False
    return True
