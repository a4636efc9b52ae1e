"""Bases fit the party; what is barred is never offered, and Part 3 stands apart."""

from __future__ import annotations

import pytest

from advisor.governance.drafting.draft import Regime, Standing
from advisor.governance.drafting.facts import Facts, understand
from advisor.governance.drafting.lawful_basis import lawful_basis
from corpus.drafting_rules import DraftingRules


@pytest.mark.parametrize("body", ["Pell Town Council", "NHS Pell", "Pell Academies Trust", "University of Pell"])
def test_legitimate_interests_are_never_offered_to_a_public_body(rules: DraftingRules, body: str) -> None:
    text = f"{body} relies on legitimate interests to score 9,000 vulnerable children at risk of abuse by crime."
    lines = lawful_basis(understand(text, rules))
    assert lines
    assert not {point for line in lines for point in line.article_6} & {"f", "ea"}


def test_a_charity_is_offered_them_as_candidates(rules: DraftingRules) -> None:
    lines = lawful_basis(understand("Harbour Light is a charity for victims of domestic abuse.", rules))
    assert set(lines[0].article_6) == {"ea", "f"}
    assert lines[0].status is Standing.CANDIDATE


def test_nothing_is_offered_to_a_body_whose_sort_is_unknown(rules: DraftingRules) -> None:
    line = lawful_basis(understand("Arlow Housing Association keeps names of tenants.", rules))[0]
    assert line.article_6 == ()
    assert "public authority" in line.why


def test_health_data_of_a_health_board_in_care_take_point_h_with_paragraph_2(meals: Facts) -> None:
    line = next(one for one in lawful_basis(meals) if one.party == "NHS Aldermoor")
    assert (line.article_9, line.schedule_1) == (("h",), ("2",))


def test_competent_authorities_are_under_part_3_without_articles_6_and_9(force: Facts) -> None:
    lines = lawful_basis(force)
    assert {one.regime for one in lines} == {Regime.PART_3}
    assert not any(one.article_6 or one.article_9 for one in lines)
    assert any(one.endswith("/section/35") for one in lines[0].citations)


def test_a_named_act_becomes_the_power(rules: DraftingRules) -> None:
    text = "Pell County Council does this under the Care Act 2014 for adults with care needs."
    assert "Care Act 2014" in (lawful_basis(understand(text, rules))[0].power or "")


def test_no_power_is_invented(meals: Facts) -> None:
    assert all(one.power is None for one in lawful_basis(meals))


@pytest.mark.parametrize(
    "said",
    [
        "Section 115 of the Crime and Disorder Act 1998 was looked at and not used.",
        "We do not rely on section 115 of the Crime and Disorder Act 1998.",
        "The Crime and Disorder Act 1998 doesn't apply here.",
        "We act under charter rather than the Crime and Disorder Act 1998.",
        "The Crime and Disorder Act 1998 was ruled out.",
    ],
)
def test_a_law_that_a_proposal_sets_aside_is_not_given_as_its_power(rules: DraftingRules, said: str) -> None:
    lines = lawful_basis(understand(f"Pell Town Council sends names of residents to NHS Pell. {said}", rules))
    assert lines
    assert not any(line.power and "Crime and Disorder" in line.power for line in lines)


@pytest.mark.parametrize(
    "said",
    [
        "We share under section 115 of the Crime and Disorder Act 1998.",
        "Section 115 of the Crime and Disorder Act 1998 applies, and consent does not apply.",
        "Under the Crime and Disorder Act 1998 consent is not needed.",
        "Nothing goes by e-mail, and we rely on the Crime and Disorder Act 1998.",
    ],
)
def test_a_law_that_a_proposal_names_as_its_own_is(rules: DraftingRules, said: str) -> None:
    lines = lawful_basis(understand(f"Pell Town Council sends names of residents to NHS Pell. {said}", rules))
    assert any(line.power and "Crime and Disorder" in line.power for line in lines)
