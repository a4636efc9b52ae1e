"""Who counts as an actor, and which two names may mean one."""

from __future__ import annotations

import pytest

from advisor.governance.grounding.actors import AGENT, NAMED, may_be_one
from advisor.governance.grounding.alignment import align
from advisor.governance.grounding.features import features
from advisor.governance.grounding.passages import taken_apart
from advisor.governance.grounding.wording import Unit


@pytest.mark.parametrize(
    "text", ["The finder hands it in.", "Give it to the finder.", "Each honest finder is thanked."]
)
def test_somebody_named_by_what_they_do_is_an_actor(text: str) -> None:
    assert f"{AGENT}finder" in [one.meaning for one in Unit(text).actors]


@pytest.mark.parametrize("text", ["The letter is in the register.", "The number of the folder.", "After the summer."])
def test_a_thing_that_ends_like_an_actor_is_none(text: str) -> None:
    assert Unit(text).actors == []


def test_somebody_named_by_what_they_do_may_be_any_body_but_no_regulator() -> None:
    assert may_be_one(f"{AGENT}carrier", "company")
    assert may_be_one(f"{AGENT}carrier", f"{AGENT}carrier")
    assert not may_be_one(f"{AGENT}carrier", f"{AGENT}finder")
    assert not may_be_one(f"{AGENT}carrier", "regulator")
    assert may_be_one(f"{AGENT}acme", f"{NAMED}acme")


def test_a_duty_turned_round_between_two_such_actors_is_told() -> None:
    passage = taken_apart(("The finder shall hand the bag to the conductor.",))
    right, _ = features(align(Unit("The finder must hand the bag to the conductor."), passage))
    turned, reasons = features(align(Unit("The conductor must hand the bag to the finder."), passage))
    assert right["doers_differing"] == 0.0
    assert turned["doers_differing"] > 0.0
    assert any("conductor" in one.says or "other way round" in one.says for one in reasons)
