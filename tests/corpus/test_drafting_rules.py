"""The rules of drafting that ship hold together, and a rule that names nothing is refused."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from corpus import address
from corpus.drafting_files import drafting_rules
from corpus.drafting_rules import Condition, DraftingRules, Wording
from corpus.shipped import load_shipped


def test_at_least_forty_questions_ship() -> None:
    assert len({one.field for one in drafting_rules().gaps}) >= 40


def test_every_citation_is_an_official_address() -> None:
    rules = drafting_rules()
    cited = {one for rule in (*rules.triggers, *rules.gaps, *rules.corrections) for one in rule.citations}
    law = {one for one in cited if one.startswith(address.LEGISLATION)}
    assert law == {address.canonical(one) for one in law}
    assert {one.split("/")[2] for one in cited - law} <= {"ico.org.uk", "www.gov.uk"}


def test_a_rule_that_names_an_unknown_sign_is_refused() -> None:
    rules = drafting_rules()
    broken = rules.triggers[0].model_copy(update={"when": (Condition(every=("no-such-sign",)),)})
    with pytest.raises(ValidationError, match="no-such-sign"):
        DraftingRules.model_validate({**rules.model_dump(), "triggers": [broken.model_dump()]})


def test_a_condition_holds_with_all_some_and_none() -> None:
    condition = Condition(every=("a",), some=("b", "c"), none=("d",))
    assert condition.holds(frozenset({"a", "c"}))
    assert not condition.holds(frozenset({"a"}))
    assert not condition.holds(frozenset({"a", "b", "d"}))


def test_words_are_found_in_any_case_at_the_beginning_of_a_word() -> None:
    words = Wording((r"audit log", r"(?-i:AI)\b"))
    assert words.search("An Audit Log is kept") is not None
    assert words.search("said and paid") is None
    assert words.search("an AI reads it") is not None


def test_every_citation_is_in_a_card() -> None:
    rules = drafting_rules()
    cited = {one for rule in (*rules.triggers, *rules.gaps, *rules.corrections) for one in rule.citations}
    held = {one.url for card in load_shipped() for said in card.passage.statements for one in said.references}
    assert not {one for one in cited if one not in held and not any(address.covers(one, url) for url in held)}
