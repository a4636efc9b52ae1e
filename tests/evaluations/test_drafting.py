"""The figures of drafting are counted from the development half, and a wrong draft would lower them."""

from __future__ import annotations

import pytest

from corpus.drafting_files import drafting_rules, shipped_risks
from evaluations.drafting import figures, proposals


@pytest.fixture(scope="module")
def development() -> dict[str, object]:
    found, _ = figures("development")
    return found


@pytest.mark.parametrize(
    ("figure", "least"),
    [
        ("facts_in_field", 0.95),
        ("gaps_asked", 0.9),
        ("answered_not_asked", 0.95),
        ("triggers_met", 0.9),
        ("triggers_not_met", 0.9),
        ("instrument", 1.0),
        ("nothing_barred", 1.0),
        ("instructions_found", 1.0),
        ("corrections", 0.9),
        ("contradictions", 0.9),
        ("roles", 0.9),
    ],
)
def test_the_development_half_does_not_fall_back(development: dict[str, object], figure: str, least: float) -> None:
    share = development[figure]
    assert isinstance(share, dict)
    assert share["share"] >= least


def test_no_sentence_is_put_in_more_places_than_a_reader_bears(development: dict[str, object]) -> None:
    places = development["places_of_a_sentence"]
    assert isinstance(places, float)
    assert places < 4


def test_twenty_proposals_are_read_of_the_development_half() -> None:
    assert len(list(proposals("development"))) == 20


def test_short_proposals_name_known_cases_and_risks_and_no_case_both_ways() -> None:
    cases = {one.id for one in drafting_rules().triggers}
    risks = {one.id for one in shipped_risks()}
    short = [right for _, right in proposals("short")]
    assert len({right["id"] for right in short}) == len(short) == 42
    for right in short:
        met, not_met = set(right["screening"]["triggers_met"]), set(right["screening"]["triggers_not_met"])
        assert met | not_met <= cases
        assert not met & not_met, right["id"]
        named = [one["id"] for one in right["risks"]]
        assert set(named) <= risks, right["id"]
        assert len(set(named)) == len(named), right["id"]
