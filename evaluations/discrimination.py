"""How well a score tells right from wrong."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def area_under_curve(score: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """The likelihood that a right one scores above a wrong one (ties count half); not a number without both."""
    rights, wrongs = score[right], score[~right]
    if not len(rights) or not len(wrongs):
        return float("nan")
    above = (rights[:, None] > wrongs[None, :]).mean() + (rights[:, None] == wrongs[None, :]).mean() / 2
    return float(above)


def accepted(score: NDArray[np.float64], chosen: NDArray[np.bool_], threshold: float) -> float:
    """Share of the chosen ones whose score reaches the threshold."""
    return float((score[chosen] >= threshold).mean()) if chosen.any() else float("nan")
