"""``advisor authority``: who may decide what for whom, as an administrator or a principal changes it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Column, Table

from advisor.approval.actor import NEVER_GRANTED, Role
from advisor.approval.authority import Delegation, Grant, Organisation, Scope, Stages
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
from advisor.approval.day import day_of
from advisor.approval.proposal import CaseKind, RiskLevel
from advisor.composition import new_id, now, open_advisor
from advisor.console import output
from advisor.console.case_sending import Json, refusals_told
from advisor.console.day import day
from advisor.console.sign_in import acting

app = typer.Typer(
    help="The register of authority: organisations, people's roles in them, delegations.", no_args_is_help=True
)
person_app = typer.Typer(help="What is held about a person.", no_args_is_help=True)
app.add_typer(person_app, name="person")

PersonId = Annotated[str, typer.Argument(metavar="PERSON", help="The identifier of the person.")]
Body = Annotated[str, typer.Argument(metavar="ORGANISATION", help="The identifier of the organisation.")]
Kinds = Annotated[list[CaseKind] | None, typer.Option("--kind", help="A kind of case; all if not given.")]
Limit = Annotated[RiskLevel, typer.Option("--limit", help="Highest residual risk that it reaches.")]
Until = Annotated[str | None, typer.Option("--until", help="The last day, as 2027-03-31; a year from today otherwise.")]
From = Annotated[str | None, typer.Option("--from", help="The first day; today otherwise.")]
YEAR = timedelta(days=365)


@app.command()
def show(as_json: Json = False) -> None:
    """Who holds what, in which organisation."""
    with refusals_told(as_json):
        advisor = open_advisor()
        acting(advisor)
    register, holders = advisor.authority.register(), advisor.authority.holders()
    if as_json:
        output.print_json(
            {
                "register": register.model_dump(mode="json"),
                "holders": [one.model_dump(mode="json") for one in holders],
            }
        )
        return
    screen = output.screen()
    for body in register.organisations:
        where = "decides outside; its decisions come as signed files" if body.outside else body.stages.value
        screen.print(f"[bold]{escape(body.name)}[/] {escape(body.id)}: {where}")
        for one in holders:
            if one.organisation_id == body.id and not one.left:
                held = ", ".join(role.value for role in one.roles) or "no role"
                screen.print(f"  {escape(one.name)} ({escape(one.person_id)}): {held}")
    names = {one.person_id: one.name for one in holders}
    for lent in register.delegations:
        state = "lent" if lent.live(now()) else "no longer lent"
        screen.print(
            f"{escape(names.get(lent.principal_id, lent.principal_id))} to "
            f"{escape(names.get(lent.delegate_id, lent.delegate_id))}: {state}, up to {lent.scope.limit.value} risk, "
            f"until {lent.scope.last_day.isoformat()} ({escape(lent.id)})"
        )


@app.command()
def people(as_json: Json = False) -> None:
    """Everybody who is known. Other commands take their identifiers."""
    with refusals_told(as_json):
        advisor = open_advisor()
        local = advisor.settings.identity.issuer is None
        found = advisor.people.all() if local else list(advisor.authority.people(acting(advisor).actor))
    if as_json:
        output.print_json([one.model_dump(mode="json") for one in found])
        return
    roles: dict[str, list[str]] = {}
    for held in advisor.authority.holders():
        if not held.left:
            words = ", ".join(role.value for role in held.roles) or "no role"
            roles.setdefault(held.person_id, []).append(f"{held.organisation}: {words}")
    table = Table(Column("Person", min_width=max((len(one.id) for one in found), default=0)), "Name", "Roles")
    for one in found:
        table.add_row(escape(one.id), escape(one.name), escape("; ".join(roles.get(one.id, []))))
    output.screen().print(table)


@app.command()
def history(as_json: Json = False) -> None:
    """Every change to the register. For administrators and auditors."""
    with refusals_told(as_json):
        advisor = open_advisor()
        events = advisor.authority.history(acting(advisor).actor)
    if as_json:
        output.print_json([one.model_dump(mode="json") for one in events])
        return
    names = advisor.people.names({one.actor_id for one in events})
    for one in events:
        output.screen().print(f"{one.version} {one.at:%Y-%m-%d %H:%M} {escape(names[one.actor_id])}: {one.change.kind}")


@app.command()
def found(
    organisation: Body,
    name: Annotated[str, typer.Option(help="Its name.")],
    guardian: Annotated[bool, typer.Option(help="It has a Caldicott guardian.")] = False,
    two_reviewers: Annotated[bool, typer.Option(help="It decides by two reviewers.")] = False,
    as_json: Json = False,
) -> None:
    """Begin the register. You are its first administrator."""
    stages = Stages.TWO_REVIEWERS if two_reviewers else Stages.ONE_DECIDER
    body = Organisation(id=organisation, name=name, has_caldicott_guardian=guardian, stages=stages)
    with refusals_told(as_json):
        advisor = open_advisor()
        register = advisor.authority.found(acting(advisor).actor, body)
    if as_json:
        output.print_json(register.model_dump(mode="json"))
    else:
        output.screen().print(f"The register begins with {escape(name)}. You are its administrator.")


@app.command()
def organisation(
    organisation: Body,
    name: Annotated[str, typer.Option(help="Its name.")],
    outside: Annotated[bool, typer.Option(help="It decides outside; its decisions come as signed files.")] = False,
    guardian: Annotated[bool, typer.Option(help="It has a Caldicott guardian.")] = False,
    two_reviewers: Annotated[bool, typer.Option(help="It decides by two reviewers.")] = False,
    key: Annotated[list[str] | None, typer.Option(help="Identifier of a key that signs its files.")] = None,
    code: Annotated[list[str] | None, typer.Option(help="A code that it has signed up to.")] = None,
    certification: Annotated[list[str] | None, typer.Option(help="A certification that it holds.")] = None,
    as_json: Json = False,
) -> None:
    """Add an organisation, or change it."""
    body = Organisation(
        id=organisation,
        name=name,
        outside=outside,
        has_caldicott_guardian=guardian,
        stages=Stages.TWO_REVIEWERS if two_reviewers else Stages.ONE_DECIDER,
        signing_keys=tuple(key or ()),
        codes=tuple(code or ()),
        certifications=tuple(certification or ()),
    )
    _change(RegisterOrganisation(organisation=body), f"{name} is in the register.", as_json)


@app.command()
def enrol(person: PersonId, organisation: Body, as_json: Json = False) -> None:
    """Enrol a person in an organisation."""
    change = Enrol(person_id=person, organisation_id=organisation)
    _change(change, f"{person} belongs to {organisation}.", as_json)


@app.command()
def leave(person: PersonId, organisation: Body, as_json: Json = False) -> None:
    """Let a person leave an organisation. Every role and delegation there ends with it."""
    change = Leave(person_id=person, organisation_id=organisation)
    _change(change, f"{person} has left {organisation}.", as_json)


@app.command()
def grant(
    person: PersonId,
    organisation: Body,
    role: Annotated[Role, typer.Option(help="The role.")],
    kind: Kinds = None,
    limit: Limit = RiskLevel.MEDIUM,
    first: From = None,
    until: Until = None,
    as_json: Json = False,
) -> None:
    """Give a person a role in an organisation. Kinds and limit matter for roles that decide."""
    if role in NEVER_GRANTED:
        raise typer.BadParameter(f"“{role.value}” is not a role that can be granted")
    held = Grant(
        id=new_id(), person_id=person, organisation_id=organisation, role=role, scope=_scope(kind, limit, first, until)
    )
    _change(GrantRole(grant=held), f"{person} is {role.value} of {organisation} (grant {held.id}).", as_json)


@app.command()
def end(grant_id: Annotated[str, typer.Argument(metavar="GRANT")], as_json: Json = False) -> None:
    """End a role at once."""
    _change(EndRole(grant_id=grant_id), f"The grant {grant_id} has ended.", as_json)


@app.command()
def delegate(
    person: PersonId,
    organisation: Annotated[list[str], typer.Argument(metavar="ORGANISATION…", help="For which organisations.")],
    kind: Kinds = None,
    limit: Limit = RiskLevel.LOW,
    first: From = None,
    until: Until = None,
    as_json: Json = False,
) -> None:
    """Lend authority of your own to a person. It never reaches further than yours, and cannot be lent on."""
    with refusals_told(as_json):
        principal = acting(open_advisor()).actor.id
    lent = Delegation(
        id=new_id(),
        principal_id=principal,
        delegate_id=person,
        organisation_ids=tuple(organisation),
        scope=_scope(kind, limit, first, until),
    )
    _change(Delegate(delegation=lent), f"{person} may decide by your authority (delegation {lent.id}).", as_json)


@app.command()
def revoke(delegation_id: Annotated[str, typer.Argument(metavar="DELEGATION")], as_json: Json = False) -> None:
    """Take lent authority back at once."""
    _change(RevokeDelegation(delegation_id=delegation_id), f"The delegation {delegation_id} is revoked.", as_json)


@person_app.command("export")
def export_person(person: PersonId, as_json: Json = True) -> None:
    """All that is held about a person, as one JSON value, for a request for access. Others than you: administrators."""
    with refusals_told(as_json):
        advisor = open_advisor()
        output.print_json(advisor.office.person_export(acting(advisor).actor, person))


@person_app.command("erase")
def erase_person(person: PersonId, as_json: Json = False) -> None:
    """Forget who a person is. What they did stays, under an identifier that says nothing."""
    with refusals_told(as_json):
        advisor = open_advisor()
        advisor.authority.erase_person(acting(advisor).actor, person)
    if as_json:
        output.print_json({"erased": person})
    else:
        output.screen().print(f"Nobody knows any more who {escape(person)} was.")


def _scope(kinds: list[CaseKind] | None, limit: RiskLevel, first: str | None, until: str | None) -> Scope:
    today: date = day_of(now())
    begins = day(first) if first else today
    return Scope(
        kinds=tuple(kinds or CaseKind),
        limit=limit,
        first_day=begins,
        last_day=day(until) if until else begins + YEAR,
    )


def _change(change: Change, sentence: str, as_json: bool) -> None:
    with refusals_told(as_json):
        advisor = open_advisor()
        event = advisor.authority.change(change, acting(advisor).actor)
    if as_json:
        output.print_json(event.model_dump(mode="json"))
    else:
        output.screen().print(escape(sentence))
