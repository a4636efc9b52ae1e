"""Changes to the register of authority."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from advisor.approval.actor import Role, conflicts
from advisor.approval.authority import Delegation, Grant, Member, Organisation, Register, Scope
from advisor.approval.casefile import HistoryFault
from advisor.approval.change import (
    Change,
    Delegate,
    EndRole,
    Enrol,
    GrantRole,
    Leave,
    RegisterEvent,
    RegisterOrganisation,
    RevokeDelegation,
)
from advisor.approval.proposal import CaseKind, RiskLevel
from advisor.approval.refusal import Reason, Refusal
from advisor.approval.registering import evolve_register, founded, handle_change
from tests.advisor.approval import world
from tests.advisor.approval.world import LENT_UNTIL, MONDAY, PEOPLE, SCRIPT, A, B


def sound() -> Register:
    """A register built by its own rules: an administrator, three deciders and an officer of one body."""
    register = founded(Organisation(id=A, name="Borsetshire Council"), world.grant("a-admin", A, Role.ADMINISTRATOR))
    for name in ("a-decider", "a-second", "a-delegate", "a-dpo", "a-clerk"):
        register = made(register, "a-admin", Enrol(person_id=name, organisation_id=A))
    register = made(register, "a-admin", GrantRole(grant=world.grant("a-decider", A, Role.APPROVER, world.scope(
        (CaseKind.ASSESSMENT, CaseKind.AGREEMENT), RiskLevel.MEDIUM, date(2027, 6, 30)))))  # fmt: skip
    return made(register, "a-admin", GrantRole(grant=world.grant("a-dpo", A, Role.DPO)))


def tried(register: Register, who: str, change: Change) -> RegisterEvent | Refusal:
    actor = SCRIPT if who == "script" else PEOPLE[who]
    return handle_change(change, register.version, register, actor, MONDAY)


def made(register: Register, who: str, change: Change) -> Register:
    event = tried(register, who, change)
    assert not isinstance(event, Refusal), str(event)
    return evolve_register(register, event)


def refused(register: Register, who: str, change: Change) -> Reason:
    event = tried(register, who, change)
    assert isinstance(event, Refusal), f"{change.kind} by {who} was let through"
    return event.reason


NARROW = Scope(kinds=(CaseKind.ASSESSMENT,), limit=RiskLevel.LOW, first_day=date(2026, 11, 1), last_day=LENT_UNTIL)


def lent(**change: object) -> Delegation:
    usual = {"id": "lent", "principal_id": "a-decider", "delegate_id": "a-delegate", "organisation_ids": (A,)}
    return Delegation.model_validate({"scope": NARROW, **usual, **change})


def scope(**change: object) -> Scope:
    return NARROW.model_copy(update=change)


@pytest.mark.parametrize(
    ("who", "change", "reason"),
    [
        ("a-decider", {}, None),
        ("a-decider", {"scope": scope(last_day=date(2027, 6, 30))}, None),
        ("a-decider", {"scope": scope(last_day=date(2027, 7, 1))}, Reason.DELEGATION),
        ("a-decider", {"scope": scope(first_day=date(2025, 12, 31))}, Reason.DELEGATION),
        ("a-decider", {"scope": scope(limit=RiskLevel.MEDIUM)}, None),
        ("a-decider", {"scope": scope(limit=RiskLevel.HIGH)}, Reason.DELEGATION),
        ("a-decider", {"scope": scope(kinds=(CaseKind.ASSESSMENT, CaseKind.DISCLOSURE))}, Reason.DELEGATION),
        ("a-decider", {"scope": scope(kinds=())}, Reason.DELEGATION),
        ("a-decider", {"scope": scope(first_day=date(2026, 12, 2), last_day=date(2026, 12, 1))}, Reason.DELEGATION),
        ("a-decider", {"organisation_ids": (A, B)}, Reason.DELEGATION),
        ("a-decider", {"organisation_ids": ()}, Reason.DELEGATION),
        ("a-decider", {"delegate_id": "a-decider"}, Reason.DELEGATION),
        ("a-decider", {"delegate_id": "b-author"}, Reason.DELEGATION),
        ("a-decider", {"delegate_id": "a-dpo"}, Reason.REGISTER),
        ("a-decider", {"delegate_id": "a-admin"}, Reason.REGISTER),
        ("a-decider", {"principal_id": "a-second"}, Reason.DELEGATION),
        ("a-admin", {}, Reason.DELEGATION),
        ("a-delegate", {}, Reason.DELEGATION),
        ("a-delegate", {"principal_id": "a-delegate", "delegate_id": "a-clerk"}, Reason.DELEGATION),
        ("script", {}, Reason.MACHINE),
    ],
)
def test_a_principal_lends_within_what_is_theirs(who: str, change: dict, reason: Reason | None) -> None:
    if reason is None:
        made(sound(), who, Delegate(delegation=lent(**change)))
    else:
        assert refused(sound(), who, Delegate(delegation=lent(**change))) is reason


def test_a_delegate_lends_nothing_on() -> None:
    register = made(sound(), "a-decider", Delegate(delegation=lent()))
    on = lent(id="on", principal_id="a-delegate", delegate_id="a-clerk")
    assert refused(register, "a-delegate", Delegate(delegation=on)) is Reason.DELEGATION


def test_a_delegate_does_not_become_an_officer_meanwhile() -> None:
    register = made(sound(), "a-decider", Delegate(delegation=lent()))
    officer = GrantRole(grant=world.grant("a-delegate", A, Role.DPO))
    assert refused(register, "a-admin", officer) is Reason.REGISTER


@pytest.mark.parametrize(("who", "goes"), [("a-decider", True), ("a-admin", True), ("a-delegate", False)])
def test_the_principal_or_an_administrator_revokes(who: str, goes: bool) -> None:
    register = made(sound(), "a-decider", Delegate(delegation=lent()))
    revoke = RevokeDelegation(delegation_id="lent")
    if goes:
        after = made(register, who, revoke)
        put = world.proposal()
        assert register.authorities("a-delegate", A, put, MONDAY)
        assert after.authorities("a-delegate", A, put, MONDAY) == ()
        assert refused(after, who, revoke) is Reason.DELEGATION
    else:
        assert refused(register, who, revoke) is Reason.REGISTER


@pytest.mark.parametrize(
    ("who", "grant"),
    [
        ("a-admin", world.grant("a-admin", A, Role.AUTHOR)),
        ("a-admin", world.grant("a-admin", A, Role.APPROVER)),
        ("a-decider", world.grant("a-clerk", A, Role.APPROVER)),
        ("a-admin", world.grant("a-clerk", A, Role.APPROVER_BY_DELEGATION)),
        ("a-admin", world.grant("a-clerk", A, Role.MACHINE)),
        ("a-admin", world.grant("nobody", A, Role.AUTHOR)),
        ("a-admin", world.grant("b-author", B, Role.AUTHOR)),
        ("a-admin", world.grant("a-dpo", A, Role.APPROVER)),
        ("a-admin", world.grant("a-dpo", A, Role.SIRO)),
        ("a-admin", world.grant("a-decider", A, Role.DPO)),
        ("a-admin", world.grant("a-decider", A, Role.ADMINISTRATOR)),
        ("a-admin", world.grant("a-decider", A, Role.AUDITOR)),
        ("a-admin", world.grant("a-dpo", A, Role.DPO)),
    ],
)
def test_a_role_that_may_not_be_granted_is_refused(who: str, grant: Grant) -> None:
    assert refused(sound(), who, GrantRole(grant=grant)) is Reason.REGISTER


def test_a_role_that_begins_later_conflicts_already() -> None:
    later = world.scope().model_copy(update={"first_day": date(2027, 1, 1)})
    register = made(sound(), "a-admin", GrantRole(grant=world.grant("a-clerk", A, Role.APPROVER, later)))
    assert refused(register, "a-admin", GrantRole(grant=world.grant("a-clerk", A, Role.DPO))) is Reason.REGISTER


def test_conflicts_hold_both_ways() -> None:
    for one in Role:
        for other in Role:
            assert conflicts(one, other) == conflicts(other, one)
    assert conflicts(Role.APPROVER, Role.DPO)
    assert not conflicts(Role.SIRO, Role.APPROVER)


def test_the_end_of_a_role_and_leaving_take_effect_at_once() -> None:
    register = made(sound(), "a-decider", Delegate(delegation=lent()))
    put = world.proposal()
    ended = made(register, "a-admin", EndRole(grant_id="a-decider council APPROVER"))
    left = made(register, "a-admin", Leave(person_id="a-decider", organisation_id=A))
    for after in (ended, left):
        assert after.authorities("a-decider", A, put, MONDAY) == ()
        assert after.authorities("a-delegate", A, put, MONDAY) == ()
        assert register.authorities("a-decider", A, put, MONDAY - timedelta(days=1))


@pytest.mark.parametrize(
    "change",
    [
        Enrol(person_id="x", organisation_id=A),
        Leave(person_id="a-dpo", organisation_id=A),
        EndRole(grant_id="a-dpo council DPO"),
        RegisterOrganisation(organisation=Organisation(id=B, name="Board", outside=True)),
    ],
    ids=lambda change: change.kind,
)
def test_an_administrator_alone_keeps_the_register(change: Change) -> None:
    made(sound(), "a-admin", change)
    for who, reason in (("a-decider", Reason.REGISTER), ("a-dpo", Reason.REGISTER), ("script", Reason.MACHINE)):
        assert refused(sound(), who, change) is reason


def test_two_changes_on_one_version_do_not_both_go_through() -> None:
    register = sound()
    after = made(register, "a-admin", Enrol(person_id="x", organisation_id=A))
    late = handle_change(Enrol(person_id="y", organisation_id=A), register.version, after, PEOPLE["a-admin"], MONDAY)
    assert isinstance(late, Refusal)
    assert late.reason is Reason.CHANGED_SINCE


def test_a_register_history_with_a_gap_is_refused() -> None:
    register = sound()
    event = tried(register, "a-admin", Enrol(person_id="x", organisation_id=A))
    assert isinstance(event, RegisterEvent)
    with pytest.raises(HistoryFault):
        evolve_register(register, event.model_copy(update={"version": event.version + 1}))


def test_equal_scopes_have_equal_digests_whatever_order_they_were_written_in() -> None:
    one = scope(kinds=(CaseKind.ASSESSMENT, CaseKind.AGREEMENT))
    other = Scope.model_validate(one.model_dump() | {"kinds": [CaseKind.AGREEMENT, CaseKind.ASSESSMENT]})
    assert Scope.model_validate(one.model_dump()).model_dump_json() == other.model_dump_json()


def test_a_body_outside_has_no_people_who_act_here() -> None:
    register = made(sound(), "a-admin", RegisterOrganisation(
        organisation=Organisation(id="charity", name="Home Again", outside=True)))  # fmt: skip
    member = Member(person_id="a-clerk", organisation_id="charity")
    assert member not in register.members
    assert refused(register, "a-admin", Enrol(person_id="a-clerk", organisation_id="charity")) is Reason.REGISTER


def test_a_body_whose_people_work_here_is_not_made_one_that_decides_outside() -> None:
    moved = RegisterOrganisation(organisation=Organisation(id=A, name="Borsetshire Council", outside=True))
    assert refused(sound(), "a-admin", moved) is Reason.REGISTER
