"""Reasons and legal consequences that a claim gives of itself."""

from __future__ import annotations

import pytest

from advisor.governance.grounding.alignment import align
from advisor.governance.grounding.features import features
from advisor.governance.grounding.passages import taken_apart
from advisor.governance.grounding.wording import Unit

PASSAGE = (
    "The store was closed on 4 May because the roof leaked. The keeper moved 200 files to the annexe. "
    "A visitor who damages a file must pay for its repair."
)


def figure(name: str, claim: str) -> float:
    return features(align(Unit(claim), taken_apart((PASSAGE,))))[0][name]


def test_the_passages_own_reason_is_carried() -> None:
    assert figure("cause_unsaid", "The store was shut because its roof leaked.") == 0.0


@pytest.mark.parametrize(
    "claim", ["The store was closed because of a fire.", "The files were moved because the annexe was cheaper."]
)
def test_a_reason_that_no_passage_gives_is_told(claim: str) -> None:
    figures, reasons = features(align(Unit(claim), taken_apart((PASSAGE,))))
    assert figures["cause_unsaid"] == 1.0
    assert "the passage does not give that reason" in [one.says for one in reasons]


def test_words_that_stand_in_the_passage_but_give_no_reason_there_are_no_reason() -> None:
    assert figure("cause_unsaid", "The store was closed because the keeper moved 200 files.") > 0.5


def test_a_claim_without_a_reason_lacks_none() -> None:
    assert figure("cause_unsaid", "The keeper moved the files.") == 0.0


@pytest.mark.parametrize("word", ["an offence", "void", "misconduct"])
def test_a_consequence_that_no_passage_names_is_told(word: str) -> None:
    assert figure("consequences_unsaid", f"Damaging a file is {word}.") == 1.0


def test_a_consequence_that_the_passage_names_is_not_held_against_the_claim() -> None:
    named = taken_apart(("Damaging a file is an offence.",))
    found, _ = features(align(Unit("It is a crime to damage a file."), named))
    assert found["consequences_unsaid"] == 0.0
