"""What a page may offer a person on a case, and for what it may not, the sentence that says why.

Each offer is a trial of the real rules with a command that is filled in as well as it can be, so that a page and a
command never disagree about more than what the person has still to write.
"""

from __future__ import annotations

from datetime import datetime

from advisor.approval import command as ask
from advisor.approval import permitted
from advisor.approval.actor import ADVISING, Actor, Role
from advisor.approval.authority import Register
from advisor.approval.casefile import Case
from advisor.approval.command import Command
from advisor.approval.command import CommandKind as Do
from advisor.approval.consultation import ConsultationOutcome
from advisor.approval.day import day_of
from advisor.approval.handling import check_command
from advisor.approval.limits import ApprovalLimits
from advisor.approval.proposal import text_digest
from advisor.approval.record import View
from advisor.approval.refusal import Reason, Refusal
from corpus.source import Frozen

_WRITTEN = "Still to be written."
_CAPACITIES: tuple[Role, ...] = tuple(role for role in Role if role in ADVISING)


class Offer(Frozen):
    """A command, and whether the person could give it now for the body. ``sentence`` says why not."""

    organisation_id: str
    do: Do
    capacity: Role | None = None
    allowed: bool
    reason: Reason | None = None
    sentence: str = ""
    what_to_do: str = ""


def offers(
    case: Case, actor: Actor, organisation_id: str, register: Register, now: datetime, limits: ApprovalLimits
) -> tuple[Offer, ...]:
    """Every command that one of the person's roles permits in some status of the case, in the order of ``Do``."""
    held = permitted.roles_of(actor, organisation_id, case.proposal, register, now)
    found = []
    for do in Do:
        if do is Do.OPEN or case.kind not in permitted.KINDS[do] or not held.intersection(permitted.roles_for(do)):
            continue
        capacities = [one for one in _CAPACITIES if one in held] if do is Do.ADVISE else [None]
        found += [_offer(do, capacity, case, actor, organisation_id, register, now, limits) for capacity in capacities]
    return tuple(found)


def _offer(
    do: Do,
    capacity: Role | None,
    case: Case,
    actor: Actor,
    organisation_id: str,
    register: Register,
    now: datetime,
    limits: ApprovalLimits,
) -> Offer:
    try:
        permitted.check_may(do, case, actor, organisation_id, register, now, capacity)
        _check_something_to_do(do, case, register)
        command = _filled_in(do, capacity, case, organisation_id, now)
        if command is not None:
            check_command(command, case, actor, register, now, limits)
    except Refusal as refusal:
        return Offer(
            organisation_id=organisation_id,
            do=do,
            capacity=capacity,
            allowed=False,
            reason=refusal.reason,
            sentence=refusal.sentence,
            what_to_do=refusal.what_to_do,
        )
    return Offer(organisation_id=organisation_id, do=do, capacity=capacity, allowed=True)


def _check_something_to_do(do: Do, case: Case, register: Register) -> None:
    """Whether there is anything that the command could be about.

    Raises:
        Refusal: no condition is open, no renewal was begun, or no party outside has still to decide.
    """
    if do is Do.MEET_CONDITION and not any(one.is_open for one in case.conditions):
        raise Refusal(Reason.CONDITION, "No condition of this approval is open.")
    if do is Do.SUPERSEDE and not case.renewal_ids:
        raise Refusal(Reason.SUCCESSOR, "No renewal of this case has been begun.")
    if do is Do.ATTEST:
        outside = {one.id for one in register.organisations if one.outside}.intersection(case.proposal.party_ids)
        if all(case.decision_of(one) is not None for one in outside):
            raise Refusal(Reason.OUTSIDE_DECISION, "No party that decides outside has still to decide.")


def _filled_in(do: Do, capacity: Role | None, case: Case, organisation_id: str, now: datetime) -> Command | None:
    """The command with whatever lets it pass; ``None`` where it hangs on what only the person can bring."""
    today = day_of(now)
    values: dict[str, object] = {
        "id": "offer", "case_id": case.id, "seen_version": case.version, "organisation_id": organisation_id,
        "digest": case.proposal.digest, "reasons": _WRITTEN, "text": _WRITTEN, "answer": _WRITTEN,
        "overruling": _WRITTEN, "view": View.SUPPORTS, "capacity": capacity, "valid_until": today, "review_on": today,
        "next_review_on": today, "sent_on": today, "told_on": today, "first_day": today, "resumed_on": today,
        "closed_on": today, "outcome": ConsultationOutcome.ADVICE, "evidence_digest": text_digest(_WRITTEN),
        "new_case_id": f"{case.id} renewed", "condition_id": "",
    }  # fmt: skip
    kind = _KINDS.get(do)
    if kind is None:
        return None
    if do is Do.MEET_CONDITION:
        still = [one for one in case.conditions if one.is_open]
        own = [one for one in still if one.organisation_id == organisation_id]
        values["condition_id"] = (own or still)[0].id
    return kind.model_validate({name: value for name, value in values.items() if name in kind.model_fields})


_KINDS: dict[Do, type[Command]] = {
    Do.SUBMIT: ask.Submit,
    Do.WITHDRAW: ask.Withdraw,
    Do.ATTACH: ask.Attach,
    Do.BEGIN_REVIEW: ask.BeginReview,
    Do.ADVISE: ask.Advise,
    Do.ANSWER: ask.AnswerQuestion,
    Do.ASK_BACK: ask.AskBack,
    Do.ACCEPT_RISK: ask.AcceptRisk,
    Do.OPEN_CONSULTATION: ask.OpenConsultation,
    Do.EXTEND_CONSULTATION: ask.ExtendConsultation,
    Do.PAUSE_CONSULTATION: ask.PauseConsultation,
    Do.RESUME_CONSULTATION: ask.ResumeConsultation,
    Do.CLOSE_CONSULTATION: ask.CloseConsultation,
    Do.WAIVE_CONSULTATION: ask.WaiveConsultation,
    Do.RETURN: ask.Return,
    Do.APPROVE: ask.Approve,
    Do.REJECT: ask.Reject,
    Do.MEET_CONDITION: ask.MeetCondition,
    Do.RECORD_REVIEW: ask.RecordReview,
    Do.SUSPEND: ask.Suspend,
    Do.RESUME: ask.Resume,
    Do.REVOKE: ask.Revoke,
    Do.RENEW: ask.Renew,
}
"""Commands that can be tried. Revising, attesting and superseding hang on what the person brings."""
