"""Fits the weights by which answers in words are marked: ``python -m evaluations.training.marking``.

It reads ``development`` and ``training`` of ``evaluations/datasets/marking``. Each answer is taken twice, with all ways
of saying a point and with none of them, the second with less weight, and answers by strangers count for more. Figures
are of exercises whose answers were left out of the fit; the weights are of a fit on all of them. They are written to
``marking_fit.json`` with a digest of what was read, and from there go by hand into ``meaning.py``: a test fails where
the answers or the exercises have changed since, or the weights there are others.
"""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from advisor.connecting.practising import shipped_exercises
from advisor.governance.exercises import points
from advisor.governance.exercises.evidence import Evidence
from advisor.governance.exercises.evidence import evidence as gather
from advisor.governance.exercises.exercise import Exercise
from advisor.governance.exercises.marked import By, Marked, Verdict
from advisor.governance.exercises.meaning import SUREST
from advisor.governance.exercises.scheme import PointMarking
from corpus.source import Frozen
from evaluations.marking import ExpectedAnswer, marker, rows_of

STRANGERS = "training/strangers"
SETS = ("development/answers", "training/answers", "training/gaming", STRANGERS)
OURS = 0.3
"""What an answer by the author of the wordings counts beside a stranger's: the wordings were widened with those."""

RECORD = Path(__file__).with_name("marking_fit.json")
ROUNDS, WITHOUT_WAYS = 4, 0.2
PENALTIES, TOGETHER, THRESHOLDS = (3.0, 10.0), (0.0, 0.2, 0.4), (0.0, 0.25, 0.5, 0.75)
"""Where points hung together by 0.6, two of 32 right answers by strangers were called wrong, and by 0.4 none was."""

Floats = NDArray[np.float64]


class Weighed(NamedTuple):
    """An answer with what was found for each of its points, and what it would earn beside them."""

    row: ExpectedAnswer
    marked: Marked
    found: tuple[Evidence, ...]
    strange: bool

    def verdict(self, made: list[bool]) -> Verdict:
        """The verdict if these points were made."""
        choice = sum(one.earned for one in self.marked.points if one.by is By.CHOICE)
        asked = [one for one in self.marked.points if one.by is not By.CHOICE]
        earned = sum(one.marks for one, is_made in zip(asked, made, strict=True) if is_made)
        costs = sum(one.costs for one in self.marked.mistakes)
        out_of = self.marked.out_of
        marks = max(min(choice, out_of), min(out_of, choice + earned) - costs) if choice else max(0.0, earned - costs)
        return self.marked.model_copy(update={"marks": min(out_of, marks)}).verdict

    def wanted(self, sureties: Floats) -> list[bool | None]:
        """Which points the answer has to have made to earn its marks; ``None`` where that cannot be told."""
        choice = sum(one.earned for one in self.marked.points if one.by is By.CHOICE)
        asked = [one for one in self.marked.points if one.by is not By.CHOICE]
        rest = self.row.marks + sum(one.costs for one in self.marked.mistakes) - choice
        if rest <= 0 or self.row.marks <= choice:
            return [False] * len(asked)
        wanted: list[bool | None] = [False] * len(asked)
        for at in np.argsort(-sureties):
            if rest >= 0.5 * asked[at].marks:
                wanted[at] = True
                rest -= asked[at].marks
            elif self.row.verdict is Verdict.RIGHT and sum(one.marks for one in asked) + choice > self.marked.out_of:
                wanted[at] = None
        return wanted


class FitRecord(Frozen):
    """What was fitted, to what."""

    read: str
    held_out: dict[str, float]
    offset: float
    together: float
    weights: dict[str, float]


def what_is_read() -> str:
    """A digest of the answers, and of the steps by which they are marked."""
    rows = [one.model_dump_json() for name in SETS for one in rows_of(name)]
    steps = [
        json.dumps([exercise.id, step.id, step.prompt, step.model_answer, step.marking.model_dump(mode="json")])
        for exercise in shipped_exercises()
        for step in exercise.steps
        if isinstance(step.marking, PointMarking)
    ]
    return sha256("\n".join((*rows, *steps)).encode()).hexdigest()


def weighed(*, with_ways: bool) -> list[Weighed]:
    """Every answer that is marked by points, with the evidence for them."""
    exercises = {one.id: one if with_ways else _without_ways(one) for one in shipped_exercises()}
    fair, result = marker(), []
    for name in SETS:
        for row in rows_of(name):
            exercise = exercises[row.exercise]
            step = exercise.step(row.step)
            found: list[Evidence] = []

            def noted(*given: object, into: list[Evidence] = found, **named: object) -> Evidence:
                into.append(gather(*given, **named))  # type: ignore[arg-type]
                return into[-1]

            with patch.object(points, "evidence", noted):
                marked = fair.mark(step, row.answer, beside=exercise.beside(step))
            if isinstance(step.marking, PointMarking) and len(found) == sum(
                one.by is not By.CHOICE for one in marked.points
            ):
                result.append(Weighed(row, marked, tuple(found), name == STRANGERS))
    return result


def _without_ways(exercise: Exercise) -> Exercise:
    steps = []
    for step in exercise.steps:
        if isinstance(step.marking, PointMarking):
            bare = tuple(one.model_copy(update={"said_as": (), "not_said_as": ()}) for one in step.marking.points)
            marking = step.marking.model_copy(update={"points": bare})
            steps.append(step.model_copy(update={"marking": marking}))
        else:
            steps.append(step)
    return exercise.model_copy(update={"steps": tuple(steps)})


class Fit(NamedTuple):
    """A logistic regression on evidence."""

    offset: float
    weights: Floats

    def surety(self, found: Floats) -> Floats:
        """How surely points are made."""
        return np.asarray(self.offset + found @ self.weights)


def fit(answers: list[tuple[Weighed, float]], penalty: float) -> Fit:
    """Fit weights; which points a half-right answer makes is guessed by the weights of the round before."""
    fitted = Fit(0.0, np.ones(len(Evidence._fields)))
    for _ in range(ROUNDS):
        features, labels, weights = [], [], []
        for one, weight in answers:
            if not one.found:
                continue
            here = np.array(one.found)
            for values, label in zip(here, one.wanted(fitted.surety(here)), strict=True):
                if label is not None:
                    features.append(values)
                    labels.append(float(label))
                    weights.append(weight)
        fitted = _regression(np.array(features), np.array(labels), np.array(weights), penalty)
    return fitted


def _regression(features: Floats, labels: Floats, weights: Floats, penalty: float) -> Fit:
    """Newton's steps on the weighed likelihood, with a penalty on large weights of values brought to one scale."""
    scale = features.std(axis=0) + 1e-6
    table = np.hstack([np.ones((len(features), 1)), features / scale])
    rule = np.diag([0.0, *[penalty] * features.shape[1]])
    beta = np.zeros(table.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(table @ beta, -30, 30)))
        slope = table.T @ (weights * (labels - chance)) - rule @ beta
        curve = (table * (weights * chance * (1 - chance))[:, None]).T @ table + rule + 1e-9 * np.eye(len(beta))
        beta = beta + np.linalg.solve(curve, slope)
    return Fit(float(beta[0]), beta[1:] / scale)


def agrees(one: Weighed, fitted: Fit, together: float, threshold: float) -> bool:
    """Whether an answer gets the verdict that is expected."""
    if not one.found:
        return one.marked.verdict is one.row.verdict
    alone = fitted.surety(np.array(one.found))
    kept = np.clip(alone, -SUREST, SUREST)
    settled = alone + together * (kept.sum() - kept) / max(1, len(kept) - 1)
    return one.verdict([bool(each >= threshold) for each in settled]) is one.row.verdict


def _counted(full: list[Weighed], bare: list[Weighed], left_out: str = "") -> list[tuple[Weighed, float]]:
    return [
        (one, weight * (1.0 if one.strange else OURS))
        for rows, weight in ((full, 1.0), (bare, WITHOUT_WAYS))
        for one in rows
        if one.row.exercise != left_out
    ]


def main() -> None:
    """Print held-out figures for each choice, and the weights of the one that is best over both kinds of answers."""
    full, bare = weighed(with_ways=True), weighed(with_ways=False)
    choices: dict[tuple[float, float, float], list[tuple[bool, bool]]] = {}
    for penalty in PENALTIES:
        for left_out in sorted({one.row.exercise for one in full}):
            fitted = fit(_counted(full, bare, left_out), penalty)
            held = [one for one in full if one.row.exercise == left_out]
            for together, threshold in product(TOGETHER, THRESHOLDS):
                agreed = [(one.strange, agrees(one, fitted, together, threshold)) for one in held]
                choices.setdefault((penalty, together, threshold), []).extend(agreed)
    shares = {}
    for choice, rows in choices.items():
        shares[choice] = [
            float(np.mean([right for strange, right in rows if strange is kind])) for kind in (True, False)
        ]
        print(*choice, "strangers {:.3f} ours {:.3f}".format(*shares[choice]))
    penalty, together, threshold = max(shares, key=lambda one: sum(shares[one]))
    fitted = fit(_counted(full, bare), penalty)
    strangers, ours = shares[penalty, together, threshold]
    record = FitRecord(
        read=what_is_read(),
        held_out={"strangers": round(strangers, 3), "ours": round(ours, 3)},
        offset=round(fitted.offset - threshold, 2),
        together=together,
        weights={name: round(float(one), 2) for name, one in zip(Evidence._fields, fitted.weights, strict=True)},
    )
    RECORD.write_text(f"{record.model_dump_json(indent=2)}\n", "utf-8")
    print(record.model_dump_json(indent=2))


if __name__ == "__main__":
    main()
