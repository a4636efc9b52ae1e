"""The organisation's OpenID Connect provider: where to sign in, what came of it, and whether its word can be trusted.

The one home of signed tokens. A token counts only if one of the provider's keys signed it, with an algorithm of the
list here, for this application, in answer to this very sign-in, and if it has not run out.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from pydantic import SecretStr

from advisor.errors import SignInRefused
from advisor.governance.claims import IdentityClaims, check_claims, read_claims
from advisor.identity_settings import is_safe_address
from corpus.source import Frozen

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA")
"""Signatures by a key that only the provider holds; ``none`` and shared secrets are never among them."""

SCOPE = "openid email profile"
_TIMEOUT_SECONDS = 15.0
_LARGEST_BYTES = 1_000_000
_UNTRUSTED = "Sign in again. If it happens again, tell whoever runs the advisor."


class Attempt(Frozen):
    """The one-time secrets of one sign-in: what comes back without them was not asked for by us.

    Source: RFC 6749 section 10.12 (state), OpenID Connect Core 1.0 section 15.5.2 (nonce), RFC 7636 (verifier).
    """

    state: str
    nonce: str
    verifier: SecretStr

    @classmethod
    def fresh(cls) -> Attempt:
        """New secrets."""
        return cls(
            state=secrets.token_urlsafe(32),
            nonce=secrets.token_urlsafe(32),
            verifier=SecretStr(secrets.token_urlsafe(64)),
        )

    @property
    def challenge(self) -> str:
        """The digest of the verifier, which is all that travels through the browser."""
        digest = hashlib.sha256(self.verifier.get_secret_value().encode()).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")

    def answers(self, state: str) -> bool:
        """Whether what came back belongs to this attempt."""
        return hmac.compare_digest(self.state.encode(), state.encode())


class IdentityProvider:
    """An OpenID Connect provider, as its own metadata describes it."""

    def __init__(
        self, issuer: str, client_id: str, client_secret: SecretStr | None, *, now: Callable[[], datetime]
    ) -> None:
        self.issuer = issuer
        self._client_id = client_id
        self._client_secret = client_secret
        self._now = now
        self._metadata: dict[str, Any] | None = None

    def address_to_sign_in(self, attempt: Attempt, redirect_uri: str) -> str:
        """The address to open in a browser.

        Raises:
            SignInRefused: the provider cannot be reached, or its metadata cannot be used.
        """
        asked = {
            "response_type": "code",
            "client_id": self._client_id,
            "redirect_uri": redirect_uri,
            "scope": SCOPE,
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": attempt.challenge,
            "code_challenge_method": "S256",
        }
        address = self._endpoint("authorization_endpoint")
        return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(asked)}"

    def token_for(self, code: str, attempt: Attempt, redirect_uri: str) -> str:
        """The ID token that the code from the browser is worth, not yet checked.

        Raises:
            SignInRefused: the provider refuses the code, or gives no ID token.
        """
        sent = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "client_id": self._client_id,
            "code_verifier": attempt.verifier.get_secret_value(),
        }
        held = self._client_secret
        signed = httpx.BasicAuth(self._client_id, held.get_secret_value()) if held else None
        given = self._ask("POST", self._endpoint("token_endpoint"), data=sent, auth=signed)
        token = given.get("id_token")
        if not isinstance(token, str):
            raise SignInRefused("The identity provider gave no ID token.", "Allow the scope openid for this client.")
        return token

    def claims(self, token: str, nonce: str) -> IdentityClaims:
        """What a token says, once its signature and everything around it has been checked.

        Raises:
            SignInRefused: the token is not the provider's word, given to us, for this sign-in, now.
        """
        try:
            said = self._verified(token)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise SignInRefused("The sign-in is not signed by the identity provider.", _UNTRUSTED) from error
        claims = read_claims(said)
        check_claims(claims, issuer=self.issuer, client_id=self._client_id, now=self._now())
        if claims.nonce is None or not hmac.compare_digest(claims.nonce.encode(), nonce.encode()):
            raise SignInRefused("The sign-in belongs to another attempt than this one.", _UNTRUSTED)
        return claims

    def _verified(self, token: str) -> Mapping[str, Any]:
        registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
        keys = KeySet.import_key_set(self._ask("GET", self._endpoint("jwks_uri")))  # type: ignore[arg-type]
        try:
            return jwt.decode(token, keys, registry=registry).claims
        except InvalidKeyIdError as error:
            raise SignInRefused("The sign-in is signed with a key that is not the provider's.", _UNTRUSTED) from error

    def _endpoint(self, name: str) -> str:
        if self._metadata is None:
            found = self._ask("GET", self.issuer.rstrip("/") + "/.well-known/openid-configuration")
            if found.get("issuer") != self.issuer:
                raise SignInRefused(
                    "The identity provider calls itself by another name than the setting identity.issuer.",
                    f"Set identity.issuer to the issuer in {self.issuer.rstrip('/')}/.well-known/openid-configuration.",
                )
            self._metadata = found
        address = self._metadata.get(name)
        if not isinstance(address, str) or not is_safe_address(address):
            raise SignInRefused(
                f"The identity provider names no safe address as its {name}.", "Ask whoever runs the provider."
            )
        return address

    def _ask(self, method: str, address: str, **sent: Any) -> dict[str, Any]:
        """One request, straight to the provider: no proxy of the environment, and no redirect, is followed."""
        try:
            with httpx.Client(timeout=_TIMEOUT_SECONDS, follow_redirects=False, trust_env=False) as client:
                answer = client.request(method, address, **sent)
        except httpx.HTTPError as error:
            raise SignInRefused(
                f"The identity provider at {urlsplit(self.issuer).hostname} cannot be reached.",
                "Check the network and the setting identity.issuer, then try again.",
            ) from error
        if answer.status_code != httpx.codes.OK or len(answer.content) > _LARGEST_BYTES:
            raise SignInRefused(
                f"The identity provider refused (it answered {answer.status_code}).",
                "Sign in again; if it happens again, check identity.client_id and identity.client_secret.",
            )
        try:
            given = answer.json()
        except ValueError as error:
            raise SignInRefused("The identity provider's answer cannot be read.", _UNTRUSTED) from error
        if not isinstance(given, dict):
            raise SignInRefused("The identity provider's answer cannot be read.", _UNTRUSTED)
        return given
