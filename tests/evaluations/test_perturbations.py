"""Near-misses and rewordings made by rule: each changes what it says it changes."""

from __future__ import annotations

import random

import pytest

from evaluations.training import perturbations
from evaluations.training.perturbations import CHANGES, LEFT_OUT, near_misses, rewordings

RULE = (
    "Before the sale, the warden must tell the tenant within 14 days why any plot in Scotland was refused, if the "
    "request came after 5 May 2026 under section 12, unless a court orders otherwise."
)


def test_at_least_twelve_kinds_of_error_are_made_of_one_rule() -> None:
    assert len({kind for seed in range(8) for kind, _ in near_misses(RULE, random.Random(seed))}) >= 12


def test_three_kinds_are_left_out_of_training_altogether() -> None:
    assert len(LEFT_OUT) == 3
    assert set(LEFT_OUT) <= CHANGES.keys()


@pytest.mark.parametrize("seed", range(12))
def test_a_near_miss_is_never_the_claim_itself(seed: int) -> None:
    assert all(changed != RULE for _, changed in near_misses(RULE, random.Random(seed)))


@pytest.mark.parametrize(
    ("change", "claim", "expected"),
    [
        (perturbations.exception_dropped, "The shed is left open, unless it snows.", "The shed is left open."),
        (perturbations.condition_dropped, "The gate is open to all if it is dry.", "The gate is open to all."),
        (perturbations.condition_dropped, "If it is dry, the gate is open.", "The gate is open."),
        (perturbations.swapped_duty, "The tenant pays the landlord.", "The landlord pays the tenant."),
    ],
)
def test_a_change_does_what_it_is_called(change: perturbations.Change, claim: str, expected: str) -> None:
    changed = change(claim, random.Random(1))
    assert changed is not None
    assert changed.replace(" .", ".").casefold() == expected.casefold()


def test_a_change_that_does_not_fit_makes_nothing() -> None:
    plain = "Sheds are green."
    assert perturbations.unit(plain, random.Random(1)) is None
    assert perturbations.date(plain, random.Random(1)) is None
    assert perturbations.citation(plain, random.Random(1)) is None
    assert perturbations.condition_dropped(plain, random.Random(1)) is None


def test_numbers_of_provisions_are_not_taken_for_quantities() -> None:
    assert perturbations.number("See section 12 of the Act.", random.Random(1)) is None


def test_a_rewording_keeps_every_number() -> None:
    for seed in range(20):
        for reworded in rewordings(RULE, random.Random(seed)):
            assert "14 days" in reworded
            assert "section 12" in reworded
