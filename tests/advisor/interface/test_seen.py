"""The server remembers when something was last done in a sign-in, and lets nobody back in by forgetting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from advisor.governance.claims import IdentityClaims
from advisor.interface.seen import Seen

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def claims(subject: str = "ailsa", nonce: str = "once", at: datetime = NINE) -> IdentityClaims:
    return IdentityClaims(
        issuer="https://id.council.example", subject=subject, audience=("us",), issued_at=at,
        expires_at=at + timedelta(hours=1), nonce=nonce,
    )  # fmt: skip


def test_a_sign_in_that_was_never_seen_counts_from_its_beginning() -> None:
    assert Seen().last(claims()) == NINE


def test_the_last_activity_is_the_same_for_every_tab_and_reload() -> None:
    seen = Seen()
    seen.now(claims(), NINE + timedelta(minutes=5))
    assert seen.last(claims()) == NINE + timedelta(minutes=5)


def test_the_next_sign_in_of_a_person_is_another_one() -> None:
    seen = Seen()
    seen.end(claims())
    assert seen.last(claims()) is None
    assert seen.last(claims(nonce="twice")) == NINE
    assert seen.last(claims(subject="morag")) == NINE


def test_an_ended_sign_in_stays_ended_until_its_token_has_run_out() -> None:
    seen = Seen()
    seen.now(claims(), NINE)
    seen.end(claims())
    seen.now(claims(subject="morag", nonce="other"), NINE + timedelta(minutes=59))
    assert seen.last(claims()) is None


def test_what_has_run_out_is_forgotten() -> None:
    seen = Seen()
    for number in range(100):
        seen.now(claims(nonce=str(number)), NINE)
    later = claims(nonce="later", at=NINE + timedelta(hours=2))
    seen.now(later, NINE + timedelta(hours=2))
    assert len(seen._at) == len(seen._until) == 1
