"""What a person may do on the Administration page: the choice, its form, and what becomes of it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from advisor.approval.actor import NEVER_GRANTED, Role
from advisor.approval.authority import Delegation, Grant, Organisation, Stages
from advisor.approval.change import (
    Change,
    Delegate,
    EndRole,
    Enrol,
    GrantRole,
    Leave,
    RegisterOrganisation,
    RevokeDelegation,
)
from advisor.interface import administration_tables, doing, identity
from advisor.interface.administration_desk import Desk
from advisor.interface.administration_fields import bodies, named, pick, picked, scope, scope_fields
from advisor.interface.doing import FieldToMend
from advisor.interface.escaping import label, line
from advisor.interface.wording import counted

_STAGES = {Stages.ONE_DECIDER: "By one decider", Stages.TWO_REVIEWERS: "By two reviewers"}
_NEW = "A new organisation"


@dataclass(frozen=True)
class Act:
    """Something that can be done: its words, whether this person may, its fields, and doing it."""

    words: str
    button: str
    may: Callable[[Desk], object]
    fields: Callable[[Desk, str], None]
    work: Callable[[Desk, str], str]


def draw(desk: Desk, acts: tuple[Act, ...]) -> None:
    """The choice among what the person may do, and the form of what was chosen."""
    offered = {act.words: act for act in acts if act.may(desk)}
    if not offered:
        return
    st.html("<h2>What you can do now</h2>")
    key = f"administer-{acts[0].words}-{desk.actor.id}".replace(" ", "-")
    chosen = st.radio("What do you want to do?", list(offered), index=None, key=key)
    if chosen is None:
        return
    turn = st.session_state.setdefault("turn-administration", secrets.token_hex(4))
    act, form = offered[chosen], f"{turn}-{desk.actor.id}"
    if act is _REGISTER:
        _which(desk, form)
    with st.form(f"form-{form}", enter_to_submit=False):
        act.fields(desk, form)
        st.form_submit_button(act.button, type="primary", key=f"go-{form}", on_click=_send, args=(desk, act, form))


def _send(desk: Desk, act: Act, form: str) -> None:
    def work() -> str:
        return act.work(Desk.of(desk.advisor, identity.visitor(desk.advisor).actor), form)

    if doing.attempt("administration", work):
        st.session_state.pop("turn-administration", None)


def _change(desk: Desk, change: Change, sentence: str) -> str:
    desk.advisor.authority.change(change, desk.actor)
    return sentence


def _enrol_fields(desk: Desk, form: str) -> None:
    pick("Person", {one: f"{name}, {one}" for one, name in desk.people.items()}, f"{form}-person")
    pick("Organisation", bodies(desk.administered), f"{form}-body")


def _enrol(desk: Desk, form: str) -> str:
    person, body = picked("Person", f"{form}-person"), picked("Organisation", f"{form}-body")
    name = desk.people.get(person, person)
    return _change(desk, Enrol(person_id=person, organisation_id=body), f"{name} belongs to {desk.body(body)}.")


def _members(desk: Desk, organisations: tuple[Organisation, ...]) -> dict[str, str]:
    return {
        f"{one.person_id}\n{one.organisation_id}": f"{one.name}, {one.person_id}, of {one.organisation}"
        for one in desk.members(organisations)
        if one.person_id != desk.actor.id
    }


def _grant_fields(desk: Desk, form: str) -> None:
    pick("Person", _members(desk, desk.administered), f"{form}-member")
    roles = {role.value: role.value for role in Role if role not in NEVER_GRANTED}
    pick("Role", roles, f"{form}-role")
    scope_fields(desk, form)


def _grant(desk: Desk, form: str) -> str:
    person, body = picked("Person", f"{form}-member").split("\n")
    role = Role(picked("Role", f"{form}-role"))
    grant = Grant(id=f"page-{form}", person_id=person, organisation_id=body, role=role, scope=scope(form))
    return _change(desk, GrantRole(grant=grant), f"{desk.name(person)} is {role.value} of {desk.body(body)}.")


def _end_fields(desk: Desk, form: str) -> None:
    roles = {
        one.id: f"{desk.name(one.person_id)}, {one.role.value} of {desk.body(one.organisation_id)} ({one.id})"
        for one in desk.grants_to_end
    }
    pick("Role", roles, f"{form}-grant")


def _end(desk: Desk, form: str) -> str:
    return _change(desk, EndRole(grant_id=picked("Role", f"{form}-grant")), "The role has ended.")


def _leave_fields(desk: Desk, form: str) -> None:
    pick("Person", _members(desk, desk.administered), f"{form}-member")
    st.html('<p class="ga-hint">Every role and delegation of theirs in that organisation ends with it.</p>')


def _leave(desk: Desk, form: str) -> str:
    person, body = picked("Person", f"{form}-member").split("\n")
    return _change(
        desk, Leave(person_id=person, organisation_id=body), f"{desk.name(person)} has left {desk.body(body)}."
    )


def _which(desk: Desk, form: str) -> None:
    known = {"": _NEW, **bodies(desk.register.organisations)}
    st.selectbox("Which organisation?", list(known), format_func=lambda one: line(known[one]), key=f"{form}-which")


def _register_fields(desk: Desk, form: str) -> None:
    which = str(st.session_state.get(f"{form}-which") or "")
    held = desk.register.organisation(which) or Organisation(id="", name="")
    if not which:
        st.text_input("Identifier, short and without spaces", key=f"{form}-id", max_chars=60)
    st.text_input("Name", value=held.name, key=f"{form}-name-{which}", max_chars=200)
    st.radio(
        "How does it decide?",
        list(_STAGES),
        index=list(_STAGES).index(held.stages),
        format_func=lambda one: _STAGES[one],
        key=f"{form}-stages-{which}",
    )
    st.checkbox("It decides outside; its decisions come as signed files", value=held.outside, key=f"{form}-out-{which}")
    st.checkbox("It has a Caldicott guardian", value=held.has_caldicott_guardian, key=f"{form}-guardian-{which}")
    for words, name, values in _lists(held):
        st.text_area(
            f"{words}, one on each line (optional)", value="\n".join(values), key=f"{form}-{name}-{which}", height=80
        )


def _lists(held: Organisation) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return (
        ("Codes that it has signed up to", "codes", held.codes),
        ("Certifications that it holds", "certifications", held.certifications),
        ("Keys that sign its files", "keys", held.signing_keys),
    )


def _register(desk: Desk, form: str) -> str:
    body = _described(desk, form)
    return _change(desk, RegisterOrganisation(organisation=body), f"{body.name} is in the register.")


def _found(desk: Desk, form: str) -> str:
    body = _described(desk, form)
    desk.advisor.authority.found(desk.actor, body)
    return f"The register begins with {body.name}. You are its administrator."


def _described(desk: Desk, form: str) -> Organisation:
    which = str(st.session_state.get(f"{form}-which") or "")

    def lines(name: str) -> tuple[str, ...]:
        said = str(st.session_state.get(f"{form}-{name}-{which}") or "")
        return tuple(one.strip() for one in said.splitlines() if one.strip())

    identifier = which or named("Identifier", f"{form}-id")
    if not which and desk.register.organisation(identifier) is not None:
        raise FieldToMend(
            "There is an organisation with that identifier.", "Choose it above to change it.", f"{form}-id"
        )
    return Organisation(
        id=identifier,
        name=named("Name", f"{form}-name-{which}"),
        outside=bool(st.session_state.get(f"{form}-out-{which}")),
        stages=st.session_state[f"{form}-stages-{which}"],
        has_caldicott_guardian=bool(st.session_state.get(f"{form}-guardian-{which}")),
        signing_keys=lines("keys"),
        codes=lines("codes"),
        certifications=lines("certifications"),
    )


def _lend_fields(desk: Desk, form: str) -> None:
    st.html('<p class="ga-label">For which organisations?</p>')
    for body in desk.lends_for:
        st.checkbox(label(body.name), value=len(desk.lends_for) == 1, key=f"{form}-body-{body.id}")
    people = {
        one.person_id: f"{one.name}, {one.person_id}"
        for one in desk.members(desk.lends_for)
        if one.person_id != desk.actor.id
    }
    pick("To whom?", people, f"{form}-delegate")
    scope_fields(desk, form)


def _lend(desk: Desk, form: str) -> str:
    delegate = picked("To whom?", f"{form}-delegate")
    lent = Delegation(
        id=f"page-{form}",
        principal_id=desk.actor.id,
        delegate_id=delegate,
        organisation_ids=tuple(one.id for one in desk.lends_for if st.session_state.get(f"{form}-body-{one.id}")),
        scope=scope(form),
    )
    return _change(desk, Delegate(delegation=lent), f"{desk.name(delegate)} may decide by your authority.")


def _revoke_fields(desk: Desk, form: str) -> None:
    pick("Delegation", {one.id: administration_tables.reach(desk, one) for one in desk.to_revoke}, f"{form}-lent")


def _revoke(desk: Desk, form: str) -> str:
    change = RevokeDelegation(delegation_id=picked("Delegation", f"{form}-lent"))
    return _change(desk, change, "The delegation is revoked. It counts for nothing from this moment on.")


def _hold_fields(_desk: Desk, form: str) -> None:
    st.text_input("Identifier of the case", key=f"{form}-case", max_chars=100)
    st.text_area("Reasons", key=f"{form}-reasons", height=110)


def _hold(desk: Desk, form: str) -> str:
    case_id, reasons = named("Identifier of the case", f"{form}-case"), named("Reasons", f"{form}-reasons")
    desk.advisor.office.retention.hold(desk.actor, case_id, reasons)
    return "The case is under a legal hold. Nothing of it is erased until the hold is lifted."


def _case_field(_desk: Desk, form: str) -> None:
    st.text_input("Identifier of the case", key=f"{form}-case", max_chars=100)


def _release(desk: Desk, form: str) -> str:
    desk.advisor.office.retention.release(desk.actor, named("Identifier of the case", f"{form}-case"))
    return "The legal hold is lifted."


def _erase(desk: Desk, form: str) -> str:
    gone = desk.advisor.office.retention.erase(desk.actor, named("Identifier of the case", f"{form}-case"))
    return f"{counted(gone, 'text or file', 'texts and files')} went. The events of the case stay."


def _administers(desk: Desk) -> bool:
    return bool(desk.administered)


_REGISTER = Act("Add or change an organisation", "Put it into the register", _administers, _register_fields, _register)
PEOPLE = (
    Act("Enrol a person in an organisation", "Enrol", _administers, _enrol_fields, _enrol),
    Act("Give a person a role", "Give the role", _administers, _grant_fields, _grant),
    Act("End a role", "End the role", lambda desk: desk.grants_to_end, _end_fields, _end),
    Act("Let a person leave an organisation", "Let them leave", _administers, _leave_fields, _leave),
)
ORGANISATIONS = (
    _REGISTER,
    Act("Begin the register", "Begin it", lambda desk: not desk.register.organisations, _register_fields, _found),
)
DELEGATIONS = (
    Act("Lend authority of yours to a person", "Lend it", lambda desk: desk.lends_for, _lend_fields, _lend),
    Act("Take lent authority back", "Take it back", lambda desk: desk.to_revoke, _revoke_fields, _revoke),
)
RETENTION = (
    Act("Put a case under a legal hold", "Hold it", _administers, _hold_fields, _hold),
    Act("Lift a legal hold", "Lift it", _administers, _case_field, _release),
    Act("Erase the texts and files of a case", "Erase them for good", _administers, _case_field, _erase),
)
