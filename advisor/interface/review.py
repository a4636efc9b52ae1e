"""Review: what waits for a person, what falls due, the cases of their organisations, and each case on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from advisor.approval.casefile import APPROVED, Status
from advisor.approval.refusal import Refusal
from advisor.interface import (
    banners,
    doing,
    identity,
    library,
    review_case,
    review_lists,
    review_opening,
    sections,
    wording,
)
from advisor.journeys.casework_queue import LIVE, CaseSummary

if TYPE_CHECKING:
    from advisor.approval.actor import Actor
    from advisor.composition import Advisor

SECTIONS = {"": "Waiting for you", "due": "Falling due", "cases": "Cases", "start": "Start a case"}
_AT_ONCE = 25
_OPEN, _ALL = "Open cases", "All cases"
_FILTERS = (_OPEN, _ALL, *(status.value.capitalize() for status in Status))


def page() -> None:
    """One case where the address names one; else the section that it names."""
    advisor = library.advisor()
    identity.choose(advisor)
    actor = identity.visitor(advisor).actor
    if case_id := st.query_params.get("case"):
        _one(advisor, actor, case_id)
        return
    shown = st.query_params.get("show", "")
    shown = shown if shown in SECTIONS else ""
    st.set_page_config(page_title=f"{SECTIONS[shown]} – Review – Governance advisor")
    st.html("<h1>Review</h1>")
    sections.draw("review.py", SECTIONS)
    doing.tell()
    {"": _waiting, "due": _due, "cases": _cases, "start": review_opening.page}[shown](advisor, actor)


def _one(advisor: Advisor, actor: Actor, case_id: str) -> None:
    st.page_link("review.py", label="Back to what waits for you", query_params=identity.carried())
    told = doing.tell()
    try:
        view = advisor.casework.view(actor, case_id)
    except Refusal as refusal:
        st.set_page_config(page_title="Case not found – Review – Governance advisor")
        already = told is not None and told.error is not None  # one problem on a page is told once
        st.html(f"<h1>Case not found</h1>{'' if already else banners.problem(refusal, f'missing-{case_id}')}")
        if told is not None and told.written:
            st.html(doing.kept(told.written))
        return
    st.set_page_config(page_title=f"{view.summary.title} – Review – Governance advisor")
    review_case.draw(advisor, actor, view, told)


def _waiting(advisor: Advisor, actor: Actor) -> None:
    items = advisor.casework.queue(actor)
    if not items:
        st.html(f"<p>Nothing waits for you.{_who_to_be()}</p>")
        return
    overdue = sum(one.overdue for one in items)
    late = f", {overdue:,} of them overdue and first" if overdue else ", what has waited longest first"
    st.html(f'<p class="ga-intro">{wording.counted(len(items), "case")}{late}.</p>')
    shown = _shown("waiting", len(items))
    st.html(review_lists.waiting(items[:shown]))
    _more("waiting", shown, len(items))


def _due(advisor: Advisor, actor: Actor) -> None:
    items = advisor.casework.due(actor)
    if not items:
        st.html(f"<p>Nothing falls due on the cases that you may read.{_who_to_be()}</p>")
        return
    shown = _shown("due", len(items))
    st.html(review_lists.falling_due(items[:shown]))
    _more("due", shown, len(items))
    st.download_button(
        "Download as a calendar file (.ics)",
        lambda: advisor.casework.calendar(actor),
        file_name="what-falls-due.ics",
        mime="text/calendar",
        key="calendar",
        on_click="ignore",
    )
    st.html('<p class="ga-hint">Any calendar program opens it. Each entry reminds you a week before.</p>')


def _cases(advisor: Advisor, actor: Actor) -> None:
    first = st.query_params.get("status", _OPEN)
    chosen = st.selectbox(
        "Which cases?", _FILTERS, index=_FILTERS.index(first) if first in _FILTERS else 0, key="case-status"
    )
    if chosen == _OPEN:
        st.query_params.pop("status", None)
    else:
        st.query_params["status"] = chosen
    found = _filtered(advisor, actor, chosen)
    count = wording.counted(len(found), "case")
    st.html(f'<p class="ga-hint" role="status">{count}, opened last first</p>')
    if not found:
        st.html(f"<p>There is no such case that you may read.{_who_to_be()}</p>")
        return
    shown = _shown(f"cases-{chosen}", len(found))
    st.html(review_lists.cases(found[:shown], chosen))
    _more(f"cases-{chosen}", shown, len(found))


def _filtered(advisor: Advisor, actor: Actor, chosen: str) -> tuple[CaseSummary, ...]:
    if chosen == _ALL:
        return advisor.casework.cases(actor)
    if chosen == _OPEN:
        return advisor.casework.cases(actor, statuses=LIVE)
    status = Status(chosen.lower())
    # What has run out is recorded as approved still: the clock alone says that it is expired.
    recorded = {*APPROVED, Status.SUSPENDED} if status is Status.EXPIRED else {status}
    found = advisor.casework.cases(actor, statuses=recorded)
    return tuple(one for one in found if one.status is status)


def _who_to_be() -> str:
    if not identity.is_local() or identity.carried():
        return ""
    return " In local mode, choose above whom to act as: each of the invented people plays another part."


def _shown(what: str, number: int) -> int:
    return min(number, int(st.session_state.get(f"shown-{what}", _AT_ONCE)))


def _more(what: str, shown: int, number: int) -> None:
    if shown < number:
        st.button(f"Show {min(_AT_ONCE, number - shown)} more", key=f"more-{what}", on_click=_show, args=(what, shown))


def _show(what: str, shown: int) -> None:
    st.session_state[f"shown-{what}"] = shown + _AT_ONCE


if __name__ == "__main__":
    page()
