"""The life of an approval: conditions, reviews, suspension, revocation, expiry, renewal, supersession."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import get_args

import pytest

from advisor.approval import command as ask
from advisor.approval import in_force
from advisor.approval.casefile import Status
from advisor.approval.day import UK_TIME
from advisor.approval.deadline import Due, deadlines
from advisor.approval.proposal import CaseKind
from advisor.approval.record import View
from advisor.approval.refusal import Reason
from tests.advisor.approval import world
from tests.advisor.approval.world import CONTINUING, PRECEDENT, VALID_UNTIL, A, B, Life

AGREEMENT = world.proposal(CaseKind.AGREEMENT)
ENDINGS = {
    Status.WITHDRAWN: lambda: _after(Life().submitted(), "a-author", ask.Withdraw),
    Status.REJECTED: lambda: _after(Life().advised(), "a-decider", ask.Reject),
    Status.REVOKED: lambda: _after(Life().approved(), "a-decider", ask.Revoke),
    Status.SUPERSEDED: lambda: _superseded(),
}


def _after(life: Life, who: str, act: type) -> Life:
    life.does(who, act)
    return life


def _superseded() -> Life:
    life = Life().approved()
    life.other = world.successor()
    return _after(life, "a-decider", ask.Supersede)


def test_a_condition_precedent_holds_everything_back_until_it_is_met() -> None:
    life = Life().approved(terms=(PRECEDENT, CONTINUING))
    precedent, continuing = life.held.conditions
    assert life.held.recorded_status is Status.APPROVED_WITH_CONDITIONS
    assert not in_force.is_active(life.held, life.now)
    life.does("a-decider", ask.MeetCondition, condition_id=continuing.id)
    assert not in_force.is_active(life.held, life.now)
    life.does("a-decider", ask.MeetCondition, condition_id=precedent.id)
    assert in_force.is_active(life.held, life.now)
    assert life.held.conditions[0].met[0].person_id == "a-decider"


def test_a_continuing_condition_holds_nothing_back_and_is_met_again_and_again() -> None:
    life = Life().approved(terms=(CONTINUING,))
    assert in_force.is_active(life.held, life.now)
    for _ in range(2):
        life.does("a-decider", ask.MeetCondition, condition_id=life.held.conditions[0].id)
    assert len(life.held.conditions[0].met) == 2


def test_a_condition_precedent_is_met_once() -> None:
    life = Life().approved(terms=(PRECEDENT,))
    condition = life.held.conditions[0].id
    life.does("a-second", ask.MeetCondition, condition_id=condition)
    assert life.refused("a-decider", ask.MeetCondition, condition_id=condition) is Reason.CONDITION


@pytest.mark.parametrize("who", ["a-author", "a-siro", "a-auditor", "b-decider"])
def test_a_condition_is_met_by_somebody_who_decides_and_did_not_write_the_case(who: str) -> None:
    life = Life().approved(terms=(PRECEDENT,))
    refusal = life.refused(who, ask.MeetCondition, condition_id=life.held.conditions[0].id)
    assert refusal in {Reason.OWN_CASE, Reason.NOT_PERMITTED}


def test_the_party_that_set_a_condition_says_whether_it_is_met() -> None:
    life = Life().approved(AGREEMENT, terms=(PRECEDENT,))
    condition = life.held.conditions[0].id
    assert life.refused("b-decider", ask.MeetCondition, B, condition_id=condition) is Reason.CONDITION
    life.does("a-decider", ask.MeetCondition, condition_id=condition)


@pytest.mark.parametrize(("day", "status"), [
    (VALID_UNTIL, Status.APPROVED), (VALID_UNTIL + timedelta(days=1), Status.EXPIRED),
])  # fmt: skip
@pytest.mark.parametrize("hour", [0, 23])
def test_an_approval_lasts_to_the_end_of_its_last_day(day: date, status: Status, hour: int) -> None:
    life = Life().approved()
    now = datetime(day.year, day.month, day.day, hour, 59, tzinfo=UK_TIME).astimezone(UTC)
    assert life.held.status(now) is status
    assert in_force.is_active(life.held, now) is (status is Status.APPROVED)


def test_a_suspended_approval_runs_out_too_and_is_not_resumed_afterwards() -> None:
    life = _after(Life().approved(), "a-decider", ask.Suspend)
    life.now = world.JUNE
    assert life.held.status(life.now) is Status.EXPIRED
    assert life.refused("a-decider", ask.Resume) is Reason.WRONG_STATUS


@pytest.mark.parametrize(("who", "party"), [("a-decider", A), ("b-decider", B), ("a-siro", A), ("a-second", A)])
def test_any_party_suspends_and_lifts_its_own_suspension_only(who: str, party: str) -> None:
    life = Life().approved(AGREEMENT)
    life.does(who, ask.Suspend, party)
    assert life.held.recorded_status is Status.SUSPENDED
    assert not in_force.is_active(life.held, life.now)
    other, decider = (B, "b-decider") if party == A else (A, "a-decider")
    assert life.refused(decider, ask.Resume, other) is Reason.SUSPENSION
    life.does(decider, ask.Suspend, other)
    life.does("a-decider", ask.Resume, A)
    assert not in_force.is_active(life.held, life.now)
    life.does("b-decider", ask.Resume, B)
    assert in_force.is_active(life.held, life.now)


def test_a_party_does_not_suspend_twice() -> None:
    life = _after(Life().approved(), "a-decider", ask.Suspend)
    assert life.refused("a-second", ask.Suspend) is Reason.SUSPENSION


def test_resuming_brings_the_conditions_back_as_they_were() -> None:
    life = Life().approved(terms=(PRECEDENT,))
    life.does("a-decider", ask.Suspend)
    life.does("a-decider", ask.Resume)
    assert life.held.recorded_status is Status.APPROVED_WITH_CONDITIONS
    assert not in_force.is_active(life.held, life.now)


@pytest.mark.parametrize("party", [A, B])
def test_any_party_ends_an_agreement_for_good(party: str) -> None:
    life = Life().approved(AGREEMENT)
    life.does("a-decider" if party == A else "b-decider", ask.Revoke, party)
    assert not in_force.is_active(life.held, life.now)


@pytest.mark.parametrize("status", ENDINGS, ids=lambda status: status.value)
def test_nothing_happens_to_a_case_that_has_ended(status: Status) -> None:
    life = ENDINGS[status]()
    assert life.held.recorded_status is status
    tried = 0
    for kind in get_args(ask.Command):
        needed = set(kind.model_fields)
        if kind is ask.Open:
            continue
        known = {
            "proposal": world.proposal(draft="second draft"), "view": View.SUPPORTS, "sent_on": life.now.date(),
            "told_on": life.now.date(), "first_day": life.now.date(), "resumed_on": life.now.date(),
            "closed_on": life.now.date(), "outcome": "advice received", "condition_id": "1.1", "file": life.file(),
        }  # fmt: skip
        values = {name: value for name, value in known.items() if name in needed}
        for who in ("a-author", "a-dpo", "a-decider", "a-siro"):
            life.refused(who, kind, **values)
            tried += 1
    assert tried > 90


def test_a_review_moves_the_next_one_within_the_life_of_the_approval() -> None:
    life = Life().approved()
    later = VALID_UNTIL - timedelta(days=1)
    life.does("a-decider", ask.RecordReview, next_review_on=later)
    assert life.held.next_review_on == later
    after = VALID_UNTIL + timedelta(days=1)
    assert life.refused("a-decider", ask.RecordReview, next_review_on=after) is Reason.DATES


def test_a_renewal_starts_from_the_approved_text_as_a_draft_of_its_own() -> None:
    life = Life().approved()
    life.does("a-author", ask.Renew)
    (opened,) = life.elsewhere
    assert (opened.case_id, opened.version, opened.body.renews) == ("renewal", 1, "case")
    assert opened.body.proposal.draft_digest == life.held.draft_digest
    assert opened.body.proposal.digest != life.held.proposal.digest
    assert in_force.is_active(life.held, life.now)
    assert life.refused("a-author", ask.Renew) is Reason.OPENED_BEFORE


def test_what_has_run_out_can_be_renewed_and_what_was_never_approved_cannot() -> None:
    life = Life().approved()
    life.now = world.JUNE
    life.does("a-author", ask.Renew)
    for earlier in (Life().opened(), Life().submitted(), Life().advised()):
        assert earlier.refused("a-author", ask.Renew) is Reason.WRONG_STATUS


@pytest.mark.parametrize(
    ("of", "in_force_", "facts", "reason"),
    [
        ("case", False, {}, Reason.NOT_ACTIVE),
        ("another", True, {}, Reason.SUCCESSOR),
        ("case", True, {"trial": True}, Reason.SUCCESSOR),
    ],
)
def test_only_a_renewal_that_is_in_force_supersedes(of: str, in_force_: bool, facts: dict, reason: Reason) -> None:
    life = Life().approved()
    life.other = world.successor(of, in_force_, **facts)
    assert life.refused("a-decider", ask.Supersede) is reason
    life.other = None
    assert life.refused("a-decider", ask.Supersede) is Reason.SUCCESSOR


def test_a_superseded_case_names_its_successor_and_is_no_longer_active() -> None:
    life = _superseded()
    assert (life.held.successor_id, in_force.is_active(life.held, life.now)) == ("renewal", False)
    assert in_force.can_become_precedent(life.held, life.now)


@pytest.mark.parametrize("made", [Life().opened, Life().submitted, Life().advised])
def test_what_is_still_open_is_no_precedent(made) -> None:
    assert not in_force.can_become_precedent(made().held, world.MONDAY)


def test_what_falls_due_is_listed_with_the_earliest_first() -> None:
    life = Life().approved(terms=(CONTINUING,))
    listed = deadlines(life.held, life.now)
    assert [(one.due, one.on) for one in listed] == [
        (Due.REVIEW, world.REVIEW_ON), (Due.CONDITION, CONTINUING.due_on), (Due.EXPIRY, VALID_UNTIL),
    ]  # fmt: skip
    assert listed[1].about == life.held.conditions[0].id
    life.does("a-decider", ask.MeetCondition, condition_id=listed[1].about)
    assert Due.CONDITION not in [one.due for one in deadlines(life.held, life.now)]
    life.does("a-decider", ask.Revoke)
    assert deadlines(life.held, life.now) == ()
