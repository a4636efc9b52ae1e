"""The small boosted trees: they learn, they keep to their directions, and the plain evaluation agrees with them."""

from __future__ import annotations

import numpy as np
import pytest

from advisor.governance.grounding.judgement import Judgement
from evaluations.discrimination import accepted, area_under_curve
from evaluations.training.boosting import Forest, Settings, apply, learn

FEW = Settings(trees=30, depth=3, least_weight=5.0)


@pytest.fixture(scope="module")
def examples() -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(3)
    rows = chance.random((900, 3))
    wanted = ((rows[:, 0] > 0.5) & (rows[:, 1] < 0.6)).astype(float)
    return rows, wanted


def learnt(rows: np.ndarray, wanted: np.ndarray, signs: list[int]) -> Forest:
    return learn(rows, wanted, np.ones(len(rows)), np.array(signs), FEW)


def test_what_two_figures_decide_together_is_learnt(examples: tuple[np.ndarray, np.ndarray]) -> None:
    rows, wanted = examples
    forest = learnt(rows[:600], wanted[:600], [1, -1, 0])
    assert area_under_curve(apply(forest, rows[600:]), wanted[600:] > 0) > 0.97


@pytest.mark.parametrize(("figure", "sign"), [(0, -1), (1, 1)])
def test_a_figure_never_pushes_against_its_direction(
    examples: tuple[np.ndarray, np.ndarray], figure: int, sign: int
) -> None:
    rows, wanted = examples
    signs = [0, 0, 0]
    signs[figure] = sign
    forest = learnt(rows, wanted, signs)
    lower, higher = rows[:200].copy(), rows[:200].copy()
    higher[:, figure] += 0.4
    assert ((apply(forest, higher) - apply(forest, lower)) * sign >= -1e-9).all()


def test_the_plain_evaluation_agrees_with_the_trees(examples: tuple[np.ndarray, np.ndarray]) -> None:
    rows, wanted = examples
    forest = learnt(rows, wanted, [0, 0, 0])
    names = ["a", "b", "c"]
    plain = Judgement(
        {"figures": names, "trees": forest.trees, "start": forest.start, "slope": 1, "offset": 0, "threshold": 0.5}
    )
    for row, value in zip(rows[:50], apply(forest, rows[:50]), strict=True):
        assert plain.raw(dict(zip(names, row.tolist(), strict=True))) == pytest.approx(value)


def test_area_under_the_curve_of_known_scores() -> None:
    score, right = np.array([0.9, 0.8, 0.4, 0.4]), np.array([True, False, True, False])
    assert area_under_curve(score, right) == pytest.approx((1 + 1 + 0 + 0.5) / 4)
    assert np.isnan(area_under_curve(score, np.array([True] * 4)))
    assert accepted(score, right, 0.5) == pytest.approx(0.5)
