"""Learn the ranker's weights from the development questions: ``python -m evaluations.training.ranker``.

A pairwise logistic loss: of two passages considered for a question, the one that meets more of its needs should score
higher. Then scale and bias are fitted so that a score is the likelihood that the best passage bears on the question.
Five-fold cross-validation over questions is printed first, so that the figure is not the training figure.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from advisor.composition import Advisor, open_advisor
from corpus import address
from corpus.passage import Passage
from evaluations.questions import Question, questions
from retrieval import ranking
from retrieval.evidence import Scope
from retrieval.query import search_text, understand

Rows = NDArray[np.float64]
TARGET = Path(__file__).parents[2] / "retrieval" / "weights" / "ranking.json"
_RIDGE = 0.002


def main() -> None:
    """Collect, cross-validate, train on all, write the weights."""
    advisor = open_advisor()
    advisor.prepare()
    lists = [row for question in questions("development") if (row := collect(advisor, question)) is not None]
    folds = [lists[place::5] for place in range(5)]
    held_out = []
    for place, fold in enumerate(folds):
        rest = [row for other, rows in enumerate(folds) if other != place for row in rows]
        weights = learn(rest)
        held_out += [_first_right(features @ weights, gains) for features, gains in fold if gains.max() > 0]
    sys.stdout.write(f"best passage bears on the question, cross-validated: {np.mean(held_out):.3f}\n")
    weights = learn([row for row in lists if row[1].max() > 0])
    scale, bias = calibrate(lists, weights)
    stored = {name: round(float(value * scale), 5) for name, value in zip(ranking.FEATURES, weights, strict=True)}
    stored |= borrowed(stored)
    TARGET.write_text(
        json.dumps(
            {"weights": {**stored, "bias": round(float(bias), 5)}, "trained_on": f"{len(lists)} development questions"},
            indent=1,
        )
        + "\n"
    )


def borrowed(learned: dict[str, float]) -> dict[str, float]:
    """Weights that the shipped cards cannot teach, because only texts that people add have what they weigh.

    The one face of such a text stands for all the statements of a card.
    """
    return {
        "text": round(learned["statement"] + learned["second_statement"], 5),
        "law": round(learned["topic"] / 2, 5),
    }


def collect(advisor: Advisor, question: Question) -> tuple[Rows, Rows] | None:
    """Features of shape (candidates, features) and gains of shape (candidates,), the share of needs that each meets."""
    if question.kind == "refer_to_dpo":
        return None
    scope = Scope(
        jurisdiction=question.jurisdiction, on=question.on or date(2026, 11, 21), historical=question.on is not None
    )
    understanding = understand(question.question)
    texts = [search_text(understanding), *(understanding.parts if len(understanding.parts) > 1 else ())]
    found = advisor.search.candidates(understanding, advisor.embedder.embed(texts), scope)
    features = np.array([ranking.features(candidate, passage, scope) for candidate, passage in found.ordered])
    gains = np.array([gain(question, passage) for _, passage in found.ordered])
    return (features, gains) if len(features) else None


def gain(question: Question, passage: Passage) -> float:
    """Share of the question's needs that a passage's own address or citations meet."""
    cited = {reference.url for statement in passage.told for reference in statement.references} | {passage.url}
    if not question.needed:
        return 0.0
    met = sum(any(address.covers(wanted, url) for wanted in need for url in cited) for need in question.needed)
    return met / len(question.needed)


def learn(lists: list[tuple[Rows, Rows]]) -> Rows:
    """Weights of shape (features,) that minimise the pairwise logistic loss with a ridge."""
    pairs, importance = [], []
    for features, gains in lists:
        better, worse = np.nonzero(gains[:, None] > gains[None, :] + 1e-9)
        if len(better):
            pairs.append(features[better] - features[worse])
            importance.append((gains[better] - gains[worse]) / len(better))
    differences, weight = np.concatenate(pairs), np.concatenate(importance)
    weight /= weight.sum()

    def loss(weights: Rows) -> tuple[float, Rows]:
        margins = np.clip(differences @ weights, -30, 30)
        pull = weight / (1 + np.exp(margins))
        value = float(weight @ np.log1p(np.exp(-margins))) + _RIDGE * float(weights @ weights) / 2
        return value, _RIDGE * weights - differences.T @ pull

    from scipy.optimize import minimize

    return np.asarray(minimize(loss, np.zeros(differences.shape[1]), jac=True, method="L-BFGS-B").x)


def calibrate(lists: list[tuple[Rows, Rows]], weights: Rows) -> tuple[float, float]:
    """Scale and bias that turn the best raw score of a question into a likelihood that it bears on the question."""
    best = [(features @ weights).argmax() for features, _ in lists]
    raw = np.array([(features @ weights)[place] for (features, _), place in zip(lists, best, strict=True)])
    right = np.array([gains[place] > 0 for (_, gains), place in zip(lists, best, strict=True)], dtype=float)
    centre, spread = raw.mean(), raw.std()
    level = (raw - centre) / spread
    slope, offset = 1.0, 0.0
    for _ in range(4000):
        error = 1 / (1 + np.exp(-(slope * level + offset))) - right
        slope -= 0.05 * float((error * level).mean())
        offset -= 0.05 * float(error.mean())
    return slope / spread, offset - slope * centre / spread


def _first_right(scores: Rows, gains: Rows) -> bool:
    return bool(gains[int(scores.argmax())] > 0)


if __name__ == "__main__":
    main()
