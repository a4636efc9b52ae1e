"""What becomes of a decider's commands: returning, approving, rejecting, and attesting an outside party's decision.

A body with one decider decides at once. A body with two reviewers decides when two people, on authorities that no one
person stands behind, have both given a view that the other could not see; where they differ the case is returned.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from advisor.approval import event as happened
from advisor.approval import readiness, separation
from advisor.approval.authority import Authority, Stages
from advisor.approval.casefile import Case
from advisor.approval.command import Approve, Attest, Reject, Return
from advisor.approval.day import day_of
from advisor.approval.proposal import text_digest
from advisor.approval.record import Condition, Holder, Judgement, Outcome, ReviewerView, SignedDecision, Term
from advisor.approval.refusal import Reason, Refusal
from advisor.approval.scene import Happening, Scene


def send_back(command: Return, scene: Scene) -> tuple[Happening, ...]:
    """The case goes back to its author, and what was decided on this version falls."""
    readiness.check_digest(scene.case, command.digest)
    readiness.check_reasons(command.reasons)
    returned = happened.Returned(reasons_digest=text_digest(command.reasons))
    return (Happening(returned, scene.authority()),)


def approve(command: Approve, scene: Scene) -> tuple[Happening, ...]:
    """Approval for a party, once everything that must come before it has."""
    authorities = _check_may_decide(command, scene)
    advice = readiness.check_advised(scene.case, scene.body, scene.register)
    readiness.check_overruling(advice, bool(command.terms), command.overruling)
    readiness.check_risk_accepted(scene.case, scene.body)
    readiness.check_consulted(scene.case, scene.body)
    readiness.check_dates(scene.now, command.valid_until, command.review_on, scene.limits)
    judgement = Judgement(
        organisation_id=command.organisation_id,
        digest=command.digest,
        outcome=Outcome.APPROVED,
        reasons_digests=(text_digest(command.reasons),),
        overruling_digests=_digests(command.overruling),
        conditions=_conditions(command.terms, command.organisation_id, scene.case),
        valid_until=command.valid_until,
        review_on=command.review_on,
    )
    return _put_down(judgement, authorities, scene)


def reject(command: Reject, scene: Scene) -> tuple[Happening, ...]:
    """Refusal for a party; the advice is heard before it too."""
    authorities = _check_may_decide(command, scene)
    readiness.check_advised(scene.case, scene.body, scene.register)
    judgement = Judgement(
        organisation_id=command.organisation_id,
        digest=command.digest,
        outcome=Outcome.REJECTED,
        reasons_digests=(text_digest(command.reasons),),
    )
    return _put_down(judgement, authorities, scene)


def attest(command: Attest, scene: Scene) -> tuple[Happening, ...]:
    """An outside party's decision, vouched for by a named person on a signed file."""
    case, file = scene.case, command.file
    separation.check_attester_decided_nothing(case, scene.actor.id)
    readiness.check_reasons(command.reasons)
    check_not_decided(case, file.organisation_id)
    readiness.check_digest(case, file.case_digest)
    check_signed_by_outside_party(file, scene)
    if file.decided_on > day_of(scene.now):
        raise Refusal(Reason.DATES, "The file is dated in the future.")
    if file.outcome is Outcome.APPROVED:
        readiness.check_dates(scene.now, file.valid_until, file.review_on, scene.limits)
    judgement = Judgement(
        organisation_id=file.organisation_id,
        digest=file.case_digest,
        outcome=file.outcome,
        reasons_digests=(text_digest(command.reasons),),
        conditions=_conditions(file.terms, file.organisation_id, case) if file.outcome is Outcome.APPROVED else (),
        valid_until=file.valid_until if file.outcome is Outcome.APPROVED else None,
        review_on=file.review_on if file.outcome is Outcome.APPROVED else None,
    )
    attested = happened.OutsideDecisionAttested(
        judgement=judgement, file_digest=file.file_digest, key_id=file.key_id, decided_on=file.decided_on
    )
    return (Happening(attested),)


def check_signed_by_outside_party(file: SignedDecision, scene: Scene) -> None:
    """Whether the file is from a party that decides outside, by a key of theirs where they have keys.

    Raises:
        Refusal: it is not.
    """
    body = scene.register.organisation(file.organisation_id)
    if body is None or not body.outside or body.id not in scene.case.proposal.party_ids:
        raise Refusal(
            Reason.OUTSIDE_DECISION,
            "The file is not from a party of this case that decides outside this installation.",
            "A party that works here decides here.",
        )
    if body.signing_keys and file.key_id not in body.signing_keys:
        raise Refusal(
            Reason.OUTSIDE_DECISION,
            f"The file is not signed with a key of {body.name}.",
            "Ask them for a file signed with the key that the register holds.",
        )


def check_not_decided(case: Case, organisation_id: str) -> None:
    """Whether the party has still to decide on this version.

    Raises:
        Refusal: it has decided.
    """
    if case.decision_of(organisation_id) is not None:
        raise Refusal(
            Reason.ALREADY_DECIDED, "This party has already decided on this version.", "Look at its decision."
        )


def _check_may_decide(command: Approve | Reject, scene: Scene) -> tuple[Authority, ...]:
    """The authorities by which the actor may decide this version for the party."""
    readiness.check_digest(scene.case, command.digest)
    check_not_decided(scene.case, command.organisation_id)
    readiness.check_reasons(command.reasons)
    authorities = scene.authorities()
    for authority in authorities:
        separation.check_did_not_attest(scene.case, authority)
    return authorities


def _put_down(judgement: Judgement, authorities: tuple[Authority, ...], scene: Scene) -> tuple[Happening, ...]:
    """The party's decision, or one of the two views that it takes."""
    at_submission = scene.organisation_id in scene.case.two_reviewer_ids
    if scene.body.stages is Stages.ONE_DECIDER and not at_submission:
        mine = authorities[0]
        return (Happening(happened.PartyDecided(holders=(Holder.of(mine),), judgement=judgement), mine),)
    others = [view for view in live_views(scene) if view.holder.person_id != scene.actor.id]
    if len(others) < len(live_views(scene)):
        raise Refusal(Reason.ALREADY_DECIDED, "You have given your view; the other reviewer’s is awaited.")
    if not others:
        return (_view(judgement, authorities[0]),)
    mine = check_two_authorities(authorities, others[0])
    first = others[0].judgement
    if first.outcome is not judgement.outcome:
        return (_view(judgement, mine), Happening(happened.Returned(reviewers_differ=True), mine))
    joint = _joined(first, judgement)
    holders = (others[0].holder, Holder.of(mine))
    return (_view(judgement, mine), Happening(happened.PartyDecided(holders=holders, judgement=joint), mine))


def live_views(scene: Scene) -> list[ReviewerView]:
    """The views given for the body on this version whose givers could still decide today.

    A reviewer whose authority has ended since does not count as one of two.
    """
    live = []
    for view in scene.case.views:
        if view.judgement.organisation_id != scene.organisation_id:
            continue
        try:
            still = separation.check_authority(
                scene.case, view.holder.person_id, scene.organisation_id, scene.register, scene.now
            )
        except Refusal:
            continue
        if any(Holder.of(authority) == view.holder for authority in still):
            live.append(view)
    return live


def check_two_authorities(authorities: Iterable[Authority], other: ReviewerView) -> Authority:
    """An authority of the second reviewer behind which nobody stands who stands behind the first.

    Raises:
        Refusal: it is one person's authority twice.
    """
    for authority in authorities:
        if not authority.people & other.holder.people:
            return authority
    raise Refusal(
        Reason.SAME_AUTHORITY,
        "The other view was given by the same person’s authority, so this would be one mind twice.",
        "Ask a reviewer whose authority comes from somebody else.",
    )


def _view(judgement: Judgement, authority: Authority) -> Happening:
    return Happening(happened.ViewGiven(holder=Holder.of(authority), judgement=judgement), authority)


def _joined(first: Judgement, second: Judgement) -> Judgement:
    """Two agreeing views as one decision: every condition of both, and the earlier of each date."""
    return second.model_copy(
        update={
            "reasons_digests": first.reasons_digests + second.reasons_digests,
            "overruling_digests": first.overruling_digests + second.overruling_digests,
            "conditions": first.conditions + second.conditions,
            "valid_until": _earlier(first.valid_until, second.valid_until),
            "review_on": _earlier(first.review_on, second.review_on),
        }
    )


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else one or other


def _digests(text: str | None) -> tuple[str, ...]:
    return (text_digest(text),) if text and text.strip() else ()


def _conditions(terms: tuple[Term, ...], organisation_id: str, case: Case) -> tuple[Condition, ...]:
    """The conditions with identifiers that no other version of the case ever had."""
    for term in terms:
        readiness.check_reasons(term.text, "A condition")
    return tuple(
        Condition(
            id=f"{case.version + 1}.{number}",
            organisation_id=organisation_id,
            nature=term.nature,
            text_digest=text_digest(term.text),
            due_on=term.due_on,
        )
        for number, term in enumerate(terms, start=1)
    )
