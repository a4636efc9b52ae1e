"""What a page shows about a case, as data: names, texts and sentences in their places, for one person."""

from __future__ import annotations

from datetime import date, datetime

from advisor.approval.actor import Role
from advisor.approval.casefile import Case, Status
from advisor.approval.consultation import ConsultationOutcome
from advisor.approval.offers import Offer
from advisor.approval.record import Nature, Outcome, View
from advisor.journeys.casework_history import HistoryLine
from advisor.journeys.casework_queue import CaseSummary, DueItem
from advisor.journeys.casework_versions import Version
from corpus.source import Frozen


class DraftView(Frozen):
    """The draft that stands. ``text`` is ``None`` for a file that is no text; ``held`` is false where it was erased."""

    digest: str
    held: bool
    media_type: str = ""
    name: str = ""
    size: int = 0
    text: str | None = None


class AdviceView(Frozen):
    """Advice, or a text that somebody attached, where ``role`` is ``None``."""

    organisation: str
    role: Role | None
    by: str
    view: View | None
    text: str
    at: datetime
    on_this_version: bool
    machine: bool = False


class ConditionView(Frozen):
    """A condition and whether it is met."""

    id: str
    organisation_id: str
    organisation: str
    nature: Nature
    text: str
    due_on: date | None
    is_open: bool
    met_by: tuple[str, ...]
    evidence_digests: tuple[str, ...]


class DecisionView(Frozen):
    """A decision or a reviewer's view. ``by`` names a delegate and the principal, or who vouched for an outside one."""

    organisation_id: str
    organisation: str
    outcome: Outcome
    by: str
    attested: bool
    file_digest: str | None
    reasons: tuple[str, ...]
    overruling: tuple[str, ...]
    conditions: tuple[ConditionView, ...]
    valid_until: date | None
    review_on: date | None
    at: datetime


class PartyView(Frozen):
    """A party of the case and what it has come to."""

    id: str
    name: str
    outside: bool
    decision: DecisionView | None
    views: tuple[DecisionView, ...]
    risk_accepted_by: tuple[str, ...]
    risk_reasons: tuple[str, ...]
    waiver_reasons: tuple[str, ...]


class ConsultationView(Frozen):
    """A consultation of the regulator."""

    organisation: str
    sent_on: date
    advice_due: date
    extended_on: date | None
    paused: bool
    closed_on: date | None
    outcome: ConsultationOutcome | None
    evidence_digest: str | None
    on_this_version: bool


class RelatedCase(Frozen):
    """A case that a case renews, or one that renews it."""

    case_id: str
    title: str
    status: Status
    opened_at: datetime


class CaseView(Frozen):
    """Everything about a case that one person may see. ``version`` is what a command gives as seen."""

    case: Case
    summary: CaseSummary
    version: int
    digest: str
    submitted: bool
    watermark: str | None
    in_force: bool
    not_in_force_because: str
    returned_because: str | None
    authors: tuple[str, ...]
    draft: DraftView
    versions: tuple[Version, ...]
    changes: tuple[str, ...]
    text_changes: tuple[str, ...]
    open_gaps: tuple[str, ...]
    blocking_gaps: tuple[str, ...]
    parties: tuple[PartyView, ...]
    advice: tuple[AdviceView, ...]
    notes: tuple[AdviceView, ...]
    conditions: tuple[ConditionView, ...]
    consultations: tuple[ConsultationView, ...]
    answer: str | None
    renews: RelatedCase | None
    renewals: tuple[RelatedCase, ...]
    deadlines: tuple[DueItem, ...]
    history: tuple[HistoryLine, ...]
    offers: tuple[Offer, ...]
