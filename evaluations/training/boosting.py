"""Small gradient-boosted trees for a yes-or-no question, each figure allowed to push in one direction only.

A figure that speaks for the answer may never speak against it, whatever the training data happens to hold: that keeps
what is learnt from one sort of sentence true for another.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.governance.grounding.judgement import LEAF

Rows = NDArray[np.float64]
_BINS = 24


class Settings(NamedTuple):
    """How many trees, how deep, how fast, and how much weight a leaf must carry."""

    trees: int = 120
    depth: int = 4
    rate: float = 0.12
    ridge: float = 4.0
    least_weight: float = 12.0


class Forest(NamedTuple):
    """Trees as rows of figure, threshold, left, right; and the value they start from."""

    start: float
    trees: list[list[tuple[int, float, int, int]]]


def learn(rows: Rows, wanted: Rows, weight: Rows, signs: NDArray[np.int64], settings: Settings = Settings()) -> Forest:  # noqa: B008 (frozen)
    """Fit the logistic loss.

    Args:
        rows: figures, of shape (examples, figures).
        wanted: 1 or 0 for each example.
        weight: importance of each example.
        signs: for each figure +1 (may only speak for), -1 (only against) or 0 (either).
        settings: the size of it.
    """
    cuts = [_cuts(rows[:, figure]) for figure in range(rows.shape[1])]
    binned = np.stack([np.searchsorted(cut, rows[:, figure], side="left") for figure, cut in enumerate(cuts)], axis=1)
    share = float((weight * wanted).sum() / weight.sum())
    start = float(np.log(share / (1 - share)))
    level = np.full(len(rows), start)
    trees = []
    for _ in range(settings.trees):
        likely = 1 / (1 + np.exp(-level))
        gradient, curvature = weight * (wanted - likely), weight * likely * (1 - likely)
        tree, values = _tree(binned, gradient, curvature, weight, cuts, signs, settings)
        level += values
        trees.append(tree)
    return Forest(start, trees)


def apply(forest: Forest, rows: Rows) -> Rows:
    """Raw values of shape (examples,)."""
    total = np.full(len(rows), forest.start)
    for tree in forest.trees:
        places = np.zeros(len(rows), dtype=int)
        for _ in range(16):
            figure = np.array([node[0] for node in tree])[places]
            inner = figure != LEAF
            if not inner.any():
                break
            threshold = np.array([node[1] for node in tree])[places]
            left, right = np.array([node[2] for node in tree])[places], np.array([node[3] for node in tree])[places]
            goes_left = rows[np.arange(len(rows)), np.maximum(figure, 0)] <= threshold
            places = np.where(inner, np.where(goes_left, left, right), places)
        total += np.array([node[1] for node in tree])[places]
    return total


def _cuts(values: Rows) -> Rows:
    different = np.unique(values)
    if len(different) <= _BINS:
        return (different[:-1] + different[1:]) / 2
    return np.unique(np.quantile(values, np.linspace(0, 1, _BINS + 1)[1:-1]))


def _tree(
    binned: NDArray[np.int64],
    gradient: Rows,
    curvature: Rows,
    weight: Rows,
    cuts: list[Rows],
    signs: NDArray[np.int64],
    settings: Settings,
) -> tuple[list[tuple[int, float, int, int]], Rows]:
    nodes: list[tuple[int, float, int, int]] = []
    values = np.zeros(len(gradient))

    def grow(inside: NDArray[np.int64], depth: int, low: float, high: float) -> int:
        place = len(nodes)
        nodes.append((LEAF, 0.0, 0, 0))
        total, bend = gradient[inside].sum(), curvature[inside].sum()
        value = float(np.clip(total / (bend + settings.ridge), low, high))
        best = None
        if depth < settings.depth and weight[inside].sum() >= 2 * settings.least_weight:
            best = _best_split(
                binned[inside], gradient[inside], curvature[inside], weight[inside], cuts, signs, settings
            )
        if best is None:
            leaf = value * settings.rate
            nodes[place] = (LEAF, leaf, 0, 0)
            values[inside] = leaf
            return place
        figure, cut, left_value, right_value = best
        goes_left = binned[inside, figure] <= cut
        middle = float(np.clip((left_value + right_value) / 2, low, high))
        left_bounds, right_bounds = (low, high), (low, high)
        if signs[figure] > 0:
            left_bounds, right_bounds = (low, middle), (middle, high)
        elif signs[figure] < 0:
            left_bounds, right_bounds = (middle, high), (low, middle)
        left = grow(inside[goes_left], depth + 1, *left_bounds)
        right = grow(inside[~goes_left], depth + 1, *right_bounds)
        nodes[place] = (figure, float(cuts[figure][cut]), left, right)
        return place

    grow(np.arange(len(gradient)), 0, -6.0, 6.0)
    return nodes, values


def _best_split(
    binned: NDArray[np.int64],
    gradient: Rows,
    curvature: Rows,
    weight: Rows,
    cuts: list[Rows],
    signs: NDArray[np.int64],
    settings: Settings,
) -> tuple[int, int, float, float] | None:
    total, bend, mass = gradient.sum(), curvature.sum(), weight.sum()
    whole = total**2 / (bend + settings.ridge)
    best_gain, best = 1e-3, None
    for figure, cut in enumerate(cuts):
        if not len(cut):
            continue
        size = len(cut) + 1
        sums = np.cumsum(np.bincount(binned[:, figure], gradient, size))[:-1]
        bends = np.cumsum(np.bincount(binned[:, figure], curvature, size))[:-1]
        masses = np.cumsum(np.bincount(binned[:, figure], weight, size))[:-1]
        left, right = sums / (bends + settings.ridge), (total - sums) / (bend - bends + settings.ridge)
        gain = sums * left + (total - sums) * right - whole
        gain[(masses < settings.least_weight) | (mass - masses < settings.least_weight)] = 0
        if signs[figure]:
            gain[(right - left) * signs[figure] < 0] = 0
        place = int(gain.argmax())
        if gain[place] > best_gain:
            best_gain, best = float(gain[place]), (figure, place, float(left[place]), float(right[place]))
    return best
