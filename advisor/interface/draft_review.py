"""Taking in a Word file that somebody reviewed: each change is shown and ticked before it goes into a new version."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from advisor.connecting import draft_papers
from advisor.governance.draft_review import Change, ChangeKind, DraftReview
from advisor.governance.drafting.review_taken import can_be_taken
from advisor.interface import doing, draft_differences, draft_download, draft_remarks, wording
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
        "tracked changes and comments, and bring it back here. You decide on each change.</p>"
    )
    with st.form(f"form-{key}", enter_to_submit=False):
        st.file_uploader(
            f"The reviewed file (Word; {MOST_MEGABYTES} MB at most)",
            type=["docx"],
            key=key,
            max_upload_size=MOST_MEGABYTES,
        )
        st.form_submit_button("Show what it changes", key=f"{key}-show", on_click=_read, args=(opened, key))
    held: tuple[int, str, DraftReview] | None = st.session_state.get(opened.key("review"))
    if held is not None and held[0] == opened.shown.number:
        _found(opened, held[1], held[2])


def _read(opened: OpenDraft, key: str) -> None:
    st.session_state.pop(opened.key("review"), None)

    def work() -> str:
        file = st.session_state.get(key)
        if file is None:
            raise FieldToMend(
                "Choose the reviewed file.", "Use “Upload”, or drop it there. It is a Word file (.docx).", key
            )
        review, written_from = _read_back(opened, file.getvalue())
        st.session_state[opened.key("review")] = (opened.shown.number, secrets.token_hex(4), review)
        changes, comments = len(review.changes), len(review.comments)
        said = f"{wording.counted(changes, 'change')} and {wording.counted(comments, 'comment')} found. "
        if written_from != opened.shown.number:
            said += f"The file was written from version {written_from}, and is compared with that. "
        return f"{said}Nothing is taken in yet."

    doing.attempt("draft", work)


def _read_back(opened: OpenDraft, data: bytes) -> tuple[DraftReview, int]:
    """What the reviewer did, and which version the file was written from: only beside that one is it theirs."""
    by, limits, now = draft_download.prepared_by(opened), opened.advisor.drafts.limits, opened.shown.number
    review = draft_papers.read_back(data, draft_download.paper_of(opened, by), limits)
    mark = review.of_version
    if mark is None or opened.shown.digest.startswith(mark):
        return review, now
    number = next((one.number for one in reversed(opened.shown.versions) if one.digest.startswith(mark)), now)
    if number == now:
        return review, now
    then = replace(opened, shown=opened.advisor.drafts.journey.show(opened.actor, opened.id, number))
    return draft_papers.read_back(data, draft_download.paper_of(then, by), limits), number


def _found(opened: OpenDraft, turn: str, review: DraftReview) -> None:
    """What the file holds: the changes to be ticked, those that have no place in the draft, and the remarks."""
    warned = "".join(f"<p>{text(one)}</p>" for one in review.warnings)
    if warned:
        st.html(f'<div class="ga-inset ga-inset--correction"><p class="ga-inset__lead">Take care</p>{warned}</div>')
    shown = opened.shown
    offered = [one for one in review.changes if can_be_taken(shown.work, shown.draft, one)]
    left = [one for one in review.changes if one not in offered]
    if not review.changes and not review.comments:
        st.html("<p>Nothing is changed in it.</p>")
        return
    key = opened.key(f"take-{turn}")
    with st.form(f"form-{key}", enter_to_submit=False):
        if offered:
            st.html("<h3>What the reviewer changed</h3><p>Leave the tick where the change goes into your draft.</p>")
        for number, one in enumerate(offered, start=1):
            st.html(_change(one, f"Change {number}", _place(opened, one)))
            st.checkbox(f"Take in change {number}", value=True, key=f"{key}-{number}")
        if review.comments:
            st.html(
                f"<h3>What the reviewer remarked</h3>{draft_remarks.items(review.comments)}<p>The remarks stay with "
                "the draft, at the statements that they are about, until you have dealt with them.</p>"
            )
        if offered or review.comments:
            words = "Take in what is ticked" if offered else "Keep the remarks"
            st.form_submit_button(
                words, type="primary", key=f"{key}-go", on_click=_take, args=(opened, review, offered, key)
            )
    if left:
        items = "".join(_change(one, "Not taken in") for one in left)
        st.html(
            "<h3>What has no place in the draft</h3><p>The order of the statements is that of the template, and the "
            "advisor’s own words follow from the facts. Take over by hand what you want of these.</p>" + items
        )


def _change(one: Change, name: str, place: str = "") -> str:
    """One change as a person reads it: what sort, by whom, where, and the words that differ."""
    said = [one.who or "Nobody named", *([] if one.tracked else ["not tracked"]), *([f"in {place}"] if place else [])]
    before = "" if one.before.startswith("[not provided") else one.before
    words = (
        f"<p>{text(one.after)}</p>"
        if one.kind is ChangeKind.MOVED
        else draft_differences.changed(before, one.after if one.kind is not ChangeKind.STRUCK else "")
    )
    return (
        f'<div class="ga-said-here ga-said-here--one" role="group" aria-label="{text(name)}"><div><p>'
        f"{tag(*_MARKS[one.kind])} {text(', '.join(said))}</p>{words}</div></div>"
    )


def _place(opened: OpenDraft, one: Change) -> str:
    """The part of the draft that a change is in."""
    table, _, rest = one.statement.partition(".")
    if rest:
        return {
            "gaps": "the open questions",
            "contradictions": "what the proposal says twice",
            "risks": "the risks",
        }.get(table, "")
    sections = opened.shown.draft.sections
    found = next((each.title for each in sections for said in each.statements if said.id == one.statement), "")
    return f"“{found}”" if found else ""


def _take(opened: OpenDraft, review: DraftReview, offered: Sequence[Change], key: str) -> None:
    ticked = tuple(one for number, one in enumerate(offered, start=1) if st.session_state.get(f"{key}-{number}"))

    def work(drafting: Drafting, actor: Actor, draft_id: str, seen: int) -> str:
        if not ticked and not review.comments:
            raise FieldToMend("No change is ticked.", "Tick one, or leave the file.", f"{key}-1")
        taken = review.model_copy(update={"changes": ticked})
        done = drafting.bring_back(actor, draft_id, seen, taken, refused=len(review.changes) - len(ticked))
        st.session_state.pop(opened.key("review"), None)
        st.session_state.pop(opened.key("review-turn"), None)
        said = f"{wording.counted(len(ticked), 'change')} taken in as version {done.shown.number}."
        if review.comments:
            said += f" {wording.counted(len(review.comments), 'remark')} kept."
        return said

    opened.act(work)
