"""An exercise whose card changed, or whose law was replaced, waits for a review."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.governance.exercises.exercise import read
from advisor.governance.exercises.freshness import CardState, digests, faults, outdated_because
from tests.advisor.governance.exercises.invented import data

EXERCISE = read(data(), "lost-keys")
TODAY = date(2026, 12, 1)
CARD = CardState(id="a-card", title="A card", url="https://x.example/1", digest="one", addresses=frozenset())


def test_an_exercise_is_current_while_its_cards_stand_as_they_were_reviewed() -> None:
    cards = {"a-card": CARD}
    assert outdated_because(EXERCISE, cards, digests(EXERCISE, cards), TODAY) == ()
    assert faults(EXERCISE, cards) == ()


@pytest.mark.parametrize(
    ("card", "reviewed", "said"),
    [
        (CARD.model_copy(update={"digest": "two"}), {"a-card": "one"}, "has changed"),
        (CARD.model_copy(update={"ended_on": date(2026, 11, 30)}), {"a-card": "one"}, "was replaced on 2026-11-30"),
        (CARD, {}, "Nobody has reviewed it"),
    ],
)
def test_what_changed_is_said(card: CardState, reviewed: dict[str, str], said: str) -> None:
    assert said in outdated_because(EXERCISE, {"a-card": card}, reviewed, TODAY)[0]


def test_law_that_ends_later_is_still_current() -> None:
    ends = CARD.model_copy(update={"ended_on": date(2026, 12, 24)})
    assert outdated_because(EXERCISE, {"a-card": ends}, {"a-card": "one"}, TODAY) == ()


def test_a_card_that_is_gone_is_a_fault_with_its_step() -> None:
    assert "step first: there is no card a-card" in faults(EXERCISE, {})[0]
    assert "no longer held" in outdated_because(EXERCISE, {}, {"a-card": "one"}, TODAY)[0]
