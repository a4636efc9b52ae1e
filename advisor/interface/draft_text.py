"""The text of a draft, section by section: each statement with its origin and sources, accepted, changed or struck."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from advisor.errors import DraftRefused
from advisor.governance.drafting.draft import FactSource, Origin, Section, Statement, StatementState
from advisor.governance.drafting.reviewed import is_added
from advisor.governance.drafting.work import StatementChoice
from advisor.interface import draft_remarks, identity, wording
from advisor.interface.doing import FieldToMend
from advisor.interface.draft_opened import PAGE, OpenDraft
from advisor.interface.draft_words import ORIGINS, origin_tag, state_tag, with_gaps
from advisor.interface.escaping import label, text
from advisor.interface.review_words import tag

if TYPE_CHECKING:
    from advisor.approval.actor import Actor
    from advisor.journeys.draft import Drafting

_LONGEST = 6_000
_GAP = "[not provided: "
_SAYS = {
    Origin.PROPOSAL: "from your proposal or your answers",
    Origin.LAW: "says what the law cited says, in our words; read the law itself before you rely on it",
    Origin.GUIDANCE: "says what guidance or a rule says, in our words, with its source",
    Origin.PRECEDENT: "from a published precedent; it informs and binds nobody",
    Origin.SUGGESTION: "suggested by the advisor for you to decide on",
}


def draw(opened: OpenDraft) -> None:
    """The sections, and the statements of the one that the address names."""
    sections = opened.shown.draft.sections
    asked = st.query_params.get("section", "")
    at = next((place for place, one in enumerate(sections) if one.id == asked), 0)
    st.query_params["section"] = sections[at].id
    keys = "".join(f"<li>{origin_tag(one)} {said}</li>" for one, said in _SAYS.items())
    st.html(
        '<p class="ga-intro">Every sentence says where it comes from. Accept it, change it or strike it; each choice '
        'is kept at once.</p><details class="ga-details"><summary>What the marks mean</summary>'
        f'<ul class="ga-plainlist">{keys}</ul></details>'
    )
    if opened.advisor.connection is not None:
        st.button(
            "Have a language model improve the wording", key=opened.key("improve"), on_click=_improve, args=(opened,)
        )
    left, right = st.columns([1, 2.6], gap="large")
    with left, st.container(key="draft-sections"):
        for one in sections:
            to_read = sum(_is_open(said) for said in one.statements)
            words = label(f"{one.title} ({to_read} to read)" if to_read else f"{one.title} – read")
            asked_for = {"draft": opened.id, "step": "text", "section": one.id, **identity.carried()}
            st.page_link(PAGE, label=words, query_params=asked_for)
    with right:
        _section(opened, sections[at])
        if at + 1 < len(sections):
            with st.container(key="next-section"):
                opened.link(label(f"Next section: {sections[at + 1].title}"), "text", section=sections[at + 1].id)


def _is_open(statement: Statement) -> bool:
    return statement.state is StatementState.PROPOSED and not statement.text.startswith(_GAP)


def _section(opened: OpenDraft, section: Section) -> None:
    st.html(f'<h2 id="section-now">{text(section.title)}</h2>')
    if not section.statements:
        st.html("<p>Nothing is said here yet.</p>")
    for number, one in enumerate(section.statements, start=1):
        _statement(opened, number, one)
    left = [one for one in section.statements if _is_open(one)]
    if left:
        st.button(
            "Accept the rest of this section",
            type="primary",
            key=opened.key(f"rest-{section.id}"),
            on_click=_decide,
            args=(opened, left, StatementState.ACCEPTED, "They are accepted."),
        )
    _add(opened, section)


def _statement(opened: OpenDraft, number: int, one: Statement) -> None:
    key = opened.key(f"said-{one.id}")
    with st.container(key=f"statement-{one.state}-{key}", gap="xsmall"):
        st.html(_markup(opened, number, one))
        if st.session_state.get(opened.key("changing")) == one.id:
            _change(opened, number, one, key)
            return
        with st.container(horizontal=True, key=f"acts-{key}"):
            if one.text.startswith(_GAP):
                opened.link(f"Answer {number}", "questions")
            elif one.state is StatementState.PROPOSED:
                st.button(
                    f"Accept {number}",
                    key=f"accept-{key}",
                    on_click=_decide,
                    args=(opened, [one], StatementState.ACCEPTED, f"Statement {number} is accepted.", one.id),
                )
            if one.state is not StatementState.STRUCK:
                st.button(f"Change {number}", key=f"change-{key}", on_click=opened.take_up, args=("changing", one.id))
                st.button(
                    f"Strike {number}",
                    key=f"strike-{key}",
                    on_click=_decide,
                    args=(opened, [one], StatementState.STRUCK, f"Statement {number} is struck.", one.id),
                )
            if one.state is not StatementState.PROPOSED:
                st.button(
                    f"Undo {number}",
                    key=f"undo-{key}",
                    on_click=_decide,
                    args=(opened, [one], StatementState.PROPOSED, f"Statement {number} is as it was proposed.", one.id),
                )


def _markup(opened: OpenDraft, number: int, one: Statement) -> str:
    words = with_gaps(one.text)
    shown = f"<del>{words}</del>" if one.state is StatementState.STRUCK else words
    name, marks = ORIGINS[one.origin][0], f"{origin_tag(one.origin)} {state_tag(one.state)}"
    if is_added(one.id):
        name = "Added by a person"
        marks = tag(name, "blue") + (state_tag(one.state) if one.state is StatementState.STRUCK else "")
    return (
        f'<div class="ga-said-here ga-said-here--{one.origin.value}" role="group" '
        f'aria-label="Statement {number}, {name}"{opened.focus(one.id)}><div>'
        f'<p class="ga-said-here__marks"><span class="ga-fact__number">'
        f"{number}</span> {marks}</p>"
        f'<p class="ga-said-here__words">{shown}</p></div>'
        f'<div class="ga-said-here__beside">{_beside(opened, one)}</div></div>'
    )


def _beside(opened: OpenDraft, one: Statement) -> str:
    """What the statement rests on: the addresses cited, and the words of the proposal where they differ from it."""
    facts = {fact.id: fact for fact in opened.shown.draft.facts}
    held = [facts[each] for each in one.facts if each in facts]
    given = any(fact.source is FactSource.ANSWER for fact in held)
    words = dict.fromkeys(" ".join(fact.source_text.split()) for fact in held if fact.source is FactSource.PROPOSAL)
    differ = [each for each in words if each.rstrip(".") != one.text.rstrip(".")]
    parts = [f"<li>{opened.sources((url,))}</li>" for url in one.citations]
    if given:
        parts.append("<li>Your answer</li>")
    if one.id in opened.shown.work.worded and one.state is not StatementState.EDITED:
        parts.append("<li>Worded by the language model</li>")
    if words and not differ:
        parts.append("<li>Your proposal, word for word</li>")
    rests = f"<p>Rests on</p><ul>{''.join(parts)}</ul>" if parts else ""
    if differ:
        items = "".join(f"<li>“{text(each)}”</li>" for each in differ)
        rests += f'<details class="ga-details"><summary>The words it comes from</summary><ul>{items}</ul></details>'
    return draft_remarks.beside(opened, one.id) + rests


def _change(opened: OpenDraft, number: int, one: Statement, key: str) -> None:
    with st.form(f"form-{key}", enter_to_submit=False):
        st.text_area(f"Statement {number}", value=one.text, height=130, max_chars=_LONGEST, key=f"words-{key}")
        with st.container(horizontal=True, key=f"send-{key}"):
            st.form_submit_button(
                "Save", type="primary", key=f"save-{key}", on_click=_changed, args=(opened, number, one, key)
            )
            st.form_submit_button("Leave it", key=f"leave-{key}", on_click=opened.take_up, args=("changing", ""))


def _add(opened: OpenDraft, section: Section) -> None:
    key = opened.key(f"own-{section.id}")
    with st.expander("Add a statement of your own"), st.form(f"form-{key}", enter_to_submit=False):
        st.text_area("Your statement", height=110, max_chars=_LONGEST, key=f"{key}-words")
        st.form_submit_button("Add it to this section", key=f"{key}-go", on_click=_added, args=(opened, section, key))


def _decide(opened: OpenDraft, statements: list[Statement], state: StatementState, said: str, place: str = "") -> None:
    choices = [StatementChoice(statement_id=one.id, state=state) for one in statements]

    def work(drafting: Drafting, actor: Actor, draft_id: str, seen: int) -> str:
        drafting.decide(actor, draft_id, seen, choices)
        return said

    opened.act(work, place=place)


def _changed(opened: OpenDraft, number: int, one: Statement, key: str) -> None:
    words = str(st.session_state.get(f"words-{key}") or "").strip()

    def work(drafting: Drafting, actor: Actor, draft_id: str, seen: int) -> str:
        if not words:
            raise FieldToMend("A statement needs words.", "Write them, or strike the statement.", f"words-{key}")
        choice = StatementChoice(statement_id=one.id, state=StatementState.EDITED, text=words)
        drafting.decide(actor, draft_id, seen, [choice])
        return f"Statement {number} is changed."

    if opened.act(work, (("Your words", words),), one.id):
        st.session_state.pop(opened.key("changing"), None)


def _added(opened: OpenDraft, section: Section, key: str) -> None:
    words = str(st.session_state.get(f"{key}-words") or "").strip()

    def work(drafting: Drafting, actor: Actor, draft_id: str, seen: int) -> str:
        if not words:
            raise FieldToMend("A statement needs words.", "Write what is to stand there.", f"{key}-words")
        last = section.statements[-1].id if section.statements else ""
        drafting.add(actor, draft_id, seen, section.id, words, after=last)
        return "Your statement is added."

    if opened.act(work, (("Your words", words),)):
        st.session_state.pop(f"{key}-words", None)


def _improve(opened: OpenDraft) -> None:
    """Ask for better words; a wording stands only where it says the same as the facts."""

    def work(drafting: Drafting, actor: Actor, draft_id: str, seen: int) -> str:
        worded = drafting.improve(actor, draft_id, seen).worded
        if not worded.texts and worded.why_not:
            raise DraftRefused("Nothing was reworded.", worded.why_not)
        said = f"{wording.counted(len(worded.texts), 'statement')} reworded."
        if worded.withheld:
            they = "it does" if worded.withheld == 1 else "they do"
            said += f" {wording.counted(worded.withheld, 'wording')} kept out: {they} not say the same as the sources."
        return f"{said} {worded.why_not}".strip()

    opened.act(work)
