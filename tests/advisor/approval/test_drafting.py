"""Opening, revising, submitting and taking back."""

from __future__ import annotations

import pytest

from advisor.approval import command as ask
from advisor.approval.casefile import Status
from advisor.approval.proposal import CaseKind, Proposal, text_digest
from advisor.approval.refusal import Reason
from tests.advisor.approval import world
from tests.advisor.approval.world import LOCAL, OUTSIDE, A, B, Life


@pytest.mark.parametrize(
    ("kind", "parties", "goes"),
    [
        (CaseKind.ASSESSMENT, (A,), True),
        (CaseKind.ASSESSMENT, (A, B), False),
        (CaseKind.DISCLOSURE, (A, B), False),
        (CaseKind.AGREEMENT, (A,), False),
        (CaseKind.AGREEMENT, (A, A), False),
        (CaseKind.AGREEMENT, (A, "nobody"), False),
        (CaseKind.AGREEMENT, (B, A), False),
        (CaseKind.AGREEMENT, (A, OUTSIDE), True),
        (CaseKind.AGREEMENT, (A, B, OUTSIDE), True),
    ],
)
def test_the_parties_fit_the_kind(kind: CaseKind, parties: tuple[str, ...], goes: bool) -> None:
    put = world.proposal(kind, party_ids=parties)
    if goes:
        Life().opened(put)
    else:
        assert Life().refused("a-author", ask.Open, proposal=put) is Reason.PARTIES


@pytest.mark.parametrize("who", ["a-decider", "a-dpo", "a-auditor", "a-admin", "b-author"])
def test_opening_a_case_takes_an_author_of_the_leading_body(who: str) -> None:
    assert Life().refused(who, ask.Open, proposal=world.proposal()) is Reason.NOT_PERMITTED


def test_anybody_of_a_body_may_ask_a_question() -> None:
    Life().submitted(world.proposal(CaseKind.QUESTION), author="a-clerk")
    assert Life().refused("b-author", ask.Open, proposal=world.proposal(CaseKind.QUESTION)) is Reason.NOT_PERMITTED


def test_local_mode_opens_trial_cases_only() -> None:
    local = LOCAL.model_copy(update={"id": "a-author"})
    assert Life().refused(local, ask.Open, proposal=world.proposal()) is Reason.TRIAL_ONLY
    Life().does(local, ask.Open, proposal=world.proposal(trial=True))


@pytest.mark.parametrize(
    "change", [{"case_id": "other"}, {"title_digest": text_digest("another title")}], ids=["case", "title"]
)
def test_a_proposal_belongs_to_its_case_and_its_title(change: dict) -> None:
    put = Proposal.model_validate(world.proposal().model_dump() | change)
    assert Life().refused("a-author", ask.Open, proposal=put) is Reason.OTHER_DIGEST


def test_open_gaps_go_along_and_blocking_gaps_hold_back() -> None:
    life = Life().opened(world.proposal(open_gaps=("volumes",)))
    life.does("a-author", ask.Submit)
    life = Life().opened(world.proposal(open_gaps=("volumes", "basis"), blocking_gaps=("basis",)))
    assert life.refused("a-author", ask.Submit) is Reason.GAPS


def test_what_was_returned_comes_again_only_when_it_has_changed() -> None:
    life = Life().advised()
    life.does("a-decider", ask.Return)
    assert life.refused("a-author", ask.Submit) is Reason.WRONG_STATUS
    life.does("a-author", ask.Revise, proposal=world.proposal(draft="second draft"))
    life.does("a-author", ask.Revise, proposal=world.proposal())
    assert life.refused("a-author", ask.Submit) is Reason.UNCHANGED
    life.does("a-author", ask.Revise, proposal=world.proposal(draft="second draft"))
    life.does("a-author", ask.Submit)


def test_a_revision_that_changes_nothing_is_refused() -> None:
    assert Life().opened().refused("a-author", ask.Revise, proposal=world.proposal()) is Reason.UNCHANGED


def test_another_author_may_help_with_a_draft_and_then_counts_as_one() -> None:
    life = Life().opened(world.proposal(CaseKind.AGREEMENT))
    second = world.proposal(CaseKind.AGREEMENT, "second draft")
    assert life.refused("b-author", ask.Submit, B) is Reason.NOT_PERMITTED
    life.does("b-author", ask.Revise, B, proposal=second)
    assert life.held.author_ids == ("a-author", "b-author")
    life.does("b-author", ask.Submit, B)


def test_only_an_author_of_the_case_touches_it_once_it_is_submitted() -> None:
    life = Life().submitted(world.proposal(CaseKind.AGREEMENT))
    second = world.proposal(CaseKind.AGREEMENT, "second draft")
    assert life.refused("b-author", ask.Revise, B, proposal=second) is Reason.NOT_PERMITTED
    assert life.refused("b-author", ask.Withdraw, B) is Reason.NOT_PERMITTED


@pytest.mark.parametrize("change", [{"kind": CaseKind.DISCLOSURE}, {"party_ids": (B,)}])
def test_a_case_keeps_its_kind_and_its_leading_body(change: dict) -> None:
    put = Proposal.model_validate(world.proposal().model_dump() | change)
    assert Life().opened().refused("a-author", ask.Revise, proposal=put) is Reason.WRONG_KIND


@pytest.mark.parametrize("made", ["opened", "submitted", "advised"])
def test_an_author_takes_a_case_back_with_reasons_while_it_is_undecided(made: str) -> None:
    life = getattr(Life(), made)()
    assert life.refused("a-author", ask.Withdraw, reasons="  ") is Reason.NO_REASONS
    life.does("a-author", ask.Withdraw)
    assert life.held.recorded_status is Status.WITHDRAWN


def test_what_is_approved_is_not_withdrawn() -> None:
    assert Life().approved().refused("a-author", ask.Withdraw) is Reason.WRONG_STATUS


@pytest.mark.parametrize(
    "change",
    [
        {"draft_digest": "f" * 64}, {"party_ids": (A, B)}, {"residual_risk": "medium"}, {"patient_information": True},
        {"law_enforcement": True}, {"open_gaps": ("basis",)}, {"blocking_gaps": ("basis",)}, {"trial": True},
        {"title_digest": "f" * 64}, {"kind": CaseKind.DISCLOSURE}, {"case_id": "other"},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_every_fact_of_a_proposal_is_in_its_digest(change: dict) -> None:
    put = world.proposal()
    assert Proposal.model_validate(put.model_dump() | change).digest != put.digest
    assert set(Proposal.model_fields) == {
        "case_id", "kind", "trial", "draft_digest", "title_digest", "party_ids", "residual_risk",
        "patient_information", "law_enforcement", "open_gaps", "blocking_gaps",
    }  # fmt: skip
