"""The least intrusive way that serves is recommended, beside the others."""

from __future__ import annotations

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
