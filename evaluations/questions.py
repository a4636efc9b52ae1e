"""The evaluation questions: what people ask, and what a right answer needs, states and never says.

They were written from the instruments before the digest and the code that they test. The half under ``development`` is
for building; the half under ``reporting`` is read by the measures only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Literal

from advisor.governance.answer import Outcome
from corpus.source import Frozen, Jurisdiction

HALVES = ("development", "reporting")
Half = Literal["development", "reporting"]


class Point(Frozen):
    """Something an answer must, or must not, say. Every group of ``words`` must be met by one of its alternatives."""

    point: str
    words: tuple[tuple[str, ...], ...]

    def stated_in(self, text: str) -> bool:
        """Whether a text states the point, compared without regard to case."""
        lowered = " ".join(text.lower().split())
        return all(any(alternative.lower() in lowered for alternative in group) for group in self.words)


class Question(Frozen):
    """One question and what is right for it. Each inner tuple of ``needed`` is met by any of its addresses."""

    id: str
    question: str
    jurisdiction: Jurisdiction
    on: date | None = None
    kind: Literal["answerable", "out_of_scope", "not_held", "refer_to_dpo"]
    tags: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...]
    needed: tuple[tuple[str, ...], ...] = ()
    helpful: tuple[str, ...] = ()
    key_points: tuple[Point, ...] = ()
    must_not: tuple[Point, ...] = ()
    premise: str | None = None
    dates: tuple[str, ...] = ()
    why: str = ""


def questions(half: Half) -> list[Question]:
    """Every question of a half, in order of file and row."""
    return list(_rows(half))


def _rows(half: Half) -> Iterator[Question]:
    folder = files("evaluations").joinpath("datasets", "answering", half)
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        for line in file.read_text("utf-8").splitlines():
            if line.strip():
                yield Question.model_validate(json.loads(line))
