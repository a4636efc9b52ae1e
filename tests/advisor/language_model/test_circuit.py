"""The circuit breaker: it opens after failures in a row, and lets one request try when the rest is over."""

from __future__ import annotations

import pytest

from advisor.errors import ModelUnavailable
from advisor.language_model.circuit import Circuit


class Turned:
    at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Turned:
    return Turned()


@pytest.fixture
def circuit(clock: Turned) -> Circuit:
    return Circuit(failures_before_rest=3, rest_seconds=10, clock=clock)


def test_success_between_failures_keeps_it_closed(circuit: Circuit) -> None:
    for _ in range(10):
        circuit.failed()
        circuit.failed()
        circuit.succeeded()
        circuit.check()
    assert not circuit.resting


def test_it_rests_and_then_lets_one_through(circuit: Circuit, clock: Turned) -> None:
    for _ in range(3):
        circuit.check()
        circuit.failed()
    with pytest.raises(ModelUnavailable):
        circuit.check()
    assert circuit.resting
    clock.at = 11
    circuit.check()
    with pytest.raises(ModelUnavailable):
        circuit.check()
    circuit.failed()
    clock.at = 20
    with pytest.raises(ModelUnavailable):
        circuit.check()
    clock.at = 22
    circuit.check()
    circuit.succeeded()
    circuit.check()
    circuit.check()
