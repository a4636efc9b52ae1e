"""Whoever signs in becomes an actor, until the token ends or idling does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from advisor.approval.actor import SignIn
from advisor.approval.refusal import Refusal
from advisor.connecting.identity import LOCAL_PERSON, Identity, open_identity
from advisor.governance.claims import IdentityClaims
from advisor.identity_settings import IdentitySettings
from advisor.ledger.people import People
from advisor.ledger.store import Store
from advisor.settings import Settings

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Clock:
    """A clock that stands where the test puts it."""

    now = NINE


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def identity(tmp_path: Path, clock: Clock) -> Identity:
    people = People(Store(tmp_path / "ledger.sqlite", now=NINE))
    chosen = IdentitySettings(issuer="https://id.council.example", client_id="us", session_minutes=60, idle_minutes=15)
    settings = Settings(home=tmp_path, identity=chosen)
    return open_identity(settings, lambda: people, now=lambda: clock.now, new_id=lambda: "person-1")


def claims(minutes: int) -> IdentityClaims:
    return IdentityClaims(
        issuer="https://id.council.example", subject="s-1", audience=("us",), issued_at=NINE,
        expires_at=NINE + timedelta(minutes=minutes), nonce="once", name="Ailsa Grant (invented)",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("token_minutes", "seen_minutes", "until_minutes"), [(480, 0, 15), (480, 20, 35), (480, 50, 60), (25, 20, 25)]
)
def test_an_actor_is_signed_in_until_the_token_ends_or_idling_does(
    identity: Identity, clock: Clock, token_minutes: int, seen_minutes: int, until_minutes: int
) -> None:
    clock.now = NINE + timedelta(minutes=seen_minutes)
    here = identity.of_claims(claims(token_minutes), clock.now)
    assert here.actor.signed_in_until == NINE + timedelta(minutes=until_minutes)
    assert (here.actor.id, here.actor.sign_in) == (here.person.id, SignIn.PROVIDER)
    assert here.person.id == "person-1" != claims(1).subject


def test_nobody_arrives_by_a_sign_in_that_has_ended(identity: Identity, clock: Clock) -> None:
    clock.now = NINE + timedelta(minutes=16)
    with pytest.raises(Refusal, match="nothing was done"):
        identity.of_claims(claims(480), NINE)
    assert identity.arrivals._people().all() == []


def test_a_local_person_is_identified_by_nothing(identity: Identity) -> None:
    here = identity.of_local(LOCAL_PERSON)
    assert here.actor.sign_in is SignIn.LOCAL
    assert here.actor.signed_in_until == NINE + timedelta(minutes=15)


def test_without_an_issuer_there_is_no_provider(tmp_path: Path, identity: Identity) -> None:
    assert identity.provider is not None
    nobody = People(Store(tmp_path / "other.sqlite", now=NINE))
    local = open_identity(Settings(home=tmp_path), lambda: nobody, now=lambda: NINE, new_id=lambda: "x")
    assert local.provider is None
