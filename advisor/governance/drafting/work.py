"""What a person has made of a draft so far: the proposal, what was understood, the answers, and every choice.

A draft is composed anew from its work, so that an answer given late reaches every place and no choice is lost.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from advisor.governance.draft_review import ReviewComment
from advisor.governance.drafting.draft import Document, Fact, FactSource, Instrument, StatementState
from corpus.source import Classification, Frozen


class Verdict(StrEnum):
    """What a person says of a fact that the advisor understood."""

    CONFIRMED = "confirmed"
    EDITED = "edited"
    STRUCK = "struck"


class FactReview(Frozen):
    """A person's word on one fact; ``value`` and ``field`` are what it should be, for one that was edited."""

    fact_id: str
    verdict: Verdict
    value: str = ""
    field: str = ""


class StatementChoice(Frozen):
    """What a person has made of a statement; ``text`` is theirs where they edited it."""

    statement_id: str
    state: StatementState
    text: str = ""


class AddedStatement(Frozen):
    """A statement that a person added to a section, after the one named there, if that is still in place."""

    id: str
    section_id: str
    text: str = Field(min_length=1)
    after: str = ""


class RiskChoice(Frozen):
    """A person's weighing of a risk; what is ``None`` stays as the library has it."""

    risk_id: str
    struck: bool = False
    likelihood: int | None = Field(default=None, ge=1, le=5)
    severity: int | None = Field(default=None, ge=1, le=5)
    residual_likelihood: int | None = Field(default=None, ge=1, le=5)
    residual_severity: int | None = Field(default=None, ge=1, le=5)
    measures: tuple[str, ...] | None = None
    owner: str | None = None
    reasons: str = ""


class Work(Frozen):
    """The work on a draft.

    ``facts`` are as they were understood when the proposal came in; ``full`` asks for the whole assessment although the
    screening says that none is required; ``worded`` are a model's wordings that passed the checks, by statement;
    ``classification`` is the marking of the proposal, which decides where it may be sent. ``remarks`` are what
    reviewers wrote in the margin of its Word file.
    """

    document: Document
    template: str
    instrument: Instrument | None = None
    title: str = ""
    proposal: str
    proposal_name: str = ""
    reading_notes: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    reviews: dict[str, FactReview] = Field(default_factory=dict)
    answers: dict[str, str] = Field(default_factory=dict)
    choices: dict[str, StatementChoice] = Field(default_factory=dict)
    added: tuple[AddedStatement, ...] = ()
    risks: dict[str, RiskChoice] = Field(default_factory=dict)
    full: bool = False
    worded: dict[str, str] = Field(default_factory=dict)
    classification: Classification = Classification.OFFICIAL
    remarks: tuple[ReviewComment, ...] = ()

    @property
    def facts_in_force(self) -> tuple[Fact, ...]:
        """The facts without those struck, and with a person's words where they put one right."""
        return tuple(_as_reviewed(one, self.reviews.get(one.id)) for one in self.facts if not self._struck(one.id))

    def _struck(self, fact_id: str) -> bool:
        review = self.reviews.get(fact_id)
        return review is not None and review.verdict is Verdict.STRUCK


def _as_reviewed(fact: Fact, review: FactReview | None) -> Fact:
    if review is None or review.verdict is not Verdict.EDITED:
        return fact
    moved = fact.model_copy(update={"field": review.field or fact.field})
    if not review.value or review.value == fact.value:
        return moved
    stated = {"value": review.value, "source_text": review.value, "start": 0, "end": 0, "source": FactSource.ANSWER}
    return moved.model_copy(update=stated)
