"""The clocks of prior consultation."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from advisor.approval import command as ask
from advisor.approval.consultation import Consultation, Pause, a_month_after
from advisor.approval.deadline import Due, deadlines
from advisor.approval.proposal import RiskLevel
from advisor.approval.refusal import Reason
from tests.advisor.approval import world
from tests.advisor.approval.world import A, Life

SENT = date(2026, 11, 23)


def consulted(law_enforcement: bool = False) -> Life:
    life = Life().advised(world.proposal(residual_risk=RiskLevel.HIGH, law_enforcement=law_enforcement))
    life.does("a-dpo", ask.OpenConsultation, sent_on=SENT)
    return life


@pytest.mark.parametrize(
    ("law_enforcement", "extended", "pauses", "due"),
    [
        (False, False, (), date(2027, 1, 18)),
        (False, True, (), date(2027, 3, 1)),
        (True, False, (), date(2027, 1, 4)),
        (True, True, (), date(2027, 2, 4)),
        (False, False, (Pause(first_day=date(2026, 12, 1), resumed_on=date(2026, 12, 11)),), date(2027, 1, 28)),
        (False, False, (Pause(first_day=date(2026, 12, 1)),), date(2027, 1, 18) + timedelta(days=31)),
    ],
)
def test_the_regulator_s_time(law_enforcement: bool, extended: bool, pauses: tuple, due: date) -> None:
    one = Consultation(
        digest="0" * 64, organisation_id=A, law_enforcement=law_enforcement, sent_on=SENT,
        extended_on=date(2026, 12, 1) if extended else None, pauses=pauses,
    )  # fmt: skip
    assert one.advice_due(date(2027, 1, 1)) == due


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (date(2026, 11, 23), date(2026, 12, 23)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_a_month_after_a_day(day: date, after: date) -> None:
    assert a_month_after(day) == after


def later(life: Life, days: int) -> date:
    life.now = datetime(SENT.year, SENT.month, SENT.day, 12, tzinfo=UTC) + timedelta(days=days)
    return life.now.date()


@pytest.mark.parametrize(("days", "goes"), [(0, True), (30, True), (31, False)])
def test_an_extension_is_told_within_a_month(days: int, goes: bool) -> None:
    life = consulted()
    told = later(life, days)
    if goes:
        life.does("a-dpo", ask.ExtendConsultation, told_on=told)
        assert life.refused("a-dpo", ask.ExtendConsultation, told_on=told) is Reason.PRIOR_CONSULTATION
    else:
        assert life.refused("a-dpo", ask.ExtendConsultation, told_on=told) is Reason.PRIOR_CONSULTATION


@pytest.mark.parametrize(("days", "goes"), [(10, False), (56, False), (57, True)])
def test_silence_counts_only_once_the_time_has_run_out(days: int, goes: bool) -> None:
    life = consulted()
    today = later(life, days)
    values = {"closed_on": today, "outcome": "no advice in time"}
    if goes:
        life.does("a-dpo", ask.CloseConsultation, **values)
    else:
        assert life.refused("a-dpo", ask.CloseConsultation, **values) is Reason.PRIOR_CONSULTATION


def test_the_clock_stands_still_while_information_is_awaited() -> None:
    life = consulted()
    life.does("a-dpo", ask.PauseConsultation, first_day=later(life, 10))
    assert life.refused("a-dpo", ask.PauseConsultation, first_day=later(life, 12)) is Reason.PRIOR_CONSULTATION
    today = later(life, 90)
    silence = {"closed_on": today, "outcome": "no advice in time"}
    assert life.refused("a-dpo", ask.CloseConsultation, **silence) is Reason.PRIOR_CONSULTATION
    life.does("a-dpo", ask.ResumeConsultation, resumed_on=today)
    assert life.held.consultations[0].advice_due(today) == SENT + timedelta(days=56 + 80)
    assert life.refused("a-dpo", ask.CloseConsultation, **silence) is Reason.PRIOR_CONSULTATION
    assert life.refused("a-dpo", ask.ResumeConsultation, resumed_on=today) is Reason.PRIOR_CONSULTATION


@pytest.mark.parametrize("sent_on", [world.MONDAY.date() + timedelta(days=1)])
def test_nothing_is_dated_in_the_future(sent_on: date) -> None:
    life = Life().advised(world.proposal(residual_risk=RiskLevel.HIGH))
    assert life.refused("a-dpo", ask.OpenConsultation, sent_on=sent_on) is Reason.DATES


def test_only_one_consultation_is_open_and_without_one_there_are_no_clocks() -> None:
    life = consulted()
    assert life.refused("a-dpo", ask.OpenConsultation, sent_on=SENT) is Reason.PRIOR_CONSULTATION
    other = Life().advised(world.proposal(residual_risk=RiskLevel.HIGH))
    assert other.refused("a-dpo", ask.ExtendConsultation, told_on=SENT) is Reason.PRIOR_CONSULTATION


def test_a_consultation_on_an_earlier_version_is_recorded_to_its_end_and_does_not_count() -> None:
    life = consulted()
    second = world.proposal(draft="second draft", residual_risk=RiskLevel.HIGH)
    life.does("a-author", ask.Revise, proposal=second)
    life.does("a-dpo", ask.CloseConsultation, closed_on=SENT, outcome="advice received")
    life.does("a-author", ask.Submit)
    life.does("a-dpo", ask.Advise, view="supports")
    life.does("a-siro", ask.AcceptRisk)
    assert life.refused("a-decider", ask.Approve) is Reason.PRIOR_CONSULTATION
    life.does("a-siro", ask.WaiveConsultation, reasons="The advice of 23 November is followed in full.")
    life.does("a-decider", ask.Approve)


def test_law_enforcement_processing_has_its_own_time() -> None:
    life = consulted(law_enforcement=True)
    due = [one.on for one in deadlines(life.held, life.now) if one.due is Due.REGULATOR]
    assert due == [SENT + timedelta(days=42)]
