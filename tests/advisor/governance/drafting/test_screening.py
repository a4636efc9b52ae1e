"""Every case of the screening is answered, with the words that decide it."""

from __future__ import annotations

from advisor.governance.drafting.facts import Facts, understand
from advisor.governance.drafting.screening import screen
from corpus.drafting_rules import DraftingRules


def _met(facts: Facts, rules: DraftingRules) -> set[str]:
    return {one.id for one in screen(facts, rules).triggers if one.met}


def test_two_criteria_require_an_assessment(meals: Facts, rules: DraftingRules) -> None:
    assert _met(meals, rules) == {"criterion-sensitive", "criterion-vulnerable"}
    assert screen(meals, rules).required


def test_a_small_list_needs_none_and_every_case_says_why(newsletter: Facts, rules: DraftingRules) -> None:
    screening = screen(newsletter, rules)
    assert not screening.required
    assert len(screening.triggers) == len(rules.triggers)
    assert all(one.why.startswith("Not met") for one in screening.triggers)


def test_part_3_takes_section_64_and_no_case_of_article_35(force: Facts, rules: DraftingRules) -> None:
    met = _met(force, rules)
    assert "part3-s64" in met
    assert not {one for one in met if one.startswith("art35-")}


def test_what_is_met_quotes_the_proposal(meals: Facts, rules: DraftingRules) -> None:
    for one in screen(meals, rules).triggers:
        if one.met:
            assert one.source_text
            assert one.source_text in meals.text
            assert one.citations


def test_an_entry_of_the_list_needs_a_criterion_beside_it(rules: DraftingRules) -> None:
    met = _met(understand("Cameras on the ring road and in the town centre watch people, 24/7.", rules), rules)
    assert "art35-3-c" in met
    assert "list-biometric" not in met


def test_counters_that_hold_nothing_about_a_person_meet_nothing(rules: DraftingRules) -> None:
    text = "Nine sensors count heads in the town centre. No personal data is held; only totals are sent."
    assert _met(understand(text, rules), rules) == set()


def test_large_scale_is_read_from_the_number_and_not_from_a_sum(rules: DraftingRules) -> None:
    assert "criterion-scale" not in _met(understand("It costs £90,000 and concerns 120 tenants.", rules), rules)
    assert "criterion-scale" in _met(understand("It concerns 90,000 tenants.", rules), rules)
