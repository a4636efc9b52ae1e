"""The versions of a draft, two of them beside one another, and a reviewed Word file taken in as the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from advisor.governance.drafting.comparison import ChangeOfStatement, DraftComparison
from advisor.interface import draft_differences, draft_remarks, draft_review
from advisor.interface.draft_opened import OpenDraft
from advisor.interface.draft_words import state_tag
from advisor.interface.escaping import line, text
from advisor.interface.review_words import tag
from advisor.journeys.casework_history import moment_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.journeys.draft_reading import DraftShown

_AT_ONCE = 20
_MARKS = {
    ChangeOfStatement.ADDED: ("Added", "green"),
    ChangeOfStatement.REMOVED: ("Gone", "red"),
    ChangeOfStatement.CHANGED: ("Changed", "blue"),
    ChangeOfStatement.STATE: ("Decided on", "grey"),
}


def draw(opened: OpenDraft) -> None:
    """The list, the comparison, the review."""
    shown = opened.shown
    st.html(f"<h2>Versions</h2>{_list(opened)}")
    if shown.newest > 1:
        _compare(opened)
    draft_remarks.draw(opened)
    draft_review.draw(opened)


def _list(opened: OpenDraft) -> str:
    versions = list(reversed(opened.shown.versions))
    people = {one.person_id: one.name for one in opened.advisor.authority.holders()}
    items = "".join(
        f'<li><p class="ga-timeline__when">Version {one.number}, {text(moment_in_words(one.at))}</p>'
        f"<p>{text(people.get(one.by, 'You' if one.by == opened.actor.id else one.by))} {text(one.did)}</p></li>"
        for one in versions[:_AT_ONCE]
    )
    more = f'<p class="ga-hint">and {len(versions) - _AT_ONCE:,} earlier ones</p>' if len(versions) > _AT_ONCE else ""
    return f'<ol class="ga-timeline">{items}</ol>{more}'


def _compare(opened: OpenDraft) -> None:
    shown = opened.shown
    numbers = [one.number for one in reversed(shown.versions)]
    st.html('<h2 class="ga-after">Compare two versions</h2>')
    names = {one.number: line(f"Version {one.number}: {one.did}") for one in shown.versions}
    earlier = st.selectbox(
        "The earlier one", numbers, index=len(numbers) - 1, format_func=names.__getitem__, key=opened.key("earlier")
    )
    later = st.selectbox("The later one", numbers, format_func=names.__getitem__, key=opened.key("later"))
    if earlier == later:
        st.html("<p>Choose two different versions.</p>")
        return
    first, second = sorted((earlier, later))
    found = opened.advisor.drafts.journey.compare(opened.actor, opened.id, first, second)
    st.html(f'<div role="status"><h3>From version {first} to version {second}</h3>{_found(found, shown)}</div>')


def _found(found: DraftComparison, shown: DraftShown) -> str:
    if found.same:
        return "<p>Nothing differs.</p>"
    harms = {one.id: one.harm for one in shown.draft.risks}
    statements = "".join(
        f"<li><p>{tag(*_MARKS[one.kind])} {text(one.section)}</p>"
        + (draft_differences.changed(one.before, one.after) if one.kind is not ChangeOfStatement.STATE else "")
        + (
            f"<p>{text(one.after)} {state_tag(one.state_after) if one.state_after else ''}</p>"
            if one.kind is ChangeOfStatement.STATE
            else ""
        )
        + "</li>"
        for one in found.statements
    )
    risks = "".join(
        f"<li>{text(harms.get(one.risk, one.risk.replace('-', ' ')))} "
        f"{'is new' if one.before is None else 'is struck' if one.after is None else 'is weighed otherwise'}</li>"
        for one in found.risks
    )
    parts = [
        ("Statements", f'<ul class="ga-said">{statements}</ul>' if statements else ""),
        ("Risks", f"<ul>{risks}</ul>" if risks else ""),
        ("Questions answered", _plain(found.gaps_closed)),
        ("Questions that are new", _plain(found.gaps_opened)),
        ("Facts that came", _plain(found.facts_added)),
        ("Facts that went", _plain(found.facts_removed)),
        ("Contradictions settled", _plain(found.contradictions_settled)),
        ("Met now", _plain(found.checklist_met)),
        ("Not met any more", _plain(found.checklist_lost)),
        ("Screening", _plain(found.screening)),
    ]
    return "".join(f"<h4>{name}</h4>{markup}" for name, markup in parts if markup)


def _plain(words: Sequence[str]) -> str:
    items = "".join(f"<li>{text(one)}</li>" for one in words)
    return f"<ul>{items}</ul>" if items else ""
