"""The register of authority as people work on it: founding, enrolling, granting, delegating, taking back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from advisor.approval import permitted
from advisor.approval.actor import Actor, Role, SignIn
from advisor.approval.authority import Grant, Organisation, Register, Scope
from advisor.approval.change import Change, RegisterEvent
from advisor.approval.day import day_of
from advisor.approval.proposal import CaseKind, RiskLevel
from advisor.approval.refusal import Reason, Refusal
from advisor.approval.registering import check_change, founded
from advisor.governance.person import Person
from advisor.journeys.casework_export import of_register
from advisor.journeys.casework_ports import PeopleBook, RegisterLedger
from corpus.source import Frozen

FOUNDING_DAYS = 5 * 366
"""How long the role of the first administrator lasts, unless it is renewed by another one."""

_OVERSEE = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})


class Held(Frozen):
    """A person with what they hold in a body today."""

    person_id: str
    name: str
    organisation_id: str
    organisation: str
    roles: tuple[Role, ...]
    left: bool


class Authority:
    """The journey. Clock and identifiers are given."""

    def __init__(
        self,
        register: RegisterLedger,
        people: PeopleBook,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._register = register
        self._people = people
        self._now = now
        self._new_id = new_id

    def register(self) -> Register:
        """The register as it stands. It names people by identifier only."""
        return self._register.register()

    def history(self, actor: Actor) -> tuple[RegisterEvent, ...]:
        """Every change to the register.

        Raises:
            Refusal: the actor is not signed in, or holds neither the role of auditor nor that of administrator.
        """
        self._check_oversees(actor)
        return self._register.history()

    def found(self, actor: Actor, organisation: Organisation) -> Register:
        """Begin the register of a new installation, with the person who does so as its first administrator.

        Raises:
            Refusal: a local sign-in, or there is a register already.
        """
        now = self._now()
        permitted.check_identity(actor, now)
        if actor.sign_in is not SignIn.PROVIDER:
            raise Refusal(
                Reason.REGISTER,
                "A register is founded by somebody who has signed in through your organisation.",
                "Connect your provider first; local mode comes with invented organisations.",
            )
        if self._register.register().organisations:
            raise Refusal(Reason.REGISTER, "There is a register already.", "Ask one of its administrators.")
        today = day_of(now)
        administrator = Grant(
            id=self._new_id(),
            person_id=actor.id,
            organisation_id=organisation.id,
            role=Role.ADMINISTRATOR,
            scope=Scope(
                kinds=tuple(CaseKind),
                limit=RiskLevel.HIGH,
                first_day=today,
                last_day=today + timedelta(days=FOUNDING_DAYS),
            ),
        )
        self._register.found(founded(organisation, administrator), now)
        return self._register.register()

    def change(self, change: Change, actor: Actor, seen_version: int | None = None) -> RegisterEvent:
        """Change the register; without ``seen_version`` on what stands now.

        Raises:
            Refusal: a rule says no, or somebody else was quicker; nothing has changed.
        """
        now, register = self._now(), self._register.register()
        seen = register.version if seen_version is None else seen_version
        check_change(change, seen, register, actor, now)
        event = RegisterEvent(
            id=f"register/{register.version + 1}",
            version=register.version + 1,
            actor_id=actor.id,
            at=now,
            change=change,
        )
        self._register.append(event)
        return event

    def people(self, actor: Actor) -> tuple[Person, ...]:
        """Everybody who is known.

        Raises:
            Refusal: the actor is not signed in, or holds no role that looks after the register.
        """
        self._check_oversees(actor)
        return tuple(self._people.all())

    def holders(self) -> tuple[Held, ...]:
        """Who holds what in which body today, by body and name."""
        now, register = self._now(), self._register.register()
        names = self._people.names({one.person_id for one in register.members})
        bodies = {one.id: one.name for one in register.organisations}
        held = {
            (one.organisation_id, one.person_id): Held(
                person_id=one.person_id,
                name=names.get(one.person_id, one.person_id),
                organisation_id=one.organisation_id,
                organisation=bodies.get(one.organisation_id, one.organisation_id),
                roles=_in_order(register.roles(one.person_id, one.organisation_id, now)),
                left=not register.belongs(one.person_id, one.organisation_id, now),
            )
            for one in register.members
        }
        return tuple(sorted(held.values(), key=lambda one: (one.organisation, one.name)))

    def own(self, actor: Actor) -> tuple[Held, ...]:
        """What the actor holds.

        Raises:
            Refusal: the actor is not signed in.
        """
        permitted.check_identity(actor, self._now())
        return tuple(one for one in self.holders() if one.person_id == actor.id and not one.left)

    def export_person(self, actor: Actor, person_id: str) -> dict[str, object]:
        """What people and register hold about a person: for a request for access.

        Raises:
            Refusal: it is neither the actor nor does the actor look after the register; or nobody is known by that
                identifier.
        """
        self._check_about(actor, person_id)
        person = self._people.person(person_id)
        if person is None:
            raise Refusal(Reason.REGISTER, "Nobody is known by that identifier.", "List them: advisor authority people")
        changes = [
            one.model_dump(mode="json")
            for one in self._register.history()
            if one.actor_id == person_id or f'"{person_id}"' in one.change.model_dump_json()
        ]
        return {
            "person": person.model_dump(mode="json"),
            **of_register(person_id, self._register.register()),
            "changes_of_the_register": changes,
            "exported_at": self._now().isoformat(),
        }

    def erase_person(self, actor: Actor, person_id: str) -> None:
        """Forget who a person is. What they did stays in the events, under an identifier that says nothing.

        Raises:
            Refusal: the actor is no administrator, or the person still belongs to a body.
            NotHeld: nobody is known by that identifier.
        """
        now, register = self._now(), self._register.register()
        self._check_oversees(actor, frozenset({Role.ADMINISTRATOR}))
        if any(register.belongs(person_id, one.id, now) for one in register.organisations):
            raise Refusal(
                Reason.REGISTER,
                "This person still belongs to an organisation, so their name is needed.",
                "Let them leave first.",
            )
        self._people.erase(person_id, now, actor.id)

    def _check_about(self, actor: Actor, person_id: str) -> None:
        permitted.check_identity(actor, self._now())
        if actor.id != person_id:
            self._check_oversees(actor)

    def _check_oversees(self, actor: Actor, roles: frozenset[Role] = _OVERSEE) -> None:
        now, register = self._now(), self._register.register()
        permitted.check_identity(actor, now)
        if not any(roles & register.roles(actor.id, one.id, now) for one in register.organisations):
            raise Refusal(
                Reason.REGISTER,
                "This takes an administrator" + (" or an auditor." if Role.AUDITOR in roles else "."),
                "Ask one of yours.",
            )


def _in_order(roles: frozenset[Role]) -> tuple[Role, ...]:
    return tuple(role for role in Role if role in roles)
