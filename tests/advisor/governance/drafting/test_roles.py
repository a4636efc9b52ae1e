"""Roles follow facts: who decides, who obeys, who receives."""

from __future__ import annotations

from advisor.governance.drafting.facts import Facts, understand
from advisor.governance.drafting.roles import roles
from corpus.drafting_rules import DraftingRules


def _roles(facts: Facts) -> set[tuple[str, str]]:
    return {(one.party, one.role) for one in roles(facts)}


def test_bodies_with_tasks_of_their_own_are_controllers_and_the_supplier_a_processor(meals: Facts) -> None:
    found = _roles(meals)
    assert ("Aldermoor Borough Council", "controller") in found
    assert ("NHS Aldermoor", "recipient") in found
    assert ("Fleetmind Ltd", "processor") in found


def test_those_who_decide_together_are_joint_controllers(rules: DraftingRules) -> None:
    text = "Pell Town Council and NHS Pell run one register. All partners decide together what is recorded."
    found = _roles(understand(text, rules))
    assert found == {("Pell Town Council", "joint controller"), ("NHS Pell", "joint controller")}


def test_a_supplier_that_uses_the_data_for_itself_is_a_controller_for_that(rules: DraftingRules) -> None:
    text = "Pell Town Council buys it from Tidewell Ltd. Tidewell may use the data to improve its product."
    found = _roles(understand(text, rules))
    assert {("Tidewell Ltd", "processor"), ("Tidewell Ltd", "controller")} <= found


def test_one_who_works_for_the_processor_is_a_sub_processor(rules: DraftingRules) -> None:
    text = "Scanning for Pell Town Council is done by Tidewell Ltd. Words are keyed by Farland Inc. abroad."
    assert ("Farland Inc.", "sub-processor") in _roles(understand(text, rules))


def test_no_body_named_gives_no_role(rules: DraftingRules) -> None:
    assert roles(understand("Scan old files.", rules)) == ()
