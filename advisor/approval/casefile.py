"""The case file: where a case stands, and everything that counts for it now."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from advisor.approval.consultation import Consultation
from advisor.approval.day import day_of
from advisor.approval.proposal import CaseKind, Proposal, Sha256
from advisor.approval.record import Acceptance, Advice, Condition, Decision, Note, ReviewerView, Waiver
from corpus.errors import GovernanceError
from corpus.source import Frozen


class HistoryFault(GovernanceError):
    """Events do not follow one another, or belong to another case."""


class Status(StrEnum):
    """Where a case stands. ``answered`` is for referred questions only: an answer is advice and no approval."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under review"
    RETURNED = "returned"
    APPROVED = "approved"
    APPROVED_WITH_CONDITIONS = "approved with conditions"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    ANSWERED = "answered"


APPROVED = frozenset({Status.APPROVED, Status.APPROVED_WITH_CONDITIONS})
PENDING = frozenset({Status.SUBMITTED, Status.UNDER_REVIEW})


class Case(Frozen):
    """A case as it stands after ``version`` events. ``recorded_status`` is without the clock; ask ``status``.

    ``author_ids`` are all who ever opened or revised it, and the authors of a text that it renews. ``decisions``,
    ``views``, ``conditions`` and ``suspended_for`` belong to the present proposal only; advice, acceptances and
    consultations carry the digest that they are about.
    """

    id: str
    version: int
    recorded_status: Status
    proposal: Proposal
    author_ids: tuple[str, ...]
    opened_at: datetime
    renews: str | None = None
    submitted_digest: Sha256 | None = None
    submitted_at: datetime | None = None
    two_reviewer_ids: tuple[str, ...] = ()
    returned_digest: Sha256 | None = None
    advice: tuple[Advice, ...] = ()
    notes: tuple[Note, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    views: tuple[ReviewerView, ...] = ()
    decisions: tuple[Decision, ...] = ()
    conditions: tuple[Condition, ...] = ()
    next_review_on: date | None = None
    suspended_for: tuple[str, ...] = ()
    renewal_ids: tuple[str, ...] = ()
    successor_id: str | None = None
    answer_digest: Sha256 | None = None
    propose_card: bool = False

    @property
    def kind(self) -> CaseKind:
        """What is being decided."""
        return self.proposal.kind

    @property
    def author_id(self) -> str:
        """The person who opened the case."""
        return self.author_ids[0]

    @property
    def draft_digest(self) -> str:
        """The draft as it stands."""
        return self.proposal.draft_digest

    @property
    def valid_until(self) -> date | None:
        """Last day of the approval: the earliest that any party set."""
        days = [one.judgement.valid_until for one in self.decisions if one.judgement.valid_until is not None]
        return min(days, default=None)

    @property
    def open_consultation(self) -> Consultation | None:
        """The consultation that the regulator has still to answer, on whichever version."""
        return next((one for one in self.consultations if one.is_open), None)

    def decision_of(self, organisation_id: str) -> Decision | None:
        """The decision of a party on the present proposal."""
        return next((one for one in self.decisions if one.judgement.organisation_id == organisation_id), None)

    def status(self, now: datetime) -> Status:
        """Where the case stands at a moment: an approval runs out by itself at the end of its last day."""
        may_expire = self.recorded_status in APPROVED or self.recorded_status is Status.SUSPENDED
        if may_expire and self.valid_until is not None and day_of(now) > self.valid_until:
            return Status.EXPIRED
        return self.recorded_status
