"""What becomes of the author's commands: opening, revising, submitting, taking back, renewing."""

from __future__ import annotations

from datetime import datetime

from advisor.approval import event as happened
from advisor.approval import permitted, readiness
from advisor.approval.actor import Actor, Role
from advisor.approval.authority import Register, Stages
from advisor.approval.casefile import Status
from advisor.approval.command import Attach, Open, Renew, Revise, Submit, Withdraw
from advisor.approval.proposal import CaseKind, Proposal, text_digest
from advisor.approval.refusal import Reason, Refusal
from advisor.approval.scene import Happening, Scene


def open_case(command: Open, actor: Actor, register: Register, now: datetime) -> tuple[Role, Happening]:
    """A new case, led by the body for which the author acts.

    Where a body that decides outside leads it, a party that works here may hold it too, so that both sides decide on
    the same proposal.
    """
    proposal = command.proposal
    permitted.check_identity(actor, now)
    permitted.check_trial(actor, proposal)
    permitted.check_party(command.organisation_id, proposal, register)
    if Role.AUTHOR not in permitted.roles_of(actor, command.organisation_id, proposal, register, now):
        raise Refusal(Reason.NOT_PERMITTED, "Opening a case takes the role of author in this organisation.")
    leading = register.organisation(proposal.leading_party_id)
    if command.organisation_id != proposal.leading_party_id and not (leading and leading.outside):
        raise Refusal(Reason.PARTIES, "A case is opened by the organisation that leads it.", "Name it first.")
    check_parties(proposal, register)
    check_belongs(proposal, command.case_id, command.title)
    return Role.AUTHOR, Happening(happened.CaseOpened(proposal=proposal))


def revise(command: Revise, scene: Scene) -> tuple[Happening, ...]:
    """Another proposal: everything decided on the earlier one falls."""
    case, proposal = scene.case, command.proposal
    if case.recorded_status not in {Status.DRAFT, Status.RETURNED}:
        check_author(scene)
    if case.decisions:
        readiness.check_reasons(command.reasons, "An approval falls by this change, so reasons")
    check_same_case(case.proposal, proposal)
    check_parties(proposal, scene.register)
    check_belongs(proposal, command.case_id, command.title)
    if proposal.digest == case.proposal.digest:
        raise Refusal(Reason.UNCHANGED, "Nothing differs from the version that is there.")
    reasons = text_digest(command.reasons) if command.reasons else None
    return (Happening(happened.ProposalRevised(proposal=proposal, reasons_digest=reasons)),)


def submit(command: Submit, scene: Scene) -> tuple[Happening, ...]:
    """The proposal as it stands goes to the people who advise and decide."""
    case = scene.case
    check_author(scene)
    if command.digest != case.proposal.digest:
        raise Refusal(
            Reason.OTHER_DIGEST, "The draft changed after you looked at it.", "Read it again, then submit it."
        )
    if case.proposal.blocking_gaps:
        raise Refusal(
            Reason.GAPS,
            f"{len(case.proposal.blocking_gaps)} questions must be answered before this can be submitted.",
            "Answer those that the list marks as needed.",
        )
    if case.returned_digest == case.proposal.digest:
        raise Refusal(Reason.UNCHANGED, "Nothing has changed since this was returned to you.", "Change it first.")
    parties = [scene.register.organisation(party) for party in case.proposal.party_ids]
    careful = tuple(party.id for party in parties if party and party.stages is Stages.TWO_REVIEWERS)
    return (Happening(happened.Submitted(digest=command.digest, two_reviewer_ids=careful)),)


def withdraw(command: Withdraw, scene: Scene) -> tuple[Happening, ...]:
    """The case comes to nothing by its author's wish."""
    check_author(scene)
    readiness.check_reasons(command.reasons)
    return (Happening(happened.Withdrawn(reasons_digest=text_digest(command.reasons))),)


def attach(command: Attach, _scene: Scene) -> tuple[Happening, ...]:
    """A text beside the case, of no effect."""
    readiness.check_reasons(command.text, "A text")
    return (Happening(happened.NoteAttached(text_digest=text_digest(command.text))),)


def renew(command: Renew, scene: Scene) -> tuple[Happening, ...]:
    """A new case that starts from the approved text; the authors of that text count as authors of the renewal."""
    case = scene.case
    if command.new_case_id == case.id or command.new_case_id in case.renewal_ids:
        raise Refusal(Reason.OPENED_BEFORE, "A case with that identifier exists.")
    if not case.decisions:
        raise Refusal(Reason.WRONG_STATUS, "Only what was approved can be renewed.")
    proposal = case.proposal.model_copy(update={"case_id": command.new_case_id})
    opened = happened.CaseOpened(
        proposal=Proposal.model_validate(proposal.model_dump()), renews=case.id, earlier_author_ids=case.author_ids
    )
    return (
        Happening(happened.RenewalBegun(new_case_id=command.new_case_id)),
        Happening(opened, case_id=command.new_case_id),
    )


def check_author(scene: Scene) -> None:
    """Whether the actor wrote the case.

    Raises:
        Refusal: somebody else did.
    """
    if scene.actor.id not in scene.case.author_ids:
        raise Refusal(Reason.NOT_PERMITTED, "Only an author of this case can do that.", "Ask its author.")


def check_same_case(before: Proposal, after: Proposal) -> None:
    """A revision stays the same case: kind, leading organisation, and above all whether it is a trial.

    Raises:
        Refusal: one of them differs.
    """
    if before.trial != after.trial:
        raise Refusal(Reason.TRIAL_ONLY, "A trial case stays a trial, and a real one stays real.", "Open a new case.")
    if (before.kind, before.leading_party_id) != (after.kind, after.leading_party_id):
        raise Refusal(Reason.WRONG_KIND, "The kind and the leading organisation of a case stay.", "Open a new case.")


def check_parties(proposal: Proposal, register: Register) -> None:
    """Whether the parties fit the kind: two or more bodies for an agreement, one of our own for everything else.

    Raises:
        Refusal: they do not, or one is not in the register.
    """
    parties = [register.organisation(party) for party in proposal.party_ids]
    if None in parties or len(set(proposal.party_ids)) != len(proposal.party_ids):
        raise Refusal(Reason.PARTIES, "Each party must be in the register, and be named once.")
    if proposal.kind is CaseKind.AGREEMENT and len(parties) < 2:
        raise Refusal(Reason.PARTIES, "An agreement takes two organisations or more.")
    if proposal.kind is not CaseKind.AGREEMENT and len(parties) > 1:
        raise Refusal(Reason.PARTIES, f"A case of kind {proposal.kind.value} is one organisation’s own.")


def check_belongs(proposal: Proposal, case_id: str, title: str) -> None:
    """Whether the proposal is of this case and under this title.

    Raises:
        Refusal: it is another case's, or has another title's digest.
    """
    if proposal.case_id != case_id:
        raise Refusal(Reason.OTHER_DIGEST, "This proposal belongs to another case.")
    if not title.strip() or proposal.title_digest != text_digest(title):
        raise Refusal(Reason.OTHER_DIGEST, "The title is not the one that the proposal was made with.")
