"""Bodies are recognised by their names, once each, and told apart by what they are."""

from __future__ import annotations

import pytest

from advisor.governance.drafting.parties import PartyKind, parties
from advisor.governance.drafting.sentences import sentences


def _kinds(text: str) -> dict[str, PartyKind]:
    return {one.name: one.kind for one in parties(sentences(text))}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("We at Harrow Fell District Council plan it.", "Harrow Fell District Council", PartyKind.COUNCIL),
        ("It goes to NHS Strathay each week.", "NHS Strathay", PartyKind.HEALTH),
        ("The Department for Coastal Works asks.", "Department for Coastal Works", PartyKind.DEPARTMENT),
        ("Then the University of Pellmouth studies it.", "University of Pellmouth", PartyKind.UNIVERSITY),
        ("Data go to Tidewell Systems Ltd.", "Tidewell Systems Ltd", PartyKind.FIRM),
        ("Harbour Light is a charity for sailors.", "Harbour Light", PartyKind.CHARITY),
        ("The Police Service of Arlow will join.", "Police Service of Arlow", PartyKind.POLICE),
    ],
)
def test_a_body_is_known_by_its_name(text: str, name: str, kind: PartyKind) -> None:
    assert _kinds(text) == {name: kind}


def test_two_bodies_joined_by_and_are_two() -> None:
    assert set(_kinds("Between Pell Town Council and NHS Pell.")) == {"Pell Town Council", "NHS Pell"}


def test_a_body_spelt_in_two_ways_is_one_party() -> None:
    assert len(_kinds("Merrowdale Council leads. Merowdale Council pays.")) == 1


def test_a_firm_without_a_suffix_is_known_as_the_supplier() -> None:
    named = parties(sentences("Pell Town Council uses it. The app is supplied by Quickwell."))
    assert [one.name for one in named if one.processes] == ["Quickwell"]


def test_a_post_is_no_body() -> None:
    assert _kinds("Ask the Head of Legal Services or the Director of Adult Services.") == {}
