"""A change to the register of authority, as it is asked for and as it is recorded."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from advisor.approval.authority import Delegation, Grant, Organisation
from corpus.source import Frozen


class _Change(Frozen):
    schema_version: Literal[1] = 1


class RegisterOrganisation(_Change):
    """Put a body into the register, or replace what is known of it."""

    kind: Literal["register organisation"] = "register organisation"
    organisation: Organisation


class Enrol(_Change):
    """Let a person belong to a body."""

    kind: Literal["enrol"] = "enrol"
    person_id: str
    organisation_id: str


class Leave(_Change):
    """End a person's belonging to a body, and with it every role and delegation there."""

    kind: Literal["leave"] = "leave"
    person_id: str
    organisation_id: str


class GrantRole(_Change):
    """Give a person a role in a body."""

    kind: Literal["grant role"] = "grant role"
    grant: Grant


class EndRole(_Change):
    """End a role at once."""

    kind: Literal["end role"] = "end role"
    grant_id: str


class Delegate(_Change):
    """Lend authority of one's own."""

    kind: Literal["delegate"] = "delegate"
    delegation: Delegation


class RevokeDelegation(_Change):
    """Take lent authority back at once."""

    kind: Literal["revoke delegation"] = "revoke delegation"
    delegation_id: str


Change = Annotated[
    RegisterOrganisation | Enrol | Leave | GrantRole | EndRole | Delegate | RevokeDelegation,
    Field(discriminator="kind"),
]
"""A change to the register, as it is asked for and as it is recorded."""


class RegisterEvent(Frozen):
    """One change to the register. ``version`` counts them from 1."""

    id: str
    version: int = Field(ge=1)
    actor_id: str
    at: datetime
    change: Change
