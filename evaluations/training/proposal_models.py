"""The models of ``evaluations/training/drafting.py``: ridge regressions over vectors, and a logistic one over clues."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from advisor.governance.drafting.facts import introduced
from retrieval.embedding import Vectors

Numbers = NDArray[np.float64]
Embed = Callable[[Sequence[str]], Vectors]

_FIELDS_RIDGE, _SIGNS_RIDGE, _RISKS_RIDGE = 4.0, 4.0, 3.0
_WRITTEN = 1.5
"""What a sentence written for training counts beside one of a graded proposal."""
_UNLABELLED = 0.25
"""What a sentence written for another sign counts as one that does not show this one."""
_MUST = 1.5
"""What it counts more that a risk is expected than that it is defensible."""


def models_of_fields(
    known: Sequence[Any], names: Sequence[str], written: Mapping[str, Sequence[str]], embed: Embed
) -> Numbers:
    """For each field how strongly a sentence speaks of it: weights of shape (dimensions + 1, fields)."""
    from evaluations.training.drafting import fields_planted

    texts, rows, counts = [], [], []
    for one in known:
        for sentence in one.told:
            planted = fields_planted(one, sentence)
            texts.append(introduced(sentence))
            rows.append([name in planted for name in names])
            counts.append(1.0)
    for field, sentences in written.items():
        for sentence in sentences:
            texts.append(sentence)
            rows.append([name == field for name in names])
            counts.append(_WRITTEN)
    right, weights = np.array(rows, dtype=np.float64), np.array(counts)
    share = (right * weights[:, None]).sum(axis=0) / weights.sum()
    return ridge(embed(texts), right / np.sqrt(share + 1e-4), weights, _FIELDS_RIDGE)


def models_of_signs(
    names: Sequence[str], written: Mapping[str, tuple[Sequence[str], Sequence[str]]], embed: Embed
) -> Numbers:
    """For each sign how strongly a sentence shows it; from sentences that do, that do not, and those of the others."""
    texts = [
        (name, text, shows) for name in names for shows, part in ((True, 0), (False, 1)) for text in written[name][part]
    ]
    vectors = embed([text for _, text, _ in texts])
    columns = []
    for name in names:
        shows = np.array([own == name and yes for own, _, yes in texts])
        counts = np.where(np.array([own == name for own, _, _ in texts]), 1.0, _UNLABELLED)
        counts[shows] *= 0.5 * counts[~shows].sum() / counts[shows].sum()
        columns.append(ridge(vectors, np.where(shows, 1.0, -1.0)[:, None], counts, _SIGNS_RIDGE)[:, 0])
    return np.stack(columns, axis=1)


def risks_of_signs(
    strengths: Numbers, labels: Sequence[Sequence[Mapping[str, Any]]], names: Sequence[str]
) -> tuple[Numbers, Numbers]:
    """How far the strengths of signs go with each risk: weights of shape (signs, risks), and what is usual."""
    right = np.zeros((len(labels), len(names)))
    for row, risks in zip(right, labels, strict=True):
        for one in risks:
            row[list(names).index(one["id"])] = 1 + _MUST * one["must"]
    usual = right.mean(axis=0)
    inputs = strengths / np.sqrt(strengths.shape[1])
    kernel = inputs @ inputs.T + _RISKS_RIDGE * np.eye(len(inputs))
    weights: Numbers = inputs.T @ np.linalg.solve(kernel, right - usual) / np.sqrt(strengths.shape[1])
    return weights, usual


def ridge(vectors: Vectors, right: Numbers, weights: Numbers, strength: float) -> Numbers:
    """Ridge regression with a constant, which is the last row."""
    inputs = np.concatenate([vectors.astype(np.float64), np.ones((len(vectors), 1))], axis=1)
    weighted = inputs * weights[:, None]
    solved: Numbers = np.linalg.solve(weighted.T @ inputs + strength * np.eye(inputs.shape[1]), weighted.T @ right)
    return solved


def logistic(inputs: Numbers, right: Numbers, strength: float, counts: Numbers | None = None) -> Numbers:
    """Logistic regression; the constant comes first and is not shrunk."""
    weights = np.ones(len(right)) if counts is None else counts

    def loss(values: Numbers) -> tuple[float, Numbers]:
        likely = expit(inputs @ values[1:] + values[0])
        wrong = weights * (likely - right)
        total = -(weights * (right * np.log(likely + 1e-9) + (1 - right) * np.log(1 - likely + 1e-9))).sum()
        slope = np.concatenate([[wrong.sum()], inputs.T @ wrong + strength * values[1:]])
        return float(total + 0.5 * strength * (values[1:] ** 2).sum()), slope

    found: Numbers = minimize(loss, np.zeros(inputs.shape[1] + 1), jac=True, method="L-BFGS-B").x
    return found
