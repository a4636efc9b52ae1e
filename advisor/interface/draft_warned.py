"""What a person must know of a proposal before they check the facts: notices, contradictions, wrong claims of law."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from advisor.governance.drafting.answers import LONGEST_ANSWER_CHARACTERS
from advisor.governance.drafting.draft import Contradiction, Document
from advisor.governance.drafting.wording import field_words
from advisor.interface import banners, wording
from advisor.interface.doing import FieldToMend
from advisor.interface.draft_opened import OpenDraft, cited
from advisor.interface.draft_settling import settled
from advisor.interface.escaping import label, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.approval.actor import Actor
    from advisor.interface.draft_facts import Understood
    from advisor.journeys.draft import Drafting

_NEITHER = "Something else holds"


def draw(opened: OpenDraft, items: Sequence[Understood]) -> None:
    """All of it, the gravest first; ``items`` is what was understood of the proposal."""
    draft = opened.shown.draft
    if draft.notices:
        st.html("".join(banners.inset(one, "correction", "Take care") for one in draft.notices))
    _needs_none(opened)
    if draft.contradictions:
        st.html("<h2>The proposal contradicts itself</h2><p>Both wordings stand in it. Say which holds.</p>")
        for place, one in enumerate(draft.contradictions, start=1):
            _contradiction(opened, place, one, items)
    if draft.corrections:
        wrong = "".join(
            f'<li><p class="ga-fact__words">The proposal says: “{text(one.claim_in_proposal)}”</p>'
            f"<p><strong>{text(one.correction)}</strong></p>{cited(opened.sources(one.citations))}</li>"
            for one in draft.corrections
        )
        st.html(f'<h2>What it says of the law, put right</h2><ul class="ga-said">{wrong}</ul>')


def _needs_none(opened: OpenDraft) -> None:
    """The finding that no assessment is needed, with its reasons."""
    shown = opened.shown
    if shown.draft.document is not Document.DPIA or shown.draft.screening.required:
        return
    reasons = "".join(
        f"<li>{text(one.why)} {opened.sources(one.citations)}</li>" for one in shown.draft.screening.triggers
    )
    st.html(
        '<div class="ga-inset ga-inset--outcome"><p class="ga-inset__lead">By the screening no assessment is required'
        "</p><p>None of the cases in which one must be made is met by what the proposal says. The draft is a short "
        "record of this, unless you want the whole assessment.</p></div>"
        f'<details class="ga-details"><summary>Every case that was looked at</summary><ul>{reasons}</ul></details>'
    )
    words = "Keep to the short record" if shown.work.full else "Write the whole assessment all the same"
    st.button(words, key=opened.key("full"), on_click=_full, args=(opened, not shown.work.full))


def _full(opened: OpenDraft, full: bool) -> None:
    def work(drafting: Drafting, actor: Actor, draft_id: str, seen: int) -> str:
        drafting.arrange(actor, draft_id, seen, full=full)
        return "The whole assessment is written." if full else "The draft is the short record."

    opened.act(work)


def by_hand(opened: OpenDraft, items: Sequence[Understood]) -> list[Understood]:
    """The sentences that still say what a person has ruled out, and say more besides."""
    sentences = st.session_state.get(opened.key("by-hand"), ())
    return [one for one in items if one.is_sentence and one.sentence in sentences and not one.is_reviewed]


def _contradiction(opened: OpenDraft, place: int, one: Contradiction, items: Sequence[Understood]) -> None:
    key = opened.key(f"against-{one.field}-{place}")
    with st.form(f"form-{key}", enter_to_submit=False):
        st.radio(
            label(f"{field_words(one.field)}: which is right?"),
            [*one.values, _NEITHER],
            index=None,
            format_func=label,
            key=f"{key}-which",
        )
        st.text_input(
            "What holds instead (if something else does)", max_chars=LONGEST_ANSWER_CHARACTERS, key=f"{key}-other"
        )
        st.form_submit_button(
            f"Settle {place}: {field_words(one.field).lower()}",
            type="primary",
            key=f"{key}-go",
            on_click=_settle,
            args=(opened, one, key, items),
        )


def _settle(opened: OpenDraft, one: Contradiction, key: str, items: Sequence[Understood]) -> None:
    chosen, other = st.session_state.get(f"{key}-which"), str(st.session_state.get(f"{key}-other") or "").strip()

    def work(drafting: Drafting, actor: Actor, draft_id: str, seen: int) -> str:
        said = other if chosen == _NEITHER else chosen
        if other and chosen in one.values:
            raise FieldToMend(
                "You chose a wording and wrote another.", f"Empty the field, or choose “{_NEITHER}”.", f"{key}-other"
            )
        if not said:
            missing = f"{key}-other" if chosen == _NEITHER else f"{key}-which"
            raise FieldToMend("Say which is right.", "Choose one, or write what holds.", missing)
        found = settled(one, said, items)
        # A wording of the proposal needs no answer beside it once the others are out.
        is_out = said in one.values and bool(found.reviews) and not found.by_hand
        shown = drafting.settle(actor, draft_id, seen, one.field, "" if is_out else said, found.reviews)
        if one in shown.draft.contradictions:
            drafting.answer(actor, draft_id, shown.number, {one.field: said})
        st.session_state[opened.key("by-hand")] = (*st.session_state.get(opened.key("by-hand"), ()), *found.by_hand)
        told = f"{field_words(one.field)}: settled."
        if found.reviews:
            told += " What does not hold is out of the draft."
        if found.by_hand:
            told += f" {wording.counted(len(found.by_hand), 'sentence')} to put right by hand, below."
        return told

    opened.act(work, (("What holds", other),) if other else ())
