"""What an identity provider says of a person who has signed in, and whether it was said to us, about now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from advisor.errors import SignInRefused
from corpus.source import Frozen

_CLOCK_DIFFERENCE = timedelta(minutes=2)
_AGAIN = "Sign in again. If it happens again, tell whoever runs the advisor."


class IdentityClaims(Frozen):
    """The claims of an ID token that the advisor uses. ``name`` and ``email`` are only shown, and give no right.

    Source: OpenID Connect Core 1.0 section 2.
    """

    issuer: str
    subject: str
    audience: tuple[str, ...]
    authorised_party: str | None = None
    issued_at: datetime
    expires_at: datetime
    nonce: str | None = None
    name: str = ""
    email: str = ""


def read_claims(said: Mapping[str, Any]) -> IdentityClaims:
    """The claims out of a token's payload.

    Raises:
        SignInRefused: a claim that every ID token must have is missing or is not what it should be.
    """
    audience = said.get("aud")
    try:
        return IdentityClaims(
            issuer=_words(said, "iss"),
            subject=_words(said, "sub"),
            audience=tuple(str(one) for one in audience) if isinstance(audience, list | tuple) else (str(audience),),
            authorised_party=said.get("azp"),
            issued_at=_moment(said, "iat"),
            expires_at=_moment(said, "exp"),
            nonce=said.get("nonce"),
            name=str(said.get("name") or said.get("preferred_username") or ""),
            email=str(said.get("email") or ""),
        )
    except (TypeError, ValueError, OverflowError, OSError) as error:
        raise SignInRefused("The identity provider's answer lacks what a sign-in needs.", _AGAIN) from error


def check_claims(claims: IdentityClaims, *, issuer: str, client_id: str, now: datetime) -> None:
    """Whether the claims come from our provider, are meant for us, and hold now.

    Raises:
        SignInRefused: another issuer, another audience, or a token that has run out or is not yet valid.

    Source: OpenID Connect Core 1.0 section 3.1.3.7.
    """
    if claims.issuer != issuer:
        raise SignInRefused("The sign-in comes from another identity provider than the one that is set.", _AGAIN)
    others = [one for one in claims.audience if one != client_id]
    if client_id not in claims.audience or others:
        raise SignInRefused("The sign-in was made for another application.", _AGAIN)
    if claims.authorised_party is not None and claims.authorised_party != client_id:
        raise SignInRefused("The sign-in was made through another application.", _AGAIN)
    if claims.issued_at > now + _CLOCK_DIFFERENCE:
        raise SignInRefused(
            "The sign-in begins later than now, so it cannot be right.",
            "Check the clock of this computer, then sign in again.",
        )
    if now >= claims.expires_at:
        raise SignInRefused("Your sign-in has run out.", "Sign in again to go on.")


def _words(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str) or not value:
        raise ValueError(name)
    return value


def _moment(said: Mapping[str, Any], name: str) -> datetime:
    value = said.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(name)
    return datetime.fromtimestamp(value, UTC)
