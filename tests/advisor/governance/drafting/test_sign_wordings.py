"""Signs are read by what a sentence says: who or what decides, and whether it is denied."""

from __future__ import annotations

import pytest

from advisor.governance.drafting.facts import understand
from advisor.governance.drafting.instrument import choose_instrument
from advisor.governance.drafting.screening import screen
from corpus.drafting_rules import DraftingRules

_COUNCIL = "Withy Borough Council runs a grant for tenants."


def _shown(said: str, rules: DraftingRules) -> frozenset[str]:
    return understand(f"{_COUNCIL} {said}", rules).shown


@pytest.mark.parametrize(
    "said",
    [
        "No officer is in the middle.",
        "A letter goes out with no one reading the account.",
        "Below that nobody looks.",
        "The letter run is started by the computer on Sunday night.",
        "The rules are in the software and the offer goes by text.",
        "It reads the story, decides, and e-mails the outcome.",
    ],
)
def test_an_outcome_that_nobody_looks_at_is_automated(rules: DraftingRules, said: str) -> None:
    assert "automated-outcome" in _shown(said, rules)


@pytest.mark.parametrize(
    "said",
    [
        "No decision is taken by the machine.",
        "Nothing is decided by a computer alone.",
        "The program refuses such an act by a model or a script.",
        "The system cannot refuse anybody by itself.",
        "A caseworker reads each form and decides.",
        "Every refusal is signed by a manager.",
    ],
)
def test_a_denial_of_automated_decisions_is_no_automated_decision(rules: DraftingRules, said: str) -> None:
    met = {one.id for one in screen(understand(f"{_COUNCIL} {said}", rules), rules).triggers if one.met}
    assert not met & {"criterion-automated", "criterion-prevents", "list-denial"}


@pytest.mark.parametrize(
    ("sign", "said"),
    [
        ("online-service", "Residents book a slot in the app."),
        ("cameras", "We take name, postcode and number plate."),
        ("scoring", "The list holds name and council tax band."),
        ("physical-danger", "The tool saves an office a lot of its life."),
        ("matching", "Each sentence is compared with its source."),
        ("no-choice", "The refusal is written in the log."),
        ("significant-effect", "Employees have an account of their own."),
    ],
)
def test_words_that_merely_look_like_a_sign_show_none(rules: DraftingRules, sign: str, said: str) -> None:
    assert sign not in understand(f"Withy Borough Council keeps a log. {said}", rules).shown


def test_public_bodies_that_say_they_are_competent_authorities_take_a_part_3_agreement(rules: DraftingRules) -> None:
    facts = understand(
        "Withy Coast Authority and Withy Constabulary pass each other names of suspects. Both act as competent "
        "authorities, to detect and prosecute crime.",
        rules,
    )
    assert choose_instrument(facts).instrument == "law_enforcement_sharing_agreement"
    assert "part3-s64" in {one.id for one in screen(facts, rules).triggers if one.met}


@pytest.mark.parametrize(
    "name",
    ["HM Prison Ravenshaw", "Probation Authority for the Marches", "NHS Calder Dale Integrated Care Board"],
)
def test_the_whole_name_of_a_body_is_read(rules: DraftingRules, name: str) -> None:
    assert name in {one.name for one in understand(f"The files are kept by {name} in a safe.", rules).parties}


def test_a_count_of_them_is_a_count_of_people(rules: DraftingRules) -> None:
    assert "large-scale" in _shown("Everyone in arrears (there are 9,300 of them) is written to.", rules)
