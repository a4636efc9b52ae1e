"""What kind of question it is: of the field, outside it, about somebody's own papers, or wanting a decision.

A linear model over the question's vector and a few marks in its words, trained by ``evaluations/training`` on questions
written for that purpose; it says how likely each kind is, and the writer decides what to do about it.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.embedding import Vectors
from retrieval.evidence import KINDS, QuestionKind, Understanding


def kind_of(understanding: Understanding, vector: Vectors) -> QuestionKind:
    """The kind of a question, from what was understood of it and its vector of shape (dimensions,)."""
    model = _weights()
    if model is None or len(vector) + len(marks(understanding)) != model.shape[1] - 1:
        return QuestionKind()
    inputs = np.concatenate([vector, marks(understanding), [1.0]])
    logits = model @ inputs
    likelihoods = np.exp(logits - logits.max())
    likelihoods /= likelihoods.sum()
    return QuestionKind(**{kind: round(float(value), 4) for kind, value in zip(KINDS, likelihoods, strict=True)})


def marks(understanding: Understanding) -> NDArray[np.float64]:
    """Marks in the words of a question that its vector tells poorly, each 0 or 1."""
    return np.array(
        [
            bool(understanding.expanded),
            bool(understanding.pinpoints),
            bool(understanding.named_bodies),
            understanding.about_own_papers,
            understanding.asks_for_decision,
            understanding.commands,
        ],
        dtype=np.float64,
    )


@cache
def _weights() -> Any:
    try:
        stored = json.loads(files("retrieval").joinpath("weights", "question_kind.json").read_text("utf-8"))
    except FileNotFoundError:
        return None
    return np.array([stored["weights"][kind] for kind in KINDS], dtype=np.float64)
