"""What kind of question it is: of the field, outside it, about somebody's own papers, or wanting a decision.

A linear model over the question's vector, its words and a few marks in them, trained by ``evaluations/training`` on
questions written for that purpose; it says how likely each kind is, and the writer decides what to do about it.
"""

from __future__ import annotations

import json
import re
import zlib
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.embedding import Vectors
from retrieval.evidence import KINDS, QuestionKind, Understanding

_BUCKETS = 2048
_WORD = re.compile(r"[a-z0-9']+|[?!]")
_NAME = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][a-z]+ [A-Z][a-z]+")
_NUMBER = re.compile(r"\b\d{2,}\b")


def kind_of(understanding: Understanding, vector: Vectors) -> QuestionKind:
    """The kind of a question, from what was understood of it and its vector of shape (dimensions,)."""
    model = _weights()
    inputs = np.concatenate([vector, features(understanding)])
    if model is None or len(inputs) != model.shape[1]:
        return QuestionKind()
    logits = model @ inputs
    likelihoods = np.exp(logits - logits.max())
    likelihoods /= likelihoods.sum()
    return QuestionKind(**{kind: round(float(value), 4) for kind, value in zip(KINDS, likelihoods, strict=True)})


def features(understanding: Understanding) -> NDArray[np.float64]:
    """What is weighed beside the vector: hashed words and word pairs, six marks, and a constant."""
    hashed = np.zeros(_BUCKETS)
    for word in set(_words_and_pairs(understanding.question)):
        hashed[zlib.crc32(word.encode()) % _BUCKETS] += 1
    hashed /= max(1.0, float(np.sqrt((hashed > 0).sum())))
    marks = [
        bool(understanding.expanded),
        bool(understanding.pinpoints),
        bool(understanding.named_bodies),
        understanding.about_own_papers,
        understanding.asks_for_decision,
        understanding.commands,
    ]
    return np.concatenate([hashed, np.array(marks, dtype=np.float64), [1.0]])


def _words_and_pairs(question: str) -> list[str]:
    found = _WORD.findall(question.lower().replace("’", "'"))
    signs = ["<name>"] if _NAME.search(question) else []
    signs += ["<number>"] if _NUMBER.search(question) else []
    return [*found, *(f"{one}_{two}" for one, two in pairwise(["<start>", *found])), *signs]


@cache
def _weights() -> Any:
    try:
        stored = json.loads(files("retrieval").joinpath("weights", "question_kind.json").read_text("utf-8"))
    except FileNotFoundError:
        return None
    return np.array([stored["weights"][kind] for kind in KINDS], dtype=np.float64)
