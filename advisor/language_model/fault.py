"""What went wrong with a request: the libraries' many exceptions, told as one of the ends that a call can have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

import httpx

from advisor.governance.model_call import CallOutcome
from advisor.language_model.guarded_transport import LedElsewhere

_PERHAPS_THE_FORM = {400, 415, 422, 501}
_NOT_THE_FORM = ("content_filter", "context_length", "context window", "maximum context", "exceeds the")
_TRIED_AGAIN = {CallOutcome.BUSY, CallOutcome.FAILED, CallOutcome.UNREACHABLE, CallOutcome.BROKEN_OFF}


@dataclass(eq=False)
class Fault(Exception):
    """One request that failed: how, with which status, and how long the server asks to be left alone."""

    outcome: CallOutcome
    status: int | None = None
    wait_seconds: float | None = None

    @property
    def worth_another_try(self) -> bool:
        """Whether the same request may succeed a little later."""
        return self.outcome in _TRIED_AGAIN


def told(error: Exception, now: datetime) -> Fault:
    """The fault that an exception of the libraries stands for."""
    import openai

    for cause in _causes(error):
        if isinstance(cause, Fault):
            return cause
        if isinstance(cause, LedElsewhere):
            return Fault(CallOutcome.LED_ELSEWHERE)
        if isinstance(cause, openai.APIStatusError):
            return _of_status(cause, now)
        if isinstance(cause, openai.APITimeoutError | httpx.TimeoutException):
            return Fault(CallOutcome.SILENT)
        if isinstance(cause, httpx.ConnectError):
            return Fault(CallOutcome.UNREACHABLE)
        if isinstance(cause, httpx.TransportError):
            return Fault(CallOutcome.BROKEN_OFF)
    if isinstance(error, openai.APIConnectionError):
        return Fault(CallOutcome.UNREACHABLE)
    if isinstance(error, openai.APIError):
        return Fault(CallOutcome.FAILED)
    return Fault(CallOutcome.UNREADABLE)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The deepest reason first: the libraries wrap what the connection says."""
    chain: list[BaseException] = []
    step: BaseException | None = error
    while step is not None and step not in chain:
        chain.append(step)
        step = step.__cause__ or step.__context__
    yield from reversed(chain)


def _of_status(error: object, now: datetime) -> Fault:
    import openai

    assert isinstance(error, openai.APIStatusError)
    status = error.status_code
    if 300 <= status < 400:
        return Fault(CallOutcome.LED_ELSEWHERE, status)
    if status in (429, 503):
        return Fault(CallOutcome.BUSY, status, _retry_after(error.response.headers.get("retry-after"), now))
    if status in _PERHAPS_THE_FORM and not any(mark in str(error).lower() for mark in _NOT_THE_FORM):
        return Fault(CallOutcome.MODE_UNKNOWN, status)
    if status in (408, 409) or status >= 500:
        return Fault(CallOutcome.FAILED, status, _retry_after(error.response.headers.get("retry-after"), now))
    return Fault(CallOutcome.REFUSED, status)


def _retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that the server asks to wait: a number, or a date; ``None`` where it says nothing that can be read."""
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - now).total_seconds())
    except (TypeError, ValueError):
        return None
