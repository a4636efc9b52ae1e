"""Who may publish a decided case as a precedent, who keeps the register of precedents, and who may read what of it."""

from __future__ import annotations

from datetime import datetime

from advisor.approval import in_force, permitted
from advisor.approval.actor import DECIDING, Actor, ActorKind, Role, SignIn
from advisor.approval.authority import Register
from advisor.approval.casefile import Case
from advisor.approval.reading import check_may_read
from advisor.approval.refusal import Reason, Refusal
from corpus.source import Classification

PUBLISHING = DECIDING | {Role.DPO, Role.SIRO, Role.CALDICOTT_GUARDIAN}
"""Roles whose holders may publish a case of their body. An author alone may not publish their own."""

KEEPING = PUBLISHING | {Role.ADMINISTRATOR}
"""Roles whose holders bring precedents in and withdraw them."""


def check_may_publish(case: Case, actor: Actor, register: Register, now: datetime) -> None:
    """A person who may read a decided, real case publishes it, by a role in one of its bodies.

    Raises:
        Refusal: not signed in, a machine, a trial or an open case, or no role that publishes.
    """
    bodies = check_may_read(case, actor, register, now)
    in_force.check_may_become_precedent(case, now)
    if not any(register.roles(actor.id, body, now) & PUBLISHING for body in bodies):
        raise Refusal(
            Reason.NOT_PERMITTED,
            "You hold no role by which you could publish this case.",
            "Ask your data protection officer or whoever decided it.",
        )


def may_publish(case: Case, actor: Actor, register: Register, now: datetime) -> bool:
    """Whether ``check_may_publish`` lets it pass."""
    try:
        check_may_publish(case, actor, register, now)
    except Refusal:
        return False
    return True


def check_may_keep_register(actor: Actor, register: Register, now: datetime) -> None:
    """A person brings precedents in or withdraws them; in local mode whoever sits at the machine does.

    Raises:
        Refusal: not signed in, a machine, or no role that keeps the register.
    """
    permitted.check_holds_one(
        actor,
        KEEPING,
        register,
        now,
        machine="A model or script does not keep the register of precedents; people do.",
        without="You hold no role by which you could keep the register of precedents.",
    )


def may_keep_register(actor: Actor, register: Register, now: datetime) -> bool:
    """Whether ``check_may_keep_register`` lets it pass."""
    try:
        check_may_keep_register(actor, register, now)
    except Refusal:
        return False
    return True


def clearance(actor: Actor, register: Register, now: datetime) -> Classification:
    """The highest classification of precedents that somebody may be shown.

    OFFICIAL-SENSITIVE ones are for people who hold a live role in a body of the register. In local mode whoever sits at
    the machine has its files before them anyway.
    """
    if actor.kind is not ActorKind.PERSON:
        return Classification.OFFICIAL
    if actor.sign_in is SignIn.LOCAL:
        return Classification.OFFICIAL_SENSITIVE
    holds_a_role = any(register.roles(actor.id, body.id, now) for body in register.organisations)
    return Classification.OFFICIAL_SENSITIVE if holds_a_role else Classification.OFFICIAL


def check_cleared(wanted: Classification, actor: Actor, register: Register, now: datetime) -> None:
    """Whether somebody may be shown precedents of a classification.

    Raises:
        Refusal: it is above theirs.
    """
    if wanted.rank > clearance(actor, register, now).rank:
        raise Refusal(
            Reason.NOT_PERMITTED,
            "You hold no role by which you could see what is marked OFFICIAL-SENSITIVE.",
            "Ask an administrator of your organisation for a role, or look without it.",
        )
