"""A call of a language model: what is asked of it, how it ended, and what the ledger keeps of it.

The record holds identifiers, counts and names of models only, never a word of what was sent or received.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from corpus.source import Classification, Frozen


class CallPurpose(StrEnum):
    """What a model is called for."""

    ANSWER = "answer"
    WHOLE_QUESTION = "whole question"
    CHECK = "check"
    EXPLAIN_MARKS = "explain marks"
    WORD_DRAFT = "word draft"


class CallOutcome(StrEnum):
    """Every way in which a call can end."""

    BEGUN = "begun"
    COMPLETED = "completed"
    ENDED_EARLY = "ended early"
    TOO_LONG = "too long"
    BROKEN_OFF = "broken off"
    SILENT = "silent"
    BUSY = "busy"
    FAILED = "failed"
    REFUSED = "refused"
    MODE_UNKNOWN = "mode unknown"
    LED_ELSEWHERE = "led elsewhere"
    UNREACHABLE = "unreachable"
    UNREADABLE = "unreadable"


OUTCOME_SENTENCES: dict[CallOutcome, str] = {
    CallOutcome.TOO_LONG: "The language model wrote more than it may.",
    CallOutcome.BROKEN_OFF: "The language model broke off.",
    CallOutcome.SILENT: "The language model did not answer in time.",
    CallOutcome.BUSY: "The language model is busy.",
    CallOutcome.FAILED: "The language model's server failed.",
    CallOutcome.REFUSED: "The language model's server refused the request.",
    CallOutcome.MODE_UNKNOWN: "The language model's server did not understand the request.",
    CallOutcome.LED_ELSEWHERE: "The language model's address leads to another machine, so nothing was sent there.",
    CallOutcome.UNREACHABLE: "The language model could not be reached.",
    CallOutcome.UNREADABLE: "The language model's reply could not be read.",
}
"""What a person reads where a call did not bring an answer."""

NOT_SERVED = frozenset(
    {CallOutcome.BUSY, CallOutcome.FAILED, CallOutcome.REFUSED, CallOutcome.MODE_UNKNOWN, CallOutcome.UNREACHABLE}
    | {CallOutcome.LED_ELSEWHERE}
)
"""Ends in which the server read no passage and wrote no word, so that no token counts."""


class ModelRequest(Frozen):
    """What is asked of a model. ``classification`` is the highest marking of anything in it."""

    purpose: CallPurpose
    system: str
    user: str
    output_name: str
    output_schema: dict[str, Any]
    prompt_digest: str
    longest_tokens: int
    classification: Classification
    person_id: str


class ModelCall(Frozen):
    """One call as the ledger keeps it; each attempt is one. A call that was only begun counts what it may use."""

    id: str
    purpose: CallPurpose
    person_id: str
    prompt_digest: str
    model: str
    host: str
    local: bool
    parameters: dict[str, Any]
    attempt: int
    prompt_tokens: int
    completion_tokens: int
    tokens_estimated: bool = True
    milliseconds: int = 0
    outcome: CallOutcome = CallOutcome.BEGUN
    status: int | None = None
    begun_at: datetime

    @property
    def tokens(self) -> int:
        """What the call counts against the budgets."""
        return self.prompt_tokens + self.completion_tokens
