"""Who may read a case: people of a body that is a party and works here, by a role that they hold there.

A referred question may be delicate for the person who asks it, so colleagues of other roles do not read it.
"""

from __future__ import annotations

from datetime import datetime

from advisor.approval import permitted
from advisor.approval.actor import Actor, ActorKind, Role
from advisor.approval.authority import Register
from advisor.approval.casefile import Case
from advisor.approval.proposal import CaseKind
from advisor.approval.refusal import Reason, Refusal

_READ_QUESTIONS = frozenset({Role.DPO, Role.AUDITOR})


def check_may_read(case: Case, actor: Actor, register: Register, now: datetime) -> tuple[str, ...]:
    """The parties for which a person may read a case; never empty.

    Raises:
        Refusal: not signed in, a machine, a local sign-in and a real case, or nobody whom the case concerns. The last
            is worded as if there were no such case.
    """
    permitted.check_identity(actor, now)
    if actor.kind is not ActorKind.PERSON:
        raise Refusal(Reason.MACHINE, "A model or script does not read cases.")
    bodies = tuple(party for party in case.proposal.party_ids if _reads_for(party, case, actor, register, now))
    if not bodies:
        raise Refusal(Reason.NO_SUCH_CASE, "There is no such case.", "Check its identifier.")
    permitted.check_trial(actor, case.proposal)
    return bodies


def can_read(case: Case, actor: Actor, register: Register, now: datetime) -> bool:
    """Whether ``check_may_read`` lets it pass."""
    try:
        check_may_read(case, actor, register, now)
    except Refusal:
        return False
    return True


def _reads_for(party: str, case: Case, actor: Actor, register: Register, now: datetime) -> bool:
    body = register.organisation(party)
    if body is None or body.outside or not register.belongs(actor.id, party, now):
        return False
    if actor.id in case.author_ids:
        return True
    held = register.roles(actor.id, party, now)
    return bool(held & _READ_QUESTIONS if case.kind is CaseKind.QUESTION else held)
