"""Comparing two runs question by question, and the committed baseline with which every run is compared.

A figure is worse where, over the questions that both answered, its mean lies beyond the bootstrap interval of the
earlier one, or where the interval of the paired differences lies wholly on the worse side by more than ``NOISE``. The
second sees small steps that the first cannot, because the advisor answers the same question the same way twice, but for
near-equal vectors that an index built anew may find in another order. Measures that must always be
perfect are worse at the first fault.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from statistics import fmean

from advisor.errors import GovernanceError
from corpus.source import Frozen
from evaluations.intervals import interval
from evaluations.record import MEASURES, Figure, Measure, Run, Stamp

BASELINE = "baseline.json"
NOISE = 0.002
"""How far a figure may move between two runs of the same house with indexes of their own."""
Values = Mapping[str, Mapping[str, float]]


class Baseline(Frozen):
    """What a reviewed run reached: figures, and marks by measure in the order of ``ids``; no question's text."""

    name: str
    questions: str
    stamp: Stamp
    figures: dict[str, Figure]
    cards: tuple[str, ...]
    ids: tuple[str, ...]
    marks: dict[str, tuple[float | None, ...]]

    @property
    def values(self) -> dict[str, dict[str, float]]:
        """Each measure's value for each question to which it applies."""
        return {
            name: {one: value for one, value in zip(self.ids, row, strict=True) if value is not None}
            for name, row in self.marks.items()
        }


class Change(Frozen):
    """How one figure moved between two runs, over the questions that both answered."""

    measure: str
    before: float
    after: float
    low: float
    high: float
    """The interval of the earlier figure over these questions."""
    difference_low: float
    difference_high: float
    questions: int
    worse: bool
    better: bool


def compared(before: Values, after: Values) -> list[Change]:
    """Every measure that both runs have, in the order of ``MEASURES``; measures of no direction never get worse."""
    changes = []
    for measure in MEASURES:
        one, other = before.get(measure.name, {}), after.get(measure.name, {})
        shared = [key for key in one if key in other]
        if shared:
            changes.append(_change(measure, [one[key] for key in shared], [other[key] for key in shared]))
    return changes


def _change(measure: Measure, before: list[float], after: list[float]) -> Change:
    low, high = interval(before)
    difference_low, difference_high = interval([new - old for new, old in zip(after, before, strict=True)])
    old, new = fmean(before), fmean(after)
    fell = new < low or difference_high < -NOISE
    rose = new > high or difference_low > NOISE
    lost = measure.always and new < 1
    return Change(
        measure=measure.name,
        before=round(old, 4),
        after=round(new, 4),
        low=round(low, 4),
        high=round(high, 4),
        difference_low=round(difference_low, 4),
        difference_high=round(difference_high, 4),
        questions=len(before),
        worse=lost or {"higher": fell, "lower": rose, None: False}[measure.better],
        better=not lost and {"higher": rose, "lower": fell, None: False}[measure.better],
    )


def lost(before: Baseline | Run, after: Baseline | Run) -> list[str]:
    """What no question measures and must not change unnoticed: cards that are gone, and prompts that were touched.

    Other cards often answer a lost card's questions, and a prompt shows only where a model answers. Either is meant as
    soon as the baseline is made again.
    """
    gone = sorted(set(_cards(before)) - set(_cards(after)))
    prompts, now = before.stamp.prompts, after.stamp.prompts
    touched = sorted(name for name, digest in prompts.items() if now.get(name) != digest)
    return [
        *(f"the card {card} is no longer held" for card in gone),
        *(f"the prompt {name} is not the one that was measured" for name in touched),
    ]


def _cards(of: Baseline | Run) -> tuple[str, ...]:
    return of.cards if isinstance(of, Baseline) else of.coverage.cards


def as_baseline(run: Run) -> Baseline:
    """A run as a baseline: marks without texts; only what has a direction, so that time and length are no promise."""
    ids = tuple(one.id for one in run.marks)
    directed = {measure.name for measure in MEASURES if measure.better}
    return Baseline(
        name=run.name,
        questions=run.questions,
        stamp=run.stamp,
        figures={name: one for name, one in run.figures.items() if name in directed},
        cards=run.coverage.cards,
        ids=ids,
        marks={
            name: tuple(None if one not in by_id else round(by_id[one], 4) for one in ids)
            for name, by_id in run.values.items()
            if name in directed
        },
    )


def write_baseline(baseline: Baseline, path: Path) -> None:
    """Write a baseline so that a change of it can be read in review: one line a measure."""
    whole = baseline.model_dump(mode="json")
    rows = whole.pop("marks")
    head = json.dumps(whole, indent=1, sort_keys=True)[:-2]
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(row, separators=(',', ':'))}" for name, row in rows.items())
    path.write_text(f'{head},\n "marks": {{\n{lines}\n }}\n}}\n', "utf-8")


def read_baseline(path: Path | None = None) -> Baseline | None:
    """The committed baseline, or that of a file; ``None`` where none is committed.

    Raises:
        GovernanceError: for a file that is no baseline.
    """
    try:
        text = (path or files("evaluations").joinpath(BASELINE)).read_text("utf-8")
    except FileNotFoundError:
        if path is None:
            return None
        raise GovernanceError(f"There is no baseline {path}.", "Name the file of one, or none.") from None
    try:
        return Baseline.model_validate_json(text)
    except ValueError as error:
        raise GovernanceError(
            f"The baseline {path or BASELINE} cannot be read.", "Make it again; see docs/how-to/evaluate.md."
        ) from error
