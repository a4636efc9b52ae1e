"""Which wrong beliefs a question holds: a likelihood for each that the passages correct, by a small linear model.

To hold a belief is more than to ask about its subject, so a question is compared clause by clause with the ways in
which the belief is said, with those in which the passage is neutrally asked for, and with the truth; numbers, denials
and the words by which people lean on a belief ("they say", "surely", "because") count too. The weights are learned by
``evaluations/training/beliefs.py`` on questions written for training and kept in ``weights/beliefs.json``.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from corpus.passage import Correction, Passage
from retrieval.embedding import Vectors
from retrieval.evidence import Understanding
from retrieval.words import word_set

FEATURES = (
    "said", "said_by_clause", "second_saying", "wrong", "said_over_asked", "clause_over_asked", "said_over_right",
    "clause_over_right", "asserts", "asserted_clause", "shared_words", "shared_in_clause", "shared_number",
    "other_number", "lacks_number", "denial_agrees", "asks_openly", "stated_flatly", "passage", "first",
    "rival", "short",
)  # fmt: skip
"""What is weighed. Cosines and shares run up to 1; marks are 0 or 1."""

_NUMBER = re.compile(
    r"\d+|\b(?:one|two|three|four|five|six|seven|ten|twelve|thirty|forty|sixty|hundred)\b", re.IGNORECASE
)
_DENIAL = re.compile(
    r"\b(?:not?|never|none|nothing|nobody|cannot|without|neither|nor|[a-z]+n['’]?t|unlawful|illegal|banned|forbidden|stops?)\b",
    re.IGNORECASE,
)
_OPENLY = re.compile(
    r"^\W*(?:(?:hi|hello|morning)\W+)?(?:what|how|when|who|which|where|why|whether|is there|are there|can|could|do|does"
    r"|should)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?|^\W*(?:what|how|when|who|which|where|why|whether|is|are|am|was|were|can|could|do|does|did|should|shall|must|may"
    r"|will|would|has|have|need)\b",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"\b(?:says?|said|told|tells|claims?|insists?|reckons?|apparently|supposedly|surely|obviously|thought|because|since"
    r"|heard|everyone|everybody|as we know|we know|means?|meant|must be|therefore|given that|now that|taught|training"
    r"|assum\w+|believ\w+|understand|isn['’]?t|aren['’]?t|don['’]?t|doesn['’]?t|right|correct|true|so)\b|['‘“\"]\w",
    re.IGNORECASE,
)
_SHORT_WORDS = 12
_SUREST = 0.98
_LEANING_COUNTS = 0.5  # set on the development half: the reader has seen the questions that teach the other weights


@dataclass(frozen=True)
class Held:
    """A passage found, with the vectors by which a question is compared with its beliefs.

    For each correction: ``sayings`` of shape (ways of saying, dimensions), the wrong belief itself first, and ``right``
    of shape (dimensions,). ``asked`` is the best cosine with the ways in which the passage is asked for.
    """

    passage: Passage
    score: float
    rank: int
    asked: float
    sayings: tuple[Vectors, ...]
    right: tuple[Vectors, ...]


def texts_of(correction: Correction) -> list[str]:
    """The ways of saying a wrong belief, then what is right."""
    return [correction.wrong, *correction.said_as, correction.right.text]


def likelihoods(
    understanding: Understanding, leaning: float, clauses: Sequence[str], vectors: Vectors, found: Sequence[Held]
) -> list[tuple[float, ...]]:
    """For each passage, in order, the likelihood that the question holds each belief that the passage corrects.

    ``leaning`` is how likely the asker leans on a belief at all; ``vectors`` has shape (1 + clauses, dimensions), the
    whole question first.
    """
    weights = _weights()
    result = []
    for rows in features(understanding, clauses, vectors, found):
        values = 1 / (1 + np.exp(-np.clip(rows @ weights[1:] + weights[0] + shift(leaning), -30, 30)))
        result.append(tuple(round(float(value), 4) for value in values))
    return result


def features(
    understanding: Understanding, clauses: Sequence[str], vectors: Vectors, found: Sequence[Held]
) -> list[NDArray[np.float64]]:
    """For each passage an array of shape (corrections, features), in the order of ``FEATURES``."""
    nearest = [float((sayings @ vectors.T).max()) for one in found for sayings in one.sayings]
    best = max(nearest, default=0.0)
    rows = []
    for one in found:
        of_passage = [
            _of_correction(understanding, clauses, vectors, one, number, best)
            for number in range(len(one.passage.corrections))
        ]
        rows.append(np.array(of_passage, dtype=np.float64).reshape(len(of_passage), len(FEATURES)))
    return rows


def _of_correction(
    understanding: Understanding, clauses: Sequence[str], vectors: Vectors, one: Held, number: int, best: float
) -> list[float]:
    correction = one.passage.corrections[number]
    near = one.sayings[number] @ vectors.T
    whole, by_clause = near[:, 0], near[:, 1:].max(axis=1) if len(clauses) else near[:, 0]
    said, said_by_clause = float(whole.max()), float(by_clause.max())
    place = int(near[:, 1:].max(axis=0).argmax()) if len(clauses) else -1
    clause = clauses[place] if clauses else understanding.plain
    right = vectors @ one.right[number]
    ordered = np.sort(np.maximum(whole, by_clause))[::-1]
    numbers, believed = _numbers(understanding.plain), _numbers(" ".join((correction.wrong, *correction.said_as)))
    told = _numbers(correction.right.text)
    return [
        said,
        said_by_clause,
        float(ordered[1]) if len(ordered) > 1 else 0.0,
        float(near[0].max()),
        said - one.asked,
        said_by_clause - one.asked,
        said - float(right[0]),
        said_by_clause - float(right[place + 1]),
        bool(_LEANS.search(understanding.plain)),
        bool(_LEANS.search(clause)),
        _shared(correction, understanding.plain),
        _shared(correction, clause),
        bool(numbers & believed),
        bool(numbers & told - believed),
        bool(_numbers(correction.wrong)) and not numbers & believed,
        bool(_DENIAL.search(correction.wrong)) == bool(_DENIAL.search(clause)),
        bool(_OPENLY.search(understanding.plain)) and not _LEANS.search(understanding.plain),
        not _ASKS.search(clause),
        one.score,
        one.rank == 1,
        best - float(near.max()),
        len(understanding.plain.split()) <= _SHORT_WORDS,
    ]


def shift(leaning: float) -> float:
    """What is added to the log odds of every belief where the asker is so likely to lean on one at all."""
    bounded = min(max(leaning, 1 - _SUREST), _SUREST)
    return _LEANING_COUNTS * math.log(bounded / (1 - bounded))


def _numbers(text: str) -> set[str]:
    return {found.lower() for found in _NUMBER.findall(text)}


def _shared(correction: Correction, text: str) -> float:
    """The largest share of the words of one way of saying the belief that stand in the text."""
    held = word_set(text)
    sayings = [word_set(saying) for saying in (correction.wrong, *correction.said_as)]
    return max((len(saying & held) / len(saying) for saying in sayings if saying), default=0.0)


@cache
def _weights() -> NDArray[np.float64]:
    """The bias, then a weight for each feature."""
    stored = json.loads(files("retrieval").joinpath("weights", "beliefs.json").read_text("utf-8"))["weights"]
    missing = {"bias", *FEATURES} - stored.keys()
    if missing:
        raise ValueError(f"weights/beliefs.json lacks {sorted(missing)}; train it again")
    return np.array([stored["bias"], *(stored[name] for name in FEATURES)], dtype=np.float64)
