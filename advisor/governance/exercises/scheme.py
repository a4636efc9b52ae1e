"""The scheme by which a step is marked: points with their accepted wordings, contradictions and false alarms."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from corpus.source import Frozen

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=60)]
Words = Annotated[str, Field(min_length=1)]
Marks = Annotated[float, Field(gt=0, le=100)]
Groups = Annotated[
    tuple[Annotated[tuple[Words, ...], Field(min_length=1)], ...],
    Field(min_length=1, description="every group has to be met, by one of its alternatives"),
]

Ways = Annotated[
    tuple[Words, ...], Field(max_length=24, description="whole phrases and sentences, as learners write them")
]
FEWEST_WAYS, FEWEST_NEAR_MISSES = 8, 4
"""How many ways to say a point, and how many near misses, it takes to know it in words that nobody foresaw."""


class Point(Frozen):
    """An idea that earns marks: its wordings, the ways in which learners say it, and near misses that do not."""

    id: Id
    point: Words
    marks: Marks
    accepts: Groups
    said_as: Ways = ()
    not_said_as: Ways = ()
    passage: Id | None = None


class Contradiction(Frozen):
    """A mistake that costs marks where an answer says it."""

    id: Id
    costs: Marks
    feedback: Words
    says: Groups


class FalseAlarm(Frozen):
    """What marking a sound passage costs."""

    costs: Marks
    feedback: Words


class Marking(Frozen):
    """What a step earns at most."""

    marks: Marks


class PointMarking(Marking):
    """Marks for the points that an answer makes."""

    points: tuple[Point, ...] = Field(min_length=1)
    must_not: tuple[Contradiction, ...] = ()

    @model_validator(mode="after")
    def _can_be_earned(self) -> Self:
        distinct("point", [*(one.id for one in self.points), *(one.id for one in self.must_not)])
        if sum(one.marks for one in self.points) + getattr(self, "choice_marks", 0) < self.marks:
            raise ValueError("the points add up to less than the marks")
        return self


class DecisionMarking(PointMarking):
    """Marks for a decision and for its reasons."""

    choice_marks: Marks


class MarkUpMarking(PointMarking):
    """Marks for the passages that were rightly found wanting."""

    false_alarm: FalseAlarm

    @model_validator(mode="after")
    def _tied(self) -> Self:
        if any(one.passage is None for one in self.points):
            raise ValueError("every point of a mark-up names its passage")
        return self


def distinct(what: str, ids: list[str]) -> None:
    """Refuse an id that stands there twice.

    Raises:
        ValueError: naming it.
    """
    if twice := next((one for one in ids if ids.count(one) > 1), None):
        raise ValueError(f"the {what} {twice} stands there twice")
