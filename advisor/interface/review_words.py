"""How the terms of casework are put to people: statuses, kinds, what can be done, and the labels of its fields."""

from __future__ import annotations

from advisor.approval.casefile import Status
from advisor.approval.command import CommandKind as Do
from advisor.approval.consultation import ConsultationOutcome
from advisor.approval.proposal import CaseKind, RiskLevel
from advisor.approval.record import Nature, Outcome, View
from advisor.interface.escaping import text

KINDS: dict[CaseKind, str] = {
    CaseKind.ASSESSMENT: "Assessment",
    CaseKind.AGREEMENT: "Agreement",
    CaseKind.DISCLOSURE: "One-off disclosure",
    CaseKind.QUESTION: "Question for the data protection officer",
}

RISKS: dict[RiskLevel, str] = {RiskLevel.LOW: "Low", RiskLevel.MEDIUM: "Medium", RiskLevel.HIGH: "High"}

VIEWS: dict[View, str] = {
    View.SUPPORTS: "I support it",
    View.SUPPORTS_IF: "I support it on conditions",
    View.OPPOSES: "I advise against it",
}
GIVEN: dict[View, str] = {
    View.SUPPORTS: "Supports it",
    View.SUPPORTS_IF: "Supports it on conditions",
    View.OPPOSES: "Advises against it",
}
NATURES: dict[Nature, str] = {
    Nature.PRECEDENT: "To be met before anything starts",
    Nature.CONTINUING: "Holds for as long as it goes on",
}
OUTCOMES: dict[Outcome, str] = {Outcome.APPROVED: "Approved", Outcome.REJECTED: "Rejected"}
ENDINGS: dict[ConsultationOutcome, str] = {
    ConsultationOutcome.ADVICE: "Advice received",
    ConsultationOutcome.NO_ADVICE_IN_TIME: "No advice in time",
    ConsultationOutcome.PROHIBITED: "Prohibited",
}

DOING: dict[Do, tuple[str, str]] = {
    Do.SUBMIT: ("Submit it for decision", "Submit"),
    Do.REVISE: ("Change it", "Save as a new version"),
    Do.WITHDRAW: ("Withdraw it", "Withdraw"),
    Do.BEGIN_REVIEW: ("Take up the review", "Take up the review"),
    Do.ADVISE: ("Give advice", "Give this advice"),
    Do.ANSWER: ("Answer the question", "Send the answer"),
    Do.ASK_BACK: ("Ask the person for more detail", "Send it back"),
    Do.ACCEPT_RISK: ("Accept the high residual risk", "Accept the risk"),
    Do.OPEN_CONSULTATION: ("Record that the regulator was asked", "Record it"),
    Do.EXTEND_CONSULTATION: ("Record that the regulator needs longer", "Record it"),
    Do.PAUSE_CONSULTATION: ("Record that the regulator’s clock stands still", "Record it"),
    Do.RESUME_CONSULTATION: ("Record that the regulator’s clock runs again", "Record it"),
    Do.CLOSE_CONSULTATION: ("Record how the consultation ended", "Record it"),
    Do.WAIVE_CONSULTATION: ("Say why the regulator need not be asked", "Record it"),
    Do.APPROVE: ("Approve it", "Approve"),
    Do.REJECT: ("Reject it", "Reject"),
    Do.RETURN: ("Return it to its author", "Return it"),
    Do.ATTEST: ("Vouch for a decision made elsewhere", "Vouch for it"),
    Do.MEET_CONDITION: ("Record that a condition is met", "Record it as met"),
    Do.RECORD_REVIEW: ("Record that it was reviewed and stands", "Record the review"),
    Do.SUSPEND: ("Suspend it", "Suspend"),
    Do.RESUME: ("Lift the suspension", "Lift the suspension"),
    Do.REVOKE: ("Revoke it for good", "Revoke"),
    Do.RENEW: ("Renew it", "Begin the renewal"),
    Do.SUPERSEDE: ("Let its renewal take its place", "Let it take its place"),
    Do.ATTACH: ("Attach a note", "Attach it"),
}
"""What can be done on a case in the order in which a page offers it: the choice, and the words of its button."""

DONE: dict[Do, str] = {
    Do.SUBMIT: "The case is submitted.",
    Do.REVISE: "The new version is saved. Submit it when it is ready.",
    Do.WITHDRAW: "The case is withdrawn.",
    Do.BEGIN_REVIEW: "The review has begun.",
    Do.ADVISE: "Your advice is recorded.",
    Do.ANSWER: "Your answer is recorded and reaches whoever asked.",
    Do.ASK_BACK: "The question went back to whoever asked.",
    Do.ACCEPT_RISK: "The acceptance of the risk is recorded.",
    Do.WAIVE_CONSULTATION: "Your reasons are recorded.",
    Do.APPROVE: "Your approval is recorded.",
    Do.REJECT: "Your rejection is recorded.",
    Do.RETURN: "The case went back to its author.",
    Do.ATTEST: "The decision made elsewhere is recorded, and so is that you vouched for it.",
    Do.MEET_CONDITION: "The condition is recorded as met.",
    Do.RECORD_REVIEW: "The review is recorded.",
    Do.SUSPEND: "The case is suspended.",
    Do.RESUME: "The suspension by your organisation is lifted.",
    Do.REVOKE: "The approval is revoked.",
    Do.RENEW: "The renewal has begun. It starts from the approved text: change what has changed, then submit it.",
    Do.SUPERSEDE: "Its renewal has taken its place.",
    Do.ATTACH: "The note is attached.",
}

FIELDS: dict[tuple[Do, str] | str, str] = {
    "reasons": "Reasons",
    "text": "Text",
    "answer": "Your answer",
    "propose_card": "Propose this answer as a card, so that the next person finds it",
    "view": "What do you think of it?",
    "overruling": "Why you depart from the advice",
    "valid_until": "Last day of the approval",
    "review_on": "Day of the first review",
    "next_review_on": "Day of the next review",
    "sent_on": "Day on which the regulator was asked",
    "told_on": "Day on which the regulator said so",
    "first_day": "First day on which the clock stands still",
    "resumed_on": "Day from which the clock runs again",
    "closed_on": "Day on which it ended",
    "outcome": "How did it end?",
    "condition_id": "Which condition is met?",
    "evidence_digest": "The evidence that you looked at",
    "successor_id": "Which renewal takes its place?",
    "file": "The signed file of the other organisation",
    (Do.ADVISE, "text"): "Your advice",
    (Do.ATTACH, "text"): "Your note",
    (Do.ATTEST, "reasons"): "How you know that it is theirs",
    (Do.ASK_BACK, "reasons"): "What more do you need to know?",
    (Do.RETURN, "reasons"): "What has to change?",
    (Do.WAIVE_CONSULTATION, "reasons"): "Why the regulator need not be asked",
}
"""The label of each field, and of one command's where it differs."""

_COLOURS: dict[Status, str] = {
    Status.DRAFT: "grey", Status.SUBMITTED: "blue", Status.UNDER_REVIEW: "blue", Status.RETURNED: "yellow",
    Status.APPROVED: "green", Status.APPROVED_WITH_CONDITIONS: "green", Status.REJECTED: "red",
    Status.WITHDRAWN: "grey", Status.SUSPENDED: "orange", Status.REVOKED: "red", Status.EXPIRED: "orange",
    Status.SUPERSEDED: "grey", Status.ANSWERED: "green",
}  # fmt: skip


def label_of(do: Do, field: str) -> str:
    """The label of a field in the form of a command."""
    return FIELDS.get((do, field)) or FIELDS[field]


def done(do: Do) -> str:
    """What is said once it is done."""
    return DONE.get(do, "It is recorded.")


def tag(words: str, colour: str) -> str:
    """A coloured tag; its words say all that its colour does."""
    return f'<strong class="ga-mark ga-mark--{colour}">{text(words)}</strong>'


def status_tag(status: Status) -> str:
    """The status of a case as a tag."""
    return tag(status.value.capitalize(), _COLOURS[status])


def trial_tag(watermark: str | None) -> str:
    """The mark of a trial case; empty for a real one."""
    return tag("Trial", "plain") if watermark else ""
