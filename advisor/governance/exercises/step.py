"""The kinds of step of which an exercise is made, as ``corpus/exercises/README.md`` describes them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from advisor.governance.exercises.scheme import (
    DecisionMarking,
    Id,
    Marking,
    MarkUpMarking,
    PointMarking,
    Words,
    distinct,
)
from corpus.source import Frozen

END = "end"


class Hint(Frozen):
    """Help that a learner may take, and what it costs."""

    text: Words
    costs: float = Field(ge=0)


class StepCitation(Frozen):
    """What a step rests on: an address, a card, or a card that cites the address."""

    address: str | None = None
    card: Id | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.address is None and self.card is None:
            raise ValueError("a citation gives an address, a card, or both")
        return self


class Option(Frozen):
    """One of several to choose from."""

    id: Id
    text: Words
    right: bool
    feedback: Words


class BranchOption(Frozen):
    """A choice that has a consequence: where it leads, and what it earns."""

    id: Id
    text: Words
    marks: float = Field(ge=0)
    goes_to: str
    feedback: Words


class Passage(Frozen):
    """One passage of a document that the learner examines."""

    id: Id
    text: Words


class Item(Frozen):
    """Something to be put in order."""

    id: Id
    text: Words


class SortedItem(Frozen):
    """Something to be put in a class."""

    id: Id
    text: Words
    belongs_to: Id
    feedback: Words


class Precedent(Frozen):
    """A decided case that lies near."""

    id: Id
    tells: Words


class TimelineEvent(Frozen):
    """What happened, and when, by the clock on the wall."""

    at: datetime
    what: Words


class ClockMistake(Frozen):
    """A wrong time that a sensible person reaches, and how."""

    answer: datetime
    feedback: Words


class _Step(Frozen):
    id: Id
    prompt: Words
    hints: tuple[Hint, ...]
    model_answer: Words
    citations: tuple[StepCitation, ...] = Field(min_length=1)
    next: str | None = None


class _Choice(_Step):
    options: tuple[Option, ...] = Field(min_length=2)
    marking: Marking

    @property
    def right(self) -> frozenset[str]:
        """The ids of the right options."""
        return frozenset(one.id for one in self.options if one.right)

    @model_validator(mode="after")
    def _options_differ(self) -> Self:
        distinct("option", [one.id for one in self.options])
        return self


class Choose(_Choice):
    """One right option."""

    kind: Literal["choose"]

    @model_validator(mode="after")
    def _one_right(self) -> Self:
        if len(self.right) != 1:
            raise ValueError("exactly one option is right")
        return self


class ChooseSeveral(_Choice):
    """Several right options."""

    kind: Literal["choose_several"]

    @model_validator(mode="after")
    def _several_right(self) -> Self:
        if len(self.right) < 2:
            raise ValueError("at least two options are right")
        return self


class Order(_Step):
    """Items to be put in order."""

    kind: Literal["order"]
    items: tuple[Item, ...] = Field(min_length=2)
    right_order: tuple[Id, ...]
    marking: Marking

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if sorted(self.right_order) != sorted(one.id for one in self.items):
            raise ValueError("right_order names every item once")
        return self


class ItemClass(Frozen):
    """A class into which items are sorted."""

    id: Id
    text: Words


class Classify(_Step):
    """Items to be sorted into classes."""

    kind: Literal["classify"]
    classes: tuple[ItemClass, ...] = Field(min_length=2)
    items: tuple[SortedItem, ...] = Field(min_length=2)
    marking: Marking

    @model_validator(mode="after")
    def _classes_known(self) -> Self:
        distinct("item", [one.id for one in self.items])
        distinct("class", [one.id for one in self.classes])
        if stray := {one.belongs_to for one in self.items} - {one.id for one in self.classes}:
            raise ValueError(f"there is no class {min(stray)}")
        return self


class ShortAnswer(_Step):
    """An answer in a sentence or two."""

    kind: Literal["short_answer"]
    marking: PointMarking


class SpotTheGap(_Step):
    """A document in which something is missing."""

    kind: Literal["spot_the_gap"]
    document: tuple[Passage, ...] = Field(min_length=1)
    marking: PointMarking


class MarkUp(_Step):
    """A document whose unsound passages are to be found."""

    kind: Literal["mark_up"]
    document: tuple[Passage, ...] = Field(min_length=2)
    marking: MarkUpMarking

    @model_validator(mode="after")
    def _passages_known(self) -> Self:
        distinct("passage", [one.id for one in self.document])
        if stray := {str(one.passage) for one in self.marking.points} - {one.id for one in self.document}:
            raise ValueError(f"there is no passage {min(stray)}")
        return self


class Decide(_Choice):
    """A decision with its reasons."""

    kind: Literal["decide"]
    precedents: tuple[Precedent, ...] = ()
    marking: DecisionMarking

    @model_validator(mode="after")
    def _one_right(self) -> Self:
        if len(self.right) != 1:
            raise ValueError("exactly one option is right")
        return self


class BreachClock(_Step):
    """The moment by which something is due."""

    kind: Literal["breach_clock"]
    events: tuple[TimelineEvent, ...] = Field(min_length=1)
    due: datetime
    tolerance_minutes: int = Field(ge=0)
    mistakes: tuple[ClockMistake, ...] = ()
    marking: Marking


class Branch(_Step):
    """A choice with consequences."""

    kind: Literal["branch"]
    options: tuple[BranchOption, ...] = Field(min_length=2)
    marking: Marking

    @model_validator(mode="after")
    def _best_earns_all(self) -> Self:
        distinct("option", [one.id for one in self.options])
        if max(one.marks for one in self.options) != self.marking.marks:
            raise ValueError("the best option earns the step's marks")
        if self.next is not None:
            raise ValueError("a branch leads on by its options, and has no next")
        return self


Step = Annotated[
    Choose | ChooseSeveral | Order | Classify | ShortAnswer | SpotTheGap | MarkUp | Decide | BreachClock | Branch,
    Field(discriminator="kind"),
]
"""Any step."""
