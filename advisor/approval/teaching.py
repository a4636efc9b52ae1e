"""Who may open a group of learners, and so see what its learners answer."""

from __future__ import annotations

from datetime import datetime

from advisor.approval import permitted
from advisor.approval.actor import Actor, Role
from advisor.approval.authority import Register
from advisor.approval.refusal import Refusal

TEACHING = frozenset({Role.DPO, Role.CALDICOTT_GUARDIAN, Role.SIRO, Role.ADMINISTRATOR})
"""Roles whose holders train.

Source: UK GDPR Article 39(1)(b), awareness-raising and training of staff; the roles beside the officer's are ours.
"""


def check_may_open_group(actor: Actor, register: Register, now: datetime) -> None:
    """A person opens a group by a role that trains; in local mode whoever sits at the machine does.

    Raises:
        Refusal: not signed in, a machine, or no role that trains.
    """
    permitted.check_holds_one(
        actor,
        TEACHING,
        register,
        now,
        machine="A model or script opens no group of learners; people do.",
        without="You hold no role by which you could open a group: whoever opens one sees what its learners answer.",
    )


def may_open_group(actor: Actor, register: Register, now: datetime) -> bool:
    """Whether ``check_may_open_group`` lets it pass."""
    try:
        check_may_open_group(actor, register, now)
    except Refusal:
        return False
    return True
