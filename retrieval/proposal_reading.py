"""What the sentences of a proposal speak of, as a model of meaning sees it: fields of a draft, signs and risks.

Linear models over the vectors of sentences, trained by ``evaluations/training/drafting.py`` on sentences written for
that purpose and on graded proposals, and kept in ``weights/drafting.npz``. What they say is weighed by the rules of
drafting, beside the words of the proposal; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.embedding import Embedder, Vectors

Numbers = NDArray[np.float64]

FIRST, SECOND = 0.7, 0.3
"""How the two sentences that speak most for a sign or risk count together."""

USUAL_LENGTH = 35
"""Sentences of a usual proposal. In a longer one the strongest sentence of many is strong by chance; in a shorter one
there are few to be strong."""

MANY = 500
"""From how many sentences on each is read once only, without what stands over it, so that nobody waits."""

_PER_DOUBLING, _PER_HALVING, _MOST_FOR_SHORTNESS = 0.3, 0.4, 0.7
_FURTHEST = 2.5


class Spoken(NamedTuple):
    """How strongly a proposal speaks for a sign or risk, in deviations from what is usual, and in which sentence."""

    strength: float
    place: int


class ReadProposal(NamedTuple):
    """``fields``: for each sentence how strongly it speaks of each field; ``answered``: how strongly any does.

    ``risks`` weighs the sentences that speak for a risk and the signs that go with it.
    """

    fields: tuple[Mapping[str, float], ...]
    answered: Mapping[str, float]
    signs: Mapping[str, Spoken]
    risks: Mapping[str, Spoken]


class ProposalReading:
    """Reads proposals with the vectors of an embedder."""

    def __init__(self, embedder: Embedder, weights: Mapping[str, Numbers] | None = None) -> None:
        self._embedder = embedder
        self._weights = weights

    def read(self, sentences: Sequence[str], introduced: Sequence[str]) -> ReadProposal:
        """What a proposal speaks of.

        Args:
            sentences: its sentences, in order; at least one.
            introduced: the same with the label or heading that stands over each.
        """
        if len(sentences) > MANY:
            introduced = sentences
        unique = list(dict.fromkeys((*sentences, *introduced)))
        row = {text: number for number, text in enumerate(unique)}
        vectors = self._embedder.embed(unique)
        plain = vectors[[row[text] for text in sentences]]
        with_context = vectors[[row[text] for text in introduced]]
        return read(plain, with_context, _weights() if self._weights is None else self._weights)


def read(plain: Vectors, introduced: Vectors, weights: Mapping[str, Numbers]) -> ReadProposal:
    """What sentences of these vectors speak of."""
    fields, signs, risks = (list(weights[f"{name}_names"]) for name in ("fields", "signs", "risks"))
    of_fields = linear(introduced, weights["fields"])
    of_signs = linear(plain, weights["signs"])
    of_risks = linear(plain, weights["risks"])
    sign_strengths = strengths(of_signs, weights["signs_usual"]) - _by_chance(len(plain))
    risk_strengths = strengths(of_risks, weights["risks_usual"]) - _by_chance(len(plain))
    answered = (of_fields.max(axis=0) - weights["fields_usual"][0]) / weights["fields_usual"][1]
    by_signs = clipped(sign_strengths) @ weights["risks_of_signs"] + weights["risks_offset"]
    together = by_signs + weights["risks_spoken"] * clipped(risk_strengths)
    return ReadProposal(
        fields=tuple(dict(zip(fields, map(float, line), strict=True)) for line in of_fields),
        answered=dict(zip(fields, map(float, answered), strict=True)),
        signs=_spoken(signs, sign_strengths, of_signs),
        risks=_spoken(risks, together, of_risks),
    )


def _by_chance(sentences: int) -> float:
    """How much stronger the strongest sentence of so many is than that of a usual proposal, by their number alone."""
    doublings = float(np.log2(sentences / USUAL_LENGTH))
    return _PER_DOUBLING * doublings if doublings > 0 else max(-_MOST_FOR_SHORTNESS, _PER_HALVING * doublings)


def strength_of(plain: Vectors, weights: Numbers, usual: Numbers) -> Numbers:
    """How strongly sentences of these vectors speak together for each name of a model."""
    measured: Numbers = strengths(linear(plain, weights), usual) - _by_chance(len(plain))
    return measured


def linear(vectors: Vectors, weights: Numbers) -> Numbers:
    """Scores of shape (sentences, names); the last row of the weights is the constant."""
    scores: Numbers = vectors.astype(np.float64) @ weights[:-1] + weights[-1]
    return scores


def strengths(scores: Numbers, usual: Numbers) -> Numbers:
    """For each name the strength of the whole, in deviations from what is usual. ``usual``: means, then deviations."""
    ordered = np.sort(scores, axis=0)[::-1]
    whole = FIRST * ordered[0] + SECOND * ordered[min(1, len(ordered) - 1)]
    measured: Numbers = (whole - usual[0]) / usual[1]
    return measured


def clipped(measured: Numbers) -> Numbers:
    """Strengths without the extremes, which mean no more than much."""
    return np.clip(measured, -_FURTHEST, _FURTHEST)


def _spoken(names: Sequence[str], measured: Numbers, scores: Numbers) -> dict[str, Spoken]:
    places = scores.argmax(axis=0)
    return {
        str(name): Spoken(float(strength), int(place))
        for name, strength, place in zip(names, measured, places, strict=True)
    }


@cache
def _weights() -> Mapping[str, Numbers]:
    with files("retrieval").joinpath("weights", "drafting.npz").open("rb") as stored:
        held = np.load(stored, allow_pickle=False)
        return {name: held[name] if name.endswith("_names") else held[name].astype(np.float64) for name in held.files}
