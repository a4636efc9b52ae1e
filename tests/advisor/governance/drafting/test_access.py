"""The least intrusive way that serves is recommended, beside the others."""

from __future__ import annotations

import pytest

from advisor.governance.drafting.access import compare_access
from advisor.governance.drafting.draft import Way
from advisor.governance.drafting.facts import Facts, understand
from corpus.drafting_rules import DraftingRules


def test_a_question_about_one_person_needs_no_copy(meals: Facts) -> None:
    flows = compare_access(meals)
    assert [one.recommended for one in flows] == [Way.LOOKUP, Way.LOOKUP]


def test_every_other_way_is_compared(force: Facts) -> None:
    for flow in compare_access(force):
        assert {flow.recommended, *(one.way for one in flow.alternatives)} == set(Way)


def test_research_gets_no_names(rules: DraftingRules) -> None:
    text = "The University of Pell does research on records of NHS Pell."
    assert {one.recommended for one in compare_access(understand(text, rules))} == {Way.PSEUDONYMISED}


def test_nothing_leaves_a_body_alone(newsletter: Facts) -> None:
    assert compare_access(newsletter) == ()


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Withy Borough Council tells NHS Withy how many homes it needs, to plan repairs.", Way.AGGREGATE),
        ("NHS Withy reports falls to Withy Borough Council for workforce planning each year.", Way.AGGREGATE),
        ("Withy Borough Council tells NHS Withy of each new tenancy in real time.", Way.API),
        ("NHS Withy tells Withy Borough Council of a discharge within minutes of it.", Way.API),
        ("Withy Borough Council and NHS Withy look for people who are owed a rebate.", Way.LOOKUP),
    ],
)
def test_the_purpose_chooses_the_way(rules: DraftingRules, text: str, way: Way) -> None:
    assert way in {one.recommended for one in compare_access(understand(text, rules))}


def test_one_fact_that_is_asked_once_is_answered_and_not_copied(rules: DraftingRules) -> None:
    text = "An heir hunter asked Withy Borough Council once only who the next of kin is. It is a single request."
    assert [one.recommended for one in compare_access(understand(text, rules))] == [Way.LOOKUP]


def test_one_clip_that_is_asked_for_once_is_copied(rules: DraftingRules) -> None:
    text = "A detective asked Withy Borough Council when the footage can be had. It is a single request."
    assert [one.recommended for one in compare_access(understand(text, rules))] == [Way.COPY]


@pytest.mark.parametrize(
    ("said", "whom", "way"),
    [
        ("Each quarter we send totals by street to the police.", "the police", Way.AGGREGATE),
        ("Names of tenants in danger go to the police as soon as they happen to be known.", "the police", Way.API),
        ("We pass the film to the landlord where a crime was seen.", "the landlord", Way.COPY),
        ("The list is shared with 31 school offices.", "31 school offices", Way.LOOKUP),
    ],
)
def test_what_one_sentence_says_goes_to_others_is_weighed(rules: DraftingRules, said: str, whom: str, way: Way) -> None:
    found = compare_access(understand(f"Withy Borough Council plans a register of tenants. {said}", rules))
    assert [one.recommended for one in found if one.flow.endswith(whom)] == [way]


def test_what_is_not_given_is_no_flow(rules: DraftingRules) -> None:
    text = "Withy Borough Council plans a register of tenants. Nothing is ever passed to the police."
    assert compare_access(understand(text, rules)) == ()
