"""Who reads a case, what is offered on it, and what waits: the three rules behind every list and page."""

from __future__ import annotations

import pytest

from advisor.approval import command as ask
from advisor.approval.awaiting import awaited
from advisor.approval.command import CommandKind as Do
from advisor.approval.offers import offers
from advisor.approval.proposal import CaseKind, RiskLevel
from advisor.approval.reading import can_read, check_may_read
from advisor.approval.record import View
from advisor.approval.refusal import Reason, Refusal
from tests.advisor.approval import world
from tests.advisor.approval.world import LIMITS, MODEL, PEOPLE, PRECEDENT, SCRIPT, SIGNED_OUT, A, B, Life

AGREEMENT = world.proposal(CaseKind.AGREEMENT)
QUESTION = world.proposal(CaseKind.QUESTION)


@pytest.mark.parametrize("who", ["a-author", "a-dpo", "a-decider", "a-siro", "a-admin", "a-auditor"])
def test_everybody_with_a_role_in_a_party_reads_its_case(who: str) -> None:
    life = Life().opened()
    assert check_may_read(life.held, PEOPLE[who], life.register, life.now) == (A,)


def test_each_party_reads_an_agreement_for_itself_and_nobody_for_a_party_outside() -> None:
    life = Life().opened(AGREEMENT)
    assert check_may_read(life.held, PEOPLE["b-dpo"], life.register, life.now) == (B,)
    assert not can_read(Life().opened().held, PEOPLE["b-dpo"], life.register, life.now)
    assert not can_read(life.held, PEOPLE["a-clerk"], life.register, life.now)


def test_a_question_is_read_by_its_asker_the_officer_and_the_auditor_alone() -> None:
    life = Life().opened(QUESTION, author="a-clerk")
    readers = {name for name, who in PEOPLE.items() if can_read(life.held, who, life.register, life.now)}
    assert readers == {"a-clerk", "a-dpo", "a-auditor"}


@pytest.mark.parametrize("who", [SCRIPT, MODEL, SIGNED_OUT, world.LOCAL])
def test_machines_the_signed_out_and_local_people_read_no_real_case(who: world.Actor) -> None:
    life = Life().opened()
    with pytest.raises(Refusal):
        check_may_read(life.held, who, life.register, life.now)


def test_who_has_left_reads_no_more() -> None:
    life = Life().opened()
    gone = life.register.model_copy(
        update={"members": tuple(one for one in life.register.members if one.person_id != "a-author")}
    )
    assert not can_read(life.held, PEOPLE["a-author"], gone, life.now)


def allowed(life: Life, who: str, body: str = A) -> set[Do]:
    return {one.do for one in offers(life.held, PEOPLE[who], body, life.register, life.now, LIMITS) if one.allowed}


def test_an_offer_says_why_not_in_the_words_of_the_rule() -> None:
    life = Life().submitted()
    found = {one.do: one for one in offers(life.held, PEOPLE["a-decider"], A, life.register, life.now, LIMITS)}
    assert (found[Do.APPROVE].allowed, found[Do.APPROVE].reason) == (False, Reason.NOT_ADVISED)
    assert life.refused("a-decider", ask.Approve) is Reason.NOT_ADVISED
    own = {one.do: one for one in offers(life.held, PEOPLE["a-author"], A, life.register, life.now, LIMITS)}
    assert own[Do.APPROVE].reason is Reason.OWN_CASE


@pytest.mark.parametrize("who", ["a-author", "a-dpo", "a-decider", "a-delegate", "a-siro", "a-guardian", "b-decider"])
@pytest.mark.parametrize("stage", ["opened", "submitted", "advised", "approved"])
def test_what_is_offered_goes_through_and_what_is_not_is_refused(who: str, stage: str) -> None:
    for body in (A, B):
        life: Life = getattr(Life(), stage)(AGREEMENT)
        commands = {
            Do.SUBMIT: ask.Submit, Do.WITHDRAW: ask.Withdraw, Do.BEGIN_REVIEW: ask.BeginReview, Do.RETURN: ask.Return,
            Do.APPROVE: ask.Approve, Do.REJECT: ask.Reject, Do.SUSPEND: ask.Suspend, Do.REVOKE: ask.Revoke,
            Do.ACCEPT_RISK: ask.AcceptRisk, Do.RENEW: ask.Renew,
        }  # fmt: skip
        offered = allowed(life, who, body)
        for do, kind in commands.items():
            fresh: Life = getattr(Life(), stage)(AGREEMENT)
            went = not isinstance(fresh.tries(who, kind, body), Refusal)
            assert went == (do in offered), f"{do} by {who} for {body} when {stage}"


def test_only_an_open_condition_can_be_recorded_as_met() -> None:
    assert Do.MEET_CONDITION not in allowed(Life().approved(), "a-decider")
    assert Do.MEET_CONDITION in allowed(Life().approved(terms=(PRECEDENT,)), "a-decider")


def test_what_has_no_object_is_not_offered() -> None:
    life = Life().approved()
    assert Do.SUPERSEDE not in allowed(life, "a-decider")
    life.does("a-author", ask.Renew)
    assert Do.SUPERSEDE in allowed(life, "a-decider")
    assert Do.ATTEST not in allowed(Life().submitted(AGREEMENT), "a-siro")
    outside = world.proposal(CaseKind.AGREEMENT, party_ids=(A, world.OUTSIDE))
    assert Do.ATTEST in allowed(Life().submitted(outside), "a-siro")


def test_what_waits_can_be_done() -> None:
    risky = world.proposal(residual_risk=RiskLevel.HIGH, patient_information=True)
    for life in (Life().opened(risky), Life().submitted(risky), Life().advised(risky), Life().approved()):
        for name, who in PEOPLE.items():
            for one in awaited(life.held, who, life.register, life.now):
                found = offers(life.held, who, one.organisation_id, life.register, life.now, LIMITS)
                assert any(offer.do is one.do and offer.allowed for offer in found), f"{one} for {name}"


def test_an_adviser_who_has_advised_waits_for_nothing_more_until_the_version_changes() -> None:
    life = Life().submitted()

    def waits() -> list[Do]:
        return [one.do for one in awaited(life.held, PEOPLE["a-dpo"], life.register, life.now)]

    assert waits() == [Do.ADVISE]
    life.does("a-dpo", ask.Advise, view=View.SUPPORTS)
    assert waits() == []
    life.does("a-author", ask.Revise, proposal=world.proposal(draft="second draft"))
    life.does("a-author", ask.Submit)
    assert waits() == [Do.ADVISE]


def test_a_party_holds_the_case_that_a_body_outside_leads() -> None:
    known = world.register()
    bodies = tuple(one.model_copy(update={"outside": True}) if one.id == A else one for one in known.organisations)
    life = Life(known.model_copy(update={"organisations": bodies, "members": known.members}))
    life.does("b-author", ask.Open, B, proposal=AGREEMENT)
    assert life.digest == Life().opened(AGREEMENT).digest
    assert Life().refused("b-author", ask.Open, B, proposal=AGREEMENT) is Reason.PARTIES
