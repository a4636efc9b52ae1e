"""Changes to the register of authority: who may make them, and what they come to.

An administrator enrols and grants, and gains nothing by it: nobody grants a role to themselves, and an administrator
holds no deciding role. A principal alone delegates, within what is theirs; the principal or an administrator takes it
back, at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from advisor.approval import permitted
from advisor.approval.actor import NEVER_GRANTED, Actor, ActorKind, Role, conflicts
from advisor.approval.authority import Delegation, Grant, Member, Organisation, Register
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
from advisor.approval.day import day_of
from advisor.approval.refusal import Reason, Refusal


def founded(organisation: Organisation, administrator: Grant) -> Register:
    """The register of a new installation: one body and its first administrator, whom nobody could have granted."""
    member = Member(person_id=administrator.person_id, organisation_id=organisation.id)
    return Register(organisations=(organisation,), members=(member,), grants=(administrator,))


def handle_change(
    change: Change, seen_version: int, register: Register, actor: Actor, now: datetime
) -> RegisterEvent | Refusal:
    """The event that a change leads to, or the refusal that says why there is none."""
    try:
        check_change(change, seen_version, register, actor, now)
    except Refusal as refusal:
        return refusal
    version = register.version + 1
    return RegisterEvent(id=f"register/{version}", version=version, actor_id=actor.id, at=now, change=change)


def check_change(change: Change, seen_version: int, register: Register, actor: Actor, now: datetime) -> None:
    """Whether the actor may make the change.

    Raises:
        Refusal: a rule says no.
    """
    if actor.kind is not ActorKind.PERSON:
        raise Refusal(Reason.MACHINE, "A model or script cannot change the register.")
    permitted.check_identity(actor, now)
    if seen_version != register.version:
        raise Refusal(Reason.CHANGED_SINCE, "The register changed after you looked at it.", "Look again.")
    match change:
        case RegisterOrganisation():
            if not any(
                grant.person_id == actor.id and grant.role is Role.ADMINISTRATOR and grant.live(now)
                for grant in register.grants
            ):
                raise Refusal(Reason.REGISTER, "Only an administrator registers organisations.")
            check_stays_inside(change.organisation, register)
        case Enrol() | Leave():
            _check_administers(actor, change.organisation_id, register, now)
        case GrantRole():
            check_grant(change.grant, register, actor, now)
        case EndRole():
            grant = next((one for one in register.grants if one.id == change.grant_id), None)
            if grant is None:
                raise Refusal(Reason.REGISTER, "There is no such grant.")
            _check_administers(actor, grant.organisation_id, register, now)
        case Delegate():
            check_delegation(change.delegation, register, actor, now)
        case RevokeDelegation():
            lent = next((one for one in register.delegations if one.id == change.delegation_id), None)
            if lent is None or lent.revoked_at is not None:
                raise Refusal(Reason.DELEGATION, "There is no such delegation to revoke.")
            if actor.id != lent.principal_id:
                for organisation_id in lent.organisation_ids:
                    _check_administers(actor, organisation_id, register, now)


def check_stays_inside(body: Organisation, register: Register) -> None:
    """A body with people who work here decides here: it is not made one whose decisions are attested.

    Raises:
        Refusal: it would be.
    """
    if body.outside and any(one.organisation_id == body.id and one.left_at is None for one in register.members):
        raise Refusal(Reason.REGISTER, "People of this organisation work here, so it decides here.")


def check_grant(grant: Grant, register: Register, actor: Actor, now: datetime) -> None:
    """Whether a role may be granted: to somebody else, who belongs to the body and holds no role that conflicts.

    Raises:
        Refusal: it may not.
    """
    _check_administers(actor, grant.organisation_id, register, now)
    if grant.person_id == actor.id:
        raise Refusal(Reason.REGISTER, "Nobody grants a role to themselves.", "Ask another administrator.")
    if grant.role in NEVER_GRANTED or grant.ended_at is not None:
        raise Refusal(Reason.REGISTER, f"“{grant.role.value}” is not a role that can be granted.")
    if any(one.id == grant.id for one in register.grants):
        raise Refusal(Reason.REGISTER, "A grant with that identifier exists.")
    if not register.belongs(grant.person_id, grant.organisation_id, now):
        raise Refusal(Reason.REGISTER, "That person does not belong to this organisation.", "Enrol them first.")
    check_no_conflict(grant.person_id, grant.organisation_id, grant.role, register, now)


def check_no_conflict(person_id: str, organisation_id: str, role: Role, register: Register, now: datetime) -> None:
    """Whether a person may hold a role beside those they hold, or will hold, in a body.

    Raises:
        Refusal: one of them conflicts.
    """
    held = {
        grant.role
        for grant in register.grants
        if grant.person_id == person_id
        and grant.organisation_id == organisation_id
        and grant.ended_at is None
        and day_of(now) <= grant.scope.last_day
    } | register.roles(person_id, organisation_id, now)
    for other in Role:
        if other in held and conflicts(role, other):
            raise Refusal(
                Reason.REGISTER,
                f"One person cannot be {role.value} and {other.value} in one organisation.",
                "End the other role first, or choose somebody else.",
            )


def check_delegation(lent: Delegation, register: Register, actor: Actor, now: datetime) -> None:
    """Whether authority may be lent so.

    Raises:
        Refusal: it is not the actor's to lend, it is wider than what the actor holds, or the delegate may not hold it.
    """
    if lent.principal_id != actor.id:
        raise Refusal(Reason.DELEGATION, "Only the person whose authority it is can delegate it.")
    if lent.delegate_id == actor.id:
        raise Refusal(Reason.DELEGATION, "Nobody delegates to themselves.")
    if lent.revoked_at is not None or any(one.id == lent.id for one in register.delegations):
        raise Refusal(Reason.DELEGATION, "A delegation with that identifier exists, or was revoked.")
    if not lent.organisation_ids or not lent.scope.kinds or lent.scope.last_day < lent.scope.first_day:
        raise Refusal(Reason.DELEGATION, "A delegation names its organisations, its kinds of case and its days.")
    for organisation_id in lent.organisation_ids:
        check_within_own(lent, organisation_id, register, now)
        if not register.belongs(lent.delegate_id, organisation_id, now):
            raise Refusal(Reason.DELEGATION, "The delegate does not belong to that organisation.")
        check_no_conflict(lent.delegate_id, organisation_id, Role.APPROVER_BY_DELEGATION, register, now)


def check_within_own(lent: Delegation, organisation_id: str, register: Register, now: datetime) -> None:
    """Whether the delegation lies within one authority that the principal holds in their own right.

    What was itself lent does not count, so there is no chain.

    Raises:
        Refusal: it is wider.
    """
    own = register.own_scopes(lent.principal_id, organisation_id, now)
    belongs = register.belongs(lent.principal_id, organisation_id, now)
    if not belongs or not any(lent.scope.within(scope) for scope in own):
        raise Refusal(
            Reason.DELEGATION,
            "This is wider than the authority that you hold in your own right.",
            "Keep to your own kinds of case, limit and days; authority that was lent to you cannot be lent on.",
        )


def evolve_register(register: Register, event: RegisterEvent) -> Register:
    """The register after one more change.

    Raises:
        HistoryFault: the event is not the next one.
    """
    if event.version != register.version + 1:
        raise HistoryFault(f"Change {event.version} of the register does not follow {register.version}.")
    return register.model_copy(update={"version": event.version, **_changed(register, event)})


def replay_register(founding: Register, events: Iterable[RegisterEvent]) -> Register:
    """The register that its changes add up to."""
    register = founding
    for event in events:
        register = evolve_register(register, event)
    return register


def _changed(register: Register, event: RegisterEvent) -> dict[str, object]:
    match event.change:
        case RegisterOrganisation(organisation=body):
            others = tuple(one for one in register.organisations if one.id != body.id)
            return {"organisations": (*others, body)}
        case Enrol() as change:
            member = Member(person_id=change.person_id, organisation_id=change.organisation_id)
            return {"members": (*register.members, member)}
        case Leave() as change:
            return {
                "members": tuple(
                    one.model_copy(update={"left_at": event.at})
                    if (one.person_id, one.organisation_id) == (change.person_id, change.organisation_id)
                    and one.left_at is None
                    else one
                    for one in register.members
                )
            }
        case GrantRole(grant=grant):
            return {"grants": (*register.grants, grant)}
        case EndRole(grant_id=grant_id):
            return {
                "grants": tuple(
                    one.model_copy(update={"ended_at": one.ended_at or event.at}) if one.id == grant_id else one
                    for one in register.grants
                )
            }
        case Delegate(delegation=lent):
            return {"delegations": (*register.delegations, lent)}
        case RevokeDelegation(delegation_id=delegation_id):
            return {
                "delegations": tuple(
                    one.model_copy(update={"revoked_at": event.at}) if one.id == delegation_id else one
                    for one in register.delegations
                )
            }


def _check_administers(actor: Actor, organisation_id: str, register: Register, now: datetime) -> None:
    """Whether the actor looks after a body.

    A body that works here and never had an administrator is looked after by those of the others, so that its first can
    be appointed.

    Raises:
        Refusal: they do not.
    """
    body = register.organisation(organisation_id)
    begun = any(one.organisation_id == organisation_id and one.role is Role.ADMINISTRATOR for one in register.grants)
    new_here = body is not None and not body.outside and not begun
    bodies = [one.id for one in register.organisations] if new_here else [organisation_id]
    if not any(Role.ADMINISTRATOR in register.roles(actor.id, one, now) for one in bodies):
        raise Refusal(Reason.REGISTER, "This takes an administrator of that organisation.")
