"""The tables of the Administration page as markup: people, organisations, delegations, retention, changes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.approval.authority import Scope, Stages
from advisor.approval.change import (
    Delegate,
    EndRole,
    Enrol,
    GrantRole,
    Leave,
    RegisterOrganisation,
    RevokeDelegation,
)
from advisor.approval.day import day_of
from advisor.approval.proposal import CaseKind
from advisor.governance.words import date_in_words
from advisor.interface import wording
from advisor.interface.escaping import text
from advisor.interface.holdings_tables import table
from advisor.interface.review_lists import case_link
from advisor.interface.review_words import KINDS, OUTCOMES, RISKS, status_tag, tag
from advisor.journeys.casework_history import moment_in_words

if TYPE_CHECKING:
    from advisor.approval.authority import Delegation, Organisation
    from advisor.approval.change import Change, RegisterEvent
    from advisor.interface.administration_desk import Desk
    from advisor.journeys.casework_delegated import DelegatedDecision
    from advisor.journeys.retention import PastItsTime


def own(desk: Desk) -> str:
    """What the person who is here holds, in a sentence."""
    held = [one for one in desk.holders if one.person_id == desk.actor.id and not one.left]
    if not held:
        return "You belong to no organisation of the register."
    said = [f"{wording.listed([role.value for role in one.roles]) or 'no role'} in {one.organisation}" for one in held]
    return f"You hold: {text(wording.listed(said))}."


def people(desk: Desk, body: Organisation) -> str:
    """Who belongs to an organisation, with the roles that they hold and until when."""
    members = [one for one in desk.holders if one.organisation_id == body.id and not one.left]
    if not members:
        said = "It decides outside, so nobody of it works here." if body.outside else "Nobody belongs to it."
        return f"<h2>{text(body.name)}</h2><p>{said}</p>"
    rows = []
    for one in members:
        roles = [
            f"<li>{text(grant.role.value)}, {_span(grant.scope)}</li>"
            for grant in desk.register.grants
            if grant.person_id == one.person_id and grant.organisation_id == body.id and grant.live(desk.now)
        ] + [
            f"<li>approver by delegation from {text(desk.name(lent.principal_id))}, {_span(lent.scope)}</li>"
            for lent in desk.register.delegations
            if lent.delegate_id == one.person_id and body.id in lent.organisation_ids and lent.live(desk.now)
        ]
        held = f'<ul class="ga-plainlist">{"".join(roles)}</ul>' if roles else "No role"
        rows.append(
            f'<tr><th scope="row">{text(one.name)}<span class="ga-results__about">{text(one.person_id)}</span></th>'
            f"<td>{held}</td></tr>"
        )
    return (
        f"<h2>{text(body.name)}</h2>{table(f'People of {body.name} and their roles', _heads('Person', 'Roles'), rows)}"
    )


def organisations(desk: Desk) -> str:
    """Every organisation and what is known of it."""
    rows = [
        f'<tr><th scope="row">{text(one.name)}<span class="ga-results__about">{text(one.id)}</span></th>'
        f"<td>{_decides(one)}</td><td>{'Yes' if one.has_caldicott_guardian else 'No'}</td><td>{_many(one.codes)}</td>"
        f"<td>{_many(one.certifications)}</td><td>{_many(one.signing_keys)}</td></tr>"
        for one in desk.register.organisations
    ]
    heads = _heads("Organisation", "How it decides", "Caldicott guardian", "Codes", "Certifications", "Signing keys")
    return table("Organisations", heads, rows)


def delegations(desk: Desk, used: Sequence[DelegatedDecision]) -> str:
    """Every delegation with its reach and state, and below it every decision by lent authority."""
    if not desk.register.delegations:
        return "<p>Nobody has lent authority to anybody.</p>"
    times = Counter(use.delegation_id for use in used)
    rows = [
        f'<tr><th scope="row">{text(desk.name(one.principal_id))} to {text(desk.name(one.delegate_id))}</th>'
        f"<td>{text(wording.listed([desk.body(body) for body in one.organisation_ids]))}</td>"
        f"<td>{_kinds(one.scope)}, up to {RISKS[one.scope.limit].lower()} risk</td><td>{_span(one.scope)}</td>"
        f'<td>{_state(desk, one)}</td><td class="ga-number">{times[one.id]:,}</td></tr>'
        for one in desk.register.delegations
    ]
    heads = _heads("From and to", "For", "Reach", "Days", "State")
    return (
        table("Delegations", f'{heads}<th scope="col" class="ga-number">Decisions</th>', rows)
        + f"<h2>Decisions by lent authority</h2>{_uses(used)}"
    )


def past(found: Sequence[PastItsTime]) -> str:
    """The cases past their time."""
    if not found:
        return "<p>No case of the organisations that you look after is past its time.</p>"
    rows = [
        f'<tr><th scope="row">{text(one.title)}<span class="ga-results__about">{text(one.case_id)}</span></th>'
        f"<td>{status_tag(one.status)}</td><td>{text(date_in_words(one.at_rest_since))}</td>"
        f"<td>{text(date_in_words(one.keep_until))}</td><td>{text(one.held_because or '–')}</td></tr>"
        for one in found
    ]
    heads = _heads("Case", "Status", "At rest since", "Kept until", "Legal hold")
    return table("Cases past their time, the oldest first", heads, rows)


def changes(desk: Desk, events: Sequence[RegisterEvent]) -> str:
    """Every change to the register, the latest first."""
    if not events:
        return "<p>Nothing has changed since the register was founded.</p>"
    rows = [
        f'<tr><th scope="row">{text(moment_in_words(one.at))}</th><td>{text(desk.name(one.actor_id))}</td>'
        f"<td>{text(_changed(desk, one.change))}</td></tr>"
        for one in reversed(events)
    ]
    return table("Changes to the register, the latest first", _heads("When", "Who", "What"), rows)


def as_json(held: dict[str, object]) -> bytes:
    """What is held, as a file."""
    return json.dumps(held, ensure_ascii=False, indent=2).encode()


def reach(desk: Desk, one: Delegation) -> str:
    """A delegation in a line."""
    bodies = wording.listed([desk.body(body) for body in one.organisation_ids])
    return f"{desk.name(one.principal_id)} to {desk.name(one.delegate_id)}, for {bodies} ({one.id})"


def _uses(used: Sequence[DelegatedDecision]) -> str:
    if not used:
        return "<p>None on the cases that you may read.</p>"
    rows = [
        f'<tr><th scope="row">{text(moment_in_words(one.at))}</th><td>{case_link(one.case_id, one.title)}</td>'
        f"<td>{text(one.by)} for {text(one.of)}</td><td>{OUTCOMES[one.outcome]} for {text(one.organisation)}</td></tr>"
        for one in used
    ]
    return table("Decisions by lent authority, the latest first", _heads("When", "Case", "Who", "What"), rows)


def _changed(desk: Desk, change: Change) -> str:
    match change:
        case RegisterOrganisation(organisation=body):
            return f"registered {body.name}"
        case Enrol():
            return f"enrolled {desk.name(change.person_id)} in {desk.body(change.organisation_id)}"
        case Leave():
            return f"let {desk.name(change.person_id)} leave {desk.body(change.organisation_id)}"
        case GrantRole(grant=grant):
            return f"made {desk.name(grant.person_id)} {grant.role.value} of {desk.body(grant.organisation_id)}"
        case EndRole():
            ended = next((one for one in desk.register.grants if one.id == change.grant_id), None)
            whose = f" of {desk.name(ended.person_id)} as {ended.role.value}" if ended else ""
            return f"ended the role{whose}"
        case Delegate(delegation=lent):
            return f"lent authority: {reach(desk, lent)}"
        case RevokeDelegation():
            return f"took back the delegation {change.delegation_id}"


def _state(desk: Desk, one: Delegation) -> str:
    if one.revoked_at is not None:
        return f"{tag('Revoked', 'red')} {text(moment_in_words(one.revoked_at))}"
    if one.live(desk.now):
        return tag("Lent", "green")
    return tag("Not yet", "grey") if day_of(desk.now) < one.scope.first_day else tag("Ended", "grey")


def _decides(one: Organisation) -> str:
    if one.outside:
        return "Outside; its decisions come as signed files"
    return "Here, by two reviewers" if one.stages is Stages.TWO_REVIEWERS else "Here, by one decider"


def _kinds(scope: Scope) -> str:
    if set(scope.kinds) == set(CaseKind):
        return "Every kind of case"
    return wording.listed([KINDS[kind] for kind in scope.kinds])


def _span(scope: Scope) -> str:
    return f"{text(date_in_words(scope.first_day))} to {text(date_in_words(scope.last_day))}"


def _many(values: Sequence[str]) -> str:
    return text(", ".join(values)) or "–"


def _heads(*names: str) -> str:
    return "".join(f'<th scope="col">{name}</th>' for name in names)
