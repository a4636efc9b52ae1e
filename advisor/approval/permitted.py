"""Who may do what, when: one table from status and role to commands, and the checks that read it.

``docs/reference/permissions.md`` is written from this table, a page's buttons come from ``offered``, and every command
passes ``check_may``: one truth for all three.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache

from advisor.approval import separation
from advisor.approval.actor import Actor, ActorKind, Role, SignIn
from advisor.approval.authority import Register
from advisor.approval.casefile import Case, Status
from advisor.approval.command import CommandKind as Do
from advisor.approval.proposal import CaseKind, Proposal
from advisor.approval.refusal import Reason, Refusal

Table = dict[Status, dict[Role, frozenset[Do]]]

_ANYBODY = frozenset({Do.ATTACH})
_CLOCKS = frozenset({Do.EXTEND_CONSULTATION, Do.PAUSE_CONSULTATION, Do.RESUME_CONSULTATION, Do.CLOSE_CONSULTATION})
_DECIDES = frozenset({Do.BEGIN_REVIEW, Do.RETURN, Do.APPROVE, Do.REJECT}) | _ANYBODY
_KEEPS = frozenset({Do.MEET_CONDITION, Do.RECORD_REVIEW, Do.SUSPEND, Do.REVOKE, Do.SUPERSEDE}) | _ANYBODY

_WRITING: dict[Role, frozenset[Do]] = {
    Role.AUTHOR: frozenset({Do.REVISE, Do.WITHDRAW}) | _ANYBODY,
    Role.DPO: _CLOCKS | _ANYBODY,
    Role.CALDICOTT_GUARDIAN: _ANYBODY,
    Role.INFORMATION_ASSET_OWNER: _ANYBODY,
    Role.APPROVER: _ANYBODY,
    Role.APPROVER_BY_DELEGATION: _ANYBODY,
    Role.SIRO: _ANYBODY,
    Role.MACHINE: _ANYBODY,
}
_PENDING: dict[Role, frozenset[Do]] = {
    Role.AUTHOR: frozenset({Do.REVISE, Do.WITHDRAW}) | _ANYBODY,
    Role.DPO: frozenset({Do.BEGIN_REVIEW, Do.ADVISE, Do.ANSWER, Do.ASK_BACK, Do.OPEN_CONSULTATION})
    | _CLOCKS
    | _ANYBODY,
    Role.CALDICOTT_GUARDIAN: frozenset({Do.BEGIN_REVIEW, Do.ADVISE}) | _ANYBODY,
    Role.INFORMATION_ASSET_OWNER: _DECIDES | {Do.ATTEST},
    Role.APPROVER: _DECIDES | {Do.ATTEST},
    Role.APPROVER_BY_DELEGATION: _DECIDES,
    Role.SIRO: frozenset({Do.ACCEPT_RISK, Do.WAIVE_CONSULTATION, Do.ATTEST}) | _ANYBODY,
    Role.MACHINE: _ANYBODY,
}
_APPROVED: dict[Role, frozenset[Do]] = {
    Role.AUTHOR: frozenset({Do.REVISE, Do.RENEW}) | _ANYBODY,
    Role.DPO: _ANYBODY,
    Role.CALDICOTT_GUARDIAN: _ANYBODY,
    Role.INFORMATION_ASSET_OWNER: _KEEPS,
    Role.APPROVER: _KEEPS,
    Role.APPROVER_BY_DELEGATION: _KEEPS,
    Role.SIRO: frozenset({Do.SUSPEND}) | _ANYBODY,
    Role.MACHINE: _ANYBODY,
}
_SUSPENDED: dict[Role, frozenset[Do]] = _APPROVED | {
    Role.INFORMATION_ASSET_OWNER: _KEEPS | {Do.RESUME},
    Role.APPROVER: _KEEPS | {Do.RESUME},
    Role.APPROVER_BY_DELEGATION: _KEEPS | {Do.RESUME},
}
_EXPIRED: dict[Role, frozenset[Do]] = {
    Role.AUTHOR: frozenset({Do.RENEW}),
    Role.INFORMATION_ASSET_OWNER: frozenset({Do.SUPERSEDE}),
    Role.APPROVER: frozenset({Do.SUPERSEDE}),
    Role.APPROVER_BY_DELEGATION: frozenset({Do.SUPERSEDE}),
}

TABLE: Table = {
    Status.DRAFT: _WRITING | {Role.AUTHOR: _WRITING[Role.AUTHOR] | {Do.SUBMIT}},
    Status.SUBMITTED: _PENDING,
    Status.UNDER_REVIEW: _PENDING,
    Status.RETURNED: _WRITING,
    Status.APPROVED: _APPROVED,
    Status.APPROVED_WITH_CONDITIONS: _APPROVED,
    Status.SUSPENDED: _SUSPENDED,
    Status.EXPIRED: _EXPIRED,
    Status.REJECTED: {},
    Status.WITHDRAWN: {},
    Status.REVOKED: {},
    Status.SUPERSEDED: {},
    Status.ANSWERED: {},
}
"""Status by role to commands. An auditor and an administrator read; the administrator's commands are the register's."""

_EVERY_KIND = frozenset(CaseKind)
_TO_DECIDE = _EVERY_KIND - {CaseKind.QUESTION}
_FOR_ALL = frozenset({Do.OPEN, Do.REVISE, Do.SUBMIT, Do.WITHDRAW, Do.ATTACH, Do.BEGIN_REVIEW})

KINDS: dict[Do, frozenset[CaseKind]] = {
    command: _EVERY_KIND if command in _FOR_ALL else _TO_DECIDE for command in Do
} | {
    Do.ANSWER: frozenset({CaseKind.QUESTION}),
    Do.ASK_BACK: frozenset({CaseKind.QUESTION}),
    Do.ATTEST: frozenset({CaseKind.AGREEMENT}),
}
"""The kinds of case that each command is for."""

NOT_BY_AN_AUTHOR = frozenset({
    Do.ADVISE, Do.ANSWER, Do.ASK_BACK, Do.ACCEPT_RISK, Do.WAIVE_CONSULTATION, Do.RETURN, Do.APPROVE, Do.REJECT,
    Do.ATTEST, Do.MEET_CONDITION, Do.RECORD_REVIEW, Do.RESUME, Do.SUPERSEDE, Do.BEGIN_REVIEW, Do.OPEN_CONSULTATION,
}) | _CLOCKS  # fmt: skip
"""Commands that nobody gives on a case that they wrote. Stopping is not among them: anyone entitled may stop."""


def check_may(
    command: Do,
    case: Case,
    actor: Actor,
    organisation_id: str,
    register: Register,
    now: datetime,
    capacity: Role | None = None,
) -> Role:
    """The role by which an actor may give a command for a body on a case; what the command says is not looked at.

    Raises:
        Refusal: not signed in, a machine, a trial-only sign-in, not a party, the wrong kind or status, the actor's own
            case, or no role that permits it.
    """
    check_identity(actor, now)
    check_trial(actor, case.proposal)
    check_party(organisation_id, case.proposal, register)
    if case.kind not in KINDS[command]:
        raise Refusal(Reason.WRONG_KIND, f"“{command.value.capitalize()}” is not for a case of kind {case.kind.value}.")
    if command in NOT_BY_AN_AUTHOR:
        separation.check_not_own_case(case, actor.id)
    held = roles_of(actor, organisation_id, case.proposal, register, now)
    return check_role(command, case.status(now), held if capacity is None else held & {capacity})


def can_may(
    command: Do,
    case: Case,
    actor: Actor,
    organisation_id: str,
    register: Register,
    now: datetime,
    capacity: Role | None = None,
) -> bool:
    """Whether ``check_may`` lets it pass."""
    try:
        check_may(command, case, actor, organisation_id, register, now, capacity)
    except Refusal:
        return False
    return True


def offered(case: Case, actor: Actor, organisation_id: str, register: Register, now: datetime) -> tuple[Do, ...]:
    """The commands that a page may offer the actor on a case."""
    return tuple(command for command in Do if can_may(command, case, actor, organisation_id, register, now))


def check_identity(actor: Actor, now: datetime) -> None:
    """Whether a person's sign-in still holds; a machine has none and reaches nothing by this.

    Raises:
        Refusal: the person is not signed in, or the sign-in has run out.
    """
    if actor.kind is ActorKind.PERSON and (actor.signed_in_until is None or now >= actor.signed_in_until):
        raise Refusal(Reason.SIGNED_OUT, "You are no longer signed in.", "Sign in again and repeat the step.")


def check_holds_one(
    actor: Actor, roles: frozenset[Role], register: Register, now: datetime, *, machine: str, without: str
) -> None:
    """A person who is signed in holds one of the roles in some body; in local mode whoever sits at the machine does.

    Args:
        actor: who acts.
        roles: those of which one is enough.
        register: who holds what.
        now: when.
        machine: what a model or script is told.
        without: what a person with none of the roles is told.

    Raises:
        Refusal: not signed in, a machine, or none of the roles.
    """
    check_identity(actor, now)
    if actor.kind is not ActorKind.PERSON:
        raise Refusal(Reason.MACHINE, machine)
    if actor.sign_in is SignIn.LOCAL:
        return
    if not any(register.roles(actor.id, body.id, now) & roles for body in register.organisations):
        raise Refusal(Reason.NOT_PERMITTED, without, "Ask your data protection officer or an administrator.")


def check_trial(actor: Actor, proposal: Proposal) -> None:
    """Whether the sign-in reaches the case: local single-person mode works on trial cases only.

    Raises:
        Refusal: a local sign-in and a real case.
    """
    if actor.sign_in is SignIn.LOCAL and not proposal.trial:
        raise Refusal(
            Reason.TRIAL_ONLY,
            "In local single-person mode nobody has been identified, so it works on trial cases only.",
            "Make a trial case, or sign in through your organisation.",
        )


def check_party(organisation_id: str, proposal: Proposal, register: Register) -> None:
    """Whether the body is a party of the case that works in this installation.

    Raises:
        Refusal: it is no party, or it decides outside.
    """
    body = register.organisation(organisation_id)
    if body is None or body.outside or organisation_id not in proposal.party_ids:
        raise Refusal(
            Reason.NOT_A_PARTY, "That organisation is not a party to this case that acts in this installation."
        )


def roles_of(
    actor: Actor, organisation_id: str, proposal: Proposal, register: Register, now: datetime
) -> frozenset[Role]:
    """What an actor is to a case. A machine is a machine, whatever the register says; anybody of a body may ask."""
    if actor.kind is not ActorKind.PERSON:
        return frozenset({Role.MACHINE})
    held = register.roles(actor.id, organisation_id, now)
    if proposal.kind is CaseKind.QUESTION and register.belongs(actor.id, organisation_id, now):
        held |= {Role.AUTHOR}
    return held


def check_role(command: Do, status: Status, held: frozenset[Role]) -> Role:
    """The first of the roles held, in the order of ``Role``, that permits the command in that status.

    Raises:
        Refusal: none of them does.
    """
    for role in Role:
        if role in held and command in TABLE[status].get(role, frozenset()):
            return role
    if held == {Role.MACHINE}:
        raise Refusal(Reason.MACHINE, "A model or script may attach a text and nothing else; people decide.")
    entitled = roles_for(command)
    if held.intersection(entitled):
        raise Refusal(Reason.WRONG_STATUS, f"This cannot be done while the case is {status.value}.")
    if Role.DPO in held and command in {Do.APPROVE, Do.REJECT, Do.RETURN}:
        raise Refusal(
            Reason.NOT_PERMITTED,
            "A data protection officer advises and never decides.",
            "Give your advice; the approver decides with it in view.",
        )
    raise Refusal(
        Reason.NOT_PERMITTED,
        "You hold no role in this organisation that permits this.",
        f"It takes: {', '.join(role.value for role in entitled)}.",
    )


@cache
def roles_for(command: Do) -> tuple[Role, ...]:
    """The roles that permit a command in some status."""
    return tuple(role for role in Role if any(command in row.get(role, frozenset()) for row in TABLE.values()))
