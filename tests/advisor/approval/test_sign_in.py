"""A sign-in ends by itself: at its own end, which nothing moves, and after a time without activity."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from advisor.approval import permitted, sign_in
from advisor.approval.actor import ActorKind, SignIn
from advisor.approval.refusal import Reason, Refusal
from advisor.approval.sign_in import Session, SignInLimits

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LIMITS = SignInLimits(session_minutes=480, idle_minutes=30)

minutes = st.integers(min_value=1, max_value=1440)
limits = st.builds(SignInLimits, session_minutes=minutes, idle_minutes=minutes)
provider_minutes = st.none() | st.integers(min_value=-10, max_value=3000)


def begun(bounds: SignInLimits, provider: int | None = None) -> Session:
    until = None if provider is None else NINE + timedelta(minutes=provider)
    return sign_in.begun("a-person", SignIn.PROVIDER, NINE, bounds, provider_until=until)


@given(limits, provider_minutes, st.lists(st.integers(min_value=0, max_value=600), max_size=12))
def test_whatever_is_done_a_session_never_outlasts_any_of_its_bounds(
    bounds: SignInLimits, provider: int | None, pauses: list[int]
) -> None:
    session, now = begun(bounds, provider), NINE
    first_end = session.expires_at
    for pause in pauses:
        now += timedelta(minutes=pause)
        try:
            session = sign_in.seen(session, now, bounds)
        except Refusal:
            assert not sign_in.is_live(session, now, bounds)
            break
        assert now < NINE + bounds.session
        assert provider is None or now < NINE + timedelta(minutes=provider)
        assert pause < bounds.idle_minutes
        assert session.expires_at == first_end
    assert sign_in.ends_at(session, bounds) <= first_end <= NINE + bounds.session


@given(limits, provider_minutes, st.integers(min_value=-3, max_value=3000))
def test_a_session_is_live_exactly_until_the_moment_that_the_actor_is_told(
    bounds: SignInLimits, provider: int | None, later: int
) -> None:
    session = begun(bounds, provider)
    now = NINE + timedelta(minutes=later)
    actor = sign_in.actor(session, bounds)
    assert actor.signed_in_until == sign_in.ends_at(session, bounds)
    if later >= -2:
        assert sign_in.is_live(session, now, bounds) == (now < sign_in.ends_at(session, bounds))
        refused_by_casework = False
        try:
            permitted.check_identity(actor, now)
        except Refusal:
            refused_by_casework = True
        assert refused_by_casework != sign_in.is_live(session, now, bounds)
    else:
        assert not sign_in.is_live(session, now, bounds)


@given(limits, st.integers(min_value=0, max_value=2000), st.integers(min_value=0, max_value=2000))
def test_what_has_ended_stays_ended(bounds: SignInLimits, first: int, further: int) -> None:
    session = begun(bounds)
    at = NINE + timedelta(minutes=first)
    if not sign_in.is_live(session, at, bounds):
        assert not sign_in.is_live(session, at + timedelta(minutes=further), bounds)


def test_a_person_who_did_nothing_for_too_long_is_told_so() -> None:
    session = sign_in.seen(begun(LIMITS), NINE + timedelta(minutes=29), LIMITS)
    sign_in.check_live(session, NINE + timedelta(minutes=58), LIMITS)
    with pytest.raises(Refusal, match="nothing was done for 30 minutes") as refused:
        sign_in.check_live(session, NINE + timedelta(minutes=59), LIMITS)
    assert refused.value.reason is Reason.SIGNED_OUT
    assert "Sign in again" in refused.value.what_to_do


def test_a_sign_in_that_has_run_out_is_told_apart_from_one_that_idled() -> None:
    with pytest.raises(Refusal, match="your sign-in has run out"):
        sign_in.check_live(begun(LIMITS, provider=10), NINE + timedelta(minutes=10), LIMITS)


def test_a_limit_that_is_made_shorter_holds_for_sessions_that_have_begun() -> None:
    session = sign_in.seen(begun(LIMITS), NINE + timedelta(minutes=20), LIMITS)
    shorter = SignInLimits(session_minutes=15, idle_minutes=30)
    assert not sign_in.is_live(session, NINE + timedelta(minutes=20), shorter)


def test_a_session_cannot_be_used_before_it_begins() -> None:
    with pytest.raises(ValidationError, match="before it is used"):
        Session(
            person_id="a", how=SignIn.LOCAL, begun_at=NINE, last_seen_at=NINE - timedelta(seconds=1), expires_at=NINE
        )
    with pytest.raises(Refusal, match="later than now"):
        sign_in.check_live(begun(LIMITS), NINE - timedelta(minutes=3), LIMITS)


def test_the_actor_is_a_person_who_was_identified_in_the_way_of_the_session() -> None:
    local = sign_in.actor(sign_in.begun("an-invented-person", SignIn.LOCAL, NINE, LIMITS), LIMITS)
    assert (local.id, local.kind, local.sign_in) == ("an-invented-person", ActorKind.PERSON, SignIn.LOCAL)
    assert local.signed_in_until == NINE + timedelta(minutes=30)
