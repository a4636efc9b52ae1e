"""Answers: words by field, become facts that a person stated; what is no answer is refused with what to do."""

from __future__ import annotations

import pytest

from advisor.errors import DraftingFault
from advisor.governance.drafting.answers import LONGEST_ANSWER_CHARACTERS, answered, check_answers
from advisor.governance.drafting.draft import FactSource
from corpus.drafting_rules import DraftingRules


def test_an_answer_becomes_a_fact_with_its_words_exactly(rules: DraftingRules) -> None:
    answers = check_answers({"retention": "  Six years, then shredded.  ", "cost": None}, rules.fields)
    (fact,) = answered(answers, rules.fields)
    assert (fact.field, fact.value, fact.source) == ("retention", "Six years, then shredded.", FactSource.ANSWER)


def test_a_list_is_an_answer(rules: DraftingRules) -> None:
    assert check_answers({"systems": ["RouteWise", "Pelldesk"]}, rules.fields) == {"systems": "RouteWise; Pelldesk"}


@pytest.mark.parametrize(
    "raw",
    [["retention"], "six years", {"nosuchfield": "six years"}, {"retention": {"years": "six"}}, {1: "x"},
     {"retention": "x" * (LONGEST_ANSWER_CHARACTERS + 1)}],
)  # fmt: skip
def test_what_is_no_answer_is_refused_in_words(raw: object, rules: DraftingRules) -> None:
    with pytest.raises(DraftingFault) as refused:
        check_answers(raw, rules.fields, "answers.yaml")
    assert refused.value.what_to_do
    assert "answers.yaml" in refused.value.sentence
