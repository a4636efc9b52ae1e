"""Model calls in the ledger: budgets hold by day and person, over restarts and between processes; no words are kept."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from advisor.errors import BudgetSpent
from advisor.governance.model_call import CallOutcome, CallPurpose, ModelCall
from advisor.ledger import tables
from advisor.ledger.model_calls import ModelCalls
from advisor.ledger.store import Store

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def call(name: str, tokens: int = 100, **more: Any) -> ModelCall:
    values: dict[str, Any] = {
        "id": name, "purpose": CallPurpose.ANSWER, "person_id": "ada", "prompt_digest": "d" * 64, "model": "m",
        "host": "127.0.0.1:1", "local": True, "parameters": {"mode": "plain", "temperature": None}, "attempt": 1,
        "prompt_tokens": tokens - 10, "completion_tokens": 10, "begun_at": NOON,
    }  # fmt: skip
    return ModelCall.model_validate({**values, **more})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


def opened(file: Path, *, person: int = 250, everybody: int = 400) -> ModelCalls:
    return ModelCalls(Store(file, now=NOON), person_tokens_per_day=person, tokens_per_day=everybody)


def test_a_call_is_kept_as_it_was(file: Path) -> None:
    made = opened(file)
    begun = call("a", begun_at=datetime(2026, 11, 21, 1, 30, tzinfo=timezone(timedelta(hours=3))))
    made.begin(begun)
    ended = begun.model_copy(update={"outcome": CallOutcome.COMPLETED, "status": None, "milliseconds": 41})
    made.end(ended)
    (kept,) = opened(file).latest()
    assert kept == ended.model_copy(update={"begun_at": begun.begun_at.astimezone(UTC)})
    assert made.used(begun.begun_at - timedelta(minutes=1)) == 100
    assert made.used(NOON) == 0


def test_the_budget_of_a_person_and_of_all_are_held(file: Path) -> None:
    made = opened(file)
    made.begin(call("a"))
    made.begin(call("b"))
    with pytest.raises(BudgetSpent, match="Your tokens"):
        made.begin(call("c"))
    made.begin(call("d", person_id="bob"))
    made.begin(call("e", person_id="bob"))
    with pytest.raises(BudgetSpent, match="Today's tokens"):
        made.begin(call("f", person_id="eve"))
    assert {one.id for one in made.latest()} == {"a", "b", "d", "e"}
    assert (made.left(NOON, "ada"), made.left(NOON, "eve")) == (0, 0)


def test_a_new_day_has_a_new_budget(file: Path) -> None:
    made = opened(file, person=100)
    made.begin(call("a"))
    made.begin(call("b", begun_at=NOON + timedelta(days=1)))
    with pytest.raises(BudgetSpent):
        made.begin(call("c", begun_at=NOON + timedelta(days=1, hours=11)))


def test_what_was_not_used_is_given_back_and_a_call_that_never_ended_counts_in_full(file: Path) -> None:
    made = opened(file)
    made.begin(call("a", 200))
    made.end(call("a", 20, outcome=CallOutcome.COMPLETED))
    assert made.left(NOON, "ada") == 230
    made.begin(call("b", 200))
    assert opened(file).left(NOON, "ada") == 30


def test_two_requests_at_once_cannot_both_take_the_last_tokens(file: Path) -> None:
    made = opened(file, person=1000, everybody=1000)
    passed: list[str] = []

    def take(number: int) -> None:
        try:
            made.begin(call(f"call-{number}"))
            passed.append("yes")
        except BudgetSpent:
            pass

    threads = [threading.Thread(target=take, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(passed) == 10
    assert made.used(NOON) == 1000


def test_there_is_no_place_for_words(file: Path) -> None:
    columns = {column.name for column in tables.model_calls.columns}
    assert not columns & {"question", "text", "prompt", "reply", "body", "answer", "messages"}
    assert columns == {*ModelCall.model_fields, "day"}
