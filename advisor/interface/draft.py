"""Draft: a proposal becomes an assessment or an agreement, step by step; each act is kept as a version at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from advisor.errors import NotHeld
from advisor.interface import (
    banners,
    doing,
    draft_checklist,
    draft_download,
    draft_flows,
    draft_questions,
    draft_start,
    draft_submitting,
    draft_tasks,
    draft_text,
    draft_understood,
    draft_versions,
    draft_weighing,
    identity,
    library,
)
from advisor.interface.draft_opened import PAGE, STEPS, OpenDraft, working
from advisor.interface.draft_words import DOCUMENTS
from advisor.interface.escaping import text

if TYPE_CHECKING:
    from advisor.approval.actor import Actor
    from advisor.composition import Advisor

_DRAWN: dict[str, Callable[[OpenDraft], None]] = {
    "": draft_tasks.draw,
    "understood": draft_understood.draw,
    "questions": draft_questions.draw,
    "text": draft_text.draw,
    "weigh": draft_weighing.draw,
    "flows": draft_flows.draw,
    "checklist": draft_checklist.draw,
    "versions": draft_versions.draw,
    "download": draft_download.draw,
    "submit": draft_submitting.draw,
}


def page() -> None:
    """One draft where the address names one, at the step that it names; else the start of a new one."""
    advisor = library.advisor()
    identity.choose(advisor)
    actor = identity.visitor(advisor).actor
    working()
    if draft_id := st.query_params.get("draft"):
        _one(advisor, actor, draft_id)
        return
    st.set_page_config(page_title="Draft – Governance advisor")
    st.html("<h1>Draft an assessment or agreement</h1>")
    doing.tell()
    draft_start.draw(advisor, actor)


def _one(advisor: Advisor, actor: Actor, draft_id: str) -> None:
    try:
        opened = OpenDraft(advisor, actor, advisor.drafts.journey.show(actor, draft_id))
    except NotHeld as error:
        st.page_link(PAGE, label="Back to your drafts", query_params=identity.carried())
        st.set_page_config(page_title="Draft not found – Draft – Governance advisor")
        st.html("<h1>Draft not found</h1>")
        if doing.tell() is None:
            st.html(banners.problem(error, f"missing-{draft_id}"))
        return
    step = st.query_params.get("step", "")
    step = step if step in STEPS else ""
    title = opened.shown.work.title
    st.set_page_config(page_title=f"{f'{STEPS[step]} – ' if step else ''}{title} – Draft – Governance advisor")
    if step:
        opened.link("Back to the task list", "")
        st.html(f'<p class="ga-caption">{text(title)}</p><h1>{STEPS[step]}</h1>')
    else:
        st.page_link(PAGE, label="Back to your drafts", query_params=identity.carried())
        st.html(f'<p class="ga-caption">{DOCUMENTS[opened.shown.draft.document]}</p><h1>{text(title)}</h1>')
    _DRAWN[step](replace(opened, told=doing.tell()))
    _onward(opened, step)


def _onward(opened: OpenDraft, step: str) -> None:
    """The way to the next step."""
    names = list(STEPS)
    at = names.index(step) + 1 if step else 0
    if at < len(names):
        with st.container(key="onward"):
            opened.link(f"Next: {STEPS[names[at]][0].lower()}{STEPS[names[at]][1:]}", names[at])


if __name__ == "__main__":
    page()
