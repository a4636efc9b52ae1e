"""The advisor of this server process: opened once, prepared in the background, and shared by every visitor."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

from advisor.interface.banners import inset

if TYPE_CHECKING:
    from advisor.composition import Advisor

_LOG = logging.getLogger("advisor.interface")


class Library:
    """Opens the advisor in a thread of its own, so that a visitor who leaves does not stop the work."""

    def __init__(self, opening: Callable[[], Advisor]) -> None:
        self._opening = opening
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._advisor: Advisor | None = None
        self.failure: Exception | None = None
        self.stage = ""
        self.done = 0
        self.total = 0

    @property
    def advisor(self) -> Advisor | None:
        """The advisor, once it is prepared."""
        return self._advisor

    @property
    def working(self) -> bool:
        """Whether it is being prepared now."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Begin to prepare, unless that is done or under way; after a failure this tries again."""
        with self._lock:
            if self._advisor is None and not self.working:
                self.failure = None
                self._thread = threading.Thread(target=self._prepare, name="prepare-library", daemon=True)
                self._thread.start()

    def _prepare(self) -> None:
        try:
            advisor = self._opening()
            advisor.prepare(self._tell)
            self._advisor = advisor
        except Exception as error:  # noqa: BLE001 - kept for whoever asks next, who is told in words
            _LOG.warning("library not prepared: %s", type(error).__name__)
            self.failure = error

    def _tell(self, stage: str, done: int, total: int) -> None:
        self.stage, self.done, self.total = stage, done, total


def _open() -> Advisor:
    from advisor.composition import open_advisor

    return open_advisor()


LIBRARY = Library(_open)
"""Shared by every session and by ``/readyz``, which runs outside any session."""


def advisor() -> Advisor:
    """The prepared advisor; until it is there, the page shows how far the work has come.

    Raises:
        GovernanceError: it could not be opened; the next visit tries again.
    """
    library = LIBRARY
    if library.advisor is None:
        library.start()
        place = st.empty()
        with place.container():
            st.html(f"<h1>Preparing the library</h1>{inset('This happens once, on the first start: up to a minute.')}")
            bar = st.progress(0.0, text="Starting")
            while library.working:
                share = min(1.0, library.done / library.total) if library.total else 0.0
                bar.progress(share, text=library.stage or "Starting")
                time.sleep(0.1)
        if library.advisor is None:
            place.html("<h1>The library could not be prepared</h1>")
            raise library.failure or RuntimeError("the library was not prepared")
        st.rerun()
    return library.advisor


def now() -> datetime:
    """The time, from the one clock that composition keeps."""
    from advisor import composition

    return composition.now()
