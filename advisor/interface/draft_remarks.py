"""What reviewers remarked in the margin of a draft's Word file: kept with the draft until it is dealt with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import streamlit as st

from advisor.interface.escaping import text
from advisor.interface.review_words import tag

if TYPE_CHECKING:
    from advisor.approval.actor import Actor
    from advisor.governance.draft_review import ReviewComment
    from advisor.interface.draft_opened import OpenDraft
    from advisor.journeys.draft import Drafting


def items(remarks: Iterable[ReviewComment]) -> str:
    """The remarks as a list."""
    return f'<ul class="ga-said">{"".join(f"<li>{_said(one)}</li>" for one in remarks)}</ul>'


def beside(opened: OpenDraft, statement: str) -> str:
    """The remarks on a statement that nobody has dealt with; empty where there is none."""
    held = [one for one in opened.shown.work.remarks if one.statement == statement and not one.resolved]
    said = "".join(f"<li>{text(one.who or 'A reviewer')}: {text(one.text)}</li>" for one in held)
    return f"<p>Remarks</p><ul>{said}</ul>" if said else ""


def draw(opened: OpenDraft) -> None:
    """All remarks, each to be ticked off."""
    remarks = opened.shown.work.remarks
    if not remarks:
        return
    st.html('<h2 class="ga-after">Remarks of reviewers</h2>')
    for place, one in enumerate(remarks):
        state = tag("Dealt with", "green") if one.resolved else tag("Open", "yellow")
        st.html(f'<div class="ga-said-here ga-said-here--one"><div>{_said(one, state)}</div></div>')
        words = f"Remark {place + 1} is open again" if one.resolved else f"Remark {place + 1} is dealt with"
        st.button(words, key=opened.key(f"remark-{place}"), on_click=_mark, args=(opened, place, not one.resolved))


def _said(one: ReviewComment, state: str = "") -> str:
    on = f'<p class="ga-hint">On “{text(one.on)}”</p>' if one.on else ""
    to = f'<p class="ga-hint">In reply to “{text(one.in_reply_to)}”</p>' if one.in_reply_to else ""
    done = ", done with in the file" if one.resolved and not state else ""
    return f"<p><strong>{text(one.who or 'Nobody named')}</strong>{done} {state}</p>{on}{to}<p>{text(one.text)}</p>"


def _mark(opened: OpenDraft, place: int, resolved: bool) -> None:
    def work(drafting: Drafting, actor: Actor, draft_id: str, seen: int) -> str:
        drafting.mark_remark(actor, draft_id, seen, place, resolved=resolved)
        return f"Remark {place + 1} is {'dealt with' if resolved else 'open again'}."

    opened.act(work)
