"""How fairly answers are marked: ``python -m evaluations.marking [SET] [--wordings-only]``.

SETs are the halves ``development`` and ``reporting``, and beside them ``training``, ``gaming``, ``clever``,
``clever_held``, ``fresh``, ``unread``, ``sealed`` and ``second``.

Only sums are printed. Exit 1 where the marks fall short of what is promised: agreement with the
expected verdicts of at least 92 %, at most 4 % of right answers called wrong, and nothing for gaming.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from importlib.resources import files
from typing import Literal, cast, get_args

from advisor.connecting.practising import EmbedderMeaning, card_texts, shipped_exercises
from advisor.governance.exercises.marked import Verdict
from advisor.governance.exercises.marking import Marker
from advisor.governance.grounding import GroundingCheck
from corpus.source import Frozen
from evaluations.intervals import interval
from retrieval.embedding import PackagedMiniLM

Half = Literal[
    "development", "training", "gaming", "clever", "clever_held", "reporting", "fresh", "unread", "sealed", "second"
]
AGREEMENT, RIGHT_AS_WRONG = 0.92, 0.04


class ExpectedAnswer(Frozen):
    """An answer with the verdict that a fair marker gives."""

    id: str
    exercise: str
    step: str
    answer: str
    verdict: Verdict
    marks: float
    why: str


class MarkingFigures(Frozen):
    """What is measured on one half; shares run from 0 to 1, ``interval`` is of 95 %."""

    half: Half
    answers: int
    agreement: float
    interval: tuple[float, float]
    agreement_in_words: float
    right_as_wrong: float
    wrong_as_right: float
    within_one_mark: float
    gaming: int
    gaming_rewarded: int
    confused: dict[str, int]

    @property
    def kept(self) -> bool:
        """Whether what is promised is kept."""
        return self.agreement >= AGREEMENT and self.right_as_wrong <= RIGHT_AS_WRONG and self.gaming_rewarded == 0


def expected(half: Half) -> list[ExpectedAnswer]:
    """The answers of one half, or of a further set."""
    return rows_of(f"training/{half}" if half in {"gaming", "clever", "clever_held"} else f"{half}/answers")


def rows_of(name: str) -> list[ExpectedAnswer]:
    """The answers of a file, named by its folder and stem."""
    text = files("evaluations").joinpath("datasets", "marking", *f"{name}.jsonl".split("/")).read_text("utf-8")
    return [ExpectedAnswer.model_validate(json.loads(line)) for line in text.splitlines() if line.strip()]


def measure(half: Half, marker: Marker) -> MarkingFigures:
    """Mark every answer of a half and sum up."""
    exercises = {one.id: one for one in shipped_exercises()}
    rows = expected(half)
    confused: Counter[str] = Counter()
    words = words_agreed = near = rewarded = 0
    for row in rows:
        exercise = exercises[row.exercise]
        step = exercise.step(row.step)
        marked = marker.mark(step, row.answer, beside=exercise.beside(step))
        confused[f"{row.verdict} marked {marked.verdict}"] += 1
        near += abs(marked.marks - row.marks) <= 1
        rewarded += row.why.startswith("gaming") and marked.marks > 0
        if step.kind in {"short_answer", "spot_the_gap", "mark_up", "decide"}:
            words += 1
            words_agreed += marked.verdict is row.verdict
    agreed = sum(confused[f"{one} marked {one}"] for one in Verdict)
    right, wrong = (sum(row.verdict is one for row in rows) for one in (Verdict.RIGHT, Verdict.WRONG))
    return MarkingFigures(
        half=half,
        answers=len(rows),
        agreement=agreed / len(rows),
        interval=interval([1.0] * agreed + [0.0] * (len(rows) - agreed)),
        agreement_in_words=words_agreed / words,
        right_as_wrong=confused["right marked wrong"] / right,
        wrong_as_right=confused["wrong marked right"] / wrong,
        within_one_mark=near / len(rows),
        gaming=sum(row.why.startswith("gaming") for row in rows),
        gaming_rewarded=rewarded,
        confused=dict(sorted(confused.items())),
    )


def marker(*, wordings_only: bool = False) -> Marker:
    """The marker as it ships, or with nothing but the wordings of the schemes."""
    if wordings_only:
        return Marker(known=card_texts())
    embedder = PackagedMiniLM()
    return Marker(meaning=EmbedderMeaning(lambda: embedder), grounding=GroundingCheck(), known=card_texts())


def main(arguments: list[str]) -> int:
    """Print the figures of a half, or of a further set, as JSON."""
    named = [one for one in arguments if not one.startswith("--")] or ["development"]
    if named[0] not in get_args(Half):
        print(f"Name one of {', '.join(get_args(Half))}.", file=sys.stderr)
        return 2
    figures = measure(cast("Half", named[0]), marker(wordings_only="--wordings-only" in arguments))
    print(figures.model_dump_json(indent=2))
    return 0 if figures.kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
