"""How exercises, steps and marks are put to people."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.governance.exercises import choices
from advisor.governance.exercises.exercise import Audience, Exercise, Level
from advisor.governance.exercises.marked import Marked, Verdict
from advisor.governance.exercises.sitting import Sitting
from advisor.governance.exercises.step import (
    END,
    Branch,
    Choose,
    ChooseSeveral,
    Classify,
    Decide,
    MarkUp,
    Order,
    Step,
)
from advisor.interface import wording
from advisor.interface.review_words import tag
from corpus.source import Jurisdiction

LEVELS: Mapping[Level, str] = {
    Level.STARTER: "Starter",
    Level.PRACTISED: "Practised",
    Level.ADVANCED: "Advanced",
}
AUDIENCES: Mapping[Audience, str] = {
    Audience.STAFF: "Staff",
    Audience.DPO: "Data protection officers (DPO) in training",
    Audience.APPROVER: "Approvers",
    Audience.SENIOR: "Senior people",
}
SECTORS: Mapping[str, str] = {
    "council": "Councils",
    "general": "All bodies",
    "health": "Health",
    "police": "Police",
    "records": "Records",
    "research": "Research",
    "schools": "Schools",
}
VERDICTS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.RIGHT: ("Right", "green"),
    Verdict.PARTLY: ("Partly right", "yellow"),
    Verdict.WRONG: ("Not right", "red"),
}
HOW: Mapping[str, str] = {
    "choose": "Choose one.",
    "choose_several": "Choose every one that is right. A wrong one costs as much as a right one earns.",
    "order": "Give each a number: 1 comes first.",
    "classify": "Choose where each belongs.",
    "short_answer": "Answer in a sentence or two of your own.",
    "spot_the_gap": "Read the document, and say in your own words what is missing.",
    "mark_up": "Some passages are sound, some are not. Say what is wrong with those that are not. Leave the others.",
    "decide": "Decide, and give your reasons.",
    "breach_clock": "Work out the day and the time, by the clock on the wall.",
    "branch": "Choose what you do. The story goes on from there.",
}


def verdict_tag(verdict: Verdict | None) -> str:
    """A verdict as a coloured mark with its words."""
    return tag(*VERDICTS[verdict]) if verdict else ""


def marks(earned: float, out_of: float) -> str:
    """``1.5 of 2 marks``."""
    return f"{_figure(earned)} of {amount(out_of)}"


def amount(number: float) -> str:
    """``1 mark``, ``0.5 marks``, ``2 marks``."""
    return f"{_figure(number)} {'mark' if number == 1 else 'marks'}"


def costs(cost: float) -> str:
    """What a hint costs, in words."""
    return f"costs {amount(cost)}" if cost else "costs nothing"


def share_in_words(marked: Marked) -> str:
    """Verdict and marks in one short sentence."""
    return f"{VERDICTS[marked.verdict][0]}: {marks(marked.marks, marked.out_of)}."


def place(jurisdiction: Jurisdiction) -> str:
    """Where an exercise plays."""
    return "United Kingdom" if jurisdiction is Jurisdiction.UK else wording.PLACES[jurisdiction]


def about(exercise: Exercise) -> str:
    """Level, time, audience and place in one line."""
    people = wording.listed([AUDIENCES[one].lower().replace("(dpo)", "(DPO)") for one in exercise.audience])
    minutes = wording.counted(exercise.minutes, "minute")
    return f"{LEVELS[exercise.level]}, {minutes}, for {people}, {place(exercise.jurisdiction)}"


def step_number(sitting: Sitting, step_id: str) -> str:
    """``Step 2 of 5``; where choices lead different ways, ``Step 2 of up to 6``."""
    exercise, course = sitting.exercise, sitting.course
    here = course.index(step_id) + 1
    done = len(course)
    lengths = {done - 1 + one for one in _left(exercise, exercise.step(course[-1]))}
    if sitting.finished:
        return f"Step {here} of {done}"
    return f"Step {here} of {'up to ' if len(lengths) > 1 else ''}{max(lengths)}"


def _left(exercise: Exercise, step: Step) -> set[int]:
    """How many steps may be left, this one among them."""
    left: set[int] = set()
    for following in exercise.ways_on(step):
        left |= {1} if following == END else {1 + one for one in _left(exercise, exercise.step(following))}
    return left


def answer_in_words(step: Step, answer: str) -> list[str]:
    """A kept answer as its learner would read it, a line each."""
    match step:
        case Choose() | Branch():
            chosen = choices.one_id(answer, {one.id: one.text for one in step.options})
            return [one.text for one in step.options if one.id == chosen] or [answer]
        case ChooseSeveral():
            named, _ = choices.ids(answer, [one.id for one in step.options])
            return [one.text for one in step.options if one.id in named] or [answer]
        case Order():
            named, _ = choices.ids(answer, step.right_order)
            texts = {one.id: one.text for one in step.items}
            return [f"{number}. {texts[one]}" for number, one in enumerate(named, start=1)] or [answer]
        case Classify():
            classes = {one.id: one.text for one in step.classes}
            given = dict(part.split("=", 1) for part in answer.split(", ") if "=" in part)
            told = [f"{one.text}: {classes[given[one.id]]}" for one in step.items if given.get(one.id) in classes]
            return told or [answer]
        case Decide():
            chosen, reasons = choices.decision(answer, [one.id for one in step.options])
            decided = [one.text for one in step.options if one.id == chosen]
            return [*decided, *reasons.splitlines()] if decided else [answer]
        case MarkUp():
            said = choices.comments(answer, [one.id for one in step.document])
            numbers = {one.id: number for number, one in enumerate(step.document, start=1)}
            return [f"Passage {numbers[one]}: {words}" for one, words in said.items()] or [answer]
        case _:
            return answer.splitlines()


def _figure(number: float) -> str:
    return f"{round(number, 2):g}"
