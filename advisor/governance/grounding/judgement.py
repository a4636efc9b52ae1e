"""From figures to a score: trees learnt by ``evaluations.training.grounding``, added up in plain Python.

``weights.json`` holds the names of the figures, the trees (rows of figure number, threshold, left, right; a leaf has
its value in place of a threshold), the starting value, and the threshold from which a claim counts as supported.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

LEAF = -1


class Node(NamedTuple):
    """A node of a tree: figures up to the threshold go left. A leaf has figure ``LEAF`` and its value as threshold."""

    figure: int
    threshold: float
    left: int
    right: int


class Judgement:
    """The learnt trees."""

    def __init__(self, data: Mapping[str, object]) -> None:
        self.figures: list[str] = list(data["figures"])  # type: ignore[call-overload]
        self._trees = [[Node(*node) for node in tree] for tree in data["trees"]]  # type: ignore[attr-defined]
        self._start = float(data["start"])  # type: ignore[arg-type]
        self._slope = float(data["slope"])  # type: ignore[arg-type]
        self._offset = float(data["offset"])  # type: ignore[arg-type]
        self.threshold = float(data["threshold"])  # type: ignore[arg-type]

    def raw(self, figures: Mapping[str, float]) -> float:
        """The sum of the trees."""
        row = [figures[name] for name in self.figures]
        total = self._start
        for tree in self._trees:
            node = tree[0]
            while node.figure != LEAF:
                node = tree[node.left if row[node.figure] <= node.threshold else node.right]
            total += node.threshold
        return total

    def score(self, figures: Mapping[str, float]) -> float:
        """Likelihood from 0 to 1 that the passages carry the claim."""
        level = max(-30.0, min(30.0, self._slope * self.raw(figures) + self._offset))
        return 1 / (1 + math.exp(-level))


@cache
def learnt() -> Judgement:
    """The shipped judgement."""
    return Judgement(json.loads(files("advisor.governance.grounding").joinpath("weights.json").read_text("utf-8")))
