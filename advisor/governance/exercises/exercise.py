"""An exercise as it is written, read strictly: every fault is told with the exercise and the step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field, ValidationError

from advisor.governance.exercises.own_words import Beside
from advisor.governance.exercises.scheme import Id, Words
from advisor.governance.exercises.step import END, Branch, Step
from corpus.errors import ExerciseFault
from corpus.source import Frozen, Jurisdiction


class Audience(StrEnum):
    """For whom an exercise is."""

    STAFF = "staff"
    DPO = "dpo"
    APPROVER = "approver"
    SENIOR = "senior"


class Level(StrEnum):
    """How much a learner should know beforehand."""

    STARTER = "starter"
    PRACTISED = "practised"
    ADVANCED = "advanced"


Sector = Literal["council", "general", "health", "police", "records", "research", "schools"]


class Exercise(Frozen):
    """One exercise."""

    format: Literal[1]
    id: Id
    title: Words
    audience: tuple[Audience, ...] = Field(min_length=1)
    level: Level
    minutes: int = Field(ge=1, le=180)
    jurisdiction: Jurisdiction
    sector: Sector
    as_at: date
    lesson: Words
    aims: tuple[Words, ...] = Field(min_length=1)
    scenario: Words
    steps: tuple[Step, ...] = Field(min_length=4, max_length=9)

    @property
    def marks(self) -> float:
        """What the steps earn together; a learner whom a branch leads past some of them can earn less."""
        return sum(step.marking.marks for step in self.steps)

    @property
    def cards(self) -> frozenset[str]:
        """Every card that a step cites."""
        return frozenset(one.card for step in self.steps for one in step.citations if one.card)

    @property
    def addresses(self) -> frozenset[str]:
        """Every address that a step cites."""
        return frozenset(one.address for step in self.steps for one in step.citations if one.address)

    def step(self, step_id: str) -> Step:
        """A step by its id.

        Raises:
            ExerciseFault: there is none of that id.
        """
        for one in self.steps:
            if one.id == step_id:
                return one
        known = ", ".join(one.id for one in self.steps)
        raise ExerciseFault(f"The exercise {self.id} has no step {step_id}.", f"Its steps are {known}.")

    def beside(self, step: Step) -> Beside:
        """What stands beside a step: the model answers of the others, and the scene."""
        return Beside(tuple(one.model_answer for one in self.steps if one.id != step.id), self.scenario)

    def after(self, step: Step, chosen: str | None = None) -> str:
        """Id of the step that follows, or ``end``; at a branch that of the chosen option."""
        if isinstance(step, Branch):
            for option in step.options:
                if option.id == chosen:
                    return option.goes_to
        if step.next is not None:
            return step.next
        ids = [one.id for one in self.steps]
        return [*ids, END][ids.index(step.id) + 1]

    def ways_on(self, step: Step) -> frozenset[str]:
        """Every step to which this one may lead."""
        if isinstance(step, Branch):
            return frozenset(one.goes_to for one in step.options)
        return frozenset({self.after(step)})

    def courses(self) -> Iterator[tuple[str, ...]]:
        """Every way through the exercise, as ids of steps."""

        def walk(course: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
            for following in sorted(self.ways_on(self.step(course[-1]))):
                if following == END:
                    yield course
                else:
                    yield from walk((*course, following))

        yield from walk((self.steps[0].id,))


def read(data: object, name: str) -> Exercise:
    """An exercise from the data of its file.

    Args:
        data: what the file holds.
        name: the file's name without its ending, which must be the exercise's id.

    Raises:
        ExerciseFault: naming the exercise and the step, for any departure from the format.
    """
    if not isinstance(data, Mapping):
        raise _fault(name, "", "the file holds no exercise", "Begin it with `format: 1`.")
    try:
        exercise = Exercise.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = [part for part in first["loc"] if part not in _KINDS]
        step = _step_named(data, place)
        key = ".".join(str(part) for part in (place[2:] if step else place))
        raise _fault(name, step, f"{key or 'the step'}: {first['msg']}", "See corpus/exercises/README.md.") from error
    if exercise.id != name:
        raise _fault(name, "", f"the id {exercise.id!r} is not the file's name", "Name the file after the id.")
    _check_course(exercise)
    return exercise


def _check_course(exercise: Exercise) -> None:
    ids = [step.id for step in exercise.steps]
    if twice := next((one for one in ids if ids.count(one) > 1), None):
        raise _fault(exercise.id, twice, "two steps have this id", "Give each step its own.")
    reached = {ids[0]}
    for place, step in enumerate(exercise.steps):
        for following in sorted(exercise.ways_on(step)):
            if following != END and following not in ids[place + 1 :]:
                raise _fault(exercise.id, step.id, f"it leads to {following!r}", "Lead to a later step, or to `end`.")
            if step.id in reached:
                reached.add(following)
        if sum(hint.costs for hint in step.hints) > step.marking.marks:
            raise _fault(exercise.id, step.id, "its hints cost more than its marks", "Lower the costs.")
    if stranded := next((one for one in ids if one not in reached), None):
        raise _fault(exercise.id, stranded, "nothing leads to this step", "Lead to it, or take it out.")


_KINDS = frozenset(
    {
        "choose", "choose_several", "order", "classify", "short_answer", "spot_the_gap", "mark_up", "decide",
        "breach_clock", "branch",
    }
)  # fmt: skip


def _step_named(data: Mapping[object, object], place: list[int | str]) -> str:
    """The id of the step in which a fault lies, or its number where it has none."""
    if place[:1] != ["steps"] or len(place) < 2 or not isinstance(place[1], int):
        return ""
    steps = data.get("steps")
    step = steps[place[1]] if isinstance(steps, list) else None
    named = step.get("id") if isinstance(step, Mapping) else None
    return str(named or place[1] + 1)


def _fault(exercise: str, step: str, what: str, todo: str) -> ExerciseFault:
    where = f"{exercise}, step {step}" if step else exercise
    return ExerciseFault(f"Exercise {where}: {what}.", todo)
