"""Quantities: what equals what, and what the law would not convert."""

from __future__ import annotations

import pytest

from advisor.governance.grounding.quantities import quantities, same


def one(text: str) -> object:
    found = quantities(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("written", "also"),
    [
        ("one month", "a month"),
        ("two years", "24 months"),
        ("fourteen days", "two weeks"),
        ("72 hours", "seventy-two hours"),
        ("2%", "2 per cent"),
        ("£8.7 million", "£8,700,000"),
        ("5 February 2026", "2026-02-05"),
        ("5 February 2026", "February 2026"),
        ("5 February 2026", "in 2026"),
        ("20 working days", "twenty business days"),
        ("12", "a 12-year-old"),
        ("six months", "half a year"),
        ("fifty years", "half a century"),
    ],
)
def test_two_ways_of_writing_one_quantity_are_the_same(written: str, also: str) -> None:
    assert same(one(written), one(also))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("72 hours", "3 days"),
        ("30 days", "one month"),
        ("20 working days", "20 days"),
        ("15 school days", "15 working days"),
        ("24 hours", "24 working hours"),
        ("£500", "£5000"),
        ("5 February 2026", "5 February 2025"),
        ("2%", "2 pounds"),
    ],
)
def test_quantities_that_the_law_holds_apart_are_not_the_same(written: str, other: str) -> None:
    assert not same(one(written), one(other))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("within 20 days", "most"),
        ("no later than 20 days after", "most"),
        ("up to 20 days", "most"),
        ("20 days at the latest", "most"),
        ("at least 20 days", "least"),
        ("not less than 20 days", "least"),
        ("more than 20 days", "least"),
        ("no more than 20 days", "most"),
        ("pupils of 12 or over", "least"),
        ("children under 13", "most"),
        ("20 days", ""),
    ],
)
def test_a_limit_is_read_as_a_maximum_or_a_minimum(text: str, limit: str) -> None:
    assert one(text).limit == limit  # type: ignore[attr-defined]


def test_the_verb_may_before_a_number_is_no_month() -> None:
    assert [found.unit for found in quantities("may 5 people attend")] == [""]


def test_paragraph_numbers_in_brackets_are_no_quantities() -> None:
    assert quantities("(1) the controller (2) the processor") == []


@pytest.mark.parametrize("text", ["Once the fault is mended", "when she wrote a second time", "for a second look"])
def test_once_and_second_that_count_nothing_are_no_quantities(text: str) -> None:
    assert quantities(text) == []


def test_once_a_year_is_a_quantity() -> None:
    assert (1.0, "times") in [one.amount for one in quantities("checked once a year")]
