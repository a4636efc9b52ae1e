"""What an actor asks to be done. A command carries what the actor saw and wrote; rules decide what becomes of it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from advisor.approval.actor import Role
from advisor.approval.consultation import ConsultationOutcome
from advisor.approval.proposal import Proposal, Sha256, text_digest
from advisor.approval.record import SignedDecision, Term, View
from corpus.source import Frozen


class CommandKind(StrEnum):
    """Everything that can be asked of a case."""

    OPEN = "open"
    REVISE = "revise"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    ATTACH = "attach"
    BEGIN_REVIEW = "begin review"
    ADVISE = "advise"
    ANSWER = "answer"
    ASK_BACK = "ask back"
    ACCEPT_RISK = "accept risk"
    OPEN_CONSULTATION = "open consultation"
    EXTEND_CONSULTATION = "extend consultation"
    PAUSE_CONSULTATION = "pause consultation"
    RESUME_CONSULTATION = "resume consultation"
    CLOSE_CONSULTATION = "close consultation"
    WAIVE_CONSULTATION = "waive consultation"
    RETURN = "return"
    APPROVE = "approve"
    REJECT = "reject"
    ATTEST = "attest"
    MEET_CONDITION = "meet condition"
    RECORD_REVIEW = "record review"
    SUSPEND = "suspend"
    RESUME = "resume"
    REVOKE = "revoke"
    RENEW = "renew"
    SUPERSEDE = "supersede"


_WRITTEN = ("title", "text", "answer", "reasons", "overruling")


class _Command(Frozen):
    id: str
    case_id: str
    seen_version: int = Field(ge=0)
    organisation_id: str

    @property
    def texts(self) -> dict[str, str]:
        """The texts that the actor wrote, by digest, for the ledger to keep beside the events."""
        written = [getattr(self, name, None) for name in _WRITTEN]
        written += [term.text for term in getattr(self, "terms", ())]
        return {text_digest(text): text for text in written if isinstance(text, str)}


class _Reasoned(_Command):
    reasons: str


class _OnDigest(_Command):
    digest: Sha256


class Open(_Command):
    """Begin a case. ``proposal.title_digest`` is the digest of ``title``."""

    kind: Literal[CommandKind.OPEN] = CommandKind.OPEN
    title: str
    proposal: Proposal


class Revise(_Command):
    """Put another proposal in the place of the present one. ``reasons`` are needed where an approval falls by it."""

    kind: Literal[CommandKind.REVISE] = CommandKind.REVISE
    title: str
    proposal: Proposal
    reasons: str | None = None


class Submit(_OnDigest):
    """Put the proposal up for decision."""

    kind: Literal[CommandKind.SUBMIT] = CommandKind.SUBMIT


class Withdraw(_Reasoned):
    """Take the case back."""

    kind: Literal[CommandKind.WITHDRAW] = CommandKind.WITHDRAW


class Attach(_Command):
    """Attach a text: all that a machine may do."""

    kind: Literal[CommandKind.ATTACH] = CommandKind.ATTACH
    text: str


class BeginReview(_Command):
    """Take up the case."""

    kind: Literal[CommandKind.BEGIN_REVIEW] = CommandKind.BEGIN_REVIEW


class Advise(_OnDigest):
    """Advise a party, in the capacity of one of the roles that advise."""

    kind: Literal[CommandKind.ADVISE] = CommandKind.ADVISE
    capacity: Literal[Role.DPO, Role.CALDICOTT_GUARDIAN] = Role.DPO
    view: View
    text: str


class AnswerQuestion(_OnDigest):
    """Answer a referred question, and say whether the answer should become a card for review."""

    kind: Literal[CommandKind.ANSWER] = CommandKind.ANSWER
    answer: str
    propose_card: bool = False


class AskBack(_Reasoned):
    """Send a referred question back for more detail."""

    kind: Literal[CommandKind.ASK_BACK] = CommandKind.ASK_BACK


class AcceptRisk(_OnDigest, _Reasoned):
    """Accept high residual risk for a party."""

    kind: Literal[CommandKind.ACCEPT_RISK] = CommandKind.ACCEPT_RISK


class OpenConsultation(_OnDigest):
    """Record that the regulator was asked."""

    kind: Literal[CommandKind.OPEN_CONSULTATION] = CommandKind.OPEN_CONSULTATION
    sent_on: date


class ExtendConsultation(_Command):
    """Record that the regulator needs longer."""

    kind: Literal[CommandKind.EXTEND_CONSULTATION] = CommandKind.EXTEND_CONSULTATION
    told_on: date


class PauseConsultation(_Command):
    """Record that the regulator's clock stands still."""

    kind: Literal[CommandKind.PAUSE_CONSULTATION] = CommandKind.PAUSE_CONSULTATION
    first_day: date


class ResumeConsultation(_Command):
    """Record that the regulator's clock runs again."""

    kind: Literal[CommandKind.RESUME_CONSULTATION] = CommandKind.RESUME_CONSULTATION
    resumed_on: date


class CloseConsultation(_Command):
    """Record how the consultation ended."""

    kind: Literal[CommandKind.CLOSE_CONSULTATION] = CommandKind.CLOSE_CONSULTATION
    closed_on: date
    outcome: ConsultationOutcome
    evidence_digest: Sha256


class WaiveConsultation(_OnDigest, _Reasoned):
    """Give reasons why the regulator need not be consulted on this version."""

    kind: Literal[CommandKind.WAIVE_CONSULTATION] = CommandKind.WAIVE_CONSULTATION


class Return(_OnDigest, _Reasoned):
    """Send the case back to its author."""

    kind: Literal[CommandKind.RETURN] = CommandKind.RETURN


class Approve(_OnDigest, _Reasoned):
    """Approve for a party, with or without conditions. ``overruling`` are the reasons for departing from advice."""

    kind: Literal[CommandKind.APPROVE] = CommandKind.APPROVE
    valid_until: date
    review_on: date
    terms: tuple[Term, ...] = ()
    overruling: str | None = None


class Reject(_OnDigest, _Reasoned):
    """Refuse for a party."""

    kind: Literal[CommandKind.REJECT] = CommandKind.REJECT


class Attest(_Reasoned):
    """Vouch that a signed file is an outside party's decision; ``reasons`` say how that was checked."""

    kind: Literal[CommandKind.ATTEST] = CommandKind.ATTEST
    file: SignedDecision

    @property
    def texts(self) -> dict[str, str]:
        """The texts that the actor wrote, and those of the outside party's conditions, by digest."""
        return super().texts | {text_digest(term.text): term.text for term in self.file.terms}


class MeetCondition(_OnDigest):
    """Record that a condition is met, on evidence that the actor has looked at."""

    kind: Literal[CommandKind.MEET_CONDITION] = CommandKind.MEET_CONDITION
    condition_id: str
    evidence_digest: Sha256


class RecordReview(_OnDigest, _Reasoned):
    """Record that the approval was looked at again and stands."""

    kind: Literal[CommandKind.RECORD_REVIEW] = CommandKind.RECORD_REVIEW
    next_review_on: date


class Suspend(_Reasoned):
    """Stop what was approved, for the time being."""

    kind: Literal[CommandKind.SUSPEND] = CommandKind.SUSPEND


class Resume(_OnDigest, _Reasoned):
    """Lift the suspension of one's own party."""

    kind: Literal[CommandKind.RESUME] = CommandKind.RESUME


class Revoke(_Reasoned):
    """End the approval for good."""

    kind: Literal[CommandKind.REVOKE] = CommandKind.REVOKE


class Renew(_Command):
    """Open a renewal that starts from the approved text."""

    kind: Literal[CommandKind.RENEW] = CommandKind.RENEW
    new_case_id: str


class Supersede(_Command):
    """Let a renewal that is in force take the place of this case."""

    kind: Literal[CommandKind.SUPERSEDE] = CommandKind.SUPERSEDE
    successor_id: str


Command = (
    Open | Revise | Submit | Withdraw | Attach | BeginReview | Advise | AnswerQuestion | AskBack | AcceptRisk
    | OpenConsultation | ExtendConsultation | PauseConsultation | ResumeConsultation | CloseConsultation
    | WaiveConsultation | Return | Approve | Reject | Attest | MeetCondition | RecordReview | Suspend | Resume | Revoke
    | Renew | Supersede
)  # fmt: skip

AnyCommand = Annotated[Command, Field(discriminator="kind")]
"""A command as it is read from JSON."""
