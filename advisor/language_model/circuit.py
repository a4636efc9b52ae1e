"""A circuit breaker: a model that failed several times in a row is left alone for a while, then tried once."""

from __future__ import annotations

import threading
from collections.abc import Callable

from advisor.errors import ModelUnavailable


class Circuit:
    """Counts failures in a row. Shared by all threads of a process."""

    def __init__(self, *, failures_before_rest: int, rest_seconds: float, clock: Callable[[], float]) -> None:
        self._most = failures_before_rest
        self._rest_seconds = rest_seconds
        self._clock = clock
        self._failures = 0
        self._rests_until = 0.0
        self._lock = threading.Lock()

    @property
    def resting(self) -> bool:
        """Whether the model is being left alone."""
        with self._lock:
            return self._failures >= self._most and self._clock() < self._rests_until

    def check(self) -> None:
        """Let a request pass, or refuse it; after the rest one request passes, and the next ones wait for its end.

        Raises:
            ModelUnavailable: the model is being left alone.
        """
        with self._lock:
            if self._failures < self._most:
                return
            if self._clock() < self._rests_until:
                raise ModelUnavailable(
                    "The language model failed several times and is being left alone for a while.", "Try again later."
                )
            self._rests_until = self._clock() + self._rest_seconds

    def succeeded(self) -> None:
        """The model answered."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """The model did not answer."""
        with self._lock:
            self._failures += 1
            if self._failures >= self._most:
                self._rests_until = self._clock() + self._rest_seconds
