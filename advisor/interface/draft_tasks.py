"""The task list of a draft: what must be known first, what is done and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from advisor.governance.drafting.draft import Draft, StatementState
from advisor.governance.drafting.language import language_of
from advisor.interface import banners, draft_facts, wording
from advisor.interface.draft_opened import STEPS, OpenDraft
from advisor.interface.escaping import own_link, text
from advisor.interface.identity import carried
from advisor.interface.review_words import tag
from advisor.journeys.casework_history import moment_in_words

if TYPE_CHECKING:
    from advisor.approval.actor import Actor
    from advisor.journeys.draft import Drafting


def draw(opened: OpenDraft) -> None:
    """What is told first, the list, and what stands beside it."""
    shown = opened.shown
    if shown.draft.notices:
        st.html("".join(banners.inset(one, "correction", "Take care") for one in shown.draft.notices))
    left, right = st.columns([1.75, 1], gap="large")
    with left:
        st.html("<h2>What there is to do</h2>")
        for step, words in STEPS.items():
            with st.container(
                key=f"task-{step}", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
            ):
                opened.link(words, step)
                st.html(_status(opened, step), width="content")
    with right:
        st.html(_glance(opened))
        _delete(opened)


def _status(opened: OpenDraft, step: str) -> str:
    shown, draft = opened.shown, opened.shown.draft
    if step == "understood":
        items = draft_facts.understood(shown.facts) if language_of(shown.work.proposal).english else []
        left = sum(not one.is_reviewed for one in items) + len(draft.contradictions)
        return _left(left, "to check", "Checked")
    if step == "questions":
        return _left(len(draft.gaps), "open", "All answered")
    if step == "text":
        return _left(_proposed(draft), "to read", "All read")
    if step == "weigh":
        weighed = sum(one.id in shown.work.risks for one in draft.risks)
        return _left(len(draft.risks) - weighed, "risks to weigh", "Weighed")
    if step == "flows":
        return tag(wording.counted(len(draft.flows), "flow"), "plain") if draft.flows else tag("No flow known", "grey")
    if step == "checklist":
        return _left(sum(not one.met for one in draft.checklist), "missing", "All there")
    if step == "versions":
        return tag(wording.counted(shown.newest, "version"), "plain")
    if step == "submit":
        return tag("Put up", "green") if shown.about.case_id else tag("Not yet", "grey")
    return tag("When you like", "grey")


def _left(number: int, words: str, done: str) -> str:
    return tag(f"{number:,} {words}", "yellow") if number else tag(done, "green")


def _proposed(draft: Draft) -> int:
    return sum(
        one.state is StatementState.PROPOSED and not one.text.startswith("[not provided: ")
        for section in draft.sections
        for one in section.statements
    )


def _glance(opened: OpenDraft) -> str:
    shown, draft = opened.shown, opened.shown.draft
    last = shown.versions[-1]
    rows = [("Template", text(shown.template.title))]
    if draft.instrument_why:
        rows.append(("Why this one", text(draft.instrument_why)))
    if draft.document == "dpia":
        rows.append(("Assessment required", _required(draft)))
    rows += [
        ("Version", f"{shown.number}, {text(moment_in_words(last.at))}"),
        ("Last done", text(last.did[:1].upper() + last.did[1:])),
    ]
    if shown.about.case_id:
        rows.append(("Case", own_link("/review", "Open it on Review", case=shown.about.case_id, **carried())))
    items = "".join(f"<div><dt>{name}</dt><dd>{said}</dd></div>" for name, said in rows)
    left_out = "".join(
        f"<li>{text(one.text)} <span class='ga-results__about'>{text(', '.join(one.figures))}: no origin</span></li>"
        for one in shown.without_origin
    )
    without = (
        f'<h2 class="ga-aside">Left out</h2><p>Nothing stands in a draft without an origin.</p><ul>{left_out}</ul>'
        if left_out
        else ""
    )
    return f'<h2 class="ga-aside">At a glance</h2><dl class="ga-facts ga-facts--narrow">{items}</dl>{without}'


def _required(draft: Draft) -> str:
    if not draft.screening.settled:
        return "Not settled: too little is said"
    return "Yes" if draft.screening.required else "No"


def _delete(opened: OpenDraft) -> None:
    if opened.shown.about.case_id is not None or opened.shown.about.author_id != opened.actor.id:
        return
    with st.expander("Delete this draft"):
        st.html("<p>The draft and all its versions are gone then. The proposal goes with it.</p>")
        st.button("Delete it for good", key=opened.key("erase"), on_click=_erase, args=(opened,))


def _erase(opened: OpenDraft) -> None:
    def work(drafting: Drafting, actor: Actor, draft_id: str, _seen: int) -> str:
        drafting.erase(actor, draft_id)
        st.query_params.pop("draft", None)
        return "The draft is deleted."

    opened.act(work)
