"""An exercise on a terminal: its scene, its steps, and what an answer earned."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from advisor.governance.exercises.marked import Marked
from advisor.governance.exercises.sitting import Sitting
from advisor.governance.exercises.step import (
    Branch,
    BreachClock,
    Choose,
    ChooseSeveral,
    Classify,
    Decide,
    MarkUp,
    Order,
    SpotTheGap,
    Step,
)

_HOW = {
    "choose": "Answer with the id of one option.",
    "choose_several": "Answer with ids and commas.",
    "order": "Answer with the ids in order, with commas.",
    "classify": "Answer with item=class for each item, with commas.",
    "short_answer": "Answer in a sentence or two.",
    "spot_the_gap": "Answer in words.",
    "mark_up": "Answer with one line for each passage that does not stand: its id, a colon, and why.",
    "decide": "Answer with the id of your decision, a colon, and your reasons.",
    "breach_clock": "Answer with a date and a time.",
    "branch": "Answer with the id of one option.",
}


def show_scene(sitting: Sitting, screen: Console) -> None:
    """What has happened, or how far the learner is."""
    screen.print(sitting.exercise.title, style="bold", markup=False)
    screen.print(sitting.exercise.scenario, markup=False)
    if sitting.answers:
        screen.print(f"You have answered {len(sitting.answers)} steps, for {sitting.marks:g} of {sitting.out_of:g}.")


def show_step(step: Step, screen: Console) -> None:
    """The step, and how to answer it. An empty line ends an answer."""
    screen.print()
    screen.print(step.prompt, style="bold", markup=False)
    for line in _shown(step):
        screen.print(f"  {line}", markup=False)
    hints = " Type ? for a hint." if step.hints else ""
    screen.print(f"{_HOW[step.kind]} End with an empty line.{hints}", style="dim", markup=False)


def show_marked(step: Step, marked: Marked, urls: Sequence[str], screen: Console) -> None:
    """What an answer earned, why, and on what that rests."""
    screen.print(f"{marked.verdict.capitalize()}: {marked.marks:g} of {marked.out_of:g}.", style="bold")
    for line in marked.feedback:
        screen.print(line, markup=False)
    screen.print(f"A good answer: {step.model_answer}", markup=False)
    for url in urls:
        screen.print(url, style="dim", markup=False, soft_wrap=True)


def show_outcome(sitting: Sitting, screen: Console) -> None:
    """The marks of the whole exercise, and what to keep."""
    screen.print()
    screen.print(f"Finished: {sitting.marks:g} of {sitting.out_of:g}.", style="bold")
    screen.print(f"What to keep: {sitting.exercise.lesson}", markup=False)


def _shown(step: Step) -> list[str]:
    match step:
        case Choose() | ChooseSeveral() | Branch():
            return [f"{one.id}: {one.text}" for one in step.options]
        case Decide():
            told = [f"{one.id}: {one.tells}" for one in step.precedents]
            return [*told, *(f"{one.id}: {one.text}" for one in step.options)]
        case Order():
            return [f"{one.id}: {one.text}" for one in step.items]
        case Classify():
            return [
                *(f"{one.id}: {one.text}" for one in step.items),
                f"Classes: {'; '.join(f'{one.id} ({one.text})' for one in step.classes)}",
            ]
        case SpotTheGap() | MarkUp():
            return [f"{one.id}: {one.text}" for one in step.document]
        case BreachClock():
            return [f"{one.at:%A %d %B %Y, %H:%M}: {one.what}" for one in step.events]
        case _:
            return []
