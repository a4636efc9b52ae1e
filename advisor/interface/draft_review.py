"""Taking in a Word file that somebody reviewed: what they changed is shown first, then taken as the next version."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import streamlit as st

from advisor.connecting import draft_papers
from advisor.governance.draft_review import Change, ChangeKind, DraftReview, ReviewComment
from advisor.interface import doing, draft_download, wording
from advisor.interface.doing import FieldToMend
from advisor.interface.escaping import text
from advisor.interface.review_words import tag
from advisor.interface.uploading import MOST_MEGABYTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.approval.actor import Actor
    from advisor.interface.draft_opened import OpenDraft
    from advisor.journeys.draft import Drafting

_MARKS = {
    ChangeKind.EDITED: ("Changed", "blue"),
    ChangeKind.STRUCK: ("Struck", "red"),
    ChangeKind.MOVED: ("Moved", "grey"),
    ChangeKind.ADDED: ("Added", "green"),
}


def draw(opened: OpenDraft) -> None:
    """The file, what stands in it, and the button that takes it in."""
    turn = st.session_state.setdefault(opened.key("review-turn"), secrets.token_hex(4))
    key = opened.key(f"reviewed-{turn}")
    st.html(
        '<h2 class="ga-after">Take in a reviewed Word file</h2><p>Download the draft as Word, have it reviewed with '
        "tracked changes and comments, and bring it back here. Nothing is taken in before you have seen it.</p>"
    )
    with st.form(f"form-{key}", enter_to_submit=False):
        st.file_uploader(
            f"The reviewed file (Word; {MOST_MEGABYTES} MB at most)",
            type=["docx"],
            key=key,
            max_upload_size=MOST_MEGABYTES,
        )
        st.form_submit_button("Show what it changes", key=f"{key}-show", on_click=_read, args=(opened, key))
    left: tuple[Change, ...] = st.session_state.get(opened.key("not-placed"), ())
    if left:
        st.html(f"<h3>What could not be placed</h3>{_changes(left)}<p>Take it over by hand where you want it.</p>")
    held: tuple[int, DraftReview] | None = st.session_state.get(opened.key("review"))
    if held is not None and held[0] == opened.shown.number:
        _found(opened, held[1])


def _read(opened: OpenDraft, key: str) -> None:
    st.session_state.pop(opened.key("review"), None)

    def work() -> str:
        file = st.session_state.get(key)
        if file is None:
            raise FieldToMend("Choose the reviewed file.", "Use “Browse files”, or drop it there.", key)
        paper = draft_download.paper_of(opened, draft_download.prepared_by(opened))
        review = draft_papers.read_back(file.getvalue(), paper, opened.advisor.drafts.limits)
        st.session_state[opened.key("review")] = (opened.shown.number, review)
        changes, comments = len(review.changes), len(review.comments)
        return (
            f"{wording.counted(changes, 'change')} and {wording.counted(comments, 'comment')} found. "
            "Nothing is taken in yet."
        )

    doing.attempt("draft", work)


def _found(opened: OpenDraft, review: DraftReview) -> None:
    warned = "".join(f"<p>{text(one)}</p>" for one in review.warnings)
    if warned:
        st.html(f'<div class="ga-inset ga-inset--correction"><p class="ga-inset__lead">Take care</p>{warned}</div>')
    st.html(f"<h3>What the reviewer changed</h3>{_changes(review.changes)}{_comments(review.comments)}")
    if review.changes:
        st.button(
            "Take these changes in as a new version",
            type="primary",
            key=opened.key("take-in"),
            on_click=_take,
            args=(opened, review),
        )


def _changes(changes: Sequence[Change]) -> str:
    if not changes:
        return "<p>Nothing is changed in it.</p>"
    items = "".join(
        f"<li><p>{tag(*_MARKS[one.kind])} {text(one.who or 'Nobody named')}"
        f"{'' if one.tracked else ', not tracked'}{'' if one.statement else ', outside the statements'}</p>"
        + (f"<p><del>{text(one.before)}</del></p>" if one.before and one.before != one.after else "")
        + (f"<p><ins>{text(one.after)}</ins></p>" if one.after else "")
        + "</li>"
        for one in changes
    )
    return f'<ul class="ga-said">{items}</ul>'


def _comments(comments: Sequence[ReviewComment]) -> str:
    items = "".join(
        f"<li><p>On “{text(one.on)}”</p><p>{text(one.text)}</p>"
        f'<p class="ga-hint">{text(one.who or "Nobody named")}{", done with" if one.resolved else ""}</p></li>'
        for one in comments
    )
    return f'<h3>Comments</h3><ul class="ga-said">{items}</ul>' if items else ""


def _take(opened: OpenDraft, review: DraftReview) -> None:
    def work(drafting: Drafting, actor: Actor, draft_id: str, seen: int) -> str:
        done = drafting.bring_back(actor, draft_id, seen, review)
        st.session_state[opened.key("not-placed")] = done.not_placed
        st.session_state.pop(opened.key("review"), None)
        st.session_state.pop(opened.key("review-turn"), None)
        return f"The review is taken in as version {done.shown.number}."

    opened.act(work)
