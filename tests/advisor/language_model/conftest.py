"""A door to a scripted server, with a ledger of its own, a clock that can be moved and waits that only pass in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from advisor.governance.model_call import CallPurpose, ModelCall, ModelRequest
from advisor.language_model.chat import Chat
from advisor.language_model.circuit import Circuit
from advisor.language_model.door import Door
from advisor.language_model.endpoint import Endpoint, Resolver, looked_up
from advisor.language_model.tokens import estimated
from advisor.ledger.model_calls import ModelCalls
from advisor.ledger.store import Store
from advisor.settings import ModelSettings
from corpus.source import Classification
from tests.openai_server import OpenAIServer, Said, Script

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
OUTSIDE = "model.outside.invalid"


def request(**more: Any) -> ModelRequest:
    values: dict[str, Any] = {
        "purpose": CallPurpose.ANSWER,
        "system": "Answer from the passages.",
        "user": "What does P1 say of kettles?",
        "output_name": "answer",
        "output_schema": {
            "type": "object",
            "additionalProperties": False,
            "required": ["a"],
            "properties": {"a": {"type": "string"}},
        },
        "prompt_digest": "d" * 64,
        "longest_tokens": 200,
        "classification": Classification.OFFICIAL,
        "person_id": "ada",
    }
    return ModelRequest.model_validate({**values, **more})


@dataclass
class Clock:
    """Moves only when it is told to wait, or when somebody turns it."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.seconds)

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds


@dataclass
class Bench:
    """Everything around one door."""

    door: Door
    calls: ModelCalls
    clock: Clock
    server: OpenAIServer
    circuit: Circuit

    def records(self) -> list[ModelCall]:
        """The calls in the order in which they were made."""
        return list(reversed(self.calls.latest()))

    def outcomes(self) -> list[str]:
        return [call.outcome.value for call in self.records()]


MakeBench = Callable[..., Bench]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[MakeBench]:
    """Makes a bench for a script; ``outside`` reaches the server under a name that is not ours."""
    with ExitStack() as stack:

        def make(
            script: Script | Said,
            *,
            outside: bool = False,
            resolve: Resolver | None = None,
            clock: Any = None,
            store: Path | None = None,
            **model: Any,
        ) -> Bench:
            server = OpenAIServer(script if callable(script) else lambda _: script)
            stack.callback(server.close)
            url = f"http://{OUTSIDE}:{server.port}/v1" if outside else server.url
            values = {"base_url": url, "name": "scripted", "silence_seconds": 2.0, "timeout_seconds": 30.0, **model}
            settings = ModelSettings.model_validate(values)
            endpoint = Endpoint.of(settings)
            assert endpoint is not None
            turned = clock or Clock()
            calls = ModelCalls(
                Store(store or tmp_path / f"ledger-{server.port}.sqlite", now=NOON),
                person_tokens_per_day=settings.person_tokens_per_day,
                tokens_per_day=settings.tokens_per_day,
            )
            circuit = Circuit(
                failures_before_rest=settings.failures_before_rest, rest_seconds=settings.rest_seconds, clock=turned
            )
            at_loopback: Resolver = lambda _host, _port: ["127.0.0.1"]  # noqa: E731
            found = resolve or (at_loopback if outside else looked_up)
            numbers = count(1)
            door = Door(
                endpoint,
                settings,
                chat=lambda: Chat(endpoint, settings, resolve=found, clock=turned),
                calls=lambda: calls,
                circuit=circuit,
                count_tokens=estimated,
                now=turned.now,
                clock=turned,
                sleep=turned.sleep,
                new_id=lambda: f"call-{server.port}-{next(numbers)}",
            )
            return Bench(door, calls, turned, server, circuit)

        yield make
