"""The grounding check as a whole: what it lets pass, what it stops, and the reasons it gives."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.governance.grounding import GroundingCheck, check
from advisor.governance.grounding.judgement import learnt
from advisor.governance.support import SupportLabel

ALLOTMENTS = (
    "The warden must answer a complaint about a plot within 72 hours of receiving it, unless the complaint is "
    "anonymous. The tenant may appeal to the committee. The committee should give its reasons in writing. A plot "
    "holder must not sell produce without the warden's consent, under section 12 of the Allotments (Borsetshire) Act."
)


@pytest.mark.parametrize(
    "claim",
    [
        ALLOTMENTS.split(". ", maxsplit=1)[0] + ".",
        "The tenant may appeal to the committee.",
        "The committee should give its reasons in writing.",
    ],
)
def test_a_sentence_of_the_passage_is_supported(claim: str) -> None:
    found = check([ALLOTMENTS], claim)
    assert found.label is SupportLabel.SUPPORTED
    assert found.score >= 0.99


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("The warden must answer a complaint about a plot within 48 hours of receiving it.", "48 hours"),
        ("The warden must answer a complaint about a plot within 3 days of receiving it.", "3 days"),
        ("The warden must answer a complaint about a plot within 72 working hours.", "72 working hours"),
        ("The warden may answer a complaint about a plot within 72 hours, unless it is anonymous.", "may"),
        ("The tenant must appeal to the committee.", "must"),
        ("The tenant may not appeal to the committee.", "not"),
        ("The committee may appeal to the tenant.", "other way round"),
        ("A plot holder must not sell produce without the warden's consent, under section 14.", "section 14"),
        ("The warden must answer a complaint about a plot within 72 hours of receiving it.", "unless"),
        ("The tenant may appeal to the committee and claim compensation from the Treasury.", "compensation"),
        ("A cyclist must wear a helmet on the towpath.", "helmet"),
    ],
)
def test_a_near_miss_is_stopped_and_the_reason_says_why(claim: str, reason: str) -> None:
    found = check([ALLOTMENTS], claim)
    assert not found.may_be_shown
    assert any(reason in one for one in found.reasons), found.reasons


def test_the_reason_names_both_quantities() -> None:
    found = check(["Answer within one month of the request."], "You have 30 days to answer the request.")
    assert found.label is SupportLabel.CONTRADICTED
    assert "the passage says one month, the claim says 30 days" in found.reasons


def test_a_claim_needs_a_passage() -> None:
    assert check([], "The tenant may appeal.").label is SupportLabel.UNSUPPORTED
    assert check([""], "The tenant may appeal.").label is SupportLabel.UNSUPPORTED


@pytest.mark.parametrize("claim", ["", "   ", "…", "the of and", "🜁🜂"])
def test_a_claim_that_says_nothing_is_not_supported(claim: str) -> None:
    assert not check([ALLOTMENTS], claim).may_be_shown


def test_a_claim_of_endless_length_is_refused_quickly() -> None:
    began = time.perf_counter()
    assert not check([ALLOTMENTS], "The tenant may appeal to the committee. " * 20_000).may_be_shown
    assert time.perf_counter() - began < 20


def test_two_passages_may_carry_a_claim_together() -> None:
    found = check(
        ["The tenant may appeal to the committee.", "The committee should give its reasons in writing."],
        "The tenant may appeal to the committee, and the committee should give its reasons in writing.",
    )
    assert found.may_be_shown


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=120))
def test_any_text_gets_a_score_between_nought_and_one(passage: str, claim: str) -> None:
    found = check([passage], claim)
    assert 0 <= found.score <= 1
    assert found.may_be_shown == (found.score >= learnt().threshold) or not found.may_be_shown


@pytest.mark.parametrize(
    "claim",
    [
        "The tenant may appeal to the committee and the committee must give its reasons in writing.",
        "The tenant may appeal to the committee, and the committee should give its reasons.",
        "And the tenant must appeal to the committee.",
    ],
)
def test_words_that_only_nearly_stand_there_are_not_taken_as_word_for_word(claim: str) -> None:
    assert check([ALLOTMENTS], claim).score < 0.99


def test_a_heading_or_an_item_of_a_list_is_no_whole_sentence() -> None:
    listed = "The panel may refuse a plot only if—\n(a) the tenant owes rent.\n(b) the plot is flooded."
    assert check([listed], "The plot is flooded.").score < 0.99


def test_checking_again_gives_the_same() -> None:
    claim = "The tenant has a right of appeal to the committee."
    assert check([ALLOTMENTS], claim) == check([ALLOTMENTS], claim) == GroundingCheck()([ALLOTMENTS], claim)


class Firm:
    """An entailment model that always says the same."""

    def __init__(self, *shares: float) -> None:
        self.shares = shares

    def judge(self, text: str, claim: str) -> tuple[float, float, float]:
        carried, undecided, contradicted = self.shares
        return carried, undecided, contradicted


def test_an_entailment_model_that_finds_a_contradiction_has_a_veto() -> None:
    claim = "The tenant may appeal to the committee."
    found = GroundingCheck(Firm(0.02, 0.03, 0.95))([ALLOTMENTS], claim)
    assert found.label is SupportLabel.CONTRADICTED
    assert "entailment model" in found.reasons[0]


def test_an_entailment_model_has_half_the_say() -> None:
    claim = "The tenant may appeal to the committee."
    alone, together = check([ALLOTMENTS], claim).score, GroundingCheck(Firm(0.5, 0.5, 0.0))([ALLOTMENTS], claim).score
    assert together == pytest.approx((alone + 0.5) / 2, abs=1e-3)
