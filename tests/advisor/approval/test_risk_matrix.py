"""The level of a risk comes from a table: never lower for more likelihood or severity, and never an average."""

from __future__ import annotations

import itertools

import pytest

from advisor.approval.proposal import RiskLevel
from advisor.approval.risk_matrix import LIKELIHOODS, SEVERITIES, Scale, level


@pytest.mark.parametrize("scale", [3, 5])
def test_more_likelihood_or_severity_never_lowers_the_level(scale: Scale) -> None:
    steps = range(1, scale + 1)
    for likelihood, severity in itertools.product(steps, steps):
        here = level(likelihood, severity, scale).rank
        assert level(min(likelihood + 1, scale), severity, scale).rank >= here
        assert level(likelihood, min(severity + 1, scale), scale).rank >= here


@pytest.mark.parametrize(
    ("likelihood", "severity", "expected"),
    [
        (1, 1, "low"),
        (3, 1, "low"),
        (1, 2, "low"),
        (2, 2, "medium"),
        (3, 2, "high"),
        (1, 3, "low"),
        (2, 3, "high"),
        (3, 3, "high"),
    ],
)
def test_the_levels_of_three_steps(likelihood: int, severity: int, expected: str) -> None:
    assert level(likelihood, severity) is RiskLevel(expected)


@pytest.mark.parametrize("scale", [3, 5])
def test_a_severe_and_possible_harm_is_high_and_a_minimal_one_low(scale: Scale) -> None:
    possible = LIKELIHOODS[scale].index("Possible") + 1
    assert level(possible, scale, scale) is RiskLevel.HIGH
    assert level(possible, 1, scale) is RiskLevel.LOW
    assert level(1, scale, scale) is not RiskLevel.HIGH
    assert len(LIKELIHOODS[scale]) == len(SEVERITIES[scale]) == scale


def test_a_step_beyond_the_scale_counts_as_its_last() -> None:
    assert level(5, 5, 3) is level(3, 3, 3)
