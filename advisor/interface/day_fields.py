"""A day in a form: three plain text fields under one legend, as the GOV.UK date pattern has it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from advisor.interface import as_at
from advisor.interface.doing import FieldToMend
from advisor.interface.escaping import text

_PARTS = (("day", 2, 90), ("month", 9, 120), ("year", 4, 110))


def draw(legend: str, key: str, *, hint: str = "For example, 31 3 2027.", usual: date | None = None) -> None:
    """The three fields; ``usual`` is what stands in them at first."""
    first = (str(usual.day), str(usual.month), str(usual.year)) if usual else ("", "", "")
    with st.container(key=f"day-{key}", gap="xsmall"):
        st.html(f'<p class="ga-label" data-legend>{text(legend)}</p><p class="ga-hint">{text(hint)}</p>')
        with st.container(horizontal=True, key=f"fields-{key}"):
            for (name, longest, width), value in zip(_PARTS, first, strict=True):
                st.text_input(
                    name.capitalize(), value=value, key=_key(key, name), max_chars=longest, width=width, type="default"
                )


def fill(key: str, day: date | None) -> None:
    """Put a day into the fields, or empty them, before they are drawn."""
    said = (str(day.day), str(day.month), str(day.year)) if day else ("", "", "")
    for (name, _, _), value in zip(_PARTS, said, strict=True):
        st.session_state[_key(key, name)] = value


def taken(legend: str, key: str) -> date | None:
    """The day in the fields, or ``None`` where they are empty.

    Raises:
        FieldToMend: they make no day.
    """
    day, month, year = (str(st.session_state.get(_key(key, name), "")) for name, _, _ in _PARTS)
    try:
        return as_at.taken(day, month, year)
    except as_at.DateNotUnderstood as error:
        raise FieldToMend(f"{legend}: {error.sentence}", error.what_to_do, _key(key, error.field)) from error


def required(legend: str, key: str) -> date:
    """The day in the fields.

    Raises:
        FieldToMend: they are empty or make no day.
    """
    found = taken(legend, key)
    if found is None:
        raise FieldToMend(f"{legend}: enter a date.", "For example, 31 3 2027.", _key(key, "day"))
    return found


def _key(key: str, part: str) -> str:
    return f"{key}-{part}"
