"""Written claims: a model's reply read while it arrives, each claim as soon as it is whole."""

from __future__ import annotations

import json
import re
from typing import Any

_OPENING = re.compile(r'\{[^{}]*?"claims"\s*:\s*\[', re.DOTALL)
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_BETWEEN = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()


class WrittenClaims:
    """Reads ``{"claims": [...], "outcome": ...}``, whatever stands before it."""

    def __init__(self) -> None:
        self._text = ""
        self._began: int | None = None
        self._at = 0
        self._closed = False

    def feed(self, piece: str) -> list[Any]:
        """Take the next piece; returns the claims that it made whole, as they were written."""
        self._text += piece
        if self._began is None:
            self._text = _THOUGHT.sub("", self._text)
            found = None if self._text.lstrip().startswith("<think>") else _OPENING.search(self._text)
            if found is None:
                return []
            self._began, self._at = found.span()
        return self._whole()

    @property
    def complete(self) -> bool:
        """Whether the whole reply was read to the end of its JSON."""
        return self._reply() is not None

    @property
    def outcome(self) -> str | None:
        """The outcome that the model states, if it states one."""
        stated = (self._reply() or {}).get("outcome")
        return stated if isinstance(stated, str) else None

    def _whole(self) -> list[Any]:
        whole: list[Any] = []
        while not self._closed:
            between = _BETWEEN.match(self._text, self._at)
            at = between.end() if between else self._at
            if self._text.startswith("]", at):
                self._closed = True
                break
            try:
                value, self._at = _DECODER.raw_decode(self._text, at)
            except ValueError:  # not whole yet, or never
                break
            whole.append(value)
        return whole

    def _reply(self) -> dict[str, Any] | None:
        if self._began is None or not self._closed:
            return None
        try:
            value, _ = _DECODER.raw_decode(self._text, self._began)
        except ValueError:
            return None
        return value if isinstance(value, dict) else None
