"""The register as people work on it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from advisor.approval import command as ask
from advisor.approval.actor import Role, SignIn
from advisor.approval.authority import Delegation, Grant, Organisation, Scope
from advisor.approval.change import Delegate, EndRole, Enrol, GrantRole, Leave, RegisterOrganisation
from advisor.approval.proposal import CaseKind, RiskLevel
from advisor.approval.refusal import Reason, Refusal
from advisor.connecting.invented import BOARD, COUNCIL
from advisor.errors import NotHeld
from advisor.governance.exercises.group import Group, Member, TrainerNote
from advisor.governance.person import Person
from advisor.ledger.practice import PracticeRecords
from tests.advisor.journeys.office import (
    ADMINISTRATOR,
    APPROVER,
    AUDITOR,
    AUTHOR,
    DELEGATE,
    OFFICER,
    OWNER,
    Desk,
    actor,
)

SCOPE = Scope(
    kinds=(CaseKind.ASSESSMENT,), limit=RiskLevel.LOW, first_day=date(2026, 11, 1), last_day=date(2027, 1, 31)
)


def test_local_mode_begins_with_two_invented_bodies_whose_people_are_marked(desk: Desk) -> None:
    register = desk.office.authority.register()
    assert [one.id for one in register.organisations if not one.outside] == [COUNCIL, BOARD]
    for body in (COUNCIL, BOARD):
        held = {role for one in desk.office.authority.holders() if one.organisation_id == body for role in one.roles}
        assert held >= {Role.AUTHOR, Role.DPO, Role.APPROVER, Role.SIRO, Role.ADMINISTRATOR}
    named = [one.name for one in desk.office.people.all() if one.id != "local"]
    assert len(named) == 14
    assert all(name.endswith("(invented)") for name in named)


def test_opening_it_again_founds_nothing_twice(desk: Desk) -> None:
    again = Desk(desk.settings.home)
    assert again.office.authority.register() == desk.office.authority.register()


def test_with_a_provider_nobody_is_invented_and_the_first_administrator_founds_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path, provider=True)
    assert desk.office.authority.register().organisations == ()
    assert desk.office.people.all() == []
    authority, first = desk.office.authority, actor("ann", SignIn.PROVIDER)
    body = Organisation(id="council", name="A Council")
    with pytest.raises(Refusal, match="signed in through your organisation"):
        authority.found(actor("ann"), body)
    register = authority.found(first, body)
    assert register.roles("ann", "council", desk.now) == {Role.ADMINISTRATOR}
    with pytest.raises(Refusal, match="register already"):
        authority.found(actor("bob", SignIn.PROVIDER), body)
    authority.change(Enrol(person_id="bob", organisation_id="council"), first)
    assert authority.register().belongs("bob", "council", desk.now)


def test_an_administrator_grants_and_ends_and_an_author_does_neither(desk: Desk) -> None:
    grant = Grant(id="g", person_id=OFFICER, organisation_id=COUNCIL, role=Role.AUTHOR, scope=SCOPE)
    with pytest.raises(Refusal) as caught:
        desk.office.authority.change(GrantRole(grant=grant), actor(AUTHOR))
    assert caught.value.reason is Reason.REGISTER
    desk.office.authority.change(GrantRole(grant=grant), actor(ADMINISTRATOR))
    assert Role.AUTHOR in desk.office.authority.register().roles(OFFICER, COUNCIL, desk.now)
    desk.later(minutes=1)
    desk.office.authority.change(EndRole(grant_id="g"), actor(ADMINISTRATOR))
    assert Role.AUTHOR not in desk.office.authority.register().roles(OFFICER, COUNCIL, desk.now)
    assert [one.change.kind for one in desk.office.authority.history(actor(AUDITOR))] == ["grant role", "end role"]


def test_the_first_administrator_of_another_body_comes_from_one_that_is_there(desk: Desk) -> None:
    authority = desk.office.authority
    school = Organisation(id="school", name="A School")
    authority.change(RegisterOrganisation(organisation=school), actor(ADMINISTRATOR))
    authority.change(Enrol(person_id="head", organisation_id="school"), actor(ADMINISTRATOR))
    grant = Grant(id="g", person_id="head", organisation_id="school", role=Role.ADMINISTRATOR, scope=SCOPE)
    with pytest.raises(Refusal):
        authority.change(GrantRole(grant=grant), actor(AUTHOR))
    authority.change(GrantRole(grant=grant), actor(ADMINISTRATOR))
    for moment in (desk.now, desk.now.replace(year=2030)):  # while it lasts, and after it has run out
        desk.now = moment
        with pytest.raises(Refusal):
            authority.change(Enrol(person_id="teacher", organisation_id="school"), actor(ADMINISTRATOR))


def test_who_looked_at_an_older_register_is_told(desk: Desk) -> None:
    desk.office.authority.change(Leave(person_id=OWNER, organisation_id=COUNCIL), actor(ADMINISTRATOR))
    with pytest.raises(Refusal) as caught:
        desk.office.authority.change(Enrol(person_id="new", organisation_id=COUNCIL), actor(ADMINISTRATOR), 0)
    assert caught.value.reason is Reason.CHANGED_SINCE


def test_a_principal_lends_no_more_than_is_theirs(desk: Desk) -> None:
    lent = Delegation(id="d", principal_id=OWNER, delegate_id=AUTHOR, organisation_ids=(COUNCIL,), scope=SCOPE)
    desk.office.authority.change(Delegate(delegation=lent), actor(OWNER))
    assert Role.APPROVER_BY_DELEGATION in desk.office.authority.own(actor(AUTHOR))[0].roles
    wider = lent.model_copy(update={"id": "e", "principal_id": DELEGATE})
    with pytest.raises(Refusal) as caught:
        desk.office.authority.change(Delegate(delegation=wider), actor(DELEGATE))
    assert caught.value.reason is Reason.DELEGATION


@pytest.mark.parametrize("who", [AUTHOR, "local"])
def test_people_and_changes_are_for_those_who_look_after_the_register(desk: Desk, who: str) -> None:
    for look in (desk.office.authority.people, desk.office.authority.history):
        with pytest.raises(Refusal):
            look(actor(who))


def test_all_that_is_held_about_a_person_comes_as_data_with_their_own_texts_only(desk: Desk) -> None:
    case_id = desk.approved(desk.opened())
    desk.office.referring.refer(actor(APPROVER), "DPO-1", question="Whose fax is this?")
    desk.does(APPROVER, case_id, ask.Suspend, reasons="Written by the approver.")
    held = json.loads(json.dumps(desk.office.person_export(actor(APPROVER), APPROVER)))
    assert held["person"]["name"] == "Morag Bell (invented)"
    assert [one["role"] for one in held["roles"]] == ["approver"]
    assert len(held["delegations"]) == 1
    assert {one["case_id"] for one in held["cases"]} == {case_id, "DPO-1"}
    assert [one["question"] for one in held["questions_passed_on"]] == ["Whose fax is this?"]
    assert "Written by the approver." in json.dumps(held)
    assert "This is the advice." not in json.dumps(held)


def test_what_a_person_practised_and_was_told_of_it_is_held_about_them_too(desk: Desk) -> None:
    practice = PracticeRecords(desk.store)
    at = desk.now
    practice.open_group(
        Group(id="g", code="ABCDEFGH", title="Breaches", exercise_ids=("e",), trainer_id=OFFICER, opened_at=at)
    )
    for learner in (AUTHOR, DELEGATE):
        practice.join(Member(group_id="g", person_id=learner, shown_as=f"Learner {learner}", joined_at=at))
        practice.keep_note(TrainerNote(group_id="g", person_id=learner, text=f"For {learner} alone.", at=at))
    held = json.dumps(desk.office.person_export(actor(AUTHOR), AUTHOR)["practice"])
    assert f"Learner {AUTHOR}" in held
    assert f"For {AUTHOR} alone." in held
    assert DELEGATE not in held
    assert "Breaches" in json.dumps(desk.office.person_export(actor(OFFICER), OFFICER)["practice"])


def test_another_persons_data_is_for_administrators_and_auditors(desk: Desk) -> None:
    with pytest.raises(Refusal):
        desk.office.person_export(actor(AUTHOR), APPROVER)
    assert desk.office.person_export(actor(AUDITOR), APPROVER)["person"]


def test_a_person_is_erased_once_they_have_left_and_what_they_did_stays(desk: Desk) -> None:
    case_id = desk.approved(desk.opened())
    with pytest.raises(Refusal, match="still belongs"):
        desk.office.authority.erase_person(actor(ADMINISTRATOR), APPROVER)
    desk.office.authority.change(Leave(person_id=APPROVER, organisation_id=COUNCIL), actor(ADMINISTRATOR))
    with pytest.raises(Refusal):
        desk.office.authority.erase_person(actor(AUDITOR), APPROVER)
    desk.office.authority.erase_person(actor(ADMINISTRATOR), APPROVER)
    shown = desk.casework.view(actor(AUDITOR), case_id)
    assert "Morag Bell" not in shown.model_dump_json()
    assert shown.parties[0].decision is not None
    assert shown.parties[0].decision.by == "Erased person"
    with pytest.raises(NotHeld):
        desk.office.authority.erase_person(actor(ADMINISTRATOR), APPROVER)


def test_a_person_who_is_known_without_a_body_holds_nothing(desk: Desk) -> None:
    desk.office.people.know(Person(id="new", name="New"), desk.now)
    assert desk.office.authority.own(actor("new")) == ()
    assert desk.casework.queue(actor("new")) == ()
