"""The rules hold in every state of the small world that can be reached, and the search would notice if they did not."""

from __future__ import annotations

import time

import pytest

from advisor.approval.casefile import Status
from advisor.approval.command import CommandKind
from advisor.approval.moves import MOVES
from tests.advisor.approval.exploration import Found, explore
from tests.advisor.approval.faults import FAULTS, Fault, noticed
from tests.advisor.approval.places import PLACES


def told(found: Found, name: str, seconds: float) -> str:
    done = f"{found.states} states, {found.tried} commands tried, {found.steps} went through"
    return f"{done}, {seconds:.1f} s of processor time: {name}"


@pytest.mark.timeout(600)
def test_no_rule_is_broken_anywhere_in_the_small_world() -> None:
    statuses: set[Status] = set()
    kinds: set[str] = set()
    moves: set[tuple[Status, CommandKind | None, Status]] = set()
    faults: list[tuple[str, str]] = []
    for place in PLACES:
        began = time.process_time()
        found = explore(place)
        print(told(found, place.name, time.process_time() - began))
        assert found.states > 100, f"hardly anything happens in {place.name}"
        faults += found.faults
        statuses |= found.statuses
        kinds |= found.kinds
        moves |= found.moves
    assert faults == []
    assert statuses == set(Status)
    assert kinds == set(CommandKind) - {CommandKind.OPEN}
    assert moves == {(one, by, to) for one, row in MOVES.items() for by, ends in row.items() for to in ends}


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_no_rule_is_broken_deeper_in_the_small_world(place) -> None:
    began = time.process_time()
    found = explore(place, place.deeper)
    print(told(found, place.name, time.process_time() - began))
    assert found.faults == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_is_noticed(fault: Fault) -> None:
    found = noticed(fault)
    assert found.faults, f"nobody noticed that {fault.name}"
    sentences = {sentence for sentence, _ in found.faults}
    print(f"{fault.name}: {sorted(sentences)} after {found.states} states; {found.faults[0][1]}")
    assert any(fault.noticed_as in sentence for sentence in sentences)


def test_the_planted_faults_are_many_and_different() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 12
