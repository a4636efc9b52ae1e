"""Claims count only if they are whole, from our provider, for us, and hold now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.errors import SignInRefused
from advisor.governance.claims import check_claims, read_claims

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ISSUER = "https://id.council.example"


def payload(**changes: Any) -> dict[str, Any]:
    whole = {
        "iss": ISSUER,
        "sub": "a-subject",
        "aud": "us",
        "iat": int(NOW.timestamp()),
        "exp": int((NOW + timedelta(hours=1)).timestamp()),
        "nonce": "once",
        "name": "Ailsa Grant (invented)",
    }
    return {name: value for name, value in {**whole, **changes}.items() if value is not None}


def check(**changes: Any) -> None:
    check_claims(read_claims(payload(**changes)), issuer=ISSUER, client_id="us", now=NOW)


def test_whole_claims_are_read_and_hold() -> None:
    check()
    claims = read_claims(payload(aud=["us"], preferred_username="ailsa"))
    assert (claims.subject, claims.audience, claims.name, claims.email) == (
        "a-subject", ("us",), "Ailsa Grant (invented)", ""
    )  # fmt: skip


def test_roles_in_the_claims_are_not_even_read() -> None:
    claims = read_claims(payload(roles=["approver"], groups=["SIRO"], is_admin=True))
    assert "approver" not in claims.model_dump_json()
    assert "SIRO" not in claims.model_dump_json()


@pytest.mark.parametrize("name", ["iss", "sub", "iat", "exp"])
def test_claims_without_what_a_sign_in_needs_are_refused(name: str) -> None:
    with pytest.raises(SignInRefused, match="lacks"):
        read_claims(payload(**{name: None}))


@pytest.mark.parametrize(
    ("name", "value"),
    [("sub", ""), ("sub", 7), ("exp", "tomorrow"), ("exp", True), ("exp", 1e300), ("exp", float("nan")), ("iat", [])],
)
def test_claims_of_the_wrong_sort_are_refused(name: str, value: object) -> None:
    with pytest.raises(SignInRefused, match="lacks"):
        read_claims(payload(**{name: value}))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"iss": ISSUER + "/"}, "another identity provider"),
        ({"aud": "them"}, "another application"),
        ({"aud": None}, "another application"),
        ({"aud": ["us", "them"]}, "another application"),
        ({"aud": []}, "another application"),
        ({"azp": "them"}, "through another application"),
        ({"exp": int(NOW.timestamp())}, "run out"),
        ({"iat": int((NOW + timedelta(minutes=3)).timestamp())}, "later than now"),
    ],
)
def test_claims_that_are_not_for_us_now_are_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(SignInRefused, match=said) as refused:
        check(**changes)
    assert refused.value.what_to_do


names = st.sampled_from(["iss", "sub", "aud", "iat", "exp", "nonce", "azp", "name"])
values = st.none() | st.text(max_size=5) | st.integers() | st.floats() | st.lists(st.text(max_size=3))


@given(st.dictionaries(names, values))
def test_no_claims_however_odd_do_anything_but_hold_or_be_refused(changes: dict[str, Any]) -> None:
    try:
        claims = read_claims(payload(**changes))
        check_claims(claims, issuer=ISSUER, client_id="us", now=NOW)
    except SignInRefused:
        return
    assert claims.issuer == ISSUER
    assert claims.audience == ("us",)
    assert claims.expires_at > NOW
