"""A learner's way through an exercise: an attempt, the answers given in it, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from advisor.governance.exercises.exercise import Exercise
from advisor.governance.exercises.marked import Marked, Verdict, verdict
from advisor.governance.exercises.step import END, Hint, Step
from corpus.source import Frozen


class Attempt(Frozen):
    """One learner's attempt at one exercise, as the exercise stood when they began; by themselves or in a group."""

    id: str
    person_id: str
    exercise_id: str
    exercise_digest: str
    group_id: str | None = None
    started_at: datetime


class GivenAnswer(Frozen):
    """An answer as it was given, and how it was marked then. It is never changed."""

    attempt_id: str
    step_id: str
    answer: str
    marked: Marked
    at: datetime


class HintTaken(Frozen):
    """A hint that was shown, by its place from 0."""

    attempt_id: str
    step_id: str
    place: int
    at: datetime


class Sitting(Frozen):
    """An attempt as it stands. Everything is derived from the answers and the hints."""

    attempt: Attempt
    exercise: Exercise
    answers: tuple[GivenAnswer, ...] = ()
    hints: tuple[HintTaken, ...] = ()

    @property
    def course(self) -> tuple[str, ...]:
        """Ids of the steps that were met so far, with the one at which the learner stands; a branch decides the way."""
        given = {one.step_id: one for one in self.answers}
        course = [self.exercise.steps[0].id]
        while (here := given.get(course[-1])) is not None:
            following = self.exercise.after(self.exercise.step(here.step_id), here.marked.chosen)
            if following == END:
                break
            course.append(following)
        return tuple(course)

    @property
    def current(self) -> Step | None:
        """The step that waits for an answer; ``None`` at the end."""
        last = self.course[-1]
        return None if any(one.step_id == last for one in self.answers) else self.exercise.step(last)

    @property
    def finished(self) -> bool:
        """Whether the last step of the course was answered."""
        return self.current is None

    @property
    def finished_at(self) -> datetime | None:
        """When the last answer was given, if it was the last."""
        return max(one.at for one in self.answers) if self.finished else None

    @property
    def marks(self) -> float:
        """What was earned."""
        return round(sum(one.marked.marks for one in self.answers), 4)

    @property
    def out_of(self) -> float:
        """What the answered steps could have earned."""
        return sum(one.marked.out_of for one in self.answers)

    @property
    def verdict(self) -> Verdict | None:
        """How the answers stand together; ``None`` before the first."""
        return verdict(self.marks, self.out_of) if self.answers else None

    def given(self, step_id: str) -> GivenAnswer | None:
        """The answer to a step, if it was given."""
        return next((one for one in self.answers if one.step_id == step_id), None)

    def hints_taken(self, step: Step) -> Sequence[Hint]:
        """The hints of a step that were shown, in their order."""
        places = {one.place for one in self.hints if one.step_id == step.id}
        return [hint for place, hint in enumerate(step.hints) if place in places]

    def hints_cost(self, step: Step) -> float:
        """What they cost."""
        return sum(one.costs for one in self.hints_taken(step))
