"""Connecting identity: the provider of the settings, how long a sign-in lasts, and the people of the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from advisor.approval import sign_in
from advisor.approval.actor import Actor, SignIn
from advisor.approval.sign_in import Session, SignInLimits
from advisor.governance.claims import IdentityClaims
from advisor.governance.person import Person
from advisor.identity_settings import IdentitySettings
from advisor.journeys import sign_in as journey
from advisor.settings import Settings
from corpus.source import Frozen

if TYPE_CHECKING:
    from advisor.identity_provider import IdentityProvider

LOCAL_PERSON = Person(id="local", name="the local person")
"""The one person of an installation without a provider, who may ask, draft and practise."""


class SignedIn(Frozen):
    """Who is here: the person, and the same person as the rules of casework know them."""

    person: Person
    actor: Actor


class Identity:
    """Everything that says who somebody is."""

    def __init__(
        self,
        settings: IdentitySettings,
        people: Callable[[], journey.PeopleBook],
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._settings = settings
        self._now = now
        self.limits = limits(settings)
        self.arrivals = journey.SignIn(people, now=now, new_id=new_id)

    @cached_property
    def provider(self) -> IdentityProvider | None:
        """The organisation's provider, or ``None`` in local mode."""
        if self._settings.issuer is None:
            return None
        from advisor.identity_provider import IdentityProvider

        chosen = self._settings
        return IdentityProvider(self._settings.issuer, chosen.client_id, chosen.client_secret, now=self._now)

    def of_claims(self, claims: IdentityClaims, last_seen_at: datetime) -> SignedIn:
        """The person of checked claims, last active at a moment.

        Raises:
            Refusal: the sign-in has ended.
        """
        session = session_of(claims, self.limits, last_seen_at)
        sign_in.check_live(session, self._now(), self.limits)
        person = self.arrivals.arrive(claims)
        return self._signed_in(person, session.model_copy(update={"person_id": person.id}))

    def of_local(self, person: Person, session: Session | None = None) -> SignedIn:
        """A person of local mode, for trial cases; without a session, from this moment.

        Raises:
            Refusal: the sign-in has ended.
        """
        begun = session or sign_in.begun(person.id, SignIn.LOCAL, self._now(), self.limits)
        sign_in.check_live(begun, self._now(), self.limits)
        return self._signed_in(person, begun)

    def _signed_in(self, person: Person, session: Session) -> SignedIn:
        return SignedIn(person=person, actor=sign_in.actor(session, self.limits))


def limits(settings: IdentitySettings) -> SignInLimits:
    """How long a sign-in lasts."""
    return SignInLimits(session_minutes=settings.session_minutes, idle_minutes=settings.idle_minutes)


def session_of(claims: IdentityClaims, bounds: SignInLimits, last_seen_at: datetime) -> Session:
    """The session that a provider's claims began."""
    session = sign_in.begun(claims.subject, SignIn.PROVIDER, claims.issued_at, bounds, provider_until=claims.expires_at)
    return session.model_copy(update={"last_seen_at": max(last_seen_at, session.begun_at)})


def open_identity(
    settings: Settings,
    people: Callable[[], journey.PeopleBook],
    *,
    now: Callable[[], datetime],
    new_id: Callable[[], str],
) -> Identity:
    """The identity of an advisor with these settings."""
    return Identity(settings.identity, people, now=now, new_id=new_id)
