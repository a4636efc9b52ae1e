"""Starting a case, and changing one: a document with what the rules want to know about it, or the form to disclose."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import streamlit as st

from advisor.approval.actor import Role
from advisor.approval.proposal import CaseKind, RiskLevel
from advisor.interface import identity
from advisor.interface.escaping import label, line
from advisor.interface.review_opened import MEDIA_TYPES, TO_DISCLOSE, Opening, put_up, revise
from advisor.interface.review_sending import MOST_MEGABYTES
from advisor.interface.review_words import KINDS, RISKS

if TYPE_CHECKING:
    from advisor.approval.actor import Actor
    from advisor.composition import Advisor
    from advisor.journeys.casework_opening import Facts
    from advisor.journeys.casework_shown import CaseView

_DOCUMENT, _DISCLOSURE = "Put up a document", "Ask for a one-off disclosure"


def page(advisor: Advisor, actor: Actor) -> None:
    """The two ways to begin a case."""
    mine = {one.organisation_id: one.organisation for one in advisor.authority.own(actor) if Role.AUTHOR in one.roles}
    if not mine:
        st.html(
            "<p>Starting a case takes the role of author in an organisation, and you hold it in none. An administrator "
            "can give it to you.</p>"
        )
        return
    what = st.radio("How do you want to start?", [_DOCUMENT, _DISCLOSURE], key="start-with")
    turn = st.session_state.setdefault("turn-start", secrets.token_hex(4))
    if what == _DOCUMENT:
        _document(advisor, Opening(f"document-{turn}-{actor.id}", mine))
    else:
        _disclosure(advisor, Opening(f"disclosure-{turn}-{actor.id}", mine, CaseKind.DISCLOSURE))


def revision(advisor: Advisor, actor: Actor, view: CaseView, organisation_id: str) -> None:
    """The form that changes a case: everything as it stands, to be written over."""
    case_id = view.summary.case_id
    turn = st.session_state.setdefault(f"turn-{case_id}", secrets.token_hex(4))
    facts = advisor.casework.facts(actor, case_id)
    opening = Opening(
        f"revise-{turn}-{actor.id}",
        {party.id: party.name for party in view.parties},
        facts.kind,
        case_id,
        view.version,
        organisation_id,
        view.draft.text,
        bool(view.case.decisions),
    )
    with st.form(f"form-{opening.key}", enter_to_submit=False):
        st.text_input("Title", value=facts.title, key=opening.field("title"), max_chars=120)
        if opening.held_text is not None:
            st.text_area("The text", value=opening.held_text, key=opening.field("text"), height=320)
        _file_field("Another file in its place (optional)", opening)
        if facts.kind is CaseKind.AGREEMENT:
            _others(advisor, opening, facts.party_ids)
        if facts.kind is not CaseKind.QUESTION:
            _fact_fields(opening, facts)
        if opening.asks_reasons:
            st.text_area("Reasons: an approval falls by this change", key=opening.field("reasons"), height=110)
        st.form_submit_button(
            "Save as a new version", type="primary", on_click=revise, args=(advisor, opening), key=f"go-{opening.key}"
        )


def _document(advisor: Advisor, opening: Opening) -> None:
    st.html("<h2>Put up a document</h2>")
    with st.form(f"form-{opening.key}", enter_to_submit=False):
        _lead(opening)
        st.radio(
            "What is it?",
            [CaseKind.ASSESSMENT, CaseKind.AGREEMENT],
            format_func=lambda one: KINDS[one],
            key=opening.field("kind"),
        )
        _others(advisor, opening, ())
        st.text_input("Title", key=opening.field("title"), max_chars=120)
        _file_field("The document (Word, PDF, Markdown, text or JSON)", opening)
        _fact_fields(opening, None)
        _trial(opening)
        st.form_submit_button(
            "Start the case", type="primary", on_click=put_up, args=(advisor, opening), key=f"go-{opening.key}"
        )


def _disclosure(advisor: Advisor, opening: Opening) -> None:
    st.html("<h2>Ask for a one-off disclosure</h2>")
    with st.form(f"form-{opening.key}", enter_to_submit=False):
        _lead(opening)
        st.text_input("Title", key=opening.field("title"), max_chars=120)
        for name, (words, is_needed) in TO_DISCLOSE.items():
            st.text_area(words if is_needed else f"{words} (optional)", key=opening.field(name), height=90)
        _fact_fields(opening, None)
        _trial(opening)
        st.form_submit_button(
            "Start the case", type="primary", on_click=put_up, args=(advisor, opening), key=f"go-{opening.key}"
        )


def _lead(opening: Opening) -> None:
    st.selectbox(
        "Which of your organisations leads?",
        list(opening.organisations),
        format_func=lambda one: line(opening.organisations[one]),
        key=opening.field("lead"),
    )


def _others(advisor: Advisor, opening: Opening, chosen: tuple[str, ...]) -> None:
    """A tick for each other organisation of the register."""
    st.html('<p class="ga-label">Which other organisations take part? (for an agreement)</p>')
    leading = set(chosen[:1] or (opening.organisations if len(opening.organisations) == 1 else ()))
    for body in advisor.authority.register().organisations:
        if body.id in leading:
            continue
        st.checkbox(label(body.name), value=body.id in chosen, key=opening.field(f"party-{body.id}"))


def _file_field(words: str, opening: Opening) -> None:
    st.file_uploader(
        words,
        type=[suffix.removeprefix(".") for suffix in MEDIA_TYPES],
        key=opening.field("file"),
        max_upload_size=MOST_MEGABYTES,
    )


def _fact_fields(opening: Opening, facts: Facts | None) -> None:
    st.radio(
        "Which risk to people is left after the measures?",
        list(RiskLevel),
        index=facts.residual_risk.rank if facts else None,
        format_func=lambda one: RISKS[one],
        horizontal=True,
        key=opening.field("risk"),
    )
    st.checkbox(
        "It involves patient or service-user information",
        value=facts.patient_information if facts else False,
        key=opening.field("patients"),
    )
    st.checkbox(
        "It is processing for law enforcement",
        value=facts.law_enforcement if facts else False,
        key=opening.field("police"),
    )
    if opening.kind is CaseKind.DISCLOSURE and facts is None:
        return
    st.text_area(
        "Questions still open, one on each line (optional)",
        value="\n".join(facts.open_gaps) if facts else "",
        key=opening.field("gaps"),
        height=90,
    )
    st.text_area(
        "Those of them that must be answered before it is submitted (optional)",
        value="\n".join(facts.blocking_gaps) if facts else "",
        key=opening.field("blocking"),
        height=90,
    )


def _trial(opening: Opening) -> None:
    if not identity.is_local():
        st.checkbox(
            "This is a trial: it is marked as one, decides nothing and never counts", key=opening.field("trial")
        )
