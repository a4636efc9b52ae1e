"""A case folded from its stored events is the case that was lived, whatever was done and in whatever order."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.approval import command as ask
from advisor.approval.case import evolve, replay
from advisor.approval.casefile import HistoryFault
from advisor.approval.change import RegisterEvent
from advisor.approval.event import Event
from advisor.approval.proposal import canonical_digest
from advisor.approval.registering import evolve_register, handle_change, replay_register
from tests.advisor.approval import world
from tests.advisor.approval.exploration import Found, Place, changes, start, steps
from tests.advisor.approval.places import PLACES
from tests.advisor.approval.world import Life


def stored(event: Event) -> Event:
    """An event as it comes back from the ledger."""
    return Event.model_validate_json(json.dumps(event.model_dump(mode="json")))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(place=st.sampled_from(PLACES), choices=st.lists(st.integers(min_value=0, max_value=10_000), max_size=14))
def test_the_replayed_case_is_the_live_one(place: Place, choices: list[int]) -> None:
    state = start(place)
    for choice in choices:
        following = [after for after, _, _ in steps(place, state, Found())]
        if not following:
            break
        state = following[choice % len(following)]
    back = [stored(event) for event in state.trail]
    assert replay(back) == state.case
    assert [event.version for event in back] == list(range(1, len(back) + 1))
    assert state.case.version == len(back)
    for before, after in zip(state.trail, back, strict=True):
        assert canonical_digest(before.model_dump(mode="json")) == canonical_digest(after.model_dump(mode="json"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(choices=st.lists(st.integers(min_value=0, max_value=1_000), max_size=10))
def test_the_replayed_register_is_the_live_one(choices: list[int]) -> None:
    state = start(PLACES[0])
    founding, register, made = state.register, state.register, []
    for choice in choices:
        tried = list(changes(state))
        actor, change = tried[choice % len(tried)]
        event = handle_change(change, register.version, register, actor, world.MONDAY)
        if isinstance(event, RegisterEvent):
            made.append(RegisterEvent.model_validate_json(event.model_dump_json()))
            register = evolve_register(register, event)
            state = type(state)(state.case, register, state.tick, state.trail)
    assert replay_register(founding, made) == register


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_history_with_a_gap_is_refused(gone: int) -> None:
    events = Life().advised().events
    with pytest.raises(HistoryFault):
        replay(events[:gone] + events[gone + 1 :])


def test_an_empty_history_and_another_case_s_event_are_refused() -> None:
    with pytest.raises(HistoryFault):
        replay([])
    one, other = Life().opened(), Life(case_id="other").submitted(world.proposal(case_id="other"))
    with pytest.raises(HistoryFault):
        evolve(one.held, other.events[1])


def test_a_case_is_not_opened_twice() -> None:
    life = Life().opened()
    with pytest.raises(HistoryFault):
        evolve(life.held, life.events[0].model_copy(update={"version": 2}))


def test_no_event_holds_what_people_wrote() -> None:
    life = Life().approved(terms=(world.PRECEDENT,), overruling="Only in part.")
    life.does("a-decider", ask.Suspend)
    whole = " ".join(event.model_dump_json() for event in life.events)
    for written in ("These are the reasons", "This is the advice", world.TITLE, world.PRECEDENT.text, "Only in part"):
        assert written not in whole


def test_every_text_of_a_command_can_be_kept_under_the_digest_that_its_event_names() -> None:
    life = Life().advised()
    approve = ask.Approve(**life.filled(ask.Approve, terms=(world.CONTINUING,), overruling="Only in part."))
    (event,) = life.send("a-decider", approve)
    judgement = event.body.judgement
    named = {*judgement.reasons_digests, *judgement.overruling_digests, judgement.conditions[0].text_digest}
    assert named == set(approve.texts)
    assert set(approve.texts.values()) == {"These are the reasons.", "Only in part.", world.CONTINUING.text}
