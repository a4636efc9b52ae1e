"""Learn which statements tell what was asked: ``python -m evaluations.training.statements``.

For each development question that has an answer, every statement of the best passages is an example: right where it
states a key point, partly right where it only cites a source that the answer needs. Five-fold cross-validation over
questions is printed first, so that the figure is not the training figure.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.composition import Advisor, open_advisor
from corpus import address
from corpus.passage import Statement
from evaluations.questions import Question, questions
from retrieval import statements
from retrieval.evidence import Scope
from retrieval.query import search_text, understand

TARGET = Path(__file__).parents[2] / "retrieval" / "weights" / "statements.json"
_CITES_A_NEED = 0.35
_RIDGE = 1.0
_FOLDS = 5
Rows = NDArray[np.float64]


class Examples(NamedTuple):
    """The statements considered for one question: features (statements, features) and how right each is, 0 to 1."""

    features: Rows
    right: Rows


def main() -> None:
    """Collect, cross-validate, train on all, write the weights."""
    advisor = open_advisor()
    advisor.prepare()
    asked = [question for question in questions("development") if question.kind == "answerable"]
    examples = [found for question in asked if len((found := collect(advisor, question)).right)]
    losses = []
    for place in range(_FOLDS):
        rest = [one for other, one in enumerate(examples) if other % _FOLDS != place]
        bias, weights = learn(rest)
        losses += [_ranked_right(one, one.features @ weights + bias) for one in examples[place::_FOLDS]]
    sys.stdout.write(
        f"a statement that tells outranks one that does not, cross-validated: "
        f"{np.mean([one for one in losses if one is not None]):.3f}\n"
    )
    bias, weights = learn(examples)
    stored = {"bias": round(bias, 5)}
    stored |= {name: round(float(value), 5) for name, value in zip(statements.FEATURES, weights, strict=True)}
    TARGET.write_text(
        json.dumps({"weights": stored, "trained_on": f"{len(examples)} development questions"}, indent=1) + "\n"
    )


def collect(advisor: Advisor, question: Question) -> Examples:
    """The statements of the best passages for one question, as they are measured when it is asked."""
    scope = Scope(
        jurisdiction=question.jurisdiction, on=question.on or date(2026, 11, 21), historical=question.on is not None
    )
    understanding = understand(question.question)
    texts = [search_text(understanding), *(understanding.parts if len(understanding.parts) > 1 else ())]
    vectors = advisor.embedder.embed(texts)
    measured = advisor.search.measured(advisor.search.candidates(understanding, vectors, scope), vectors)
    right = [_rightness(question, statement) for one in measured for statement in one.passage.told]
    rows = statements.features(understanding.plain, measured)
    return Examples(np.concatenate(rows) if rows else np.zeros((0, len(statements.FEATURES))), np.array(right))


def _rightness(question: Question, statement: Statement) -> float:
    if any(point.stated_in(statement.text) for point in question.key_points):
        return 1.0
    cited = (reference.url for reference in statement.references)
    met = any(address.covers(wanted, url) for url in cited for need in question.needed for wanted in need)
    return _CITES_A_NEED if met else 0.0


def learn(examples: list[Examples]) -> tuple[float, Rows]:
    """Bias and weights of shape (features,) of a ridge logistic regression."""
    features = np.concatenate([one.features for one in examples])
    right = np.concatenate([one.right for one in examples])
    centre, spread = features.mean(axis=0), features.std(axis=0) + 1e-6
    level = np.column_stack([np.ones(len(features)), (features - centre) / spread])

    def loss(weights: Rows) -> tuple[float, Rows]:
        raw = np.clip(level @ weights, -30, 30)
        value = float(np.logaddexp(0, raw).sum() - right @ raw) + _RIDGE * float(weights[1:] @ weights[1:])
        slope = level.T @ (1 / (1 + np.exp(-raw)) - right)
        slope[1:] += 2 * _RIDGE * weights[1:]
        return value, slope

    from scipy.optimize import minimize

    found = minimize(loss, np.zeros(level.shape[1]), jac=True, method="L-BFGS-B").x
    weights = np.asarray(found[1:] / spread)
    return float(found[0] - weights @ centre), weights


def _ranked_right(one: Examples, scores: Rows) -> float | None:
    """Share of pairs of a telling and an idle statement that are in the right order; none where there is no pair."""
    telling, idle = scores[one.right == 1], scores[one.right == 0]
    if not len(telling) or not len(idle):
        return None
    return float((telling[:, None] > idle[None, :]).mean())


if __name__ == "__main__":
    main()
