"""Doing something on a page: carried out in a callback, on what the person saw, and told once when the page is drawn.

A callback runs before the page is drawn anew and gets what the last drawing gave it, so that a decision is made on the
version that was on the page and never on one that came in between.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from advisor.errors import GovernanceError
from advisor.interface import banners, faults
from advisor.interface.escaping import text

_TOLD = "told"

Written = tuple[tuple[str, str], ...]
"""What a person wrote, each with the label of its field."""


class FieldToMend(GovernanceError):
    """Something is missing in a form. ``field`` is the key of the field to mend."""

    def __init__(self, sentence: str, what_to_do: str, field: str) -> None:
        super().__init__(sentence, what_to_do)
        self.field = field


@dataclass(frozen=True)
class Told:
    """What became of it. Where both ``sentence`` and ``error`` are empty the fault was ours, under ``occasion``.

    ``place`` names the part of the page where it was done, if the person stays there: then it is said and not shown.
    """

    occasion: str
    sentence: str = ""
    error: GovernanceError | None = None
    written: Written = ()
    place: str = ""

    @property
    def markup(self) -> str:
        """The panel or the error summary."""
        if self.sentence and self.place:
            return banners.announcement(self.occasion, self.sentence)
        if self.sentence:
            return banners.done(self.sentence, self.occasion)
        if self.error is None:
            return banners.unexpected(self.occasion)
        return banners.problem(self.error, self.occasion, str(getattr(self.error, "field", "")))


def attempt(page: str, work: Callable[[], str], written: Written = (), place: str = "") -> bool:
    """Do it; ``work`` returns the sentence that says what was done. What was ``written`` is kept where it failed."""
    try:
        told = Told(secrets.token_hex(4), sentence=work(), place=place)
    except GovernanceError as error:
        told = Told(secrets.token_hex(4), error=error, written=written)
    except Exception as error:  # noqa: BLE001 - what was written must not be lost with the fault
        told = Told(faults.noted(error, page), written=written)
    st.session_state[_TOLD] = told
    return bool(told.sentence)


def tell() -> Told | None:
    """Say what became of the last attempt, once."""
    told: Told | None = st.session_state.pop(_TOLD, None)
    if told is not None:
        st.html(told.markup)
    return told


def kept(written: Written) -> str:
    """What was written in a form that is no longer on the page, so that it can be copied."""
    parts = "".join(
        f'<p class="ga-label">{text(words)}</p><div class="ga-read">{text(said)}</div>' for words, said in written
    )
    return (
        '<div class="ga-inset"><p class="ga-inset__lead">What you had written</p><p>It was not sent. Copy what you '
        f"still need.</p>{parts}</div>"
    )
