"""A stratified sample of a half: the same questions every time, with every kind and tag in its share."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from math import ceil

from evaluations.questions import Question

SAMPLE_SHARE = 0.3
_RAREST_FIRST = (
    "pinpoint",
    "misspelt",
    "instruction",
    "time_dependent",
    "multi_part",
    "public_voice",
    "wrong_premise",
    "scottish",
)


def sample(asked: Sequence[Question], share: float = SAMPLE_SHARE) -> list[Question]:
    """The share of each stratum, rounded up, in the order given; a stratum is a kind and the rarest of its tags."""
    strata: dict[tuple[str, str], list[Question]] = {}
    for question in asked:
        tag = next((tag for tag in _RAREST_FIRST if tag in question.tags), "")
        strata.setdefault((question.kind, tag), []).append(question)
    chosen = {
        question.id
        for members in strata.values()
        for question in sorted(members, key=_place)[: ceil(len(members) * share)]
    }
    return [question for question in asked if question.id in chosen]


def _place(question: Question) -> str:
    """An order that no author chose and that stays the same when questions are added."""
    return hashlib.sha256(question.id.encode()).hexdigest()
