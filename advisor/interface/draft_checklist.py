"""The checklist: what the law wants in the document, and where the draft meets it."""

from __future__ import annotations

import streamlit as st

from advisor.interface.draft_opened import OpenDraft, cited
from advisor.interface.escaping import text
from advisor.interface.review_words import tag


def draw(opened: OpenDraft) -> None:
    """What is missing first."""
    items = opened.shown.draft.checklist
    missing = sum(not one.met for one in items)
    if not items:
        st.html("<p>The template names nothing that must be in it.</p>")
        return
    lead = f"{missing:,} of {len(items):,} are missing." if missing else f"All {len(items):,} are there."
    rows = "".join(
        f"<li><p>{tag('Met', 'green') if one.met else tag('Missing', 'red')} "
        f"<strong>{text(one.requirement)}</strong></p><p>{text(one.where)}</p>{cited(opened.sources(one.citations))}</li>"
        for one in sorted(items, key=lambda one: one.met)
    )
    st.html(f'<p class="ga-intro">{lead}</p><ul class="ga-said">{rows}</ul>')
    if missing:
        opened.link("Answer the questions that are open", "questions")
