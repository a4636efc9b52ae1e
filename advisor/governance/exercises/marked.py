"""What marking an answer found: marks, a verdict, and words for the learner."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from corpus.source import Frozen

RIGHT_FROM, PARTLY_FROM = 0.75, 0.25


class Verdict(StrEnum):
    """How an answer stands."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"


class By(StrEnum):
    """How a point was recognised."""

    CHOICE = "choice"
    WORDING = "an accepted wording"
    MEANING = "its meaning"


class PointFound(Frozen):
    """One point: what it was worth, what it earned, and how it was recognised where it was."""

    id: str
    point: str
    marks: float
    earned: float
    by: By | None = None


class Mistake(Frozen):
    """A mistake in an answer: what it cost, and what to know instead."""

    id: str
    feedback: str
    costs: float


class Marked(Frozen):
    """A marked answer.

    ``void`` says why an answer that is none of the learner's own sentences earned nothing; ``unread`` marks what could
    not be read as an answer of this kind at all.
    """

    step_id: str
    marks: float = Field(ge=0)
    out_of: float = Field(gt=0)
    feedback: tuple[str, ...]
    points: tuple[PointFound, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    void: str | None = None
    chosen: str | None = None
    unread: bool = False

    @property
    def verdict(self) -> Verdict:
        """Right from three quarters of the marks on, wrong below one quarter, partly between."""
        return verdict(self.marks, self.out_of)


def verdict(marks: float, out_of: float) -> Verdict:
    """The verdict on a share of the marks."""
    share = marks / out_of
    if share >= RIGHT_FROM:
        return Verdict.RIGHT
    return Verdict.WRONG if share < PARTLY_FROM else Verdict.PARTLY
