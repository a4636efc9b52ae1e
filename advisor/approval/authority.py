"""Who may decide what for whom: bodies, people's roles in them, and delegations.

A delegation is from a named principal to a named delegate, for kinds of case and bodies, up to a limit, for a span of
days. It has depth one and is never wider than the principal's own authority, which is looked at again at each use: when
the principal's authority ends or narrows, so does the delegate's, at that moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator

from advisor.approval.actor import DECIDING_IN_OWN_RIGHT, Role
from advisor.approval.day import day_of
from advisor.approval.proposal import CaseKind, Proposal, RiskLevel
from corpus.source import Frozen


def _sorted_once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def _kinds_in_order(values: Iterable[CaseKind]) -> tuple[CaseKind, ...]:
    wanted = set(values)
    return tuple(kind for kind in CaseKind if kind in wanted)


Names = Annotated[tuple[str, ...], AfterValidator(_sorted_once)]
"""Identifiers whose order means nothing, kept sorted so that equal sets have equal digests."""

Kinds = Annotated[tuple[CaseKind, ...], AfterValidator(_kinds_in_order)]


class Stages(StrEnum):
    """How a body comes to its decision."""

    ONE_DECIDER = "one decider"
    TWO_REVIEWERS = "two reviewers"


class Organisation(Frozen):
    """A body. One outside this installation decides elsewhere; its decisions come as signed files.

    ``signing_keys`` are identifiers of the keys by which its signed files are known; where there are any, a file signed
    otherwise is refused. ``codes`` and ``certifications`` are what it has signed up to or holds.
    """

    id: str
    name: str
    outside: bool = False
    stages: Stages = Stages.ONE_DECIDER
    has_caldicott_guardian: bool = False
    signing_keys: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    certifications: tuple[str, ...] = ()


class Member(Frozen):
    """A person's belonging to a body. Names and addresses live in the ledger's table of people, not here."""

    person_id: str
    organisation_id: str
    left_at: datetime | None = None


class Scope(Frozen):
    """What an authority reaches: kinds of case, up to a residual risk, from one day to another, both included."""

    kinds: Kinds
    limit: RiskLevel
    first_day: date
    last_day: date

    def live(self, now: datetime) -> bool:
        """Whether the day lies within it."""
        return self.first_day <= day_of(now) <= self.last_day

    def covers(self, proposal: Proposal, now: datetime) -> bool:
        """Whether it reaches the proposal on that day."""
        return self.live(now) and proposal.kind in self.kinds and proposal.residual_risk.rank <= self.limit.rank

    def within(self, wider: Scope) -> bool:
        """Whether nothing of it lies outside ``wider``."""
        return (
            set(self.kinds) <= set(wider.kinds)
            and self.limit.rank <= wider.limit.rank
            and wider.first_day <= self.first_day
            and self.last_day <= wider.last_day
        )


class Grant(Frozen):
    """A role that a person holds in a body. The kinds and the limit of its scope matter for roles that decide."""

    id: str
    person_id: str
    organisation_id: str
    role: Role
    scope: Scope
    ended_at: datetime | None = None

    def live(self, now: datetime) -> bool:
        """Whether the role is held at that moment."""
        return self.scope.live(now) and (self.ended_at is None or now < self.ended_at)


class Delegation(Frozen):
    """Authority lent by a named principal to a named delegate."""

    id: str
    principal_id: str
    delegate_id: str
    organisation_ids: Names
    scope: Scope
    revoked_at: datetime | None = None

    def live(self, now: datetime) -> bool:
        """Whether it holds at that moment; revocation takes effect at once."""
        return self.scope.live(now) and (self.revoked_at is None or now < self.revoked_at)


class Authority(Frozen):
    """The right by which a person decides: their own, or a principal's through a delegation."""

    person_id: str
    organisation_id: str
    role: Role
    principal_id: str | None = None
    delegation_id: str | None = None

    @property
    def people(self) -> frozenset[str]:
        """Everybody whose judgement or authority it is: the person, and the principal of a delegate."""
        return frozenset({self.person_id, self.principal_id or self.person_id})


class Register(Frozen):
    """The register of authority as it stands. ``version`` counts its events."""

    version: int = 0
    organisations: tuple[Organisation, ...] = ()
    members: tuple[Member, ...] = ()
    grants: tuple[Grant, ...] = ()
    delegations: tuple[Delegation, ...] = ()

    def organisation(self, organisation_id: str) -> Organisation | None:
        """The body with that identifier."""
        return next((body for body in self.organisations if body.id == organisation_id), None)

    def belongs(self, person_id: str, organisation_id: str, now: datetime) -> bool:
        """Whether the person is with the body at that moment."""
        return any(
            member.person_id == person_id
            and member.organisation_id == organisation_id
            and (member.left_at is None or now < member.left_at)
            for member in self.members
        )

    def roles(self, person_id: str, organisation_id: str, now: datetime) -> frozenset[Role]:
        """The roles that a person holds in a body at that moment, that of a delegate included."""
        if not self.belongs(person_id, organisation_id, now):
            return frozenset()
        held = {grant.role for grant in self._grants(person_id, organisation_id, now)}
        if any(
            lent.delegate_id == person_id and organisation_id in lent.organisation_ids and lent.live(now)
            for lent in self.delegations
        ):
            held.add(Role.APPROVER_BY_DELEGATION)
        return frozenset(held)

    def authorities(
        self, person_id: str, organisation_id: str, proposal: Proposal, now: datetime
    ) -> tuple[Authority, ...]:
        """Every live authority of a person that reaches a proposal for a body, the person's own first."""
        if not self.belongs(person_id, organisation_id, now):
            return ()
        own = tuple(
            Authority(person_id=person_id, organisation_id=organisation_id, role=grant.role)
            for grant in self._grants(person_id, organisation_id, now)
            if grant.role in DECIDING_IN_OWN_RIGHT and grant.scope.covers(proposal, now)
        )
        lent = tuple(
            Authority(
                person_id=person_id,
                organisation_id=organisation_id,
                role=Role.APPROVER_BY_DELEGATION,
                principal_id=delegation.principal_id,
                delegation_id=delegation.id,
            )
            for delegation in self.delegations
            if self._reaches(delegation, person_id, organisation_id, proposal, now)
        )
        return own + lent

    def own_scopes(self, person_id: str, organisation_id: str, now: datetime) -> tuple[Scope, ...]:
        """What a person may decide for a body in their own right, and so may delegate."""
        return tuple(
            grant.scope
            for grant in self.grants
            if grant.person_id == person_id
            and grant.organisation_id == organisation_id
            and grant.role in DECIDING_IN_OWN_RIGHT
            and (grant.ended_at is None or now < grant.ended_at)
        )

    def _grants(self, person_id: str, organisation_id: str, now: datetime) -> tuple[Grant, ...]:
        return tuple(
            grant
            for grant in self.grants
            if grant.person_id == person_id and grant.organisation_id == organisation_id and grant.live(now)
        )

    def _reaches(
        self, delegation: Delegation, person_id: str, organisation_id: str, proposal: Proposal, now: datetime
    ) -> bool:
        """Whether the delegation is this person's, is live, and its principal could decide the proposal unaided."""
        return (
            delegation.delegate_id == person_id
            and delegation.principal_id != person_id
            and organisation_id in delegation.organisation_ids
            and delegation.live(now)
            and delegation.scope.covers(proposal, now)
            and self.belongs(delegation.principal_id, organisation_id, now)
            and any(
                scope.covers(proposal, now) for scope in self.own_scopes(delegation.principal_id, organisation_id, now)
            )
        )
