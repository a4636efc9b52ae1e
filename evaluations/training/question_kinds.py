"""Learn to tell kinds of question: ``python -m evaluations.training.question_kinds``.

A multinomial logistic model over the packaged embedding, hashed words and a few marks, trained on questions written
for this purpose and on the cards' own ways of asking. Five-fold cross-validated recall is printed, then how the
development questions come out, none of which it was trained on.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from advisor.composition import Advisor, open_advisor
from corpus.asked_questions import asked_questions
from evaluations.questions import questions
from retrieval.evidence import KINDS
from retrieval.query import search_text, understand
from retrieval.question_kind import features, kind_of

Rows = NDArray[np.float64]
TARGET = Path(__file__).parents[2] / "retrieval" / "weights" / "question_kind.json"
_RIDGE = 0.0003


def main() -> None:
    """Train, report, write the weights."""
    advisor = open_advisor()
    advisor.prepare()
    texts, kinds = training_questions(advisor)
    inputs = _inputs(advisor, texts)
    wanted = np.array([KINDS.index(kind) for kind in kinds])
    counts = Counter(kinds)
    importance = np.array([len(kinds) / (len(KINDS) * counts[kind]) for kind in kinds]) ** 0.5
    held_out = np.zeros(len(wanted), dtype=int)
    for fold in range(5):
        inside = np.arange(len(wanted)) % 5 == fold
        held_out[inside] = (inputs[inside] @ learn(inputs[~inside], wanted[~inside], importance[~inside]).T).argmax(
            axis=1
        )
    for place, kind in enumerate(KINDS):
        sys.stdout.write(f"{kind:12} recall, cross-validated: {np.mean(held_out[wanted == place] == place):.3f}\n")
    weights = learn(inputs, wanted, importance)
    stored = {kind: [round(float(value), 4) for value in row] for kind, row in zip(KINDS, weights, strict=True)}
    TARGET.write_text(json.dumps({"embedding": advisor.embedder.name, "weights": stored}))
    _report(advisor)


def training_questions(advisor: Advisor) -> tuple[list[str], list[str]]:
    """The questions written for training with their kinds; those that cards answer are of the field."""
    rows = files("evaluations").joinpath("datasets", "kinds", "training.jsonl").read_text("utf-8").splitlines()
    pairs = [(row["question"], row["kind"]) for row in map(json.loads, rows)]
    for passage in advisor.holdings.all_passages():
        pairs += [(question, "field") for question in passage.questions[::3]]
    pairs += [(asked.question, "field") for asked in asked_questions()][::4]
    pairs.sort(key=lambda pair: hash_of(pair[0]))
    return [text for text, _ in pairs], [kind for _, kind in pairs]


def hash_of(text: str) -> int:
    """A number that shuffles texts the same way each time."""
    return int.from_bytes(text.encode()[-24:], "big") * 2654435761 % 2**32


def learn(inputs: Rows, wanted: NDArray[np.int64], importance: Rows) -> Rows:
    """Weights of shape (kinds, inputs) that minimise the multinomial logistic loss with a ridge."""
    truth = np.eye(len(KINDS))[wanted]
    weight = importance / importance.sum()

    def loss(flat: Rows) -> tuple[float, Rows]:
        weights = flat.reshape(len(KINDS), inputs.shape[1])
        logits = inputs @ weights.T
        logits -= logits.max(axis=1, keepdims=True)
        likelihoods = np.exp(logits)
        likelihoods /= likelihoods.sum(axis=1, keepdims=True)
        value = -float(weight @ np.log((likelihoods * truth).sum(axis=1) + 1e-12)) + _RIDGE * float(flat @ flat) / 2
        gradient = ((likelihoods - truth) * weight[:, None]).T @ inputs + _RIDGE * weights
        return value, gradient.ravel()

    from scipy.optimize import minimize

    found = minimize(loss, np.zeros(len(KINDS) * inputs.shape[1]), jac=True, method="L-BFGS-B")
    return np.asarray(found.x).reshape(len(KINDS), -1)


def _inputs(advisor: Advisor, texts: list[str]) -> Rows:
    understood = [understand(text) for text in texts]
    vectors = advisor.embedder.embed([search_text(one) for one in understood])
    return np.hstack([vectors, np.array([features(one) for one in understood])])


def _report(advisor: Advisor) -> None:
    outcomes: dict[str, Counter[str]] = {}
    for question in questions("development"):
        understanding = understand(question.question)
        vector = advisor.embedder.embed([search_text(understanding)])[0]
        label: str = (
            "instruction" if "instruction" in question.tags and question.kind != "answerable" else question.kind
        )
        outcomes.setdefault(label, Counter())[kind_of(understanding, vector).likeliest] += 1
    for label, counts in outcomes.items():
        sys.stdout.write(f"development, {label}: {dict(counts.most_common())}\n")


if __name__ == "__main__":
    main()
