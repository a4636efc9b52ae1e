"""Putting a draft up for decision: what is still open is listed, and a case on Review is made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from advisor.approval.actor import Role
from advisor.governance.drafting.draft import Document
from advisor.interface import identity, wording
from advisor.interface.doing import FieldToMend
from advisor.interface.draft_opened import OpenDraft
from advisor.interface.escaping import label, line, own_link, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from advisor.approval.actor import Actor
    from advisor.journeys.draft import Drafting


def draw(opened: OpenDraft) -> None:
    """What is open, and the form; or the case that there is."""
    shown, draft = opened.shown, opened.shown.draft
    if shown.about.case_id:
        link = own_link("/review", "Open the case on Review", case=shown.about.case_id, **identity.carried())
        st.html(
            '<div class="ga-inset ga-inset--outcome"><p class="ga-inset__lead">It is up for decision</p>'
            f"<p>{link}. If you change the draft, put it up again: a decision counts for the version that was put up."
            "</p></div>"
        )
    needed = [one.question for one in draft.gaps if one.field in shown.template.must_be_answered]
    if needed:
        st.html(
            '<div class="ga-inset ga-inset--correction"><p class="ga-inset__lead">This must be answered first</p>'
            f"{_items(needed)}</div>"
        )
        opened.link("Answer the questions", "questions")
        return
    gaps = [one.question for one in draft.gaps if one.field not in shown.template.must_be_answered]
    gaps += [f"The proposal says both {wording.listed(one.values)}: which is right?" for one in draft.contradictions]
    if gaps:
        st.html(
            f"<h2>Still open</h2><p>{wording.counted(len(gaps), 'question')} will be listed to whoever decides.</p>"
            f'<details class="ga-details"><summary>Show them</summary>{_items(gaps)}</details>'
        )
    missing = [one.requirement for one in draft.checklist if not one.met]
    if missing:
        st.html(f"<h2>Not met on the checklist</h2>{_items(missing)}")
    _form(opened)


def _form(opened: OpenDraft) -> None:
    held = opened.advisor.authority.own(opened.actor)
    mine = {one.organisation_id: one.organisation for one in held if Role.AUTHOR in one.roles}
    st.html("<h2>Put it up</h2>")
    if not mine:
        who = " In local mode, choose above whom to act as, and start the draft as them." if identity.is_local() else ""
        st.html(
            "<p>Putting a draft up takes the role of author in an organisation, and you hold it in none. An "
            f"administrator can give it to you.{who}</p>"
        )
        return
    key = opened.key("put-up")
    if identity.is_local():
        st.html("<p>In local mode this is a trial case: it is marked as one and decides nothing.</p>")
    with st.form(f"form-{key}", enter_to_submit=False):
        st.selectbox(
            "For which of your organisations?", list(mine), format_func=lambda one: line(mine[one]), key=f"{key}-lead"
        )
        if opened.shown.draft.document is Document.AGREEMENT:
            st.html('<p class="ga-label">Which other organisations take part?</p>')
            for body in opened.advisor.authority.register().organisations:
                if len(mine) > 1 or body.id not in mine:
                    st.checkbox(label(body.name), key=f"{key}-party-{body.id}")
        words = "Put the new version up" if opened.shown.about.case_id else "Put it up for decision"
        st.form_submit_button(words, type="primary", key=f"{key}-go", on_click=_submit, args=(opened, key))


def _submit(opened: OpenDraft, key: str) -> None:
    lead = str(st.session_state[f"{key}-lead"])
    bodies = opened.advisor.authority.register().organisations
    others = [one.id for one in bodies if one.id != lead and st.session_state.get(f"{key}-party-{one.id}")]

    def work(drafting: Drafting, actor: Actor, draft_id: str, seen: int) -> str:
        if not lead:
            raise FieldToMend("Choose the organisation.", "It leads the case.", f"{key}-lead")
        done = drafting.submit(actor, draft_id, seen, lead, others)
        return f"It is up for decision as case {done.case.id}."

    opened.act(work)


def _items(words: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{text(one)}</li>' for one in words)}</ul>"
