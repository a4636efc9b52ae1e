"""The start of a draft: the proposal pasted, brought as a file or told in a form; and the drafts that there are."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import streamlit as st

from advisor.governance.drafting.draft import Document
from advisor.interface import draft_opened, draft_telling, identity, wording
from advisor.interface.doing import FieldToMend
from advisor.interface.draft_words import DOCUMENTS
from advisor.interface.escaping import line, own_link, text
from advisor.interface.uploading import MOST_MEGABYTES
from advisor.journeys.casework_history import moment_in_words
from advisor.journeys.draft_writing import Brought

if TYPE_CHECKING:
    from advisor.approval.actor import Actor
    from advisor.composition import Advisor
    from advisor.journeys.draft import Drafting

FILES = ("docx", "pdf", "md", "txt")
_PASTE, _FILE, _FORM = "Paste its text", "Bring a file", "Describe it in a form"
_NOBODY = ""
_LONGEST_CHARACTERS = 600_000


def draw(advisor: Advisor, actor: Actor) -> None:
    """The choice of how to bring the proposal, its form, and one's drafts."""
    st.html(
        '<p class="ga-intro">Bring a proposal as it is. You check what was understood, answer what is missing and '
        "decide on every sentence. Nothing is invented: what nobody said stays open.</p>"
    )
    drafts = advisor.drafts.journey.mine(actor)
    if drafts:
        items = "".join(
            "<li>"
            + own_link("/draft", one.title, draft=one.id, **identity.carried())
            + f'<span class="ga-results__about">{DOCUMENTS[one.document]} · last changed '
            f"{text(moment_in_words(one.last_at))}{' · put up for decision' if one.case_id else ''}</span></li>"
            for one in drafts
        )
        st.html(f'<h2>Your drafts</h2><ul class="ga-results">{items}</ul><h2 class="ga-after">Start a new draft</h2>')
    else:
        st.html("<h2>Start a draft</h2>")
    document: Document = st.radio(
        "What do you need?", list(DOCUMENTS), index=0, format_func=lambda one: DOCUMENTS[one], key="draft-document"
    )
    how = st.radio("How do you bring the proposal?", [_PASTE, _FILE, _FORM], key="draft-how")
    _form(advisor, actor, document, how)


def _form(advisor: Advisor, actor: Actor, document: Document, how: str) -> None:
    turn = st.session_state.setdefault("draft-turn", secrets.token_hex(4))
    templates = {one.name: one.title for one in advisor.drafts.journey.writing.templates(document)}
    usual = "Choose by the facts, and say why" if document is Document.AGREEMENT else "The usual one"
    with st.form(f"draft-start-{turn}", enter_to_submit=False):
        if how == _PASTE:
            st.text_area("The proposal", height=320, max_chars=_LONGEST_CHARACTERS, key=f"draft-text-{turn}")
            st.html(
                '<p class="ga-hint">Whatever you have: an e-mail, a note, a business case. Leave out names and details '
                "of the people that the data are about.</p>"
            )
        elif how == _FILE:
            st.file_uploader(
                f"The file (Word, PDF, Markdown or text; {MOST_MEGABYTES} MB at most)",
                type=list(FILES),
                key=f"draft-file-{turn}",
                max_upload_size=MOST_MEGABYTES,
            )
        else:
            draft_telling.draw(turn)
        if how != _FORM:
            st.text_input("Title (optional)", max_chars=120, key=f"draft-title-{turn}")
        st.selectbox(
            "Template",
            ["", *templates],
            format_func=lambda one: line(templates[one]) if one else usual,
            key=f"draft-template-{turn}-{document}",
        )
        _whose(advisor, actor, turn)
        st.radio(
            "Marking",
            list(wording.MARKINGS),
            format_func=lambda one: wording.MARKINGS[one],
            horizontal=True,
            key=f"draft-marking-{turn}",
        )
        st.form_submit_button(
            "Start the draft",
            type="primary",
            on_click=_start,
            args=(advisor, document, how, turn),
            key=f"draft-go-{turn}",
        )


def _whose(advisor: Advisor, actor: Actor, turn: str) -> None:
    """With which of one's organisations the draft is shared, where one belongs to any."""
    if identity.is_local() and not identity.carried():
        return
    mine = {one.organisation_id: one.organisation for one in advisor.authority.own(actor)}
    if mine:
        st.selectbox(
            "Who may see and change it?",
            [_NOBODY, *mine],
            index=1,
            format_func=lambda one: line(f"You and the people of {mine[one]}") if one else "Only you",
            key=f"draft-whose-{turn}",
        )


def _start(advisor: Advisor, document: Document, how: str, turn: str) -> None:
    said = st.session_state

    def work(drafting: Drafting, actor: Actor) -> str:
        shown = drafting.start(
            actor,
            _brought(drafting, how, turn),
            document,
            template=said.get(f"draft-template-{turn}-{document}") or None,
            organisation_id=said.get(f"draft-whose-{turn}") or None,
            title=str(said.get(f"draft-title-{turn}") or "").strip(),
            classification=said[f"draft-marking-{turn}"],
        )
        st.query_params["draft"] = shown.about.id
        st.query_params["step"] = "understood"
        return "The draft is begun and kept. Check what was understood of the proposal."

    if draft_opened.attempt(advisor, work):
        said.pop("draft-turn", None)


def _brought(drafting: Drafting, how: str, turn: str) -> Brought:
    if how == _FILE:
        file = st.session_state.get(f"draft-file-{turn}")
        if file is None:
            raise FieldToMend(
                "Choose a file.",
                f"Use “Upload”, or drop a file there. Files over {MOST_MEGABYTES} MB or of another kind are not taken.",
                f"draft-file-{turn}",
            )
        return drafting.writing.bring(file.getvalue(), file.name)
    if how == _FORM:
        return Brought(text=draft_telling.told(turn))
    said = str(st.session_state.get(f"draft-text-{turn}") or "")
    if not said.strip():
        raise FieldToMend("The proposal is empty.", "Paste its text.", f"draft-text-{turn}")
    return Brought(text=said)
