"""What any interval of a mean must be, whatever the values."""

from __future__ import annotations

from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.intervals import interval

VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=40)


@settings(deadline=None, max_examples=25)
@given(VALUES)
def test_it_lies_within_the_values_and_is_the_same_every_time(values: list[float]) -> None:
    low, high = interval(values)
    assert min(values) - 1e-9 <= low <= high <= max(values) + 1e-9
    assert interval(values) == (low, high)


@settings(deadline=None, max_examples=25)
@given(VALUES, st.floats(-2, 2))
def test_it_moves_with_the_values(values: list[float], by: float) -> None:
    low, high = interval(values)
    assert interval([value + by for value in values]) == pytest.approx((low + by, high + by), abs=1e-9)


def test_it_holds_the_mean_and_narrows_with_more_questions() -> None:
    few, many = interval([0.0, 1.0] * 10), interval([0.0, 1.0] * 200)
    assert few[0] < fmean([0.0, 1.0]) < few[1]
    assert many[1] - many[0] < (few[1] - few[0]) / 3


def test_it_covers_the_truth_about_as_often_as_it_says() -> None:
    from random import Random

    dice = Random(7)
    covered = 0
    for _ in range(200):
        low, high = interval([float(dice.random() < 0.7) for _ in range(80)])
        covered += low <= 0.7 <= high
    assert 175 <= covered <= 200


def test_equal_values_leave_no_doubt_and_no_values_have_no_interval() -> None:
    assert interval([0.25] * 9) == (0.25, 0.25)
    with pytest.raises(ValueError, match="no values"):
        interval([])
