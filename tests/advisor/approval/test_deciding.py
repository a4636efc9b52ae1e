"""Decision tables: who may decide what, and what has to come before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from pydantic import TypeAdapter

from advisor.approval import command as ask
from advisor.approval import in_force
from advisor.approval.authority import Stages
from advisor.approval.casefile import Status
from advisor.approval.limits import ApprovalLimits
from advisor.approval.proposal import CaseKind, RiskLevel, text_digest
from advisor.approval.readiness import check_dates
from advisor.approval.record import Outcome, View
from advisor.approval.refusal import Reason, Refusal
from advisor.approval.visibility import visible_case, visible_history
from tests.advisor.approval import world
from tests.advisor.approval.world import CONTINUING, LOCAL, MODEL, OUTSIDE, PRECEDENT, SCRIPT, SIGNED_OUT, A, B, Life

AGREEMENT = world.proposal(CaseKind.AGREEMENT)
TRIAL = world.proposal(trial=True)
HIGH = world.proposal(residual_risk=RiskLevel.HIGH)
PATIENTS = world.proposal(patient_information=True)


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("a-author", Reason.OWN_CASE),
        ("a-dpo", Reason.ADVISER),
        ("a-siro", Reason.NOT_PERMITTED),
        ("a-admin", Reason.NOT_PERMITTED),
        ("a-auditor", Reason.NOT_PERMITTED),
        ("a-delegate", Reason.NOT_PERMITTED),
        ("b-decider", Reason.NOT_PERMITTED),
        (SCRIPT, Reason.MACHINE),
        (MODEL, Reason.MACHINE),
        (SIGNED_OUT, Reason.SIGNED_OUT),
        (LOCAL, Reason.TRIAL_ONLY),
    ],
)
@pytest.mark.parametrize("act", [ask.Approve, ask.Reject])
def test_nobody_but_a_decider_decides(who, reason: Reason, act: type) -> None:
    assert Life().advised().refused(who, act) is reason


@pytest.mark.parametrize("who", ["a-decider", "a-second"])
def test_a_decider_in_their_own_right_decides(who: str) -> None:
    life = Life().advised()
    life.does(who, ask.Approve)
    assert life.held.recorded_status is Status.APPROVED
    assert in_force.is_active(life.held, life.now)
    assert life.held.decisions[0].holders[0].person_id == who


def test_an_officer_without_any_other_role_is_told_that_officers_advise() -> None:
    known = world.register()
    grants = tuple(one for one in known.grants if one.id != "a-dpo council APPROVER")
    life = Life(known.model_copy(update={"grants": grants})).advised()
    refusal = life.tries("a-dpo", ask.Approve)
    assert "advises and never decides" in str(refusal)


def test_an_author_is_told_why_they_cannot_approve_their_own_case() -> None:
    assert "You wrote this case" in str(Life().advised().tries("a-author", ask.Approve))


@pytest.mark.parametrize(
    ("advice", "terms", "overruling", "goes"),
    [
        (View.SUPPORTS, (), None, True),
        (View.SUPPORTS_IF, (), None, False),
        (View.SUPPORTS_IF, (), "  ", False),
        (View.SUPPORTS_IF, (), "Its condition is met by law.", True),
        (View.SUPPORTS_IF, (CONTINUING,), None, True),
        (View.OPPOSES, (), None, False),
        (View.OPPOSES, (CONTINUING,), None, False),
        (View.OPPOSES, (), "The harm of waiting is greater.", True),
    ],
)
def test_advice_is_overruled_only_with_reasons(advice: View, terms: tuple, overruling: str | None, goes: bool) -> None:
    life = Life().advised(view=advice)
    if goes:
        life.does("a-decider", ask.Approve, terms=terms, overruling=overruling)
    else:
        assert life.refused("a-decider", ask.Approve, terms=terms, overruling=overruling) is Reason.OVERRULING


def test_the_officer_s_latest_advice_counts() -> None:
    life = Life().advised(view=View.OPPOSES)
    life.does("a-dpo", ask.Advise, view=View.SUPPORTS)
    life.does("a-decider", ask.Approve)


@pytest.mark.parametrize("act", [ask.Approve, ask.Reject])
def test_the_officer_is_heard_before_any_decision(act: type) -> None:
    assert Life().submitted().refused("a-decider", act) is Reason.NOT_ADVISED


def test_patient_information_takes_a_caldicott_guardian_s_advice() -> None:
    life = Life().advised(PATIENTS)
    assert life.refused("a-decider", ask.Approve) is Reason.NOT_ADVISED
    assert life.refused("a-dpo", ask.Advise, capacity="Caldicott guardian", view=View.SUPPORTS) is Reason.NOT_PERMITTED
    life.does("a-guardian", ask.Advise, capacity="Caldicott guardian", view=View.SUPPORTS)
    assert life.refused("a-guardian", ask.Approve) is Reason.ADVISER
    life.does("a-decider", ask.Approve)


def test_without_any_guardian_patient_information_is_not_decided() -> None:
    life = Life(world.register(guardian=False)).advised(PATIENTS)
    life.does("a-guardian", ask.Advise, capacity="Caldicott guardian", view=View.SUPPORTS)
    assert life.refused("a-decider", ask.Approve) is Reason.NOT_ADVISED


def test_a_party_without_a_guardian_hears_the_other_party_s() -> None:
    life = Life().advised(world.proposal(CaseKind.AGREEMENT, patient_information=True))
    assert life.refused("b-decider", ask.Approve, B) is Reason.NOT_ADVISED
    life.does("a-guardian", ask.Advise, capacity="Caldicott guardian", view=View.SUPPORTS)
    life.does("b-decider", ask.Approve, B)


@pytest.mark.parametrize(
    ("accepted", "heard", "reason"),
    [
        (False, "", Reason.RISK_NOT_ACCEPTED),
        (False, "waived", Reason.RISK_NOT_ACCEPTED),
        (True, "", Reason.PRIOR_CONSULTATION),
        (True, "open", Reason.PRIOR_CONSULTATION),
        (True, "prohibited", Reason.PRIOR_CONSULTATION),
        (True, "waived", None),
        (True, "advice received", None),
    ],
)
def test_high_residual_risk_is_accepted_and_the_regulator_heard(
    accepted: bool, heard: str, reason: Reason | None
) -> None:
    life = Life().advised(HIGH)
    if accepted:
        life.does("a-siro", ask.AcceptRisk)
    if heard == "waived":
        life.does("a-siro", ask.WaiveConsultation)
    elif heard:
        life.does("a-dpo", ask.OpenConsultation, sent_on=life.now.date())
        if heard != "open":
            life.does("a-dpo", ask.CloseConsultation, closed_on=life.now.date(), outcome=heard)
    if reason is None:
        life.does("a-decider", ask.Approve)
    else:
        assert life.refused("a-decider", ask.Approve) is reason
    if reason is Reason.PRIOR_CONSULTATION:
        life.does("a-decider", ask.Reject)


def test_acceptance_and_consultation_are_for_high_risk_only() -> None:
    life = Life().advised()
    assert life.refused("a-siro", ask.AcceptRisk) is Reason.PRIOR_CONSULTATION
    assert life.refused("a-dpo", ask.OpenConsultation, sent_on=life.now.date()) is Reason.PRIOR_CONSULTATION


def test_a_waiver_does_not_stand_in_for_an_answer_that_is_awaited() -> None:
    life = Life().advised(HIGH)
    life.does("a-dpo", ask.OpenConsultation, sent_on=life.now.date())
    assert life.refused("a-siro", ask.WaiveConsultation) is Reason.PRIOR_CONSULTATION


TODAY = world.MONDAY.date()


@pytest.mark.parametrize(
    ("valid_until", "review_on", "goes"),
    [
        (TODAY, TODAY, True),
        (TODAY - timedelta(days=1), TODAY - timedelta(days=1), False),
        (TODAY + timedelta(days=90), TODAY + timedelta(days=91), False),
        (TODAY + timedelta(days=90), TODAY - timedelta(days=1), False),
        (TODAY + timedelta(days=3 * 366), TODAY + timedelta(days=366), True),
        (TODAY + timedelta(days=3 * 366 + 1), TODAY + timedelta(days=366), False),
        (TODAY + timedelta(days=3 * 366), TODAY + timedelta(days=367), False),
    ],
)
def test_an_approval_ends_and_is_reviewed_before_it_does(valid_until: date, review_on: date, goes: bool) -> None:
    life = Life().advised()
    if goes:
        life.does("a-decider", ask.Approve, valid_until=valid_until, review_on=review_on)
    else:
        assert life.refused("a-decider", ask.Approve, valid_until=valid_until, review_on=review_on) is Reason.DATES


def test_a_last_day_that_is_past_is_told_before_anything_of_the_review() -> None:
    with pytest.raises(Refusal, match="last day of the approval is past"):
        check_dates(world.MONDAY, TODAY - timedelta(days=1), TODAY + timedelta(days=90), ApprovalLimits())


@pytest.mark.parametrize(
    ("limit", "kinds", "risk", "goes"),
    [
        (RiskLevel.LOW, (CaseKind.ASSESSMENT,), RiskLevel.LOW, True),
        (RiskLevel.LOW, (CaseKind.ASSESSMENT,), RiskLevel.MEDIUM, False),
        (RiskLevel.MEDIUM, (CaseKind.ASSESSMENT,), RiskLevel.MEDIUM, True),
        (RiskLevel.HIGH, (CaseKind.AGREEMENT, CaseKind.DISCLOSURE), RiskLevel.LOW, False),
    ],
)
def test_authority_reaches_only_its_kinds_and_its_limit(limit, kinds, risk: RiskLevel, goes: bool) -> None:
    within = world.scope(kinds, limit, world.LENT_UNTIL)
    life = Life(world.with_delegation(world.register(), world.lent(within=within)))
    life.advised(world.proposal(residual_risk=risk))
    if goes:
        life.does("a-delegate", ask.Approve)
    else:
        assert life.refused("a-delegate", ask.Approve) is Reason.NO_AUTHORITY


def test_both_names_stand_on_a_delegate_s_decision() -> None:
    life = Life(world.with_delegation(world.register(), world.lent())).advised()
    (event,) = life.does("a-delegate", ask.Approve)
    assert (event.actor_id, event.principal_id, event.role.value) == (
        "a-delegate",
        "a-decider",
        "approver by delegation",
    )
    holder = life.held.decisions[0].holders[0]
    assert (holder.person_id, holder.principal_id, holder.delegation_id) == ("a-delegate", "a-decider", "lent")


def test_own_authority_is_used_before_lent_authority() -> None:
    known = world.with_delegation(world.register(), world.lent(delegate="a-second"))
    life = Life(known).advised()
    (event,) = life.does("a-second", ask.Approve)
    assert event.principal_id is None


@pytest.mark.parametrize("first", [A, B])
def test_an_agreement_is_active_when_each_party_has_decided_and_not_before(first: str) -> None:
    life = Life().advised(AGREEMENT)
    deciders = {A: "a-decider", B: "b-decider"}
    life.does(deciders.pop(first), ask.Approve, first)
    assert life.held.recorded_status is Status.UNDER_REVIEW
    assert not in_force.is_active(life.held, life.now)
    ((other, decider),) = deciders.items()
    life.does(decider, ask.Approve, other, valid_until=date(2027, 1, 31), review_on=date(2027, 1, 15))
    assert in_force.is_active(life.held, life.now)
    assert (life.held.valid_until, life.held.next_review_on) == (date(2027, 1, 31), date(2027, 1, 15))


def test_each_party_hears_its_own_officer() -> None:
    life = Life().submitted(AGREEMENT)
    life.does("a-dpo", ask.Advise, view=View.SUPPORTS)
    life.does("a-decider", ask.Approve)
    assert life.refused("b-decider", ask.Approve, B) is Reason.NOT_ADVISED


def test_one_party_s_refusal_ends_an_agreement() -> None:
    life = Life().advised(AGREEMENT)
    life.does("a-decider", ask.Approve)
    life.does("b-decider", ask.Reject, B)
    assert life.held.recorded_status is Status.REJECTED


def test_an_outside_party_s_decision_is_attested_from_its_file() -> None:
    life = Life().submitted(world.proposal(CaseKind.AGREEMENT, party_ids=(A, OUTSIDE)))
    life.does("a-siro", ask.Attest, file=life.file(terms=(PRECEDENT,)))
    life.does("a-dpo", ask.Advise, view=View.SUPPORTS)
    life.does("a-decider", ask.Approve)
    assert life.held.recorded_status is Status.APPROVED_WITH_CONDITIONS
    decision = life.held.decision_of(OUTSIDE)
    assert decision is not None
    assert (decision.attested_by, decision.key_id, decision.holders) == ("a-siro", world.KEY, ())
    assert not in_force.is_active(life.held, life.now)
    life.does("a-decider", ask.MeetCondition, condition_id=life.held.conditions[0].id)
    assert in_force.is_active(life.held, life.now)


@pytest.mark.parametrize(
    ("who", "change", "reason"),
    [
        ("a-author", {}, Reason.OWN_CASE),
        ("a-admin", {}, Reason.NOT_PERMITTED),
        (SCRIPT, {}, Reason.MACHINE),
        ("a-siro", {"case_digest": text_digest("an earlier version")}, Reason.OTHER_DIGEST),
        ("a-siro", {"key_id": None}, Reason.OUTSIDE_DECISION),
        ("a-siro", {"key_id": "another key"}, Reason.OUTSIDE_DECISION),
        ("a-siro", {"organisation_id": A}, Reason.OUTSIDE_DECISION),
        ("a-siro", {"organisation_id": B}, Reason.OUTSIDE_DECISION),
        ("a-siro", {"decided_on": TODAY + timedelta(days=1)}, Reason.DATES),
        ("a-siro", {"valid_until": TODAY - timedelta(days=1)}, Reason.DATES),
        ("a-siro", {"valid_until": None}, Reason.DATES),
    ],
)
def test_a_file_that_does_not_fit_is_not_attested(who, change: dict, reason: Reason) -> None:
    life = Life().submitted(world.proposal(CaseKind.AGREEMENT, party_ids=(A, OUTSIDE)))
    assert life.refused(who, ask.Attest, file=life.file(**change)) is reason


def test_a_party_without_keys_may_sign_by_hand() -> None:
    life = Life(world.register(key=None)).submitted(world.proposal(CaseKind.AGREEMENT, party_ids=(A, OUTSIDE)))
    life.does("a-siro", ask.Attest, file=life.file(key_id=None))


def test_an_outside_party_s_refusal_ends_an_agreement() -> None:
    life = Life().submitted(world.proposal(CaseKind.AGREEMENT, party_ids=(A, OUTSIDE)))
    life.does("a-siro", ask.Attest, file=life.file(outcome=Outcome.REJECTED))
    assert life.held.recorded_status is Status.REJECTED


def reviewed(*views: tuple[str, type]) -> Life:
    known = world.with_delegation(world.register(Stages.TWO_REVIEWERS), world.lent())
    life = Life(known).advised()
    for who, act in views:
        life.does(who, act)
    return life


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        (ask.Approve, ask.Approve, Status.APPROVED),
        (ask.Reject, ask.Reject, Status.REJECTED),
        (ask.Approve, ask.Reject, Status.RETURNED),
        (ask.Reject, ask.Approve, Status.RETURNED),
    ],
)
def test_two_reviewers_decide_together_or_send_it_back(first: type, second: type, status: Status) -> None:
    life = reviewed(("a-decider", first))
    assert life.held.recorded_status is Status.UNDER_REVIEW
    life.does("a-second", second)
    assert life.held.recorded_status is status
    if life.held.decisions:
        assert [one.person_id for one in life.held.decisions[0].holders] == ["a-decider", "a-second"]


def test_two_reviewers_conditions_are_joined_and_the_earlier_dates_hold() -> None:
    life = reviewed()
    life.does("a-decider", ask.Approve, terms=(PRECEDENT,))
    early = {"valid_until": date(2027, 1, 1), "review_on": date(2026, 12, 24)}
    life.does("a-second", ask.Approve, terms=(CONTINUING,), **early)
    assert len({one.id for one in life.held.conditions}) == 2
    assert (life.held.valid_until, life.held.next_review_on) == (date(2027, 1, 1), date(2026, 12, 24))


def test_one_reviewer_is_not_two() -> None:
    life = reviewed(("a-decider", ask.Approve))
    assert life.refused("a-decider", ask.Approve) is Reason.ALREADY_DECIDED
    assert life.refused("a-delegate", ask.Approve) is Reason.SAME_AUTHORITY


def test_the_view_of_a_reviewer_who_lost_authority_does_not_count() -> None:
    life = reviewed(("a-second", ask.Approve))
    life.now = world.JANUARY
    life.does("a-decider", ask.Approve)
    assert life.held.decisions == ()


def test_a_trial_is_decided_locally_and_counts_for_nothing() -> None:
    life = Life().advised(TRIAL)
    life.does(LOCAL, ask.Approve)
    assert life.held.recorded_status is Status.APPROVED
    assert not in_force.is_active(life.held, life.now)
    assert not in_force.can_become_precedent(life.held, life.now)
    assert in_force.watermark(life.held) == in_force.WATERMARK
    assert in_force.watermark(Life().approved().held) is None


def test_a_referred_question_is_answered_by_the_officer_and_by_nobody_else() -> None:
    life = Life().submitted(world.proposal(CaseKind.QUESTION), author="a-clerk")
    for act in (ask.Approve, ask.Reject, ask.Return, ask.Advise):
        values = {"view": View.SUPPORTS} if act is ask.Advise else {}
        assert life.refused("a-decider", act, **values) is Reason.WRONG_KIND
    assert life.refused("a-decider", ask.AnswerQuestion) is Reason.NOT_PERMITTED
    assert life.refused("a-clerk", ask.AnswerQuestion) is Reason.OWN_CASE
    life.does("a-dpo", ask.AnswerQuestion, propose_card=True)
    assert (life.held.recorded_status, life.held.propose_card) == (Status.ANSWERED, True)
    assert not in_force.is_active(life.held, life.now)
    assert not in_force.can_become_precedent(life.held, life.now)


def test_a_question_goes_back_for_detail_and_comes_again() -> None:
    life = Life().submitted(world.proposal(CaseKind.QUESTION), author="a-clerk")
    life.does("a-dpo", ask.AskBack)
    assert life.held.recorded_status is Status.RETURNED
    life.does("a-clerk", ask.Revise, proposal=world.proposal(CaseKind.QUESTION, "second draft"))
    life.does("a-clerk", ask.Submit)
    life.does("a-dpo", ask.AnswerQuestion)


def test_a_laxer_setting_after_submission_does_not_spare_the_second_reviewer() -> None:
    life = reviewed()
    life.register = world.register(Stages.ONE_DECIDER)
    life.does("a-decider", ask.Approve)
    assert life.held.decisions == ()
    life.does("a-second", ask.Approve)
    assert life.held.recorded_status is Status.APPROVED


def test_a_view_is_nobody_else_s_to_read_until_both_are_in() -> None:
    life = reviewed(("a-decider", ask.Approve))
    for who, seen in (("a-decider", 1), ("a-second", 0), ("a-dpo", 0), ("a-author", 0)):
        assert len(visible_case(life.held, who).views) == seen
        assert len(life.events) - len(visible_history(life.events, who)) == 1 - seen
    life.does("a-second", ask.Approve)
    assert len(visible_case(life.held, "a-second").views) == 2
    assert list(visible_history(life.events, "a-second")) == life.events


def test_where_reviewers_differ_the_history_shows_both_views() -> None:
    life = reviewed(("a-decider", ask.Approve), ("a-second", ask.Reject))
    assert list(visible_history(life.events, "a-author")) == life.events


def test_a_view_on_a_version_that_was_returned_alone_stays_hidden() -> None:
    life = reviewed(("a-decider", ask.Approve), ("a-second", ask.Return))
    assert [one.kind for one in life.events if one not in visible_history(life.events, "a-second")] == ["view given"]


@pytest.mark.parametrize("kind", get_args(ask.Command), ids=lambda kind: kind.__name__)
def test_every_command_reads_back_from_json(kind: type) -> None:
    life = Life().advised()
    known = {
        "proposal": world.proposal(), "view": View.SUPPORTS, "sent_on": TODAY, "told_on": TODAY, "first_day": TODAY,
        "resumed_on": TODAY, "closed_on": TODAY, "outcome": "advice received", "condition_id": "1.1",
        "file": life.file(),
    }  # fmt: skip
    values = {name: value for name, value in known.items() if name in kind.model_fields}
    command = kind(**life.filled(kind, **values))
    assert TypeAdapter(ask.AnyCommand).validate_json(command.model_dump_json()) == command
