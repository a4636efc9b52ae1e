"""The questions that the proposal leaves open: each with why it is asked, on which law, and who might know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from advisor.governance.drafting.answers import LONGEST_ANSWER_CHARACTERS
from advisor.governance.drafting.draft import Gap
from advisor.governance.drafting.wording import field_words
from advisor.interface import wording
from advisor.interface.doing import FieldToMend
from advisor.interface.draft_opened import OpenDraft
from advisor.interface.escaping import label, text
from advisor.interface.review_words import tag

if TYPE_CHECKING:
    from advisor.approval.actor import Actor
    from advisor.journeys.draft import Drafting

_AT_ONCE = 10


def draw(opened: OpenDraft) -> None:
    """How many are left, the next of them in one form, and the answers given so far."""
    shown = opened.shown
    needed = [one for one in shown.draft.gaps if one.field in shown.template.must_be_answered]
    gaps = [*needed, *(one for one in shown.draft.gaps if one not in needed)]
    if not gaps:
        st.html("<p>No question is open.</p>")
    else:
        first = f", {len(needed):,} of them before it can be put up for decision" if needed else ""
        st.html(
            f'<p class="ga-intro"><strong>{wording.counted(len(gaps), "question")} left</strong>{first}. Answer '
            "what you know and leave the rest: it stays open in the draft, and whoever decides sees it.</p>"
        )
        most = int(st.session_state.get(opened.key("questions-shown"), _AT_ONCE))
        _open(opened, gaps[:most], {one.field for one in needed})
        if len(gaps) > most:
            st.button(
                f"Show {min(_AT_ONCE, len(gaps) - most)} more questions",
                key=opened.key("questions-more"),
                on_click=_more,
                args=(opened, most),
            )
    _answered(opened)


def _open(opened: OpenDraft, gaps: Sequence[Gap], needed: set[str]) -> None:
    fields = [one.field for one in gaps]
    with st.form(opened.key("form-questions"), enter_to_submit=False):
        for place, gap in enumerate(gaps):
            must = f" {tag('Needed first', 'yellow')}" if gap.field in needed else ""
            st.html(
                f'<div class="ga-question{" ga-question--first" if not place else ""}"><h2>{text(gap.question)}{must}'
                f"</h2><p>{text(gap.why)}</p>"
                f'<p class="ga-hint">Who might know: {text(gap.who_might_know)}'
                f"{f' · {opened.sources(gap.citations)}' if gap.citations else ''}</p></div>"
            )
            st.text_area(
                label(f"Your answer: {field_words(gap.field)}"),
                height=80,
                max_chars=LONGEST_ANSWER_CHARACTERS,
                key=opened.key(f"answer-{gap.field}"),
            )
        st.form_submit_button(
            "Save the answers",
            type="primary",
            key=opened.key("answers-save"),
            on_click=_save,
            args=(opened, fields, "answer"),
        )


def _answered(opened: OpenDraft) -> None:
    answers = opened.shown.work.answers
    if not answers:
        return
    with (
        st.expander(f"Answers given so far ({len(answers):,})"),
        st.form(opened.key("form-given"), enter_to_submit=False),
    ):
        st.html('<p class="ga-hint">Change one, or empty its field to take it back.</p>')
        for field, said in answers.items():
            st.text_area(
                label(field_words(field)),
                value=said,
                height=80,
                max_chars=LONGEST_ANSWER_CHARACTERS,
                key=opened.key(f"given-{opened.shown.number}-{field}"),
            )
        st.form_submit_button(
            "Save the changes",
            key=opened.key("given-save"),
            on_click=_save,
            args=(opened, list(answers), f"given-{opened.shown.number}"),
        )


def _save(opened: OpenDraft, fields: Sequence[str], name: str) -> None:
    held = opened.shown.work.answers
    said = {one: str(st.session_state.get(opened.key(f"{name}-{one}")) or "").strip() for one in fields}
    changed = {field: words for field, words in said.items() if words != held.get(field, "")}

    def work(drafting: Drafting, actor: Actor, draft_id: str, seen: int) -> str:
        if not changed:
            first = opened.key(f"{name}-{fields[0]}")
            raise FieldToMend("Nothing was written.", "Answer at least one question, or leave them open.", first)
        left = len(drafting.answer(actor, draft_id, seen, changed).draft.gaps)
        kept = wording.counted(len(changed), "answer")
        return f"{kept} saved. {wording.counted(left, 'question')} left." if left else f"{kept} saved. None is left."

    if opened.act(work, tuple((field_words(one), words) for one, words in changed.items())):
        for one in changed:
            st.session_state.pop(opened.key(f"{name}-{one}"), None)


def _more(opened: OpenDraft, shown: int) -> None:
    st.session_state[opened.key("questions-shown")] = shown + _AT_ONCE
