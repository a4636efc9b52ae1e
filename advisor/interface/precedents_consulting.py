"""Consulting precedents from a page: within the reader's clearance, and without looking the same thing up twice.

What was found is kept for as long as the register stays as it is: a withdrawal changes the number by which it is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

from advisor.approval import publication
from advisor.governance.precedents.case_facts import facts_of_case
from advisor.governance.precedents.conditions import UsualCondition
from advisor.governance.precedents.pack import NearPrecedent, PrecedentPack, pack_of
from advisor.governance.precedents.precedent import Precedent
from advisor.governance.precedents.standing import PrecedentStatus, Succession, status_on
from advisor.interface import identity, library, wording
from corpus.concept_files import lexicon
from corpus.source import Classification

if TYPE_CHECKING:
    from advisor.composition import Advisor

MARKING, DAY = "marking", "on"
HIGHER = Classification.OFFICIAL_SENSITIVE
_LOOKING = "Looking for near cases"


def today() -> date:
    """The day on which somebody looks."""
    return library.now().date()


def day() -> date | None:
    """The day in the address, as which precedents are looked at; ``None`` for today."""
    said = st.query_params.get(DAY, "")
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        return None


def clearance() -> Classification:
    """The highest marking that is shown: what the address asks for, and never above what the reader is cleared for."""
    try:
        wanted = Classification(st.query_params.get(MARKING, ""))
    except ValueError:
        return Classification.OFFICIAL
    return within_clearance(library.advisor(), wanted)


def within_clearance(advisor: Advisor, wanted: Classification) -> Classification:
    """A marking, or the highest for which the reader is cleared by the register of authority where that is lower."""
    actor = identity.visitor(advisor).actor
    cleared = publication.clearance(actor, advisor.authority.register(), library.now())
    return min(wanted, cleared, key=lambda one: one.rank)


def may_see_higher() -> bool:
    """Whether a higher marking is offered to the reader at all."""
    return within_clearance(library.advisor(), HIGHER) is HIGHER


def choose_clearance(key: str) -> None:
    """The choice of a higher marking, for those who may see it; it stands in the address so that a reload keeps it."""
    if not may_see_higher():
        return
    st.checkbox(
        f"Show what is marked {wording.MARKINGS[HIGHER]} too",
        value=clearance() is HIGHER,
        key=key,
        on_change=_keep_clearance,
        args=(key,),
    )


def set_clearance(chosen: Classification) -> None:
    """Keep a choice in the address."""
    if chosen is Classification.OFFICIAL:
        st.query_params.pop(MARKING, None)
    else:
        st.query_params[MARKING] = chosen.value


def _keep_clearance(key: str) -> None:
    set_clearance(HIGHER if st.session_state[key] else Classification.OFFICIAL)


def carried(seen_at: Classification | None = None) -> dict[str, str]:
    """What a link to a page of precedents carries: who was chosen in local mode, a higher marking, another day.

    ``seen_at`` is the clearance of a page that has its own choice of it; that of the address otherwise.
    """
    chosen = seen_at or clearance()
    marking = {} if chosen is Classification.OFFICIAL else {MARKING: chosen.value}
    on = day()
    return {**identity.carried(), **marking, **({DAY: on.isoformat()} if on else {})}


def near(advisor: Advisor, words: str, *, on: date, clearance: Classification, limit: int) -> tuple[NearPrecedent, ...]:
    """The precedents nearest to what somebody wrote of a case."""
    return _near(_register(advisor), words, on, clearance, limit)


def pack(advisor: Advisor, words: str, *, on: date, clearance: Classification, limit: int) -> PrecedentPack:
    """The precedent pack of a case."""
    return pack_of(near(advisor, words, on=on, clearance=clearance, limit=limit), on)


def rows(advisor: Advisor, *, on: date, clearance: Classification) -> dict[str, Precedent]:
    """Every precedent that the reader may see and that had been decided, by identifier."""
    found = advisor.precedents.consult.published(on=on, clearance=clearance)
    return {one.id: one for one in found}


def statuses(advisor: Advisor, held: dict[str, Precedent], on: date) -> dict[str, PrecedentStatus]:
    """Where each of these stands. What took the place of one counts even where the reader may not see it."""
    succession = _succession(_register(advisor))
    found = ((one.id, status_on(one, succession, on)) for one in held.values())
    return {one: status for one, status in found if status is not None}


def usual_conditions(advisor: Advisor, *, on: date, clearance: Classification) -> tuple[UsualCondition, ...]:
    """The library of conditions."""
    return _conditions(_register(advisor), on, clearance)


@dataclass(frozen=True)
class _Register:
    """A register at one of its changes."""

    advisor: Advisor
    home: str
    change: int


_KEPT_BY: dict[str | type[Any], Callable[[Any], Any]] = {_Register: lambda one: (one.home, one.change)}


def _register(advisor: Advisor) -> _Register:
    """The register as it is now. What ships is brought in first."""
    held = advisor.precedents
    held.consult  # noqa: B018 (brings in what ships)
    return _Register(advisor, str(advisor.settings.home), held.records.state())


@st.cache_data(max_entries=512, show_spinner=_LOOKING, hash_funcs=_KEPT_BY)
def _near(
    register: _Register, words: str, on: date, clearance: Classification, limit: int
) -> tuple[NearPrecedent, ...]:
    facts = facts_of_case(words, lexicon())
    return register.advisor.precedents.consult.search(facts, on=on, clearance=clearance, limit=limit)


@st.cache_data(max_entries=8, show_spinner=_LOOKING, hash_funcs=_KEPT_BY)
def _conditions(register: _Register, on: date, clearance: Classification) -> tuple[UsualCondition, ...]:
    return register.advisor.precedents.consult.conditions(on=on, clearance=clearance)


@st.cache_resource(max_entries=2, show_spinner=_LOOKING, hash_funcs=_KEPT_BY)
def _succession(register: _Register) -> Succession:
    return Succession(register.advisor.precedents.records.published())
