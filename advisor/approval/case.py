"""A case: what its events add up to. ``evolve`` takes one event in; ``replay`` takes them all.

Nothing here decides whether an event should have happened: that was settled in ``handling`` when the command came. A
history whose numbers do not follow one another is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from advisor.approval import event as happened
from advisor.approval.casefile import Case, HistoryFault, Status
from advisor.approval.consultation import Consultation, Pause
from advisor.approval.event import Event
from advisor.approval.record import (
    Acceptance,
    Advice,
    Condition,
    Decision,
    Fulfilment,
    Note,
    Outcome,
    ReviewerView,
    Waiver,
)

__all__ = ["Case", "HistoryFault", "Status", "evolve", "replay"]


def replay(events: Iterable[Event]) -> Case:
    """The case that a history adds up to.

    Raises:
        HistoryFault: there is no event, or they do not follow one another.
    """
    case: Case | None = None
    for event in events:
        case = evolve(case, event)
    if case is None:
        raise HistoryFault("No event of this case is held.", "Check the identifier.")
    return case


def evolve(case: Case | None, event: Event) -> Case:
    """The case after one more event.

    Raises:
        HistoryFault: the event is not the next one of this case.
    """
    body = event.body
    if case is None:
        if event.version != 1 or not isinstance(body, happened.CaseOpened):
            raise HistoryFault(f"The history of case {event.case_id} does not begin with its opening.")
        return Case(
            id=event.case_id,
            version=1,
            recorded_status=Status.DRAFT,
            proposal=body.proposal,
            author_ids=tuple(dict.fromkeys((event.actor_id, *body.earlier_author_ids))),
            opened_at=event.at,
            renews=body.renews,
        )
    if event.case_id != case.id or event.version != case.version + 1 or isinstance(body, happened.CaseOpened):
        raise HistoryFault(
            f"Event {event.version} of case {event.case_id} does not follow {case.version} of {case.id}."
        )
    return case.model_copy(update={"version": event.version, **_change(case, event)})


def _change(case: Case, event: Event) -> dict[str, object]:
    """What the event changes, field by field."""
    match event.body:
        case happened.ProposalRevised() as body:
            known = event.actor_id in case.author_ids
            authors = case.author_ids if known else (*case.author_ids, event.actor_id)
            return _nothing_decided() | {
                "proposal": body.proposal, "author_ids": authors, "recorded_status": Status.DRAFT,
                "submitted_digest": None, "submitted_at": None,
            }  # fmt: skip
        case happened.Submitted() as body:
            return {
                "recorded_status": Status.SUBMITTED, "submitted_digest": body.digest, "submitted_at": event.at,
                "two_reviewer_ids": body.two_reviewer_ids,
            }  # fmt: skip
        case happened.Withdrawn():
            return {"recorded_status": Status.WITHDRAWN}
        case happened.ReviewBegun():
            return {"recorded_status": Status.UNDER_REVIEW}
        case happened.NoteAttached() as body:
            note = Note(actor_id=event.actor_id, actor_kind=event.actor_kind, text_digest=body.text_digest, at=event.at)
            return {"notes": (*case.notes, note)}
        case happened.Returned():
            return _nothing_decided() | {"recorded_status": Status.RETURNED, "returned_digest": case.submitted_digest}
        case happened.QuestionAnswered() as body:
            return {
                "recorded_status": Status.ANSWERED, "answer_digest": body.answer_digest,
                "propose_card": body.propose_card,
            }  # fmt: skip
        case happened.ViewGiven() as body:
            kept = tuple(view for view in case.views if view.judgement.organisation_id != body.judgement.organisation_id
                         or view.holder.person_id != body.holder.person_id)  # fmt: skip
            view = ReviewerView(holder=body.holder, judgement=body.judgement, at=event.at)
            return {"views": (*kept, view), "recorded_status": Status.UNDER_REVIEW}
        case happened.PartyDecided() as body:
            return _decided(case, Decision(judgement=body.judgement, holders=body.holders, at=event.at))
        case happened.OutsideDecisionAttested() as body:
            return _decided(
                case,
                Decision(
                    judgement=body.judgement, attested_by=event.actor_id, file_digest=body.file_digest,
                    key_id=body.key_id, at=event.at,
                ),
            )  # fmt: skip
        case happened.ConditionMet() as body:
            found = Fulfilment(person_id=event.actor_id, evidence_digest=body.evidence_digest, at=event.at)
            return {
                "conditions": tuple(
                    one.model_copy(update={"met": (*one.met, found)}) if one.id == body.condition_id else one
                    for one in case.conditions
                )
            }
        case happened.ReviewRecorded() as body:
            return {"next_review_on": body.next_review_on}
        case happened.Suspended() as body:
            return {
                "recorded_status": Status.SUSPENDED,
                "suspended_for": (*case.suspended_for, body.organisation_id),
            }
        case happened.Resumed() as body:
            still = tuple(one for one in case.suspended_for if one != body.organisation_id)
            return {
                "recorded_status": Status.SUSPENDED if still else _approved(case.conditions),
                "suspended_for": still,
            }
        case happened.Revoked():
            return {"recorded_status": Status.REVOKED}
        case happened.RenewalBegun() as body:
            return {"renewal_ids": (*case.renewal_ids, body.new_case_id)}
        case happened.Superseded() as body:
            return {"recorded_status": Status.SUPERSEDED, "successor_id": body.successor_id}
        case _:
            return _heard(case, event)


def _heard(case: Case, event: Event) -> dict[str, object]:
    """What advice, acceptance of risk and prior consultation change: they never move the status by themselves."""
    match event.body:
        case happened.AdviceGiven() as body:
            advice = Advice(
                organisation_id=body.organisation_id, role=event.role, person_id=event.actor_id, digest=body.digest,
                view=body.view, text_digest=body.text_digest, at=event.at,
            )  # fmt: skip
            return {"advice": (*case.advice, advice)}
        case happened.RiskAccepted() as body:
            acceptance = Acceptance(
                organisation_id=body.organisation_id, person_id=event.actor_id, digest=body.digest,
                reasons_digest=body.reasons_digest, at=event.at,
            )  # fmt: skip
            return {"acceptances": (*case.acceptances, acceptance)}
        case happened.ConsultationWaived() as body:
            waiver = Waiver(
                organisation_id=body.organisation_id, person_id=event.actor_id, digest=body.digest,
                reasons_digest=body.reasons_digest, at=event.at,
            )  # fmt: skip
            return {"waivers": (*case.waivers, waiver)}
        case happened.ConsultationOpened() as body:
            opened = Consultation(
                digest=body.digest, organisation_id=body.organisation_id, law_enforcement=body.law_enforcement,
                sent_on=body.sent_on,
            )  # fmt: skip
            return {"consultations": (*case.consultations, opened)}
        case happened.ConsultationExtended() as body:
            return _consulted(case, extended_on=body.told_on)
        case happened.ConsultationPaused() as body:
            return _consulted(case, pauses=(*_open(case).pauses, Pause(first_day=body.first_day)))
        case happened.ConsultationResumed() as body:
            return _consulted(case, pauses=_resumed(_open(case).pauses, body.resumed_on))
        case happened.ConsultationClosed() as body:
            return _consulted(
                case, closed_on=body.closed_on, outcome=body.outcome, evidence_digest=body.evidence_digest,
                pauses=_resumed(_open(case).pauses, body.closed_on),
            )  # fmt: skip
        case _:
            raise HistoryFault(f"Case {case.id} holds an event that this release does not know: {event.kind}.")


def _nothing_decided() -> dict[str, object]:
    return {"views": (), "decisions": (), "conditions": (), "next_review_on": None, "suspended_for": ()}


def _decided(case: Case, decision: Decision) -> dict[str, object]:
    """A party's decision counted in: one refusal rejects, and approval takes every party."""
    decisions = (*case.decisions, decision)
    conditions = (*case.conditions, *decision.judgement.conditions)
    deciders = {one.judgement.organisation_id for one in decisions}
    status = Status.UNDER_REVIEW
    if decision.judgement.outcome is Outcome.REJECTED:
        status = Status.REJECTED
    elif deciders >= set(case.proposal.party_ids):
        status = _approved(conditions)
    reviews = [one.judgement.review_on for one in decisions if one.judgement.review_on is not None]
    return {
        "recorded_status": status, "decisions": decisions, "conditions": conditions,
        "next_review_on": min(reviews, default=None),
    }  # fmt: skip


def _approved(conditions: tuple[Condition, ...]) -> Status:
    return Status.APPROVED_WITH_CONDITIONS if conditions else Status.APPROVED


def _open(case: Case) -> Consultation:
    opened = case.open_consultation
    if opened is None:
        raise HistoryFault(f"Case {case.id} has no open consultation.")
    return opened


def _consulted(case: Case, **changes: object) -> dict[str, object]:
    opened = _open(case)
    return {
        "consultations": tuple(one.model_copy(update=changes) if one is opened else one for one in case.consultations)
    }


def _resumed(pauses: tuple[Pause, ...], on: date) -> tuple[Pause, ...]:
    return tuple(one if one.resumed_on else one.model_copy(update={"resumed_on": on}) for one in pauses)
