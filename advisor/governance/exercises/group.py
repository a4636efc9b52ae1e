"""A group that practises with a trainer: who is in it, how far they are, and what the group finds hard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from pydantic import Field

from advisor.governance.exercises.marked import PointFound, Verdict
from advisor.governance.exercises.sitting import GivenAnswer, Sitting
from advisor.governance.exercises.step import Branch, Choose, ChooseSeveral, Classify, Decide, Step
from corpus.source import Frozen

_CODE_LETTERS = "BCDFGHJKMNPQRSTV"
_CODE_LENGTH = 8


class Group(Frozen):
    """A session that a trainer opened. Whoever has its code may join it until it is closed."""

    id: str
    code: str
    title: str = Field(min_length=1, max_length=200)
    exercise_ids: tuple[str, ...] = Field(min_length=1)
    trainer_id: str
    opened_at: datetime
    closed_at: datetime | None = None


class Member(Frozen):
    """A learner of a group, under the name that they gave to the trainer."""

    group_id: str
    person_id: str
    shown_as: str
    joined_at: datetime


class TrainerNote(Frozen):
    """What a trainer tells the group, or one learner of it."""

    group_id: str
    person_id: str | None = None
    text: str
    at: datetime


class LearnerProgress(Frozen):
    """How far a learner is with an exercise of the group."""

    person_id: str
    shown_as: str
    exercise_id: str
    steps_done: int
    finished: bool
    marks: float
    out_of: float
    verdict: Verdict | None


class HardStep(Frozen):
    """How a step went for everybody who answered it; ``share`` is the mean share of its marks."""

    exercise_id: str
    step_id: str
    prompt: str
    answers: int
    share: float
    wrong: int


class CommonMistake(Frozen):
    """What several learners got wrong, or left out, at a step."""

    exercise_id: str
    step_id: str
    words: str
    learners: int


class GroupView(Frozen):
    """What the trainer of a group sees."""

    group: Group
    members: tuple[Member, ...]
    progress: tuple[LearnerProgress, ...]
    hardest: tuple[HardStep, ...]
    mistakes: tuple[CommonMistake, ...]
    notes: tuple[TrainerNote, ...] = ()


def join_code(new_id: str) -> str:
    """A code that can be read out: eight letters, none of which is taken for another, from a fresh identifier."""
    return "".join(_CODE_LETTERS[int(one, 16)] for one in new_id[:_CODE_LENGTH])


def typed_code(words: str) -> str:
    """A code as it was typed, brought to its form."""
    return "".join(one for one in words.upper() if one.isalpha())


def view(
    group: Group, members: Sequence[Member], sittings: Sequence[Sitting], notes: Sequence[TrainerNote]
) -> GroupView:
    """Sum up what a group has done."""
    names = {one.person_id: one.shown_as for one in members}
    progress = tuple(
        LearnerProgress(
            person_id=one.attempt.person_id,
            shown_as=names.get(one.attempt.person_id, one.attempt.person_id),
            exercise_id=one.exercise.id,
            steps_done=len(one.answers),
            finished=one.finished,
            marks=one.marks,
            out_of=one.out_of,
            verdict=one.verdict,
        )
        for one in sorted(sittings, key=lambda sitting: (sitting.exercise.id, sitting.attempt.started_at))
    )
    return GroupView(
        group=group,
        members=tuple(members),
        progress=progress,
        hardest=tuple(hardest(sittings)),
        mistakes=tuple(common_mistakes(sittings)),
        notes=tuple(notes),
    )


def hardest(sittings: Iterable[Sitting]) -> list[HardStep]:
    """Every step that was answered, the hardest first."""
    by_step: dict[tuple[str, str], list[GivenAnswer]] = {}
    prompts: dict[tuple[str, str], str] = {}
    for sitting in sittings:
        for given in sitting.answers:
            key = (sitting.exercise.id, given.step_id)
            by_step.setdefault(key, []).append(given)
            prompts[key] = sitting.exercise.step(given.step_id).prompt
    steps = [
        HardStep(
            exercise_id=exercise_id,
            step_id=step_id,
            prompt=prompts[exercise_id, step_id],
            answers=len(given),
            share=round(sum(one.marked.marks / one.marked.out_of for one in given) / len(given), 4),
            wrong=sum(one.marked.verdict is Verdict.WRONG for one in given),
        )
        for (exercise_id, step_id), given in by_step.items()
    ]
    return sorted(steps, key=lambda one: (one.share, -one.answers, one.exercise_id, one.step_id))


def common_mistakes(sittings: Iterable[Sitting]) -> list[CommonMistake]:
    """What was got wrong or left out, the commonest first."""
    counted: Counter[tuple[str, str, str]] = Counter()
    for sitting in sittings:
        for given in sitting.answers:
            for words in dict.fromkeys(_got_wrong(sitting, given)):
                counted[sitting.exercise.id, given.step_id, words] += 1
    found = [
        CommonMistake(exercise_id=exercise_id, step_id=step_id, words=words, learners=count)
        for (exercise_id, step_id, words), count in counted.items()
    ]
    return sorted(found, key=lambda one: (-one.learners, one.exercise_id, one.step_id, one.words))


def _got_wrong(sitting: Sitting, given: GivenAnswer) -> list[str]:
    marked = given.marked
    if marked.void:
        return [marked.void]
    if marked.marks >= marked.out_of:
        return []
    step = sitting.exercise.step(given.step_id)
    if isinstance(step, Choose | Branch | Decide) and marked.chosen and not marked.points:
        text = next(one.text for one in step.options if one.id == marked.chosen)
        return [f"Chose “{text}”"]
    missed = [_missed(step, one) for one in marked.points if not one.earned]
    return [*(one.feedback for one in marked.mistakes), *missed] or list(marked.feedback[:1])


def _missed(step: Step, point: PointFound) -> str:
    """What was left out, in the words in which the learner could have chosen it."""
    match step:
        case ChooseSeveral():
            return f"Did not choose “{next(one.text for one in step.options if one.id == point.id)}”"
        case Classify():
            return f"Put elsewhere: “{next(one.text for one in step.items if one.id == point.id)}”"
        case _:
            return f"Left out: {point.point}"
