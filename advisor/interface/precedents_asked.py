"""What is asked of the register: words and filters, kept in the address so that a reload or a link finds the same."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

import streamlit as st

from advisor.governance.precedents.precedent import Decided, Precedent
from advisor.governance.precedents.standing import PrecedentStatus
from advisor.interface import banners, day_fields, precedents_consulting, wording
from advisor.interface.doing import FieldToMend
from advisor.interface.escaping import line
from advisor.interface.precedents_found import DECISIONS, STATUSES
from corpus.source import Classification, Frozen, Jurisdiction

LONGEST = 4000
DAY = "As they stood on (optional)"
_ANY = "Any"
_DAY_KEY = "precedents-on"
_KEYS = {one: f"precedents-{one}" for one in ("words", "where", "party", "decision", "status", "clearance")}
_TROUBLE, _DRAWN = "precedents-trouble", "precedents-drawn"
_MOST_KINDS = 30

_Value = TypeVar("_Value", Jurisdiction, Decided, PrecedentStatus)


class Wanted(Frozen):
    """What is looked for. ``on`` is ``None`` for today."""

    words: str = ""
    where: Jurisdiction | None = None
    party: str = ""
    decision: Decided | None = None
    status: PrecedentStatus | None = None
    on: date | None = None
    clearance: Classification = Classification.OFFICIAL

    @property
    def narrowed(self) -> bool:
        """Whether anything but the words chooses."""
        return any((self.where, self.party, self.decision, self.status))

    def admits(self, row: Precedent, status: PrecedentStatus) -> bool:
        """Whether a precedent passes the filters."""
        return (
            self.where in (None, row.jurisdiction)
            and (not self.party or self.party in row.kinds_of_party)
            and self.decision in (None, row.decision)
            and self.status in (None, status)
        )


def in_address() -> Wanted:
    """What the address asks for; what it says in no known way counts for nothing."""
    given = st.query_params
    return Wanted(
        words=given.get("q", "").strip()[:LONGEST],
        where=_one_of(Jurisdiction, given.get("where", "")),
        party=given.get("party", ""),
        decision=_one_of(Decided, given.get("decision", "")),
        status=_one_of(PrecedentStatus, given.get("status", "")),
        on=precedents_consulting.day(),
        clearance=precedents_consulting.clearance(),
    )


def draw(wanted: Wanted, rows: Iterable[Precedent]) -> None:
    """The form; in it stands what the address asks for. ``rows`` are those whose kinds of body can be chosen."""
    trouble: FieldToMend | None = st.session_state.pop(_TROUBLE, None)
    if trouble is not None:
        st.html(banners.problem(trouble, secrets.token_hex(4), trouble.field))
    elif st.session_state.get(_DRAWN) != wanted or _KEYS["words"] not in st.session_state:
        _fill(wanted)
    kinds = [kind for kind, _ in Counter(kind for row in rows for kind in row.kinds_of_party).most_common(_MOST_KINDS)]
    kinds = sorted({*kinds, *([wanted.party] if wanted.party else [])})
    with st.form("precedents-search", border=True):
        st.text_area(
            "What is your case about?",
            key=_KEYS["words"],
            max_chars=LONGEST,
            height=110,
        )
        st.html(
            '<p class="ga-hint">In your own words: who would give what to whom, what for, and how. Leave it empty to '
            "see everything.</p>"
        )
        first, second, third, fourth = st.columns(4)
        with first:
            _choice("Where", "where", {one.value: words for one, words in wording.PLACES.items()})
        with second:
            _choice("Kind of body", "party", {kind: kind[:1].upper() + kind[1:] for kind in kinds})
        with third:
            _choice("Decision", "decision", {one.value: words for one, words in DECISIONS.items()})
        with fourth:
            _choice("Status", "status", {one.value: words for one, words in STATUSES.items()})
        with st.expander("Another day or marking", expanded=_unusual(wanted) or trouble is not None):
            day_fields.draw(DAY, _DAY_KEY, hint="Leave empty for today. For example, 31 3 2025.")
            if precedents_consulting.may_see_higher():
                st.radio(
                    "Highest marking to show",
                    list(wording.MARKINGS),
                    format_func=lambda one: wording.MARKINGS[one],
                    horizontal=True,
                    key=_KEYS["clearance"],
                )
                st.html('<p class="ga-hint">Precedents above this marking are in no list and no count.</p>')
        with st.container(horizontal=True):
            st.form_submit_button("Search", type="primary", on_click=_search, key="precedents-go")
            st.form_submit_button("Clear", on_click=_clear, key="precedents-clear")


def _choice(words: str, name: str, values: Mapping[str, str]) -> None:
    st.selectbox(words, ["", *values], format_func=lambda one: line(values[one]) if one else _ANY, key=_KEYS[name])


def _unusual(wanted: Wanted) -> bool:
    return wanted.on is not None or wanted.clearance is not Classification.OFFICIAL


def _fill(wanted: Wanted) -> None:
    """Put into the fields what the address asks for."""
    st.session_state[_DRAWN] = wanted
    st.session_state[_KEYS["words"]] = wanted.words
    st.session_state[_KEYS["where"]] = wanted.where.value if wanted.where else ""
    st.session_state[_KEYS["party"]] = wanted.party
    st.session_state[_KEYS["decision"]] = wanted.decision.value if wanted.decision else ""
    st.session_state[_KEYS["status"]] = wanted.status.value if wanted.status else ""
    st.session_state[_KEYS["clearance"]] = wanted.clearance
    day_fields.fill(_DAY_KEY, wanted.on)


def _search() -> None:
    try:
        on = day_fields.taken(DAY, _DAY_KEY)
    except FieldToMend as error:
        st.session_state[_TROUBLE] = error
        return
    said = {
        "q": str(st.session_state[_KEYS["words"]]).strip(),
        "on": on.isoformat() if on else "",
        **{name: st.session_state[_KEYS[name]] for name in ("where", "party", "decision", "status")},
    }
    for name, value in said.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)
    precedents_consulting.set_clearance(st.session_state.get(_KEYS["clearance"], Classification.OFFICIAL))


def _clear() -> None:
    for name in ("q", "on", "where", "party", "decision", "status", precedents_consulting.MARKING):
        st.query_params.pop(name, None)
    st.session_state.pop(_DRAWN, None)


def _one_of(kind: type[_Value], said: str) -> _Value | None:
    try:
        return kind(said) if said else None
    except ValueError:
        return None
