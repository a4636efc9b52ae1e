"""Whether what was approved may be relied on now. The only place that says so."""

from __future__ import annotations

from datetime import datetime

from advisor.approval.casefile import APPROVED, Case, Status
from advisor.approval.proposal import CaseKind
from advisor.approval.record import Nature, Outcome
from advisor.approval.refusal import Reason, Refusal

WATERMARK = "Trial case: for practice only, of no effect"
"""Stands on every page and document of a trial case."""

_DECIDED = APPROVED | {
    Status.REJECTED, Status.WITHDRAWN, Status.EXPIRED, Status.REVOKED, Status.SUPERSEDED, Status.SUSPENDED,
}  # fmt: skip


def check_in_force(case: Case, now: datetime) -> None:
    """Whether every party has approved exactly what stands now, nothing has ended it and no condition holds it back.

    Raises:
        Refusal: which of these is not so.
    """
    status = case.status(now)
    if status not in APPROVED:
        raise Refusal(Reason.NOT_ACTIVE, f"The case is {status.value}, so nothing may start or go on under it.")
    check_every_party_decided(case)
    check_conditions_precedent(case)


def check_active(case: Case, now: datetime) -> None:
    """Whether people may act on the approval: it is in force, and it is no trial.

    Raises:
        Refusal: it is not.
    """
    check_no_trial(case)
    check_in_force(case, now)


def is_active(case: Case, now: datetime) -> bool:
    """Whether ``check_active`` lets it pass."""
    try:
        check_active(case, now)
    except Refusal:
        return False
    return True


def check_no_trial(case: Case) -> None:
    """Trial cases never count.

    Raises:
        Refusal: it is one.
    """
    if case.proposal.trial:
        raise Refusal(Reason.TRIAL_ONLY, "This is a trial case; nothing can be done on the strength of it.")


def check_every_party_decided(case: Case) -> None:
    """Each party has approved the same digest, and it is the one that stands.

    Raises:
        Refusal: a party has not.
    """
    agreed = {
        decision.judgement.organisation_id
        for decision in case.decisions
        if decision.judgement.outcome is Outcome.APPROVED
        and decision.judgement.digest == case.submitted_digest == case.proposal.digest
    }
    if agreed != set(case.proposal.party_ids):
        raise Refusal(Reason.NOT_ACTIVE, "Not every party has approved this version.")


def check_conditions_precedent(case: Case) -> None:
    """Nothing starts before its conditions precedent are met.

    Raises:
        Refusal: one is open.
    """
    still = [one for one in case.conditions if one.nature is Nature.PRECEDENT and one.is_open]
    if still:
        raise Refusal(
            Reason.NOT_ACTIVE,
            f"{len(still)} of the conditions that must be met first {'is' if len(still) == 1 else 'are'} still open.",
            "Give the evidence to an approver of the party that set the condition.",
        )


def watermark(case: Case) -> str | None:
    """The words that a trial case carries everywhere; ``None`` for a real one."""
    return WATERMARK if case.proposal.trial else None


def check_may_become_precedent(case: Case, now: datetime) -> None:
    """Only a real case that came to its end can be a precedent, whatever that end was.

    Raises:
        Refusal: it is a trial, a question, or still open.
    """
    check_no_trial(case)
    if case.kind is CaseKind.QUESTION or case.status(now) not in _DECIDED:
        raise Refusal(Reason.NOT_ACTIVE, "Only a case that has been decided can become a precedent.")


def can_become_precedent(case: Case, now: datetime) -> bool:
    """Whether ``check_may_become_precedent`` lets it pass."""
    try:
        check_may_become_precedent(case, now)
    except Refusal:
        return False
    return True
