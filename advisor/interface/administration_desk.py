"""What the Administration page works on: the register as it stands, who is here, and what they look after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from advisor.approval.actor import DECIDING_IN_OWN_RIGHT, Role
from advisor.approval.refusal import Refusal
from advisor.interface import library
from advisor.interface.escaping import line

if TYPE_CHECKING:
    from advisor.approval.actor import Actor
    from advisor.approval.authority import Delegation, Grant, Organisation, Register
    from advisor.composition import Advisor
    from advisor.journeys.authority import Held


@dataclass(frozen=True)
class Desk:
    """The register and its people at one moment, for one person. ``people`` is empty for who oversees nothing."""

    advisor: Advisor
    actor: Actor
    register: Register
    holders: tuple[Held, ...]
    people: dict[str, str]
    now: datetime

    @classmethod
    def of(cls, advisor: Advisor, actor: Actor) -> Desk:
        """Read it anew."""
        try:
            people = {one.id: one.name for one in advisor.authority.people(actor)}
        except Refusal:
            people = {}
        return cls(advisor, actor, advisor.authority.register(), advisor.authority.holders(), people, library.now())

    def name(self, person_id: str) -> str:
        """The name of a person of the register."""
        return next((one.name for one in self.holders if one.person_id == person_id), person_id)

    def body(self, organisation_id: str) -> str:
        """The name of an organisation."""
        found = self.register.organisation(organisation_id)
        return found.name if found else organisation_id

    @staticmethod
    def choice(name: str, person_id: str) -> str:
        """A person as a choice: Streamlit tells choices apart by their words alone, so the identifier stands too."""
        return line(f"{name}, {person_id}")

    @property
    def administered(self) -> tuple[Organisation, ...]:
        """The organisations that the person administers."""
        return tuple(
            one
            for one in self.register.organisations
            if Role.ADMINISTRATOR in self.register.roles(self.actor.id, one.id, self.now)
        )

    @property
    def lends_for(self) -> tuple[Organisation, ...]:
        """The organisations for which the person decides in their own right, and so may delegate."""
        return tuple(
            one
            for one in self.register.organisations
            if DECIDING_IN_OWN_RIGHT & self.register.roles(self.actor.id, one.id, self.now)
        )

    @property
    def grants_to_end(self) -> tuple[Grant, ...]:
        """Roles held now in the organisations that the person administers."""
        mine = {one.id for one in self.administered}
        return tuple(one for one in self.register.grants if one.organisation_id in mine and one.ended_at is None)

    @property
    def to_revoke(self) -> tuple[Delegation, ...]:
        """Delegations that the person may take back."""
        mine = {one.id for one in self.administered}
        return tuple(
            one
            for one in self.register.delegations
            if one.revoked_at is None and (one.principal_id == self.actor.id or set(one.organisation_ids) <= mine)
        )

    def members(self, organisations: tuple[Organisation, ...]) -> tuple[Held, ...]:
        """Who belongs to any of the organisations now."""
        ids = {one.id for one in organisations}
        return tuple(one for one in self.holders if one.organisation_id in ids and not one.left)
