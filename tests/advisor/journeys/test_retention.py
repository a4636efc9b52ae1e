"""How long cases are kept, what a legal hold keeps, and what erasing leaves."""

from __future__ import annotations

import pytest

from advisor.approval import command as ask
from advisor.approval.refusal import Reason, Refusal
from advisor.ledger.verification import verify
from tests.advisor.journeys.office import ADMINISTRATOR, APPROVER, AUDITOR, AUTHOR, OFFICER, Desk, actor

DAYS = 7 * 366 + 1


@pytest.fixture
def ended(desk: Desk) -> str:
    case_id = desk.opened(draft="# Only here\n")
    desk.does(AUTHOR, case_id, ask.Withdraw, reasons="It came to nothing.")
    return case_id


def test_a_case_is_listed_once_its_time_has_passed_and_not_before(desk: Desk, ended: str) -> None:
    desk.later(days=DAYS - 1)
    assert desk.office.retention.past(actor(ADMINISTRATOR)) == ()
    desk.later(days=1)
    [found] = desk.office.retention.past(actor(AUDITOR))
    assert (found.case_id, found.held_because) == (ended, None)
    with pytest.raises(Refusal):
        desk.office.retention.past(actor(AUTHOR))


def test_what_is_in_force_or_being_decided_is_never_past_its_time(desk: Desk) -> None:
    desk.advised(desk.opened())
    desk.later(days=DAYS)
    assert desk.office.retention.past(actor(ADMINISTRATOR)) == ()


def test_an_approval_that_ran_out_counts_from_its_last_day(desk: Desk) -> None:
    case_id = desk.approved(desk.opened())
    desk.later(days=DAYS)
    assert desk.office.retention.past(actor(ADMINISTRATOR)) == ()
    desk.later(days=366)
    assert [one.case_id for one in desk.office.retention.past(actor(ADMINISTRATOR))] == [case_id]


def test_erasing_takes_words_and_files_and_leaves_a_chain_that_verifies(desk: Desk, ended: str) -> None:
    desk.later(days=DAYS)
    before = desk.office.records.history(ended)
    assert desk.office.retention.erase(actor(ADMINISTRATOR), ended) == 3
    shown = desk.casework.view(actor(AUDITOR), ended)
    assert (shown.summary.title, shown.draft.held) == ("[no longer held]", False)
    assert "It came to nothing." not in shown.model_dump_json()
    assert desk.office.records.history(ended) == before
    assert verify(desk.store).ok
    assert desk.office.retention.erase(actor(ADMINISTRATOR), ended) == 0


def test_what_another_case_rests_on_stays(desk: Desk) -> None:
    first = desk.approved(desk.opened(draft="# Shared\n"))
    desk.does(AUTHOR, first, ask.Renew, new_case_id="renewal")
    desk.does(APPROVER, first, ask.Revoke, reasons="Only in the first.")
    desk.later(days=DAYS)
    desk.office.retention.erase(actor(ADMINISTRATOR), first)
    assert desk.casework.view(actor(AUTHOR), "renewal").draft.text == "# Shared\n"
    assert "Only in the first." not in desk.casework.view(actor(AUTHOR), first).model_dump_json()


def test_a_case_under_a_legal_hold_is_kept_until_the_hold_is_lifted(desk: Desk, ended: str) -> None:
    desk.later(days=DAYS)
    retention = desk.office.retention
    with pytest.raises(Refusal) as caught:
        retention.hold(actor(ADMINISTRATOR), ended, "  ")
    assert caught.value.reason is Reason.NO_REASONS
    retention.hold(actor(ADMINISTRATOR), ended, "A tribunal asked.")
    assert retention.past(actor(ADMINISTRATOR))[0].held_because == "A tribunal asked."
    with pytest.raises(Refusal, match="legal hold"):
        retention.erase(actor(ADMINISTRATOR), ended)
    retention.release(actor(ADMINISTRATOR), ended)
    assert retention.erase(actor(ADMINISTRATOR), ended) == 3


@pytest.mark.parametrize("who", [AUDITOR, AUTHOR, "sam-kerr"])
def test_only_an_administrator_of_the_leading_body_erases(desk: Desk, ended: str, who: str) -> None:
    desk.later(days=DAYS)
    with pytest.raises(Refusal):
        desk.office.retention.erase(actor(who), ended)


def test_nothing_is_erased_before_its_time(desk: Desk, ended: str) -> None:
    with pytest.raises(Refusal) as caught:
        desk.office.retention.erase(actor(ADMINISTRATOR), ended)
    assert caught.value.reason is Reason.DATES


def test_erasing_an_answered_question_takes_its_words_from_the_list_of_questions_too(desk: Desk) -> None:
    desk.office.referring.refer(actor("local"), "DPO-1", question="May we tell Mrs Archer?", note="By Friday.")
    desk.does(OFFICER, "DPO-1", ask.AnswerQuestion, answer="You may not.")
    desk.later(days=DAYS)
    assert desk.office.retention.erase(actor(ADMINISTRATOR), "DPO-1") > 0
    [row] = desk.conversations.referred()
    assert (row.question, row.note) == ("", "")
    assert desk.office.referring.take_up(actor("local")) == ()
