"""Limits as numbers say the same as the rule in words, and the groups of the index never admit more than the rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.passage import EVER, NEVER, Passage
from corpus.source import TERRITORIES, Classification, Jurisdiction, Kind, Standing
from retrieval.evidence import Scope
from retrieval.limits import Group, admits, bits, day_number, group_of, limits_of
from tests.invented import TODAY, passage

DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    """A passage with any extent, dates, standing and classification that can be."""
    start = draw(st.none() | DAYS)
    end = draw(st.none() | DAYS)
    if start and end and end <= start:
        end = start + timedelta(days=30)
    return passage(
        "p",
        "It says so.",
        kind=draw(st.sampled_from([Kind.LEGISLATION, Kind.TOPIC, Kind.OWN])),
        extent=tuple(draw(st.lists(st.sampled_from(TERRITORIES), min_size=1, unique=True))),
        standing=draw(st.sampled_from(Standing)),
        classification=draw(st.sampled_from(Classification)),
        in_force_from=start,
        in_force_to=end,
        as_at=draw(st.none() | DAYS),
    )


SCOPES = st.builds(
    Scope,
    jurisdiction=st.sampled_from(Jurisdiction),
    on=DAYS,
    historical=st.booleans(),
    clearance=st.sampled_from(Classification),
)


@given(passages(), SCOPES)
def test_the_numbers_say_what_the_rule_says(one: Passage, scope: Scope) -> None:
    territory = scope.jurisdiction.territory
    allowed = (
        (territory is None or territory in one.extent)
        and one.classification.rank <= scope.clearance.rank
        and one.true_from <= scope.on < one.true_to
    )
    assert admits(scope, limits_of(one)) == allowed


@given(passages(), SCOPES)
def test_a_group_that_is_passed_over_holds_nothing_admitted(one: Passage, scope: Scope) -> None:
    limits = limits_of(one)
    if admits(scope, limits):
        assert group_of(limits).admitted_by(scope)


@given(passages())
def test_a_group_is_found_again_by_its_name(one: Passage) -> None:
    group = group_of(limits_of(one))
    assert Group.named(group.name) == group


@given(DAYS, DAYS)
def test_day_numbers_order_like_days(one: date, other: date) -> None:
    assert (day_number(one) < day_number(other)) == (one < other)


def test_what_holds_now_needs_no_date_filter_today() -> None:
    held = limits_of(passage("p", "It says so.", in_force_from=date(2018, 5, 25), as_at=TODAY))
    assert held.holds_now
    for one in (
        passage("p", "x.", in_force_from=date(2018, 5, 25), in_force_to=date(2027, 1, 1), as_at=TODAY),
        passage("p", "x.", in_force_from=date(2027, 1, 1), as_at=TODAY, standing=Standing.PROSPECTIVE),
        passage("p", "x.", in_force_from=date(2027, 1, 1), as_at=TODAY),
    ):
        assert not limits_of(one).holds_now


@pytest.mark.parametrize(
    ("standing", "kind", "first", "end"),
    [
        (Standing.IN_FORCE, Kind.TOPIC, date(2020, 1, 1), date(2025, 1, 1)),
        (Standing.REPEALED, Kind.TOPIC, date(2025, 1, 1), EVER),
        (Standing.SUPERSEDED, Kind.GUIDANCE, date(2025, 1, 1), EVER),
        (Standing.SUPERSEDED, Kind.LEGISLATION, date(2020, 1, 1), date(2025, 1, 1)),
        (Standing.PROSPECTIVE, Kind.TOPIC, TODAY, date(2020, 1, 1)),
    ],
)
def test_when_statements_are_true(standing: Standing, kind: Kind, first: date, end: date) -> None:
    one = passage(
        "p", "x.", kind=kind, standing=standing, in_force_from=date(2020, 1, 1), in_force_to=date(2025, 1, 1),
        as_at=TODAY,
    )  # fmt: skip
    assert (one.true_from, one.true_to) == (first, end)


def test_a_document_without_dates_holds_always() -> None:
    assert (passage("p", "x.").true_from, passage("p", "x.").true_to) == (NEVER, EVER)


def test_a_territory_is_one_bit_each() -> None:
    assert [bits((letter,)) for letter in TERRITORIES] == [1, 2, 4, 8]
    assert bits(TERRITORIES) == 15
