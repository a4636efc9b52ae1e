"""How well the grounding check tells carried claims from near-misses: ``python -m evaluations.grounding [HALF]``.

Beside it stand word overlap and embedding similarity, in the same run. Of the reporting half only sums are printed.
Exit 1 where the real documents that some pairs rest on are not there.
"""

from __future__ import annotations

import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from advisor.governance.grounding import GroundingCheck
from advisor.governance.grounding.judgement import learnt
from corpus.source import Frozen
from evaluations.discrimination import accepted, area_under_curve
from evaluations.grounding_pairs import Pair, pairs, shared_documents
from retrieval.embedding import Embedder, PackagedMiniLM

Scores = NDArray[np.float64]
_ENOUGH_PAIRS = 20
_ROUNDS = 400


class KindFigures(Frozen):
    """One kind of error: how many pairs, how surely told from what is carried, and how often wrongly accepted."""

    kind: str
    pairs: int
    area: float
    accepted: float


class GroundingFigures(Frozen):
    """What is measured on one half; shares run from 0 to 1, ``interval`` is of 95 % by resampling."""

    half: str
    pairs: int
    supported: int
    area: float
    interval: tuple[float, float]
    area_by_origin: dict[str, float]
    accepted_supported: float
    accepted_supported_by_origin: dict[str, float]
    falsely_accepted: float
    at_most_five_in_a_hundred: float
    kinds: tuple[KindFigures, ...]
    word_overlap: float
    embedding_similarity: float
    claims_a_second: float


def measure(half: Literal["development", "reporting"], embedder: Embedder | None = None) -> GroundingFigures:
    """Check every pair of a half and sum up."""
    rows = pairs(half)
    check = GroundingCheck()
    check([rows[0].passage], rows[0].claim)
    began = time.perf_counter()
    score = np.array([check([row.passage], row.claim).score for row in rows])
    seconds = time.perf_counter() - began
    right = np.array([row.supported for row in rows])
    threshold = learnt().threshold
    origins = sorted({row.origin for row in rows})
    of = {origin: np.array([row.origin == origin for row in rows]) for origin in origins}
    strict = np.sort(score[~right])[::-1][int((~right).sum() * 0.05)]
    return GroundingFigures(
        half=half,
        pairs=len(rows),
        supported=int(right.sum()),
        area=area_under_curve(score, right),
        interval=_interval(score, right),
        area_by_origin={origin: area_under_curve(score[of[origin]], right[of[origin]]) for origin in origins},
        accepted_supported=accepted(score, right, threshold),
        accepted_supported_by_origin={one: accepted(score, right & of[one], threshold) for one in origins},
        falsely_accepted=accepted(score, ~right, threshold),
        at_most_five_in_a_hundred=float((score[right] > strict).mean()),
        kinds=tuple(_kinds(rows, score, right, threshold)),
        word_overlap=area_under_curve(word_overlap(rows), right),
        embedding_similarity=area_under_curve(embedding_similarity(rows, embedder or PackagedMiniLM()), right),
        claims_a_second=len(rows) / seconds,
    )


def word_overlap(rows: list[Pair]) -> Scores:
    """Share of the claim's words that stand in its passage."""
    shares = []
    for row in rows:
        claim, passage = (set(re.findall(r"\w+", text.lower())) for text in (row.claim, row.passage))
        shares.append(len(claim & passage) / max(1, len(claim)))
    return np.array(shares)


def embedding_similarity(rows: list[Pair], embedder: Embedder) -> Scores:
    """Cosine of the claim with the nearest sentence of its passage."""
    sentences = {row.passage: re.split(r"(?<=[.;])\s+|\n", row.passage) for row in rows}
    texts = list(
        dict.fromkeys([row.claim for row in rows] + [one for many in sentences.values() for one in many if one])
    )
    place = {text: number for number, text in enumerate(texts)}
    vectors = embedder.embed(texts)
    return np.array(
        [
            max(float(vectors[place[row.claim]] @ vectors[place[one]]) for one in sentences[row.passage] if one)
            for row in rows
        ]
    )


def _kinds(rows: list[Pair], score: Scores, right: NDArray[np.bool_], threshold: float) -> Iterator[KindFigures]:
    places = defaultdict(list)
    for number, row in enumerate(rows):
        if not row.supported:
            places[row.kind].append(number)
    for kind, numbers in sorted(places.items(), key=lambda item: (-len(item[1]), item[0])):
        wrong = np.zeros(len(rows), dtype=bool)
        wrong[numbers] = True
        both = right | wrong
        yield KindFigures(
            kind=kind,
            pairs=len(numbers),
            area=area_under_curve(score[both], right[both]),
            accepted=accepted(score, wrong, threshold),
        )


def _interval(score: Scores, right: NDArray[np.bool_]) -> tuple[float, float]:
    chance = np.random.default_rng(1)
    areas = []
    for _ in range(_ROUNDS):
        drawn = chance.integers(0, len(score), len(score))
        areas.append(area_under_curve(score[drawn], right[drawn]))
    low, high = np.nanpercentile(areas, [2.5, 97.5])
    return float(low), float(high)


def lines(found: GroundingFigures) -> Iterator[str]:
    """The figures as lines to read."""
    low, high = found.interval
    yield f"{found.half}: {found.pairs} pairs, {found.supported} of them supported"
    if found.half == "development":
        yield "these pairs were trained on; evaluations.training.grounding prints their cross-validated figure"
    yield f"AUC {found.area:.3f} ({low:.3f} to {high:.3f})"
    yield f"beside it: word overlap {found.word_overlap:.3f}, embedding similarity {found.embedding_similarity:.3f}"
    for origin, area in found.area_by_origin.items():
        yield f"  {origin}: AUC {area:.3f}, supported accepted {found.accepted_supported_by_origin[origin]:.3f}"
    both = f"{found.accepted_supported:.3f} of supported accepted, {found.falsely_accepted:.3f} of others"
    yield f"at the shipped threshold: {both}"
    yield f"at five in a hundred falsely accepted: {found.at_most_five_in_a_hundred:.3f} of supported accepted"
    for one in found.kinds:
        few = "" if one.pairs >= _ENOUGH_PAIRS else " (few)"
        yield f"  {one.kind:18} {one.pairs:4} pairs  AUC {one.area:.3f}  accepted {one.accepted:.3f}{few}"
    yield f"{found.claims_a_second:.0f} claims a second, one process"


def main() -> None:
    """Measure and print."""
    half = sys.argv[1] if len(sys.argv) > 1 else "development"
    if half not in {"development", "reporting"}:
        raise SystemExit("Give development or reporting.")
    for line in lines(measure(cast("Literal['development', 'reporting']", half))):
        sys.stdout.write(line + "\n")
    if not shared_documents().is_dir():
        raise SystemExit(f"The pairs over real documents were left out: there is no folder {shared_documents()}.")


if __name__ == "__main__":
    main()
