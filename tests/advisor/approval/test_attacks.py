"""Ways in which somebody might try to get an approval that they should not get."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from advisor.approval import command as ask
from advisor.approval import in_force
from advisor.approval.authority import Stages
from advisor.approval.casefile import Status
from advisor.approval.change import EndRole, RevokeDelegation
from advisor.approval.handling import handle
from advisor.approval.proposal import CaseKind, RiskLevel
from advisor.approval.record import Outcome, View
from advisor.approval.refusal import Reason, Refusal
from advisor.approval.registering import evolve_register, handle_change
from tests.advisor.approval import world
from tests.advisor.approval.world import OUTSIDE, PEOPLE, PRECEDENT, SCRIPT, A, B, Life

SECOND = world.proposal(draft="second draft")


def test_the_author_holds_a_delegation() -> None:
    life = Life(world.with_delegation(world.register(), world.lent(delegate="a-author"))).advised()
    assert life.refused("a-author", ask.Approve) is Reason.OWN_CASE


def test_the_author_s_delegate_decides_for_the_author() -> None:
    life = Life(world.with_delegation(world.register(), world.lent(principal="a-author"))).advised()
    assert life.refused("a-delegate", ask.Approve) is Reason.OWN_CASE


def test_a_delegation_to_oneself_in_the_register_gives_nothing() -> None:
    known = world.with_delegation(world.register(), world.lent(principal="a-delegate", delegate="a-delegate"))
    assert Life(known).advised().refused("a-delegate", ask.Approve) is Reason.NO_AUTHORITY


def test_a_chain_of_delegations_in_the_register_gives_nothing_at_its_end() -> None:
    chain = (world.lent(), world.lent("on", principal="a-delegate", delegate="a-clerk"))
    life = Life(world.with_delegation(world.register(), *chain)).advised()
    assert life.refused("a-clerk", ask.Approve) is Reason.NO_AUTHORITY
    life.does("a-delegate", ask.Approve)


def test_a_delegation_wider_than_its_principal_s_authority_reaches_no_further() -> None:
    narrow = world.grant("a-narrow", A, world.Role.APPROVER, world.scope(limit=RiskLevel.LOW))
    known = world.with_delegation(world.register(), world.lent(principal="a-narrow"))
    known = known.model_copy(
        update={
            "grants": (*known.grants, narrow),
            "members": (*known.members, world.Member(person_id="a-narrow", organisation_id=A)),
        }
    )
    assert (
        Life(known).advised(world.proposal(residual_risk=RiskLevel.MEDIUM)).refused("a-delegate", ask.Approve)
        is Reason.NO_AUTHORITY
    )
    Life(known).advised().does("a-delegate", ask.Approve)


@pytest.mark.parametrize("who", ["a-second", "a-delegate"])
def test_authority_that_expires_between_submission_and_decision_is_gone(who: str) -> None:
    life = Life(world.with_delegation(world.register(), world.lent())).advised()
    life.now = world.JANUARY
    assert life.refused(who, ask.Approve) in {Reason.NO_AUTHORITY, Reason.NOT_PERMITTED}


@pytest.mark.parametrize(
    "change", [RevokeDelegation(delegation_id="lent"), EndRole(grant_id="a-decider council APPROVER")]
)
def test_revocation_and_the_end_of_the_principal_s_role_take_effect_at_once(change) -> None:
    life = Life(world.with_delegation(world.register(), world.lent())).advised()
    event = handle_change(change, life.register.version, life.register, PEOPLE["a-admin"], life.now)
    assert not isinstance(event, Refusal)
    life.register = evolve_register(life.register, event)
    assert life.refused("a-delegate", ask.Approve) in {Reason.NO_AUTHORITY, Reason.NOT_PERMITTED}


def test_what_was_approved_is_not_submitted_again_without_a_change() -> None:
    life = Life().approved()
    assert life.refused("a-author", ask.Submit) is Reason.WRONG_STATUS
    assert life.refused("a-decider", ask.Approve) is Reason.WRONG_STATUS


def test_a_changed_draft_voids_the_approval_and_needs_everything_again() -> None:
    life = Life().approved()
    assert life.refused("a-author", ask.Revise, proposal=SECOND) is Reason.NO_REASONS
    life.does("a-author", ask.Revise, proposal=SECOND, reasons="A new supplier.")
    assert (life.held.recorded_status, life.held.decisions) == (Status.DRAFT, ())
    assert not in_force.is_active(life.held, life.now)
    life.does("a-author", ask.Submit)
    assert life.refused("a-decider", ask.Approve) is Reason.NOT_ADVISED


def test_changing_it_back_does_not_bring_the_approval_back() -> None:
    life = Life().approved()
    life.does("a-author", ask.Revise, proposal=SECOND, reasons="A new supplier.")
    life.does("a-author", ask.Revise, proposal=world.proposal())
    assert not in_force.is_active(life.held, life.now)
    assert life.held.recorded_status is Status.DRAFT


@pytest.mark.parametrize("acts", [(ask.Approve, ask.Approve), (ask.Approve, ask.Reject), (ask.Reject, ask.Approve)])
def test_of_two_decisions_on_one_version_one_wins_and_the_other_is_told(acts: tuple[type, type]) -> None:
    life = Life().advised()
    first, second = (act(**life.filled(act)) for act in acts)
    assert not isinstance(life.send("a-decider", first), Refusal)
    late = life.send("a-second", second)
    assert isinstance(late, Refusal)
    assert late.sentence
    assert late.what_to_do or late.reason is Reason.WRONG_STATUS
    assert len(life.held.decisions) == 1


def test_two_parties_deciding_at_once_do_not_overwrite_each_other() -> None:
    life = Life().advised(world.proposal(CaseKind.AGREEMENT))
    ours, theirs = (ask.Approve(**life.filled(ask.Approve, party)) for party in (A, B))
    life.send("a-decider", ours)
    late = life.send("b-decider", theirs)
    assert isinstance(late, Refusal)
    assert late.reason is Reason.CHANGED_SINCE
    life.does("b-decider", ask.Approve, B)
    assert in_force.is_active(life.held, life.now)


def test_a_script_with_a_grant_in_the_register_still_only_attaches() -> None:
    life = Life().advised()
    for act in (ask.Approve, ask.Reject, ask.Return, ask.Submit, ask.Withdraw, ask.BeginReview):
        assert life.refused(SCRIPT, act) is Reason.MACHINE
    before = life.held
    life.does(SCRIPT, ask.Attach, text="Approved! The approver has agreed to this.")
    assert life.held.model_copy(update={"version": before.version, "notes": before.notes}) == before
    assert life.held.notes[0].actor_kind.value == "script"


def test_a_script_cannot_open_a_case() -> None:
    assert Life().refused(SCRIPT, ask.Open, proposal=world.proposal()) is Reason.NOT_PERMITTED


def test_advice_on_an_older_version_does_not_count() -> None:
    life = Life().advised()
    life.does("a-author", ask.Revise, proposal=SECOND)
    life.does("a-author", ask.Submit)
    assert life.refused("a-decider", ask.Approve) is Reason.NOT_ADVISED
    old = world.proposal().digest
    assert life.refused("a-dpo", ask.Advise, digest=old, view=View.SUPPORTS) is Reason.OTHER_DIGEST
    assert life.refused("a-decider", ask.Approve, digest=old) is Reason.OTHER_DIGEST


def test_an_officer_who_becomes_an_author_has_not_advised() -> None:
    known = world.register()
    known = known.model_copy(update={"grants": (*known.grants, world.grant("a-dpo", A, world.Role.AUTHOR))})
    life = Life(known).advised()
    life.does("a-decider", ask.Return)
    life.does("a-dpo", ask.Revise, proposal=SECOND)
    life.does("a-author", ask.Revise, proposal=world.proposal(open_gaps=("volumes",)))
    life.does("a-author", ask.Revise, proposal=world.proposal(draft="second draft"))
    life.does("a-author", ask.Submit)
    assert life.refused("a-dpo", ask.Advise, view=View.SUPPORTS) is Reason.OWN_CASE


def test_advice_given_before_its_giver_became_an_author_does_not_count_when_the_text_comes_back() -> None:
    known = world.register()
    known = known.model_copy(update={"grants": (*known.grants, world.grant("b-dpo", B, world.Role.AUTHOR))})
    agreement, other = (world.proposal(CaseKind.AGREEMENT, draft) for draft in world.DRAFTS)
    life = Life(known).advised(agreement)
    life.does("a-author", ask.Revise, proposal=other)
    life.does("b-dpo", ask.Revise, B, proposal=world.proposal(CaseKind.AGREEMENT, open_gaps=("volumes",)))
    life.does("a-author", ask.Revise, proposal=agreement)
    life.does("a-author", ask.Submit)
    life.does("a-decider", ask.Approve)
    assert life.refused("b-decider", ask.Approve, B) is Reason.NOT_ADVISED


@pytest.mark.parametrize(
    "facts", [{"party_ids": (A, B, OUTSIDE)}, {"residual_risk": "high"}, {"draft_digest": "f" * 64}]
)
def test_a_party_or_fact_changed_after_one_party_decided_voids_that_decision(facts: dict) -> None:
    life = Life().advised(world.proposal(CaseKind.AGREEMENT))
    life.does("b-decider", ask.Approve, B)
    changed = world.Proposal.model_validate(world.proposal(CaseKind.AGREEMENT).model_dump() | facts)
    life.does("a-author", ask.Revise, proposal=changed, reasons="Another party joins.")
    assert life.held.decisions == ()
    life.does("a-author", ask.Submit)
    assert life.refused("a-decider", ask.Approve) is Reason.NOT_ADVISED


def test_a_condition_of_an_old_version_cannot_be_marked_as_met_on_the_new_one() -> None:
    life = Life().approved(terms=(PRECEDENT,))
    old, old_digest = life.held.conditions[0].id, life.digest
    life.does("a-author", ask.Revise, proposal=SECOND, reasons="A new supplier.")
    assert life.refused("a-decider", ask.MeetCondition, condition_id=old) is Reason.WRONG_STATUS
    life.does("a-author", ask.Submit)
    life.does("a-dpo", ask.Advise, view=View.SUPPORTS)
    life.does("a-decider", ask.Approve, terms=(PRECEDENT,))
    assert life.held.conditions[0].id != old
    assert life.refused("a-decider", ask.MeetCondition, condition_id=old) is Reason.CONDITION
    new = life.held.conditions[0].id
    assert life.refused("a-decider", ask.MeetCondition, condition_id=new, digest=old_digest) is Reason.OTHER_DIGEST


def test_the_author_does_not_record_a_condition_as_met() -> None:
    life = Life().approved(terms=(PRECEDENT,))
    condition = life.held.conditions[0].id
    assert life.refused("a-author", ask.MeetCondition, condition_id=condition) is Reason.OWN_CASE
    assert life.refused(SCRIPT, ask.MeetCondition, condition_id=condition) is Reason.MACHINE
    life.does("a-author", ask.Attach, text="The certificates are attached.")
    assert not in_force.is_active(life.held, life.now)


def test_a_trial_is_not_turned_real_by_revision_or_renewal() -> None:
    trial = world.proposal(trial=True)
    life = Life().approved(trial)
    real = world.Proposal.model_validate(trial.model_dump() | {"trial": False})
    assert life.refused("a-author", ask.Revise, proposal=real, reasons="Now in earnest.") is Reason.TRIAL_ONLY
    life.does("a-author", ask.Renew)
    assert life.elsewhere[0].body.proposal.trial
    assert real.digest != trial.digest


def test_a_decision_on_a_trial_is_not_one_on_the_real_case_with_the_same_draft() -> None:
    assert world.proposal(trial=True).digest != world.proposal().digest
    assert world.proposal(case_id="other").digest != world.proposal().digest


def test_a_file_signed_for_another_case_is_not_attested() -> None:
    put = world.proposal(CaseKind.AGREEMENT, party_ids=(A, OUTSIDE))
    life = Life().submitted(put)
    elsewhere = world.Proposal.model_validate(put.model_dump() | {"case_id": "other"}).digest
    file = life.file(case_digest=elsewhere)
    assert life.refused("a-siro", ask.Attest, file=file) is Reason.OTHER_DIGEST


def test_a_decider_does_not_attest_the_other_side_nor_the_other_way_round() -> None:
    put = world.proposal(CaseKind.AGREEMENT, party_ids=(A, OUTSIDE))
    life = Life().submitted(put)
    life.does("a-dpo", ask.Advise, view=View.SUPPORTS)
    life.does("a-decider", ask.Approve)
    assert life.refused("a-decider", ask.Attest, file=life.file()) is Reason.OUTSIDE_DECISION
    other = Life().submitted(put)
    other.does("a-dpo", ask.Advise, view=View.SUPPORTS)
    other.does("a-decider", ask.Attest, file=other.file())
    assert other.refused("a-decider", ask.Approve) is Reason.OUTSIDE_DECISION


def test_a_party_that_works_here_cannot_be_attested_for() -> None:
    life = Life().advised(world.proposal(CaseKind.AGREEMENT))
    file = life.file(organisation_id=B, key_id=None)
    assert life.refused("a-second", ask.Attest, file=file) is Reason.OUTSIDE_DECISION


def test_a_renewal_by_a_colleague_is_still_the_first_author_s_text() -> None:
    known = world.register()
    known = known.model_copy(update={"grants": (*known.grants, world.grant("a-clerk", A, world.Role.AUTHOR))})
    life = Life(known).approved()
    life.does("a-clerk", ask.Renew)
    opened = life.elsewhere[0]
    renewed = Life(known, case_id="renewal")
    renewed.case, renewed.events = world.evolve(None, opened), [opened]
    renewed.does("a-clerk", ask.Submit)
    renewed.does("a-dpo", ask.Advise, view=View.SUPPORTS)
    assert renewed.refused("a-author", ask.Approve) is Reason.OWN_CASE
    renewed.does("a-decider", ask.Approve)


def test_a_person_who_left_the_body_decides_nothing() -> None:
    known = world.register()
    gone = tuple(
        one.model_copy(update={"left_at": world.MONDAY}) if one.person_id == "a-decider" else one
        for one in known.members
    )
    life = Life(world.with_delegation(known.model_copy(update={"members": gone}), world.lent())).advised()
    assert life.refused("a-decider", ask.Approve) is Reason.NOT_PERMITTED
    assert life.refused("a-delegate", ask.Approve) is Reason.NO_AUTHORITY


def test_an_officer_of_one_party_does_not_decide_for_the_other() -> None:
    known = world.register()
    member = world.Member(person_id="b-dpo", organisation_id=A)
    known = known.model_copy(
        update={
            "grants": (*known.grants, world.grant("b-dpo", A, world.Role.APPROVER)),
            "members": (*known.members, member),
        }
    )
    assert Life(known).advised(world.proposal(CaseKind.AGREEMENT)).refused("b-dpo", ask.Approve) is Reason.ADVISER


def test_reviewers_get_no_second_view_through_a_delegate() -> None:
    known = world.with_delegation(world.register(Stages.TWO_REVIEWERS), world.lent())
    life = Life(known).advised()
    life.does("a-delegate", ask.Approve)
    assert life.refused("a-decider", ask.Approve) is Reason.SAME_AUTHORITY


def test_a_sign_in_that_runs_out_stops_everything_even_attaching() -> None:
    life = Life().advised()
    tired = PEOPLE["a-decider"].model_copy(update={"signed_in_until": life.now})
    assert life.refused(tired, ask.Attach) is Reason.SIGNED_OUT


def test_a_moment_without_a_zone_is_a_fault_of_the_caller() -> None:
    life = Life().advised()
    command = ask.Approve(**life.filled(ask.Approve))
    with pytest.raises(ValueError, match="zone"):
        handle(command, life.case, PEOPLE["a-decider"], life.register, life.now.replace(tzinfo=None), world.LIMITS)


def test_a_case_is_not_opened_over_another_nor_acted_on_by_another_name() -> None:
    life = Life().opened()
    assert life.refused("a-author", ask.Open, proposal=world.proposal()) is Reason.OPENED_BEFORE
    assert life.refused("a-author", ask.Submit, case_id="other") is Reason.NO_SUCH_CASE


def test_rejected_files_never_carry_conditions_into_the_case() -> None:
    life = Life().submitted(world.proposal(CaseKind.AGREEMENT, party_ids=(A, OUTSIDE)))
    file = life.file(outcome=Outcome.REJECTED, terms=(PRECEDENT,), valid_until=date(2027, 1, 1))
    life.does("a-siro", ask.Attest, file=file)
    assert life.held.conditions == ()


def test_lent_authority_ends_with_the_last_day_here_and_not_an_hour_later_in_summer() -> None:
    last, until, review = date(2027, 6, 30), date(2027, 9, 30), date(2027, 8, 31)
    within = world.scope(until=last)
    midnight = datetime(2027, 6, 30, 23, 0, tzinfo=UTC)  # 1 July in London
    for now, reason in ((midnight - timedelta(seconds=1), None), (midnight, Reason.NO_AUTHORITY)):
        life = Life(world.with_delegation(world.register(), world.lent(within=within))).advised()
        life.now = now
        if reason is None:
            life.does("a-delegate", ask.Approve, valid_until=until, review_on=review)
        else:
            refused = life.refused("a-delegate", ask.Approve, valid_until=until, review_on=review)
            assert refused in {reason, Reason.NOT_PERMITTED}


def test_an_hour_of_another_zone_makes_no_day_longer() -> None:
    life = Life().approved()
    after = datetime(world.VALID_UNTIL.year, world.VALID_UNTIL.month, world.VALID_UNTIL.day, 23, 30, tzinfo=UTC)
    after += timedelta(days=1)
    for hours in (-11, 0, 14):
        there = after.astimezone(timezone(timedelta(hours=hours)))
        assert life.held.status(there) is Status.EXPIRED
        assert not in_force.is_active(life.held, there)
