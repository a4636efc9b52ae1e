"""Model calls: what was asked of which model, how it ended and what it used, and so what is left of the day's budget.

A call is recorded before it is made, with all that it may use, in the transaction that looks at the budget: two
requests at once cannot both take the last tokens, and a process that is killed leaves its call counted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from advisor.errors import BudgetSpent
from advisor.governance.model_call import ModelCall
from advisor.ledger.store import Store
from advisor.ledger.tables import model_calls
from advisor.ledger.times import time_text


class ModelCalls:
    """The calls in a ledger, held to a budget for each person and for all, in tokens a day (UTC)."""

    def __init__(self, store: Store, *, person_tokens_per_day: int, tokens_per_day: int) -> None:
        self._store = store
        self._of_person = person_tokens_per_day
        self._of_all = tokens_per_day

    def begin(self, call: ModelCall) -> None:
        """Record a call that is about to be made.

        Raises:
            BudgetSpent: what it may use is more than is left today; nothing was recorded.
            StoreUnavailable: the ledger cannot be written; nothing was recorded.
        """
        day = _day(call.begun_at)
        with self._store.writing() as connection:
            if _used(connection, day, call.person_id) + call.tokens > self._of_person:
                raise BudgetSpent(
                    "Your tokens for the language model are used up for today.",
                    "Answers are quoted from the sources until tomorrow.",
                )
            if _used(connection, day, None) + call.tokens > self._of_all:
                raise BudgetSpent(
                    "Today's tokens for the language model are used up.",
                    "Answers are quoted from the sources until tomorrow.",
                )
            connection.execute(insert(model_calls).values(_row(call)))

    def end(self, call: ModelCall) -> None:
        """Record how a call ended and what it used in truth.

        Raises:
            StoreUnavailable: the ledger cannot be written; the call stays as it was begun.
        """
        with self._store.writing() as connection:
            connection.execute(update(model_calls).where(model_calls.c.id == call.id).values(_row(call)))

    def used(self, on: datetime, person_id: str | None = None) -> int:
        """Tokens used on the day of a moment, by a person or by all."""
        with self._store.reading() as connection:
            return _used(connection, _day(on), person_id)

    def left(self, on: datetime, person_id: str) -> int:
        """Tokens that a person may still use on the day of a moment."""
        with self._store.reading() as connection:
            of_person = self._of_person - _used(connection, _day(on), person_id)
            of_all = self._of_all - _used(connection, _day(on), None)
        return max(0, min(of_person, of_all))

    def latest(self, *, limit: int = 50) -> list[ModelCall]:
        """The calls, the latest first."""
        with self._store.reading() as connection:
            rows = connection.execute(
                select(model_calls).order_by(model_calls.c.begun_at.desc(), model_calls.c.attempt.desc()).limit(limit)
            )
            return [_call(row) for row in rows.mappings()]


def _used(connection: Connection, day: date, person_id: str | None) -> int:
    wanted = select(func.sum(model_calls.c.prompt_tokens + model_calls.c.completion_tokens)).where(
        model_calls.c.day == day.isoformat()
    )
    if person_id is not None:
        wanted = wanted.where(model_calls.c.person_id == person_id)
    return int(connection.execute(wanted).scalar() or 0)


def _row(call: ModelCall) -> dict[str, Any]:
    return {
        **call.model_dump(mode="json"),
        "local": int(call.local),
        "tokens_estimated": int(call.tokens_estimated),
        "parameters": json.dumps(call.parameters, sort_keys=True),
        "begun_at": time_text(call.begun_at),
        "day": _day(call.begun_at).isoformat(),
    }


def _call(row: Mapping[Any, Any]) -> ModelCall:
    held = {key: value for key, value in dict(row).items() if key != "day"}
    held["parameters"] = json.loads(held["parameters"])
    return ModelCall.model_validate(held)


def _day(at: datetime) -> date:
    if at.tzinfo is None:
        raise ValueError("times in the ledger carry their zone")
    return at.astimezone(UTC).date()
