"""Signing in with a real OpenID Connect provider on loopback, and every way in which its word must not be taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from pydantic import SecretStr

from advisor.errors import SignInRefused
from advisor.identity_provider import ALGORITHMS, Attempt, IdentityProvider
from tests import identity_server
from tests.identity_server import CLIENT_ID, CLIENT_SECRET, TWISTS

REDIRECT = "http://127.0.0.1:9/signed-in"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[identity_server.Provider]:
    with identity_server.running(tmp_path_factory.mktemp("provider")) as one:
        yield one


@pytest.fixture
def truthful(server: identity_server.Provider) -> Iterator[identity_server.Provider]:
    server.spoil("")
    yield server
    server.spoil("")


def provider(issuer: str) -> IdentityProvider:
    return IdentityProvider(issuer, CLIENT_ID, SecretStr(CLIENT_SECRET), now=lambda: datetime.now(UTC))


def come_back(address: str, subject: str = "ailsa") -> dict[str, str]:
    """What a browser brings back after a person has signed in."""
    answer = httpx.post(address, data={"sub": subject})
    assert answer.status_code == 302, answer.text
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}


def test_a_person_who_signs_in_is_known_by_the_providers_word(truthful: identity_server.Provider) -> None:
    ours, attempt = provider(truthful.issuer), Attempt.fresh()
    back = come_back(ours.address_to_sign_in(attempt, REDIRECT))
    assert attempt.answers(back["state"])
    claims = ours.claims(ours.token_for(back["code"], attempt, REDIRECT), attempt.nonce)
    assert (claims.issuer, claims.subject, claims.audience) == (truthful.issuer, "ailsa", (CLIENT_ID,))
    assert claims.name == "Ailsa Grant (invented)"
    assert claims.expires_at > datetime.now(UTC)


@pytest.mark.parametrize(("twist", "said"), TWISTS.items(), ids=TWISTS)
def test_a_spoilt_token_signs_nobody_in(truthful: identity_server.Provider, twist: str, said: str) -> None:
    ours, attempt = provider(truthful.issuer), Attempt.fresh()
    back = come_back(ours.address_to_sign_in(attempt, REDIRECT))
    truthful.spoil(twist)
    token = ours.token_for(back["code"], attempt, REDIRECT)
    with pytest.raises(SignInRefused, match=said):
        ours.claims(token, attempt.nonce)


def test_a_token_of_another_attempt_signs_nobody_in(truthful: identity_server.Provider) -> None:
    ours, first, second = provider(truthful.issuer), Attempt.fresh(), Attempt.fresh()
    back = come_back(ours.address_to_sign_in(first, REDIRECT))
    token = ours.token_for(back["code"], first, REDIRECT)
    with pytest.raises(SignInRefused, match="another attempt"):
        ours.claims(token, second.nonce)
    assert not second.answers(back["state"])


def test_a_stolen_code_is_worth_nothing_without_the_verifier(truthful: identity_server.Provider) -> None:
    ours, attempt, thief = provider(truthful.issuer), Attempt.fresh(), Attempt.fresh()
    back = come_back(ours.address_to_sign_in(attempt, REDIRECT))
    with pytest.raises(SignInRefused, match="refused"):
        ours.token_for(back["code"], thief, REDIRECT)


def test_a_code_counts_once(truthful: identity_server.Provider) -> None:
    ours, attempt = provider(truthful.issuer), Attempt.fresh()
    back = come_back(ours.address_to_sign_in(attempt, REDIRECT))
    ours.token_for(back["code"], attempt, REDIRECT)
    with pytest.raises(SignInRefused, match="refused"):
        ours.token_for(back["code"], attempt, REDIRECT)


def test_a_provider_by_another_name_than_the_set_one_is_refused(truthful: identity_server.Provider) -> None:
    by_another_name = truthful.issuer.replace("127.0.0.1", "localhost") + "/"
    with pytest.raises(SignInRefused, match=r"another name|cannot be reached"):
        provider(by_another_name).address_to_sign_in(Attempt.fresh(), REDIRECT)


def test_a_provider_that_is_not_there_is_a_sentence(truthful: identity_server.Provider) -> None:
    with pytest.raises(SignInRefused, match="cannot be reached") as refused:
        provider("http://127.0.0.1:9").address_to_sign_in(Attempt.fresh(), REDIRECT)
    assert "identity.issuer" in refused.value.what_to_do


@pytest.mark.parametrize("token", ["", "a", "a.b", "a.b.c", "..", "é.é.é", "." * 50, "e30.e30."])
def test_what_is_no_token_is_refused(truthful: identity_server.Provider, token: str) -> None:
    with pytest.raises(SignInRefused, match="not signed"):
        provider(truthful.issuer).claims(token, "a-nonce")


def test_each_attempt_is_new_and_its_verifier_is_never_shown() -> None:
    attempts = [Attempt.fresh() for _ in range(50)]
    for name in ("state", "nonce", "challenge"):
        assert len({getattr(one, name) for one in attempts}) == 50
    verifier = attempts[0].verifier.get_secret_value()
    assert 43 <= len(verifier) <= 128
    assert verifier not in repr(attempts[0])


def test_no_unsigned_or_shared_secret_algorithm_is_ever_taken() -> None:
    assert not any(one.startswith("HS") or one == "none" for one in ALGORITHMS)
