"""Fields that the forms of the Administration page share: choosing one, writing, and what an authority reaches."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from advisor.approval.authority import Organisation, Scope
from advisor.approval.day import day_of
from advisor.approval.proposal import CaseKind, RiskLevel
from advisor.interface import day_fields
from advisor.interface.administration_desk import Desk
from advisor.interface.doing import FieldToMend
from advisor.interface.escaping import line
from advisor.interface.review_words import KINDS, RISKS

_YEAR = timedelta(days=365)
_FIRST, _LAST = "First day", "Last day"


def pick(words: str, options: dict[str, str], key: str) -> None:
    """A choice of one, nothing chosen at first."""
    st.selectbox(words, list(options), index=None, format_func=lambda one: line(options[one]), key=key)


def picked(words: str, key: str) -> str:
    """What was chosen.

    Raises:
        FieldToMend: nothing was.
    """
    chosen = st.session_state.get(key)
    if chosen is None:
        raise FieldToMend(f"{words}: choose one.", "", key)
    return str(chosen)


def named(words: str, key: str) -> str:
    """What was written.

    Raises:
        FieldToMend: nothing was.
    """
    said = str(st.session_state.get(key) or "").strip()
    if not said:
        raise FieldToMend(f"{words}: write it down.", "", key)
    return said


def bodies(organisations: tuple[Organisation, ...]) -> dict[str, str]:
    """Organisations as choices."""
    return {one.id: one.name for one in organisations}


def scope_fields(desk: Desk, form: str) -> None:
    """What an authority reaches: kinds of case, a limit, two days."""
    st.html('<p class="ga-label">For which kinds of case?</p>')
    for kind in CaseKind:
        st.checkbox(KINDS[kind], value=True, key=f"{form}-kind-{kind.name}")
    st.radio(
        "Up to which risk that is left?",
        list(RiskLevel),
        format_func=lambda one: RISKS[one],
        horizontal=True,
        key=f"{form}-limit",
    )
    today = day_of(desk.now)
    day_fields.draw(_FIRST, f"{form}-first", usual=today)
    day_fields.draw(_LAST, f"{form}-last", usual=today + _YEAR)


def scope(form: str) -> Scope:
    """The same as it was filled in.

    Raises:
        FieldToMend: something is missing.
    """
    kinds = tuple(kind for kind in CaseKind if st.session_state.get(f"{form}-kind-{kind.name}"))
    if not kinds:
        raise FieldToMend("Choose at least one kind of case.", "", f"{form}-kind-{CaseKind.ASSESSMENT.name}")
    return Scope(
        kinds=kinds,
        limit=st.session_state[f"{form}-limit"],
        first_day=day_fields.required(_FIRST, f"{form}-first"),
        last_day=day_fields.required(_LAST, f"{form}-last"),
    )
