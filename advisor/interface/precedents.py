"""Precedents: decided cases that were published, found by what a case is about. They inform; they bind nobody."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from advisor.errors import NotHeld
from advisor.governance.precedents.pack import INFORMS, NO_NEAR_CASE, NearPrecedent
from advisor.governance.precedents.precedent import Precedent
from advisor.governance.words import date_in_words
from advisor.interface import (
    banners,
    doing,
    identity,
    library,
    precedent_pack,
    precedents_asked,
    precedents_consulting,
    precedents_found,
    precedents_insight,
    precedents_keeping,
    precedents_one,
    precedents_publishing,
    precedents_timeline,
    sections,
    wording,
)
from advisor.interface.escaping import text
from advisor.interface.precedents_asked import Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.approval.actor import Actor
    from advisor.composition import Advisor

SECTIONS = {"": "Search", "insight": "Over time", "publish": "Publish a case", "register": "Keep the register"}
_AT_ONCE = 10
_SEARCHED = 100


def page() -> None:
    """One precedent where the address names one; else the section that it names."""
    advisor = library.advisor()
    if precedent_id := st.query_params.get("id"):
        _one(advisor, precedent_id)
        return
    shown = st.query_params.get("show", "")
    shown = shown if shown in SECTIONS else ""
    name = f"{SECTIONS[shown]} – Precedents" if shown else "Precedents"
    st.set_page_config(page_title=f"{name} – Governance advisor")
    st.html("<h1>Precedents</h1>")
    sections.draw("precedents.py", SECTIONS)
    doing.tell()
    if not shown:
        _search(advisor)
        return
    if shown in ("publish", "register"):
        identity.choose(advisor)
    drawn = {
        "insight": precedents_insight.draw,
        "publish": precedents_publishing.draw,
        "register": precedents_keeping.draw,
    }
    drawn[shown](advisor, identity.visitor(advisor).actor)


def _one(advisor: Advisor, precedent_id: str) -> None:
    st.page_link("precedents.py", label="Back to all precedents", query_params=precedents_consulting.carried())
    actor: Actor = identity.visitor(advisor).actor
    doing.tell()
    try:
        title = precedents_one.draw(advisor, actor, precedent_id)
    except NotHeld:
        missing = NotHeld(
            "There is no such precedent that you may read.",
            "It may have been withdrawn, or its marking may be higher than the one that you chose.",
        )
        st.set_page_config(page_title="Precedent not found – Precedents – Governance advisor")
        st.html(f"<h1>Precedent not found</h1>{banners.problem(missing, f'missing-{precedent_id}')}")
        return
    st.set_page_config(page_title=f"{title} – Precedents – Governance advisor")


def _search(advisor: Advisor) -> None:
    wanted = precedents_asked.in_address()
    on = wanted.on or precedents_consulting.today()
    held = precedents_consulting.rows(advisor, on=on, clearance=wanted.clearance)
    st.html(
        f'<p class="ga-intro">How cases like yours were decided, what was alike and what differed. {INFORMS}</p>'
        f"{precedents_found.invented_banner(one.invented for one in held.values())}"
    )
    precedents_asked.draw(wanted, held.values())
    if not held:
        st.html("<p>No precedent is held that you may read.</p>")
    elif wanted.words:
        _near(advisor, wanted, held, on)
    else:
        _all(advisor, wanted, held, on)


def _near(advisor: Advisor, wanted: Wanted, held: dict[str, Precedent], on: date) -> None:
    """The nearest to the words, and their pack to take away."""
    limit = _SEARCHED if wanted.narrowed else _AT_ONCE
    found = precedents_consulting.near(advisor, wanted.words, on=on, clearance=wanted.clearance, limit=limit)
    kept = tuple(one for one in found if one.id in held and wanted.admits(held[one.id], one.status))[:_AT_ONCE]
    heading = f"Near cases{_as_at(wanted)}"
    if not kept:
        said = NO_NEAR_CASE
        if found:
            said = f"{wording.counted(len(found), 'near case')} found, and none passes the filters."
        st.html(f'<h2>{heading}</h2><p role="status">{text(said)}</p>')
        return
    count = wording.counted(len(kept), "near case")
    st.html(
        f'<h2>{heading}</h2><p class="ga-hint" role="status">{count}, the nearest first</p>'
        f"{precedents_found.cards(kept, held, heading=3)}"
    )
    _timeline(kept, held, on)
    precedent_pack.downloads(kept, held, wanted.words, on, key="search")


def _timeline(found: Sequence[NearPrecedent], held: dict[str, Precedent], on: date) -> None:
    spans = [precedents_timeline.span(held[one.id], one.status, held, on) for one in found]
    st.html(f"<h2>When they counted</h2>{precedents_timeline.draw(spans, on, 'When these precedents counted')}")


def _all(advisor: Advisor, wanted: Wanted, held: dict[str, Precedent], on: date) -> None:
    """Every precedent that passes the filters, decided last first."""
    statuses = precedents_consulting.statuses(advisor, held, on)
    kept = [one for one in held.values() if one.id in statuses and wanted.admits(one, statuses[one.id])]
    kept.sort(key=lambda one: (one.decided_on, one.id), reverse=True)
    shown = kept[: int(st.session_state.get("precedents-shown", _AT_ONCE))]
    items = "".join(precedents_found.row_item(one, statuses[one.id]) for one in shown)
    st.html(
        f"<h2>{'Precedents' if wanted.narrowed else 'All precedents'}{_as_at(wanted)}</h2>"
        f'<p class="ga-hint" role="status">{wording.counted(len(kept), "precedent")}, decided last first</p>'
        f'<ul class="ga-results">{items}</ul>'
    )
    if len(shown) < len(kept):
        more = min(_AT_ONCE, len(kept) - len(shown))
        st.button(f"Show {more} more", key="precedents-more", on_click=_more, args=(len(shown),))
    if shown:
        spans = [precedents_timeline.span(one, statuses[one.id], held, on) for one in shown]
        st.html(f"<h2>When they counted</h2>{precedents_timeline.draw(spans, on, 'When these precedents counted')}")


def _as_at(wanted: Wanted) -> str:
    return f" as they stood on {date_in_words(wanted.on)}" if wanted.on else ""


def _more(shown: int) -> None:
    st.session_state["precedents-shown"] = shown + _AT_ONCE


if __name__ == "__main__":
    page()
