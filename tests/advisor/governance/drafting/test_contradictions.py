"""What is told in two ways is shown in both, and nothing else is."""

from __future__ import annotations

import pytest

from advisor.governance.drafting.contradictions import contradictions
from advisor.governance.drafting.facts import Facts, understand
from corpus.drafting_rules import DraftingRules


@pytest.mark.parametrize(
    ("text", "field", "first", "second"),
    [
        (
            "We fit 84 cameras in May. The schedule lists 96 cameras, which is right?",
            "volume",
            "84 cameras",
            "96 cameras",
        ),
        ("It concerns 430 staff. Page 2 says 480 staff.", "volume", "430 staff", "480 staff"),
        ("By Ms Tamsin Okonjo. Tamsin Okonju signs.", None, "Tamsin Okonjo", "Tamsin Okonju"),
        (
            "Claims are refused automatically at night. A human always makes the decision.",
            "human_review",
            "refused automatically",
            "A human always makes the decision",
        ),
        (
            "Footage is kept 31 days. The tender says footage is kept for 28 days.",
            "retention",
            "31 days",
            "28 days",
        ),
        ("All is held in the UK. The servers stand in Dublin.", "hosting", "in the UK", "Dublin"),
    ],
)
def test_both_wordings_are_shown(rules: DraftingRules, text: str, field: str | None, first: str, second: str) -> None:
    found = contradictions(understand(text, rules))
    assert any(first in one.values[0] and second in one.values[1] for one in found)
    assert field is None or field in {one.field for one in found}


def test_two_numbers_of_two_things_are_no_contradiction(rules: DraftingRules) -> None:
    text = "We fit 84 fixed cameras and 6 mobile cameras. Footage is kept 31 days, plates 12 months."
    assert contradictions(understand(text, rules)) == ()


def test_a_sample_and_the_whole_are_no_contradiction(rules: DraftingRules) -> None:
    assert contradictions(understand("Audit sampled 50 awards. We made 3,200 awards on our side.", rules)) == ()


def test_two_totals_near_one_another_are_shown_without_a_word_of_doubt(rules: DraftingRules) -> None:
    found = contradictions(understand("The pilot is in 12 libraries. We pay for 14 libraries.", rules))
    assert [one.values for one in found] == [("12 libraries", "14 libraries")]


def test_a_proposal_of_one_piece_has_none(meals: Facts, newsletter: Facts) -> None:
    assert contradictions(meals) == ()
    assert contradictions(newsletter) == ()
