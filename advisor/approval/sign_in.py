"""How long a sign-in lasts: until its own end, or until nothing has been done for a while, whichever comes first."""

from __future__ import annotations

from datetime import datetime, timedelta

from pydantic import Field, model_validator

from advisor.approval.actor import Actor, SignIn
from advisor.approval.refusal import Reason, Refusal
from corpus.source import Frozen

CLOCK_DIFFERENCE = timedelta(minutes=2)
"""How far the clock of a provider may run ahead of ours."""


class SignInLimits(Frozen):
    """How long a sign-in lasts in all, and how long without any activity."""

    session_minutes: int = Field(ge=1)
    idle_minutes: int = Field(ge=1)

    @property
    def session(self) -> timedelta:
        """The longest time from beginning to end."""
        return timedelta(minutes=self.session_minutes)

    @property
    def idle(self) -> timedelta:
        """The longest time without activity."""
        return timedelta(minutes=self.idle_minutes)


class Session(Frozen):
    """One sign-in of one person, from its beginning to its end."""

    person_id: str
    how: SignIn
    begun_at: datetime
    last_seen_at: datetime
    expires_at: datetime

    @model_validator(mode="after")
    def _times_are_in_order(self) -> Session:
        if self.begun_at > self.expires_at or self.last_seen_at < self.begun_at:
            raise ValueError("a session begins before it is used, and before it ends")
        return self


def begun(
    person_id: str, how: SignIn, at: datetime, limits: SignInLimits, *, provider_until: datetime | None = None
) -> Session:
    """A session that begins ``at`` a moment; it never outlasts what the provider has said."""
    until = at + limits.session
    if provider_until is not None:
        until = max(at, min(until, provider_until))
    return Session(person_id=person_id, how=how, begun_at=at, last_seen_at=at, expires_at=until)


def ends_at(session: Session, limits: SignInLimits) -> datetime:
    """When the session ends if nothing more is done in it."""
    return min(session.expires_at, session.begun_at + limits.session, session.last_seen_at + limits.idle)


def check_live(session: Session, now: datetime, limits: SignInLimits) -> None:
    """Whether the session still holds.

    Raises:
        Refusal: it has run out, has been idle for too long, or begins later than now.
    """
    if now + CLOCK_DIFFERENCE < session.begun_at:
        raise Refusal(
            Reason.SIGNED_OUT,
            "Your sign-in begins later than now, so it cannot be right.",
            "Check the clock of this computer, then sign in again.",
        )
    if now >= min(session.expires_at, session.begun_at + limits.session):
        raise Refusal(
            Reason.SIGNED_OUT, "You have been signed out: your sign-in has run out.", "Sign in again to go on."
        )
    if now >= session.last_seen_at + limits.idle:
        raise Refusal(
            Reason.SIGNED_OUT,
            f"You have been signed out: nothing was done for {limits.idle_minutes} "
            f"{'minute' if limits.idle_minutes == 1 else 'minutes'}.",
            "Sign in again to go on.",
        )


def is_live(session: Session, now: datetime, limits: SignInLimits) -> bool:
    """Whether the session still holds."""
    try:
        check_live(session, now, limits)
    except Refusal:
        return False
    return True


def seen(session: Session, now: datetime, limits: SignInLimits) -> Session:
    """The session after something was done in it; the end of it does not move.

    Raises:
        Refusal: the session has ended.
    """
    check_live(session, now, limits)
    return session.model_copy(update={"last_seen_at": max(now, session.last_seen_at)})


def actor(session: Session, limits: SignInLimits) -> Actor:
    """The person of a session as the rules of casework know them. Roles come from the register alone."""
    return Actor(id=session.person_id, sign_in=session.how, signed_in_until=ends_at(session, limits))
