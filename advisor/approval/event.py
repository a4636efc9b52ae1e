"""What happened to a case, one fact an event: an envelope, and a body by kind.

A body names people by identifier and texts by digest and holds no other personal data. Bodies only ever grow; a change
of meaning takes a new ``schema_version``.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from advisor.approval.actor import ActorKind, Role
from advisor.approval.consultation import ConsultationOutcome
from advisor.approval.proposal import Proposal, Sha256
from advisor.approval.record import Holder, Judgement, View
from corpus.source import Frozen


class _Body(Frozen):
    schema_version: Literal[1] = 1


class CaseOpened(_Body):
    """A case began. ``renews`` is the case whose approved text it starts from, and whose authors count as its own."""

    kind: Literal["case opened"] = "case opened"
    proposal: Proposal
    renews: str | None = None
    earlier_author_ids: tuple[str, ...] = ()


class ProposalRevised(_Body):
    """The draft or a fact about it changed. Whatever was submitted, advised or decided before no longer counts."""

    kind: Literal["proposal revised"] = "proposal revised"
    proposal: Proposal
    reasons_digest: Sha256 | None = None


class Submitted(_Body):
    """The author put the proposal with this digest up for decision.

    ``two_reviewer_ids`` are the parties that decide by two reviewers on that day, whatever their setting becomes.
    """

    kind: Literal["submitted"] = "submitted"
    digest: Sha256
    two_reviewer_ids: tuple[str, ...] = ()


class Withdrawn(_Body):
    """The author took the case back."""

    kind: Literal["withdrawn"] = "withdrawn"
    reasons_digest: Sha256


class ReviewBegun(_Body):
    """Somebody took up the case."""

    kind: Literal["review begun"] = "review begun"


class NoteAttached(_Body):
    """A text was attached, by a person or a machine; it has no effect."""

    kind: Literal["note attached"] = "note attached"
    text_digest: Sha256


class AdviceGiven(_Body):
    """An adviser advised a party on a version."""

    kind: Literal["advice given"] = "advice given"
    organisation_id: str
    digest: Sha256
    view: View
    text_digest: Sha256


class QuestionAnswered(_Body):
    """The data protection officer answered a referred question."""

    kind: Literal["question answered"] = "question answered"
    digest: Sha256
    answer_digest: Sha256
    propose_card: bool = False


class RiskAccepted(_Body):
    """A party's senior information risk owner accepted the residual risk of a version."""

    kind: Literal["risk accepted"] = "risk accepted"
    organisation_id: str
    digest: Sha256
    reasons_digest: Sha256


class ConsultationOpened(_Body):
    """The regulator was asked about a version."""

    kind: Literal["consultation opened"] = "consultation opened"
    organisation_id: str
    digest: Sha256
    law_enforcement: bool
    sent_on: date


class ConsultationExtended(_Body):
    """The regulator said that it needs longer."""

    kind: Literal["consultation extended"] = "consultation extended"
    told_on: date


class ConsultationPaused(_Body):
    """The regulator asked for information and its clock stands still."""

    kind: Literal["consultation paused"] = "consultation paused"
    first_day: date


class ConsultationResumed(_Body):
    """The regulator has the information that it asked for."""

    kind: Literal["consultation resumed"] = "consultation resumed"
    resumed_on: date


class ConsultationClosed(_Body):
    """The consultation came to its end."""

    kind: Literal["consultation closed"] = "consultation closed"
    closed_on: date
    outcome: ConsultationOutcome
    evidence_digest: Sha256


class ConsultationWaived(_Body):
    """A party's senior information risk owner gave reasons why the regulator need not be asked about a version."""

    kind: Literal["consultation waived"] = "consultation waived"
    organisation_id: str
    digest: Sha256
    reasons_digest: Sha256


class Returned(_Body):
    """The case went back to its author."""

    kind: Literal["returned"] = "returned"
    reasons_digest: Sha256 | None = None
    reviewers_differ: bool = False


class ViewGiven(_Body):
    """One of two reviewers gave a view, which the other cannot see yet."""

    kind: Literal["view given"] = "view given"
    holder: Holder
    judgement: Judgement


class PartyDecided(_Body):
    """A party decided on a version."""

    kind: Literal["party decided"] = "party decided"
    holders: tuple[Holder, ...]
    judgement: Judgement


class OutsideDecisionAttested(_Body):
    """A named person vouched that a signed file is an outside party's decision; the event's actor is that person."""

    kind: Literal["outside decision attested"] = "outside decision attested"
    judgement: Judgement
    file_digest: Sha256
    key_id: str | None = None
    decided_on: date


class ConditionMet(_Body):
    """A person looked at evidence and recorded a condition as met."""

    kind: Literal["condition met"] = "condition met"
    condition_id: str
    digest: Sha256
    evidence_digest: Sha256


class ReviewRecorded(_Body):
    """An approval was looked at again and stands."""

    kind: Literal["review recorded"] = "review recorded"
    next_review_on: date
    reasons_digest: Sha256


class Suspended(_Body):
    """A party stopped what was approved, for the time being."""

    kind: Literal["suspended"] = "suspended"
    organisation_id: str
    reasons_digest: Sha256


class Resumed(_Body):
    """The party that had suspended lifted its suspension."""

    kind: Literal["resumed"] = "resumed"
    organisation_id: str
    reasons_digest: Sha256


class Revoked(_Body):
    """A party ended the approval for good."""

    kind: Literal["revoked"] = "revoked"
    organisation_id: str
    reasons_digest: Sha256


class RenewalBegun(_Body):
    """A renewal was opened from the approved text."""

    kind: Literal["renewal begun"] = "renewal begun"
    new_case_id: str


class Superseded(_Body):
    """A renewal that is in force took its place."""

    kind: Literal["superseded"] = "superseded"
    successor_id: str


Body = (
    CaseOpened | ProposalRevised | Submitted | Withdrawn | ReviewBegun | NoteAttached | AdviceGiven | QuestionAnswered
    | RiskAccepted | ConsultationOpened | ConsultationExtended | ConsultationPaused | ConsultationResumed
    | ConsultationClosed | ConsultationWaived | Returned | ViewGiven | PartyDecided | OutsideDecisionAttested
    | ConditionMet | ReviewRecorded | Suspended | Resumed | Revoked | RenewalBegun | Superseded
)  # fmt: skip


class Event(Frozen):
    """One fact in the life of a case. ``version`` counts the events of the case from 1.

    ``role`` is the one by which the actor was allowed to act; ``principal_id`` the person whose authority a delegate
    used.
    ``command_id`` is the command that it came from, so that one sent twice can be known.
    """

    id: str
    case_id: str
    version: int = Field(ge=1)
    command_id: str
    actor_id: str
    actor_kind: ActorKind
    role: Role
    organisation_id: str
    principal_id: str | None = None
    at: datetime
    body: Annotated[Body, Field(discriminator="kind")]

    @property
    def kind(self) -> str:
        """What sort of event it is."""
        return self.body.kind

    @property
    def schema_version(self) -> int:
        """Version of the body's shape."""
        return self.body.schema_version
