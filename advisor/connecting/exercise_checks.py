"""Checking an exercise file: its format, its course, its citations, and that its model answers earn full marks."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from advisor.connecting.exercise_origins import shipped_precedents
from advisor.connecting.practising import Practising, card_states
from advisor.errors import ExerciseFault
from advisor.governance.exercises.exercise import Exercise, read
from advisor.governance.exercises.freshness import digests, faults
from advisor.governance.exercises.scheme import FEWEST_NEAR_MISSES, FEWEST_WAYS, PointMarking
from advisor.governance.exercises.step import Decide, MarkUp, ShortAnswer, SpotTheGap
from corpus.exercise_files import ExerciseFile
from corpus.source import Frozen


class CheckedExercise(Frozen):
    """What checking a file found; ``digests`` is what recording its review writes down.

    ``advice`` is what would make its marking fairer, and no fault.
    """

    id: str
    faults: tuple[str, ...]
    outdated: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    digests: dict[str, str] = Field(default_factory=dict)


def checked(file: ExerciseFile | ExerciseFault, practising: Practising) -> CheckedExercise:
    """Check one file."""
    if isinstance(file, ExerciseFault):
        return CheckedExercise(id="", faults=(str(file),))
    try:
        exercise = read(file.data, file.name)
    except ExerciseFault as fault:
        return CheckedExercise(id=file.name, faults=(str(fault),))
    cards = card_states()
    return CheckedExercise(
        id=exercise.id,
        faults=(*faults(exercise, cards), *_unknown_precedents(exercise), *_short_of_full_marks(exercise, practising)),
        outdated=practising.outdated_because(exercise),
        advice=tuple(_with_few_ways(exercise)),
        digests=digests(exercise, cards),
    )


def _with_few_ways(exercise: Exercise) -> Iterator[str]:
    for step in exercise.steps:
        for one in step.marking.points if isinstance(step.marking, PointMarking) else ():
            if len(one.said_as) < FEWEST_WAYS or len(one.not_said_as) < FEWEST_NEAR_MISSES:
                yield (
                    f"{exercise.id}, step {step.id}, point {one.id}: it has {len(one.said_as)} ways of saying it and "
                    f"{len(one.not_said_as)} near misses. With {FEWEST_WAYS} and {FEWEST_NEAR_MISSES} or more, other "
                    "words are marked more fairly."
                )


def _unknown_precedents(exercise: Exercise) -> Iterator[str]:
    known = shipped_precedents()
    for step in exercise.steps:
        for one in step.precedents if isinstance(step, Decide) else ():
            if one.id not in known:
                yield f"{exercise.id}, step {step.id}: there is no precedent {one.id}."


def _short_of_full_marks(exercise: Exercise, practising: Practising) -> Iterator[str]:
    for step in exercise.steps:
        if isinstance(step, ShortAnswer | SpotTheGap | MarkUp):
            answer = step.model_answer
        elif isinstance(step, Decide):
            answer = f"{next(iter(step.right))}: {step.model_answer}"
        else:
            continue
        marked = practising.wording_marker.mark(step, answer)
        if marked.marks < marked.out_of:
            why = " ".join(marked.feedback)
            yield f"{exercise.id}, step {step.id}: its model answer earns {marked.marks:g} of {marked.out_of:g}. {why}"
