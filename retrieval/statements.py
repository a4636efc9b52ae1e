"""Which statements of the passages found tell the asker what was asked: a likelihood for each, by a small linear model.

A passage is found whole, but a person wants the few sentences in it that answer. What is weighed of a statement is how
near it comes to the question, how well its passage fits, what the card says that it is for, and whether other passages
found rest on the same provision. The weights are learned by ``evaluations/training/statements.py`` on the development
questions and kept in ``weights/statements.json``; ``FEATURES`` names what each of them weighs.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from corpus.passage import Part, Passage
from corpus.source import Kind

FEATURES = (
    "passage", "passage_share", "first", "rank", "asked", "near", "near_below_best", "nearest", "order",
    "near_and_passage", "shared_words", "shared_below_best", "lead", "opening", "lead_of_first", "action", "exception",
    "date", "date_when_time_is_asked", "length", "references", "cited_elsewhere", "topic", "guidance", "law",
    "truth",
)  # fmt: skip
"""What is weighed. Likelihoods, cosines and shares run up to 1; parts, kinds and marks are 0 or 1."""

_ASKS_FOR_TIME = re.compile(
    r"\b(?:how (?:long|soon|late|many (?:\w+ )?(?:days|weeks|months|years))|when|deadline|time limit|by what date"
    r"|since when|in force|keep|retain|still)\b",
    re.IGNORECASE,
)
_USUAL_WORDS = 20


@dataclass(frozen=True)
class Measured:
    """A passage found, and what was measured of each of its statements.

    ``near`` has shape (statements,): cosine with the question, or with the part of it that comes nearest; ``shared``
    the share of the question's telling words that each statement has. ``near`` is ``None`` for texts without questions
    of their own, whose statements are not embedded.
    """

    passage: Passage
    score: float
    rank: int
    asked: float
    near: NDArray[np.float64] | None
    shared: NDArray[np.float64]


def likelihoods(question: str, found: Sequence[Measured]) -> list[tuple[float, ...]]:
    """For each passage, in order, the likelihood that each of its statements tells what was asked."""
    weights = _weights()
    result = []
    for rows in features(question, found):
        values = 1 / (1 + np.exp(-np.clip(rows @ weights[1:] + weights[0], -30, 30)))
        result.append(tuple(round(float(value), 4) for value in values))
    return result


def features(question: str, found: Sequence[Measured]) -> list[NDArray[np.float64]]:
    """For each passage an array of shape (statements, features), in the order of ``FEATURES``."""
    best = max((one.score for one in found), default=1.0) or 1.0
    resting_on = _resting_on(found)
    time_is_asked = bool(_ASKS_FOR_TIME.search(question))
    return [_of_passage(one, best, resting_on, time_is_asked) for one in found]


def _of_passage(
    one: Measured, best: float, resting_on: dict[str, dict[str, float]], time_is_asked: bool
) -> NDArray[np.float64]:
    statements = one.passage.told
    if not statements:
        return np.zeros((0, len(FEATURES)))
    near = one.shared * 0.5 + 0.25 if one.near is None else one.near
    order = np.argsort(np.argsort(-near))
    kind, first = one.passage.kind, one.rank == 1
    rows = []
    for place, statement in enumerate(statements):
        truth = place >= len(one.passage.statements)
        part = statement.part if one.passage.questions and not truth else Part.DETAIL
        elsewhere = max(
            (
                sum(score for passage, score in resting_on[reference.url].items() if passage != one.passage.id)
                for reference in statement.references
            ),
            default=0.0,
        )
        rows.append(
            [
                one.score,
                one.score / best,
                first,
                1 / one.rank,
                one.asked,
                near[place],
                near[place] - near.max(),
                order[place] == 0,
                min(1.0, order[place] / 5),
                near[place] * one.score,
                one.shared[place],
                one.shared[place] - one.shared.max(),
                part is Part.LEAD,
                place == 0,
                part is Part.LEAD and first,
                part is Part.ACTION,
                part is Part.EXCEPTION,
                part is Part.DATE,
                part is Part.DATE and time_is_asked,
                len(statement.text.split()) / _USUAL_WORDS,
                len(statement.references) / 3,
                min(2.0, elsewhere),
                kind is Kind.TOPIC,
                kind is Kind.GUIDANCE,
                kind is Kind.LEGISLATION,
                truth,
            ]
        )
    return np.array(rows, dtype=np.float64)


def _resting_on(found: Sequence[Measured]) -> dict[str, dict[str, float]]:
    """For each address cited, the passages that cite it with their scores."""
    result: dict[str, dict[str, float]] = defaultdict(dict)
    for one in found:
        for statement in one.passage.told:
            for reference in statement.references:
                result[reference.url][one.passage.id] = one.score
    return result


@cache
def _weights() -> NDArray[np.float64]:
    """The bias, then a weight for each feature."""
    stored = json.loads(files("retrieval").joinpath("weights", "statements.json").read_text("utf-8"))["weights"]
    missing = {"bias", *FEATURES} - stored.keys()
    if missing:
        raise ValueError(f"weights/statements.json lacks {sorted(missing)}; train it again")
    return np.array([stored["bias"], *(stored[name] for name in FEATURES)], dtype=np.float64)
