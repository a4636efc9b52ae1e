"""Who acts: a person who has signed in, or a model or script; and the roles that a person can hold in a body."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from corpus.source import Frozen


class ActorKind(StrEnum):
    """What sort of actor sends a command. Only a person can do more than attach text."""

    PERSON = "person"
    MODEL = "model"
    SCRIPT = "script"


class SignIn(StrEnum):
    """How a person was identified. Local single-person mode reaches trial cases only."""

    PROVIDER = "provider"
    LOCAL = "local"


class Role(StrEnum):
    """What a person is to a case.

    ``approver by delegation`` is never granted: it lasts as long as a delegation does. ``machine`` stands for models
    and scripts, so that the table of permissions covers them too.
    """

    AUTHOR = "author"
    DPO = "data protection officer"
    CALDICOTT_GUARDIAN = "Caldicott guardian"
    INFORMATION_ASSET_OWNER = "information asset owner"
    APPROVER = "approver"
    APPROVER_BY_DELEGATION = "approver by delegation"
    SIRO = "senior information risk owner"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    MACHINE = "machine"


DECIDING_IN_OWN_RIGHT = frozenset({Role.INFORMATION_ASSET_OWNER, Role.APPROVER})
"""Roles whose holders decide by an authority of their own, and may delegate it."""

DECIDING = DECIDING_IN_OWN_RIGHT | {Role.APPROVER_BY_DELEGATION}
ADVISING = frozenset({Role.DPO, Role.CALDICOTT_GUARDIAN})

NEVER_GRANTED = frozenset({Role.APPROVER_BY_DELEGATION, Role.MACHINE})

EXCLUDES: dict[Role, frozenset[Role]] = {
    Role.DPO: DECIDING | {Role.SIRO, Role.ADMINISTRATOR},
    Role.ADMINISTRATOR: DECIDING | {Role.DPO, Role.SIRO},
    Role.AUDITOR: frozenset(Role) - {Role.AUDITOR},
}
"""Roles that one person may not hold together in one body.

Source: UK GDPR Article 38(6), no other task of a data protection officer may conflict with that one; the other two rows
are this project's own.
"""


def conflicts(one: Role, other: Role) -> bool:
    """Whether one person may not hold both roles in one body."""
    return other in EXCLUDES.get(one, frozenset()) or one in EXCLUDES.get(other, frozenset())


class Actor(Frozen):
    """Who sends a command. ``signed_in_until`` is when a person's sign-in runs out; a machine has none.

    What roles the actor has comes from the register of authority, never from here.
    """

    id: str
    kind: ActorKind = ActorKind.PERSON
    sign_in: SignIn = SignIn.PROVIDER
    signed_in_until: datetime | None = None
