"""Bodies without a word for a body in their names, what is said of their standing, and who sends to whom."""

from __future__ import annotations

import pytest

from advisor.governance.drafting.facts import understand
from advisor.governance.drafting.instrument import choose_instrument
from advisor.governance.drafting.lawful_basis import lawful_basis
from advisor.governance.drafting.parties import parties
from advisor.governance.drafting.roles import roles
from advisor.governance.drafting.sentences import sentences
from corpus.drafting_rules import DraftingRules


def _names(text: str) -> set[str]:
    return {one.name for one in parties(sentences(text))}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bright Boots Kelder collects football boots and gives them to children.", "Bright Boots Kelder"),
        ("Harbour Tails, a small charity in the county, looks after dogs.", "Harbour Tails"),
        ("The charity Open Hands takes part from May.", "Open Hands"),
        ("Members are Second Spoon, Tinhut Kitchen, Mill Lane Pantry and Oak Fareshelf.", "Oak Fareshelf"),
        ("I act as Electoral Registration Officer for Wyrescombe.", "Electoral Registration Officer for Wyrescombe"),
        ("Our partner is Instituto Costa Norte in Brazil.", "Instituto Costa Norte"),
        ("Other party: Trustwell Ledger Ltd, credit reference agency", "Trustwell Ledger Ltd"),
    ],
)
def test_a_body_is_known_without_a_word_for_it(text: str, name: str) -> None:
    assert name in _names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Maria Lopez, a charity worker, wrote this.",
        "Then Jo Ann Smith Brown runs the meeting.",
        "Every Friday Afternoon Session runs for an hour in spring.",
        "The lists are Adult, Youth and Family.",
        "Dr Amina Shah, a volunteer at a refuge, advises us.",
    ],
)
def test_a_person_or_a_thing_is_no_body(text: str) -> None:
    assert not _names(text)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Lumen Care Ltd makes the unit, keeps the pictures and mends it.", "processor"),
        ("Lumen Care Ltd supplies the sensors under contract to us.", "processor"),
        ("Lumen Credit Reference Ltd decides for itself what goes into its files.", "controller"),
        ("Lumen Retail Ltd is a controller like us.", "controller"),
        ("Who is in: Lumen Town Company Ltd (that's me), Withy Constabulary", "controller"),
        ("Lumen Print Ltd is not a controller and works to our orders.", "processor"),
    ],
)
def test_a_firm_is_what_the_proposal_says_of_it(rules: DraftingRules, text: str, role: str) -> None:
    facts = understand(f"Withy Borough Council plans this.\n\n{text}", rules)
    assert {one.role for one in roles(facts) if one.party.startswith("Lumen")} - {"recipient"} == {role}


def test_who_only_sends_is_no_recipient(rules: DraftingRules) -> None:
    text = "Withy Borough Council sends a list to NHS Withy every Friday."
    found = {one.party for one in roles(understand(text, rules)) if one.role == "recipient"}
    assert found == {"NHS Withy"}


def test_us_are_those_named_first(rules: DraftingRules) -> None:
    text = "Bright Boots Kelder is a charity. Withy Borough Council would send us a list of families each week."
    found = {one.party for one in roles(understand(text, rules)) if one.role == "recipient"}
    assert found == {"Bright Boots Kelder"}


_TWO = "Withy Borough Council and NHS Withy share a list of 300 people. "


@pytest.mark.parametrize(
    "said",
    [
        "The two chose the purposes, the kit and the rules together.",
        "Everybody has one vote.",
        "They wrote the questions and picked the fields together and answer for it together.",
        "We would like the arrangement that Article 26 speaks of.",
        "One committee picks the questions and hires the analyst: that committee settles what is held.",
    ],
)
def test_deciding_together_is_joint(rules: DraftingRules, said: str) -> None:
    assert {one.role for one in roles(understand(_TWO + said, rules))} == {"joint controller"}


@pytest.mark.parametrize(
    "said",
    [
        "Read together they would have shown what was happening.",
        "Each body stays answerable for what it holds.",
        "We are not joint controllers; each decides for itself.",
        "Staff of both travel together.",
        "The two lists are put together once a month.",
    ],
)
def test_being_together_is_not_deciding_together(rules: DraftingRules, said: str) -> None:
    assert "joint controller" not in {one.role for one in roles(understand(_TWO + said, rules))}


def test_a_roof_with_sheets_beneath_it_is_a_protocol(rules: DraftingRules) -> None:
    text = (
        "Parties: Withy Borough Council, NHS Withy, Withy Constabulary. Four purposes under this one roof; each gets "
        "its own one-page agreement later. Each body stays answerable for what it holds."
    )
    assert choose_instrument(understand(text, rules)).instrument == "information_sharing_protocol"


def test_a_parish_council_may_weigh_its_interests(rules: DraftingRules) -> None:
    """Source: DPA 2018 section 7(3)."""
    parish, town = (
        lawful_basis(understand(f"{name} keeps a list of 38 people who clear snow.", rules))[0].article_6
        for name in ("Tarnside Parish Council", "Tarnside District Council")
    )
    assert "f" in parish
    assert not {"f", "ea"} & set(town)
