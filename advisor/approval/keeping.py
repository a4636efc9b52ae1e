"""What becomes of an approval: conditions met, reviews, suspension and its end, revocation, supersession."""

from __future__ import annotations

from advisor.approval import event as happened
from advisor.approval import in_force, readiness
from advisor.approval.actor import Role
from advisor.approval.authority import Authority
from advisor.approval.casefile import Case
from advisor.approval.command import MeetCondition, RecordReview, Resume, Revoke, Supersede, Suspend
from advisor.approval.proposal import text_digest
from advisor.approval.record import Condition, Nature
from advisor.approval.refusal import Reason, Refusal
from advisor.approval.scene import Happening, Scene


def meet_condition(command: MeetCondition, scene: Scene) -> tuple[Happening, ...]:
    """A condition is met when somebody who decides for the party that set it has looked at the evidence.

    The author may bring the evidence and never records it: whom a gate holds back does not open it.
    """
    readiness.check_digest(scene.case, command.digest)
    condition = check_condition(scene.case, command.condition_id)
    check_sets_condition(condition, scene)
    if condition.nature is Nature.PRECEDENT and not condition.is_open:
        raise Refusal(Reason.CONDITION, "This condition is recorded as met already.")
    met = happened.ConditionMet(
        condition_id=condition.id, digest=command.digest, evidence_digest=command.evidence_digest
    )
    return (Happening(met, scene.authority()),)


def record_review(command: RecordReview, scene: Scene) -> tuple[Happening, ...]:
    """The approval was looked at again; the next review lies within its life."""
    readiness.check_digest(scene.case, command.digest)
    readiness.check_reasons(command.reasons)
    readiness.check_dates(scene.now, scene.case.valid_until, command.next_review_on, scene.limits)
    recorded = happened.ReviewRecorded(
        next_review_on=command.next_review_on, reasons_digest=text_digest(command.reasons)
    )
    return (Happening(recorded, scene.authority()),)


def suspend(command: Suspend, scene: Scene) -> tuple[Happening, ...]:
    """Any party stops what was approved, by somebody who decides for it or by its senior information risk owner."""
    readiness.check_reasons(command.reasons)
    if command.organisation_id in scene.case.suspended_for:
        raise Refusal(Reason.SUSPENSION, "This organisation has suspended it already.")
    suspended = happened.Suspended(organisation_id=command.organisation_id, reasons_digest=text_digest(command.reasons))
    return (Happening(suspended, _stopping(scene)),)


def resume(command: Resume, scene: Scene) -> tuple[Happening, ...]:
    """A party lifts its own suspension, and nobody else's."""
    readiness.check_digest(scene.case, command.digest)
    readiness.check_reasons(command.reasons)
    check_own_suspension(scene.case, command.organisation_id)
    resumed = happened.Resumed(organisation_id=command.organisation_id, reasons_digest=text_digest(command.reasons))
    return (Happening(resumed, scene.authority()),)


def revoke(command: Revoke, scene: Scene) -> tuple[Happening, ...]:
    """Any party ends it for good."""
    readiness.check_reasons(command.reasons)
    revoked = happened.Revoked(organisation_id=command.organisation_id, reasons_digest=text_digest(command.reasons))
    return (Happening(revoked, scene.authority()),)


def supersede(command: Supersede, scene: Scene) -> tuple[Happening, ...]:
    """A renewal that is in force takes the place of what it renews."""
    successor = check_successor(command.successor_id, scene)
    return (Happening(happened.Superseded(successor_id=successor.id), scene.authority()),)


def check_successor(successor_id: str, scene: Scene) -> Case:
    """The renewal that takes over.

    Raises:
        Refusal: it is no renewal of this case, a trial beside a real one, or not in force.
    """
    other = scene.other
    if other is None or other.id != successor_id or other.renews != scene.case.id:
        raise Refusal(Reason.SUCCESSOR, "Only a renewal of this case can take its place.")
    if other.proposal.trial != scene.case.proposal.trial:
        raise Refusal(Reason.SUCCESSOR, "A trial case cannot take the place of a real one.")
    in_force.check_in_force(other, scene.now)
    return other


def check_own_suspension(case: Case, organisation_id: str) -> None:
    """Whether the body has suspended the case itself.

    Raises:
        Refusal: only another party has.
    """
    if organisation_id not in case.suspended_for:
        raise Refusal(
            Reason.SUSPENSION,
            "Another organisation suspended this, so only they can lift it.",
            "Ask the organisation that suspended it.",
        )


def check_condition(case: Case, condition_id: str) -> Condition:
    """The condition with that identifier, on the present approval.

    Raises:
        Refusal: there is none, or it belonged to an earlier version.
    """
    found = next((one for one in case.conditions if one.id == condition_id), None)
    if found is None:
        raise Refusal(
            Reason.CONDITION, "The present approval has no such condition.", "It may belong to an earlier version."
        )
    return found


def check_sets_condition(condition: Condition, scene: Scene) -> None:
    """Whether the body may say that the condition is met: it set it, or the party that did decides outside.

    Raises:
        Refusal: another party that works here set it.
    """
    setter = scene.register.organisation(condition.organisation_id)
    if condition.organisation_id != scene.organisation_id and (setter is None or not setter.outside):
        raise Refusal(Reason.CONDITION, "Another party set this condition, so it says whether it is met.")


def _stopping(scene: Scene) -> Authority | None:
    """A senior information risk owner stops in that role; everybody else by an authority that reaches the case."""
    return None if scene.role is Role.SIRO else scene.authority()
