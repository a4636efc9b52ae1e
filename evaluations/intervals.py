"""How sure a mean is: bootstrap intervals over questions, with a fixed seed so that a run can be repeated."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

SEED = 20261121
ROUNDS = 4000
LEVEL = 0.95
_BLOCK = 500


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The interval in which the mean of the values lies, by drawing them again with replacement.

    For differences of pairs it tells whether a change is more than the choice of questions would make.

    Raises:
        ValueError: for no values, of which there is no mean.
    """
    if not values:
        raise ValueError("there is no interval of no values")
    given = np.asarray(values, dtype=np.float64)
    dice = np.random.default_rng(SEED)
    means = np.concatenate(
        [given[dice.integers(0, len(given), (_BLOCK, len(given)))].mean(axis=1) for _ in range(ROUNDS // _BLOCK)]
    )
    low, high = np.quantile(means, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
