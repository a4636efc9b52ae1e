"""Arrows follow what the proposal says: who gives, and who sends something back."""

from __future__ import annotations

import pytest

from advisor.governance.drafting.facts import understand
from advisor.governance.drafting.flows import data_flows
from advisor.governance.drafting.roles import roles
from corpus.drafting_rules import DraftingRules

COUNCIL, TRUST = "Pell Town Council", "Orrin Trust"
GIVES = f"{COUNCIL} sends the names and addresses of tenants to {TRUST}, a charity, which visits them."


def arrows(text: str, rules: DraftingRules) -> set[tuple[str, str]]:
    facts = understand(text, rules)
    return {(one.sender, one.receiver) for one in data_flows(facts, roles(facts))}


def test_what_one_body_gives_another_is_one_arrow(rules: DraftingRules) -> None:
    assert arrows(GIVES, rules) == {(COUNCIL, TRUST)}


@pytest.mark.parametrize(
    "more",
    [
        "The charity sends back a monthly list of the visits it made.",
        "Each Friday the charity reports back which tenants had moved.",
        "They pass the outcome of each visit back to us.",
        f"{TRUST} feeds the result of every visit back by secure e-mail.",
        "It then returns a note of each visit to the council.",
    ],
)
def test_what_comes_back_is_an_arrow_of_its_own(more: str, rules: DraftingRules) -> None:
    assert arrows(f"{GIVES} {more}", rules) == {(COUNCIL, TRUST), (TRUST, COUNCIL)}


def test_what_comes_back_is_not_said_to_be_what_was_sent(rules: DraftingRules) -> None:
    facts = understand(f"{GIVES} They report the outcome of each visit back.", rules)
    there, back = data_flows(facts, roles(facts))
    assert (there.sender, back.sender, back.what) == (COUNCIL, TRUST, "")


@pytest.mark.parametrize(
    "more",
    [
        "The charity sends nothing back.",
        "No information is passed back.",
        "We call tenants back within two days.",
        "The council sends back any list with errors in it.",
        "The charity gives back the keys.",
    ],
)
def test_where_nothing_about_people_comes_back_there_is_no_such_arrow(more: str, rules: DraftingRules) -> None:
    assert arrows(f"{GIVES} {more}", rules) == {(COUNCIL, TRUST)}


def test_a_health_board_that_gives_is_known_as_the_board(rules: DraftingRules) -> None:
    text = f"NHS Pell sends a list of discharged patients to {COUNCIL}. The board sends back any list with errors."
    assert arrows(text, rules) == {("NHS Pell", COUNCIL)}
