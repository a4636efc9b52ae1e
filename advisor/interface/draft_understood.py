"""Check what we understood: the facts with the words that they came from, to be confirmed, put right or struck."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from advisor.governance.drafting.draft import FactKind
from advisor.governance.drafting.language import language_of
from advisor.governance.drafting.wording import field_words
from advisor.interface import draft_facts, draft_warned, wording
from advisor.interface.doing import FieldToMend
from advisor.interface.draft_facts import Understood
from advisor.interface.draft_opened import OpenDraft
from advisor.interface.draft_words import KINDS
from advisor.interface.escaping import label, marked, text
from advisor.interface.review_words import tag

if TYPE_CHECKING:
    from advisor.approval.actor import Actor
    from advisor.governance.drafting.work import FactReview
    from advisor.journeys.draft import Drafting

_AT_ONCE = 20
_LONGEST = 4_000


def draw(opened: OpenDraft) -> None:
    """What must be known first, what contradicts itself or is wrong in law, then every fact."""
    is_read = language_of(opened.shown.work.proposal).english
    items = draft_facts.understood(opened.shown.facts) if is_read else []
    draft_warned.draw(opened, items)
    by_hand = draft_warned.by_hand(opened, items)
    if by_hand:
        st.html(
            "<h2>To put right by hand</h2><p>These sentences still say what you ruled out, and something else "
            "besides. Correct them so that the rest is kept.</p>"
        )
        for one in by_hand:
            _item(opened, one)
    if not items:
        st.html("<h2>Facts</h2><p>No fact was taken from the proposal. Everything is a question now.</p>")
    exact = [one for one in items if not one.is_sentence]
    if exact:
        st.html(
            "<h2>Names, dates and figures</h2><p>They go into the draft exactly as they stand here. Put right or "
            "strike what was misread.</p>"
        )
        _list(opened, exact, "exact")
    sentences = [one for one in items if one.is_sentence and one not in by_hand]
    if sentences:
        st.html(
            '<h2 class="ga-after">What each sentence is about</h2><p>Each sentence of the proposal and the parts of '
            "the draft that it goes into.</p>"
        )
        _list(opened, sentences, "sentences")
    _add(opened)


def _list(opened: OpenDraft, items: Sequence[Understood], name: str) -> None:
    most = int(st.session_state.get(opened.key(f"shown-{name}"), _AT_ONCE))
    some = items[:most]
    groups = groupby(some, key=lambda one: one.kind) if name == "exact" else [(None, some)]
    for kind, few in groups:
        if isinstance(kind, FactKind):
            st.html(f"<h3>{KINDS[kind]}</h3>")
        for one in few:
            _item(opened, one)
    left = [one for one in some if not one.is_reviewed]
    with st.container(horizontal=True, key=opened.key(f"all-{name}")):
        if left:
            st.button(
                "The rest of these is right",
                type="primary",
                key=opened.key(f"right-{name}"),
                on_click=_review,
                args=(opened, draft_facts.confirmed(left), "They are confirmed."),
            )
        if len(items) > most:
            st.button(
                f"Show {min(_AT_ONCE, len(items) - most)} more",
                key=opened.key(f"more-{name}"),
                on_click=_show_more,
                args=(opened.key(f"shown-{name}"), most),
            )


def _item(opened: OpenDraft, item: Understood) -> None:
    with st.container(key=opened.key(f"fact-{item.number}"), gap="xsmall"):
        place = f"fact-{item.facts[0].fact.id}"
        st.html(f'<div role="group" aria-label="Fact {item.number}"{opened.focus(place)}>{_markup(item)}</div>')
        if st.session_state.get(opened.key("correcting")) == place:
            _correct(opened, item)
            return
        with st.container(horizontal=True, key=opened.key(f"acts-{item.number}")):
            if item.is_struck:
                st.button(
                    f"Put back {item.number}",
                    key=opened.key(f"back-{item.number}"),
                    on_click=_review,
                    args=(opened, draft_facts.put_back(item), "It counts again.", place),
                )
                return
            st.button(
                f"Correct {item.number}",
                key=opened.key(f"correct-{item.number}"),
                on_click=opened.take_up,
                args=("correcting", place),
            )
            st.button(
                f"Strike {item.number}",
                key=opened.key(f"strike-{item.number}"),
                on_click=_review,
                args=(opened, draft_facts.struck(item), "It is struck, and counts for nothing.", place),
            )


def _markup(item: Understood) -> str:
    state = tag("Checked", "green") if item.is_reviewed else ""
    if item.is_struck:
        state = tag("Struck", "red")
    elif item.corrected:
        state = tag("Put right", "blue")
    value = item.corrected or item.words
    shown = f"<del>{text(value)}</del>" if item.is_struck else text(value)
    about = wording.listed(list(dict.fromkeys(item.fields.values()))) or "nothing any more"
    if item.is_sentence and not item.corrected:
        head = f'<p class="ga-fact__sentence"><span class="ga-fact__number">{item.number}</span> {shown} {state}</p>'
        return f'{head}<p class="ga-hint">Goes to: {text(about)}</p>'
    words = f"The proposal says: “{marked(item.sentence, [item.words])}”"
    return (
        f'<p class="ga-fact__value"><span class="ga-fact__number">{item.number}</span> {shown} {state}</p>'
        f'<p class="ga-fact__words">{words}</p><p class="ga-hint">Goes to: {text(about)}</p>'
    )


def _correct(opened: OpenDraft, item: Understood) -> None:
    key = opened.key(f"mend-{item.number}")
    fields = {one.id: field_words(one.id) for one in opened.advisor.drafts.journey.writing.rulebook.rules.fields}
    with st.form(f"form-{key}", enter_to_submit=False):
        st.text_area(
            f"What {item.number} should say",
            value=item.corrected or item.words,
            max_chars=_LONGEST,
            height=90,
            key=f"{key}-words",
        )
        with st.container(key=f"legend-{key}", gap="small"):
            st.html('<p class="ga-label" data-legend>It goes to</p>')
            for one in item.facts:
                st.checkbox(label(one.field_words), value=one.fact.id in item.fields, key=f"{key}-{one.fact.id}")
        st.selectbox(
            "It goes to another part instead (optional)",
            ["", *sorted(fields, key=lambda one: fields[one])],
            format_func=lambda one: fields[one] if one else "Nowhere else",
            key=f"{key}-field",
        )
        with st.container(horizontal=True, key=f"send-{key}"):
            st.form_submit_button("Save", type="primary", key=f"{key}-save", on_click=_mend, args=(opened, item, key))
            st.form_submit_button("Leave it", key=f"{key}-leave", on_click=opened.take_up, args=("correcting", ""))


def _add(opened: OpenDraft) -> None:
    """Something that the proposal does not say."""
    key = opened.key("more-fact")
    fields = {one.id: field_words(one.id) for one in opened.advisor.drafts.journey.writing.rulebook.rules.fields}
    answers = opened.shown.work.answers
    st.html('<h2 class="ga-after">Something is missing</h2>')
    if answers:
        rows = "".join(f"<div><dt>{text(fields[one])}</dt><dd>{text(said)}</dd></div>" for one, said in answers.items())
        st.html(f'<p>What you added or answered so far:</p><dl class="ga-facts">{rows}</dl>')
    with st.form(f"form-{key}", enter_to_submit=False, clear_on_submit=False):
        st.selectbox(
            "What is it about?",
            sorted(fields, key=lambda one: fields[one]),
            index=None,
            placeholder="Choose a part of the draft",
            format_func=lambda one: fields[one],
            key=f"{key}-field",
        )
        st.text_area("What holds?", height=90, max_chars=_LONGEST, key=f"{key}-words")
        st.form_submit_button("Add it", key=f"{key}-add", on_click=_added, args=(opened, key))


def _review(opened: OpenDraft, reviews: list[FactReview], said: str, place: str = "") -> None:
    def work(drafting: Drafting, actor: Actor, draft_id: str, seen: int) -> str:
        drafting.review_facts(actor, draft_id, seen, reviews)
        return said

    opened.act(work, place=place)


def _mend(opened: OpenDraft, item: Understood, key: str) -> None:
    words = str(st.session_state.get(f"{key}-words") or "")
    kept = [one.fact.id for one in item.facts if st.session_state.get(f"{key}-{one.fact.id}")]
    reviews = draft_facts.corrected(item, words, kept, st.session_state.get(f"{key}-field") or "")
    reviews += draft_facts.followed(item, words, draft_facts.understood(opened.shown.facts))

    def work(drafting: Drafting, actor: Actor, draft_id: str, seen: int) -> str:
        drafting.review_facts(actor, draft_id, seen, reviews)
        return f"Number {item.number} is put right, and whatever else says the same in its sentence."

    if opened.act(work, (("What it should say", words),), f"fact-{item.facts[0].fact.id}"):
        st.session_state.pop(opened.key("correcting"), None)


def _added(opened: OpenDraft, key: str) -> None:
    field, words = st.session_state.get(f"{key}-field"), str(st.session_state.get(f"{key}-words") or "").strip()

    def work(drafting: Drafting, actor: Actor, draft_id: str, seen: int) -> str:
        if not field:
            raise FieldToMend("Choose what it is about.", "Take a part of the draft.", f"{key}-field")
        if not words:
            raise FieldToMend("Nothing was written.", "Say what holds.", f"{key}-words")
        held = opened.shown.work.answers.get(field, "")
        drafting.answer(actor, draft_id, seen, {field: f"{held}\n{words}" if held else words})
        st.session_state.pop(f"{key}-words", None)
        return f"Added to {field_words(field)}."

    opened.act(work, (("What holds?", words),))


def _show_more(key: str, shown: int) -> None:
    st.session_state[key] = shown + _AT_ONCE
