"""A question passed on: it becomes a case of the asker's own body, and what the officer says comes back."""

from __future__ import annotations

import pytest

from advisor.approval import command as ask
from advisor.approval.casefile import Status
from advisor.approval.proposal import CaseKind
from advisor.approval.refusal import Reason, Refusal
from advisor.journeys.casework_opening import Draft
from corpus.card import load
from corpus.errors import CardFault
from tests.advisor.journeys.office import AUTHOR, BOARD_OFFICER, OFFICER, Desk, actor

REFERENCE = "DPO-ABCD-EFGH"
QUESTION = "May we tell the landlord?\nHe rang twice."


@pytest.fixture
def asked(desk: Desk) -> Desk:
    desk.office.referring.refer(actor("local"), REFERENCE, question=QUESTION, note="By Friday.", answer_id="a1")
    return desk


def test_a_question_passed_on_is_a_submitted_case_under_its_reference(asked: Desk) -> None:
    case = asked.casework.case(actor("local"), REFERENCE)
    assert (case.kind, case.status(asked.now)) == (CaseKind.QUESTION, Status.SUBMITTED)
    shown = asked.casework.view(actor(OFFICER), REFERENCE)
    assert shown.summary.title == "May we tell the landlord? He rang twice."
    assert shown.draft.text is not None
    assert "By Friday." in shown.draft.text
    [row] = asked.conversations.referred(answer_id="a1")
    assert (row.id, row.person_id) == (REFERENCE, "local")
    assert [item.summary.case_id for item in asked.casework.queue(actor(OFFICER))] == [REFERENCE]


def test_sent_twice_it_is_passed_on_once(asked: Desk) -> None:
    asked.office.referring.refer(actor("local"), REFERENCE, question=QUESTION, note="By Friday.", answer_id="a1")
    assert len(asked.conversations.referred()) == 1
    assert len(asked.office.records.history(REFERENCE)) == 2


def test_one_that_was_cut_short_is_finished_when_it_is_sent_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def pulled_out(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(desk.conversations, "refer", pulled_out)
        desk.office.referring.refer(actor("local"), REFERENCE, question=QUESTION)
    assert desk.conversations.referred() == []
    desk.office.referring.refer(actor("local"), REFERENCE, question=QUESTION)
    assert [one.id for one in desk.conversations.referred()] == [REFERENCE]


def test_nothing_comes_back_before_the_officer_has_spoken(asked: Desk) -> None:
    assert asked.office.referring.reply(actor("local"), REFERENCE) is None


def test_the_answer_comes_back_with_who_gave_it_and_when(asked: Desk) -> None:
    asked.later(hours=3)
    asked.does(OFFICER, REFERENCE, ask.AnswerQuestion, answer="No.\n\nAsk the tenant.")
    reply = asked.office.referring.reply(actor("local"), REFERENCE)
    assert reply is not None
    assert (reply.text, reply.by, reply.at) == ("No.\n\nAsk the tenant.", "Fiona Mackay (invented)", asked.now)
    assert not reply.asked_back
    assert reply.watermark is not None


def test_a_question_sent_back_says_what_is_missing(asked: Desk) -> None:
    asked.does(OFFICER, REFERENCE, ask.AskBack, reasons="Which landlord?")
    reply = asked.office.referring.reply(actor("local"), REFERENCE)
    assert reply is not None
    assert (reply.text, reply.asked_back) == ("Which landlord?", True)
    assert [item.summary.case_id for item in asked.casework.queue(actor("local"))] == [REFERENCE]
    facts = asked.casework.facts(actor("local"), REFERENCE)
    version = asked.casework.case(actor("local"), REFERENCE).version
    more = Draft(body=b"The landlord of number 4.")
    body = asked.casework.case(actor("local"), REFERENCE).proposal.leading_party_id
    asked.casework.revise(actor("local"), body, REFERENCE, version, facts, more)
    assert asked.office.referring.reply(actor("local"), REFERENCE) is None


@pytest.mark.parametrize("who", [AUTHOR, BOARD_OFFICER])
def test_colleagues_and_the_officer_of_another_body_do_not_read_it(asked: Desk, who: str) -> None:
    with pytest.raises(Refusal) as caught:
        asked.office.referring.reply(actor(who), REFERENCE)
    assert caught.value.reason is Reason.NO_SUCH_CASE


def test_somebody_of_no_body_is_told_whom_to_ask_and_nothing_is_kept(desk: Desk) -> None:
    with pytest.raises(Refusal, match="belong to no organisation"):
        desk.office.referring.refer(actor("a stranger"), REFERENCE, question=QUESTION)
    assert desk.conversations.referred() == []
    assert desk.office.records.case(REFERENCE) is None


def test_an_answer_proposed_as_a_card_waits_for_review_and_is_no_card_yet(asked: Desk) -> None:
    asked.does(OFFICER, REFERENCE, ask.AnswerQuestion, answer="No: “never”.\n---\nid: x", propose_card=True)
    [file] = (asked.settings.home / "cards-for-review").iterdir()
    assert file.name == "answer-dpo-abcd-efgh.md"
    words = file.read_text("utf-8")
    assert "checked: unverified" in words
    assert "No: “never”." in words
    with pytest.raises(CardFault):
        load(words, file.name)


def test_without_the_wish_no_card_is_laid_out(asked: Desk) -> None:
    asked.does(OFFICER, REFERENCE, ask.AnswerQuestion)
    assert not (asked.settings.home / "cards-for-review").exists()


def test_a_question_from_before_there_were_cases_becomes_one_by_its_asker_and_its_officer_sees_it_till_then(
    desk: Desk,
) -> None:
    desk.conversations.refer(
        REFERENCE, question=QUESTION, note="By Friday.", person_id="local", at=desk.now, answer_id="a1"
    )
    [left] = desk.office.referring.without_case(actor(OFFICER))
    assert (left.reference, left.question, left.asked_by) == (REFERENCE, QUESTION, "the local person")
    for other in (AUTHOR, BOARD_OFFICER):
        assert desk.office.referring.without_case(actor(other)) == ()
        assert desk.office.referring.take_up(actor(other)) == ()
    assert desk.office.referring.take_up(actor("local")) == (REFERENCE,)
    assert desk.office.referring.take_up(actor("local")) == ()
    assert desk.office.referring.without_case(actor(OFFICER)) == ()
    assert [item.summary.case_id for item in desk.casework.queue(actor(OFFICER))] == [REFERENCE]
    desk.does(OFFICER, REFERENCE, ask.AnswerQuestion, answer="You may not.")
    said = desk.office.referring.reply(actor("local"), REFERENCE)
    assert said is not None
    assert said.text == "You may not."
    assert len(desk.conversations.referred()) == 1
