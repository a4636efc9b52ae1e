"""Learning which precedent is near, and whether any is: ``python -m evaluations.training.precedents``.

Two logistic regressions with a ridge, on the development queries and on those written for training: 204 in
``precedent_queries.jsonl``, after the first figures of the unread half had shown that the development queries alone
teach the floor badly, and 519 more in ``datasets/precedents/training``. Each is learned from twice, the second time
reworded by the thesaurus, since the lexicon knows the words of these queries better than those of a stranger. The first
regression ranks; the second looks at the best one found and tells whether it is near. For each query with near cases
the second also sees what is found once those are taken out, where little or nothing is near. Cross-validation by query,
in several orders, gives the figures that the run prints and sets the floor; the weights that are written are learned on
everything.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.governance.grounding.thesaurus import SAME, lemma, thesaurus
from evaluations.precedent_queries import GradedQuery, development_queries, searched_register, training_queries
from evaluations.precedents import discounted_gain
from retrieval.embedding import PackagedMiniLM
from retrieval.embedding_cache import EmbeddingCache
from retrieval.precedent_matching import JUDGED_BY, RANKED_BY, PrecedentMatching
from retrieval.words import words

Numbers = NDArray[np.float64]

TARGETS = {0: 0.0, 1: 0.35, 2: 0.9, 3: 1.0}
NEAR_TARGETS = {0: 0.3, 1: 0.6, 2: 1.0, 3: 1.0}
FOLDS, TURNS = 8, 5
RIDGE_OF_RANKING, RIDGE_OF_JUDGING = 3.0, 5.0
LEFT_EMPTY = 0.90
"""Share of the queries without a near case that the floor has to leave empty in cross-validation: what is aimed at, and
no more, since a fifth of them were written to be hard and every higher floor hides near cases."""
WEIGHT_OF_NEAR = 6.0
WEIGHT_OF_TAKEN_OUT = 0.1
REPLACED, LEFT_OUT = 0.5, 0.3
"""How likely a telling word gives way to one of the same meaning, and goes where the thesaurus knows none."""
_WORD = re.compile(r"[A-Za-z][a-z'’-]+")
WEIGHTS = Path(__file__).parents[2] / "retrieval" / "weights" / "precedents.json"


class Measured(NamedTuple):
    """A query with the features of every precedent that its reader may see, and their grades."""

    query: GradedQuery
    matching: PrecedentMatching
    features: Numbers
    grades: NDArray[np.int64]


class Judged(NamedTuple):
    """The best precedent of a query as the second regression sees it. ``sort`` is near, none or taken out."""

    sort: str
    features: Numbers
    target: float


def main() -> None:
    """Train, print what cross-validation found, and write the weights."""
    with tempfile.TemporaryDirectory() as folder:
        cache = EmbeddingCache(Path(folder) / "vectors.sqlite", PackagedMiniLM())
        written = [*training_queries(), *development_queries()]
        measured = [_measure(query, cache) for query in written]
        copies = [_measure(reworded(query, random.Random(query.id)), cache) for query in written]
    gains: list[float] = []
    judged: list[tuple[str, float]] = []
    for turn in range(TURNS):
        order = np.random.default_rng(turn).permutation(len(measured))
        for fold in range(FOLDS):
            kept_out = set(order[fold::FOLDS].tolist())
            ranking, judging = _learn(
                [one for some in (measured, copies) for number, one in enumerate(some) if number not in kept_out]
            )
            for one in (measured[number] for number in kept_out):
                if not one.query.none:
                    ranks = np.argsort(-_values(one.features, ranking), kind="stable")
                    gains.append(discounted_gain([one.matching.ids[place] for place in ranks], one.query.grades))
                judged += [(best.sort, _likelihood(best.features, judging)) for best in _judged(one, ranking)]
    floor = _floor(judged)
    ranking, judging = _learn([*measured, *copies])
    told = {"ndcg_at_5_without_floor": float(np.mean(gains)), "floor": floor}
    told |= {f"{sort} right": _right(judged, sort, floor) for sort in ("near", "none", "taken out")}
    sys.stdout.write(json.dumps({name: round(value, 3) for name, value in told.items()}, indent=1) + "\n")
    weights = {
        "ranking": _named(ranking, RANKED_BY),
        "judging": _named(judging, JUDGED_BY),
        "floor": {"floor": round(floor, 4)},
    }
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n")


def logistic(inputs: Numbers, targets: Numbers, counts: Numbers, ridge: float) -> Numbers:
    """The bias and weights of a logistic regression with a ridge, by Newton's method."""
    middle, spread = inputs.mean(axis=0), inputs.std(axis=0) + 1e-9
    rows = np.concatenate([np.ones((len(inputs), 1)), (inputs - middle) / spread], axis=1)
    penalty = np.full(rows.shape[1], ridge)
    penalty[0] = 1e-9
    weights = np.zeros(rows.shape[1])
    for _ in range(100):
        likely = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (likely - targets)) + penalty * weights
        bend = (rows * (counts * likely * (1 - likely))[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-9:
            break
    own = weights[1:] / spread
    return np.concatenate([[weights[0] - own @ middle], own])


def reworded(query: GradedQuery, chance: random.Random) -> GradedQuery:
    """The query in other words, as far as a thesaurus knows any."""
    if query.case is None:
        return query.model_copy(update={"query": _in_other_words(query.query or "", chance)})
    case = {name: value if name == "law" else _said_otherwise(value, chance) for name, value in query.case.items()}
    return query.model_copy(update={"case": case})


def _said_otherwise(value: Any, chance: random.Random) -> Any:
    if isinstance(value, list):
        return [_said_otherwise(one, chance) for one in value]
    return _in_other_words(value, chance) if isinstance(value, str) else value


def _in_other_words(text: str, chance: random.Random) -> str:
    def other(found: re.Match[str]) -> str:
        word = found.group()
        if not words(word):
            return word
        same = sorted(one for one, near in thesaurus().kin(lemma(word.lower())).items() if near >= SAME)
        if same:
            return chance.choice(same) if chance.random() < REPLACED else word
        return "" if chance.random() < LEFT_OUT else word

    return " ".join(_WORD.sub(other, text).split())


def _learn(measured: Sequence[Measured]) -> tuple[Numbers, Numbers]:
    """The weights of the ranking and of the judging, each with its bias first."""
    targets = np.array([TARGETS[int(grade)] for one in measured for grade in one.grades])
    counts = np.where(targets > 0.5, WEIGHT_OF_NEAR, 1.0)
    ranking = logistic(np.concatenate([one.features for one in measured]), targets, counts, RIDGE_OF_RANKING)
    best = [judged for one in measured for judged in _judged(one, ranking)]
    judging = logistic(
        np.stack([one.features for one in best]),
        np.array([one.target for one in best]),
        np.array([WEIGHT_OF_TAKEN_OUT if one.sort == "taken out" else 1.0 for one in best]),
        RIDGE_OF_JUDGING,
    )
    return ranking, judging


def _judged(one: Measured, ranking: Numbers) -> list[Judged]:
    """The best that is found for a query; and, where cases are near, the best that is left without them."""
    values = _values(one.features, ranking)
    found = [_best(one, values, "none" if one.query.none else "near")]
    if not one.query.none:
        found.append(_best(one, np.where(one.grades > 0, -np.inf, values), "taken out"))
    return found


def _best(one: Measured, values: Numbers, sort: str) -> Judged:
    order = np.argsort(-values, kind="stable").tolist()
    place, next_rank = order[0], one.matching.next_rank(order[0], order[1:], values)
    features = one.matching.judged_by(one.query.sought, one.features, place, float(values[place]), next_rank)
    return Judged(sort, features, NEAR_TARGETS[int(one.grades[place])] if sort == "near" else 0.0)


def _floor(judged: Sequence[tuple[str, float]]) -> float:
    """The lowest floor that leaves enough of the queries without a near case empty."""
    none = np.array([likelihood for sort, likelihood in judged if sort == "none"])
    return float(np.quantile(none, LEFT_EMPTY))


def _right(judged: Sequence[tuple[str, float]], sort: str, floor: float) -> float:
    """The share of one sort that a floor puts on the right side."""
    of_sort = np.array([likelihood for each, likelihood in judged if each == sort])
    return float((of_sort >= floor).mean() if sort == "near" else (of_sort < floor).mean())


def _values(features: Numbers, weights: Numbers) -> Numbers:
    return np.asarray(features @ weights[1:] + weights[0])


def _likelihood(features: Numbers, weights: Numbers) -> float:
    return float(1 / (1 + np.exp(-(features @ weights[1:] + weights[0]))))


def _named(weights: Numbers, features: Sequence[str]) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in zip(("bias", *features), weights, strict=True)}


def _measure(query: GradedQuery, cache: EmbeddingCache) -> Measured:
    matching = searched_register(query, cache.vectors)
    grades = np.array([query.grades.get(one, 0) for one in matching.ids])
    return Measured(query, matching, matching.features(query.sought), grades)


if __name__ == "__main__":
    main()
