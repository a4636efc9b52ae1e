"""From a command to the events that follow from it, or a refusal that says why not.

``handle`` is the one door. It looks, in this order, at who acts, at what that person is to the case, at whether they
saw the case as it is, and at the rules of the command itself. Clock, register and limits are arguments; nothing is
stored.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from advisor.approval import deciding, drafting, hearing, keeping, permitted, readiness
from advisor.approval.actor import Actor, Role
from advisor.approval.authority import Register
from advisor.approval.casefile import Case
from advisor.approval.command import Advise, Command, CommandKind, Open
from advisor.approval.event import Event
from advisor.approval.limits import ApprovalLimits
from advisor.approval.refusal import Reason, Refusal
from advisor.approval.scene import Happening, Scene

Handler = Callable[[Any, Scene], tuple[Happening, ...]]

HANDLERS: dict[CommandKind, Handler] = {
    CommandKind.REVISE: drafting.revise,
    CommandKind.SUBMIT: drafting.submit,
    CommandKind.WITHDRAW: drafting.withdraw,
    CommandKind.ATTACH: drafting.attach,
    CommandKind.RENEW: drafting.renew,
    CommandKind.BEGIN_REVIEW: hearing.begin_review,
    CommandKind.ADVISE: hearing.advise,
    CommandKind.ANSWER: hearing.answer,
    CommandKind.ASK_BACK: hearing.ask_back,
    CommandKind.ACCEPT_RISK: hearing.accept_risk,
    CommandKind.OPEN_CONSULTATION: hearing.open_consultation,
    CommandKind.EXTEND_CONSULTATION: hearing.extend_consultation,
    CommandKind.PAUSE_CONSULTATION: hearing.pause_consultation,
    CommandKind.RESUME_CONSULTATION: hearing.resume_consultation,
    CommandKind.CLOSE_CONSULTATION: hearing.close_consultation,
    CommandKind.WAIVE_CONSULTATION: hearing.waive_consultation,
    CommandKind.RETURN: deciding.send_back,
    CommandKind.APPROVE: deciding.approve,
    CommandKind.REJECT: deciding.reject,
    CommandKind.ATTEST: deciding.attest,
    CommandKind.MEET_CONDITION: keeping.meet_condition,
    CommandKind.RECORD_REVIEW: keeping.record_review,
    CommandKind.SUSPEND: keeping.suspend,
    CommandKind.RESUME: keeping.resume,
    CommandKind.REVOKE: keeping.revoke,
    CommandKind.SUPERSEDE: keeping.supersede,
}


def handle(
    command: Command,
    case: Case | None,
    actor: Actor,
    register: Register,
    now: datetime,
    limits: ApprovalLimits,
    other: Case | None = None,
) -> tuple[Event, ...] | Refusal:
    """The events that a command leads to, or the refusal that says why there are none.

    ``case`` is ``None`` where none is held under the command's ``case_id``; ``other`` is the successor for a
    supersession. A renewal gives one event of this case and the first of the new one: both are to be kept, or neither.
    ``now`` carries a zone; days are counted in it.
    """
    try:
        return check_command(command, case, actor, register, now, limits, other)
    except Refusal as refusal:
        return refusal


def can_do(
    command: Command,
    case: Case | None,
    actor: Actor,
    register: Register,
    now: datetime,
    limits: ApprovalLimits,
    other: Case | None = None,
) -> bool:
    """Whether ``check_command`` lets it pass."""
    return not isinstance(handle(command, case, actor, register, now, limits, other), Refusal)


def check_command(
    command: Command,
    case: Case | None,
    actor: Actor,
    register: Register,
    now: datetime,
    limits: ApprovalLimits,
    other: Case | None = None,
) -> tuple[Event, ...]:
    """The events that a command leads to.

    Raises:
        Refusal: a rule says no.
        ValueError: ``now`` has no zone.
    """
    if now.tzinfo is None:
        raise ValueError("the moment of a command carries a zone")
    if isinstance(command, Open):
        if case is not None:
            raise Refusal(Reason.OPENED_BEFORE, "A case with that identifier exists.")
        role, opened = drafting.open_case(command, actor, register, now)
        return _events(command, 0, actor, role, now, (opened,))
    if case is None or case.id != command.case_id:
        raise Refusal(Reason.NO_SUCH_CASE, "There is no such case.", "Check its identifier.")
    capacity = command.capacity if isinstance(command, Advise) else None
    role = permitted.check_may(command.kind, case, actor, command.organisation_id, register, now, capacity)
    readiness.check_seen(case, command.seen_version)
    scene = Scene(case, actor, command.organisation_id, role, register, now, limits, other)
    return _events(command, case.version, actor, role, now, HANDLERS[command.kind](command, scene))


def _events(
    command: Command, version: int, actor: Actor, role: Role, now: datetime, happenings: tuple[Happening, ...]
) -> tuple[Event, ...]:
    """The envelopes: versions follow on, and a delegate's principal stands beside the delegate."""
    events = []
    for happening in happenings:
        elsewhere = happening.case_id is not None and happening.case_id != command.case_id
        case_id = happening.case_id or command.case_id
        number = 1 if elsewhere else version + 1
        version = version if elsewhere else number
        used = happening.authority
        events.append(
            Event(
                id=f"{case_id}/{number}",
                case_id=case_id,
                version=number,
                command_id=command.id,
                actor_id=actor.id,
                actor_kind=actor.kind,
                role=used.role if used else role,
                organisation_id=command.organisation_id,
                principal_id=used.principal_id if used else None,
                at=now,
                body=happening.body,
            )
        )
    return tuple(events)
