"""A trainer's view of a group: how far its learners are, what they find hard and get wrong, and what can be done."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import streamlit as st

from advisor.interface import doing, identity, practise_groups, practise_plots, wording
from advisor.interface.doing import FieldToMend
from advisor.interface.escaping import line, text
from advisor.interface.holdings_tables import table
from advisor.interface.practise_plots import Bar
from advisor.interface.practise_words import marks, verdict_tag

if TYPE_CHECKING:
    from advisor.composition import Advisor
    from advisor.governance.exercises.group import GroupView

_HARDEST, _MISTAKES, _LISTED = 8, 8, 25
_WHOLE_GROUP = ""


def page(advisor: Advisor, view: GroupView) -> None:
    """Everything about a group, for the trainer who opened it."""
    group = view.group
    st.html(f"<h1>{text(group.title)} {practise_groups.CLOSED if group.closed_at else ''}</h1>{_code(view)}")
    titles = {one.exercise.id: one.exercise.title for one in advisor.practising.practise.shelf()}
    st.html(f"<h2>How far they are</h2>{_progress(view, titles)}")
    st.html(f"<h2>Hardest steps</h2>{_hardest(view, titles)}")
    st.html(f"<h2>Common mistakes</h2>{_mistakes(view, titles)}")
    _telling(advisor, view)
    _taking_away(advisor, view)
    if group.closed_at is None:
        _closing(advisor, view)


def _code(view: GroupView) -> str:
    group = view.group
    learners = wording.counted(len(view.members), "learner")
    if group.closed_at:
        return (
            f"<p>You closed this group on {text(wording.day(group.closed_at))}. {learners} had joined. Its results "
            "stand.</p>"
        )
    return (
        f'<p class="ga-code"><span>Code to join</span> <strong>{text(practise_groups.spelt(group.code))}</strong></p>'
        f"<p>{learners} so far. They open Practise, choose “Join a group”, and give this code.</p>"
    )


def _progress(view: GroupView, titles: dict[str, str]) -> str:
    if not view.members:
        return "<p>Nobody has joined yet.</p>"
    rows = []
    for exercise_id in view.group.exercise_ids:
        theirs = [one for one in view.progress if one.exercise_id == exercise_id]
        finished = {one.person_id for one in theirs if one.finished}
        going = {one.person_id for one in theirs} - finished
        waiting = len(view.members) - len(finished) - len(going)
        rows.append((titles.get(exercise_id, exercise_id), len(finished), len(going), waiting))
    cells = [
        f'<tr><th scope="row">{text(one.shown_as)}</th><td>{text(titles.get(one.exercise_id, one.exercise_id))}</td>'
        f"<td>{'Finished' if one.finished else wording.counted(one.steps_done, 'step') + ' done'}</td>"
        f'<td class="ga-number">{marks(one.marks, one.out_of) if one.steps_done else "–"}</td>'
        f"<td>{verdict_tag(one.verdict) if one.finished else ''}</td></tr>"
        for one in sorted(view.progress, key=lambda one: (one.shown_as.casefold(), one.exercise_id))
    ]
    begun = {one.person_id for one in view.progress}
    cells += [
        f'<tr><th scope="row">{text(one.shown_as)}</th><td></td><td>Not begun</td><td></td><td></td></tr>'
        for one in view.members
        if one.person_id not in begun
    ]
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Learner", "Exercise", "How far"))
    heads += '<th scope="col" class="ga-number">Marks</th><th scope="col">Result</th>'
    picture = practise_plots.progress("Learners who have finished, by exercise", rows)
    return f"{picture}{table('How far each learner is', heads, cells)}"


def _hardest(view: GroupView, titles: dict[str, str]) -> str:
    if not view.hardest:
        return "<p>Nobody has answered a step yet.</p>"
    bars = [Bar(one.prompt, one.share, f"{100 * one.share:.0f}%") for one in view.hardest[:_HARDEST]]
    cells = [
        f'<tr><th scope="row">{text(one.prompt)}</th><td>{text(titles.get(one.exercise_id, one.exercise_id))}</td>'
        f'<td class="ga-number">{one.answers}</td><td class="ga-number">{100 * one.share:.0f}%</td>'
        f'<td class="ga-number">{one.wrong}</td></tr>'
        for one in view.hardest[:_LISTED]
    ]
    names = ("Answers", "Mean share of the marks", "Not right")
    heads = '<th scope="col">Task</th><th scope="col">Exercise</th>' + "".join(
        f'<th scope="col" class="ga-number">{name}</th>' for name in names
    )
    picture = practise_plots.bars("Mean share of the marks, the hardest step first", bars)
    return f"{picture}{table('Every step that was answered, the hardest first', heads, cells)}"


def _mistakes(view: GroupView, titles: dict[str, str]) -> str:
    if not view.mistakes:
        return "<p>No mistakes yet.</p>"
    most = view.mistakes[0].learners
    bars = [Bar(one.words, one.learners / max(1, most), str(one.learners)) for one in view.mistakes[:_MISTAKES]]
    cells = [
        f'<tr><th scope="row">{text(one.words)}</th><td>{text(titles.get(one.exercise_id, one.exercise_id))}</td>'
        f'<td class="ga-number">{one.learners}</td></tr>'
        for one in view.mistakes[:_LISTED]
    ]
    heads = '<th scope="col">Mistake</th><th scope="col">Exercise</th><th scope="col" class="ga-number">How often</th>'
    picture = practise_plots.bars("How often each mistake was made", bars, practise_plots.ORANGE)
    return f"{picture}{table('Common mistakes, the commonest first', heads, cells)}"


def _telling(advisor: Advisor, view: GroupView) -> None:
    st.html("<h2>Tell them something</h2>")
    names = {_WHOLE_GROUP: "The whole group", **_names(view)}
    with st.form("tell", clear_on_submit=False, enter_to_submit=False, border=True):
        st.selectbox("To whom", list(names), format_func=lambda one: line(names[one]), key="tell-whom")
        st.text_area("Your words", key="tell-words", height=110, max_chars=2000)
        st.form_submit_button("Tell", type="primary", key="tell-send", on_click=_tell, args=(advisor, view.group.id))
    if view.notes:
        to = {person: f"to {name}" for person, name in _names(view).items()}
        st.html(f"<h3>What you have told</h3>{practise_groups.notes(view.notes, to)}")


def _names(view: GroupView) -> dict[str, str]:
    """Learners by id; two of one name are told apart by a number, as Streamlit tells choices apart by their words."""
    names: dict[str, str] = {}
    for one in view.members:
        again = sum(held.partition(" (number ")[0] == one.shown_as for held in names.values())
        names[one.person_id] = f"{one.shown_as} (number {again + 1})" if again else one.shown_as
    return names


def _taking_away(advisor: Advisor, view: GroupView) -> None:
    group_id, trainer = view.group.id, identity.visitor(advisor).person.id
    training = advisor.practising.training
    st.html("<h2>Take the results away</h2>")
    with st.container(horizontal=True):
        st.download_button(
            "Download as a table (CSV)",
            lambda: training.table(group_id, trainer),
            file_name="group-results.csv",
            mime="text/csv",
            key="csv",
            on_click="ignore",
        )
        st.download_button(
            "Download as xAPI statements (JSON)",
            lambda: json.dumps(training.statements(group_id, trainer), ensure_ascii=False, indent=1).encode(),
            file_name="group-results-xapi.json",
            mime="application/json",
            key="xapi",
            on_click="ignore",
        )
    st.html('<p class="ga-hint">The table has the names that learners gave; the statements have identifiers only.</p>')


def _closing(advisor: Advisor, view: GroupView) -> None:
    st.html("<h2>Close the group</h2><p>Nobody can join it or answer in it any more. This cannot be undone.</p>")
    key = f"closing-{view.group.id}"
    if not st.session_state.get(key):
        st.button("Close the group", key="close", on_click=_ask_to_close, args=(key, True))
        return
    with st.container(horizontal=True):
        st.button("Yes, close it", key="close-yes", type="primary", on_click=_close, args=(advisor, view.group.id, key))
        st.button("No, keep it open", key="close-no", on_click=_ask_to_close, args=(key, False))


def _ask_to_close(key: str, asked: bool) -> None:
    st.session_state[key] = asked


def _close(advisor: Advisor, group_id: str, key: str) -> None:
    def close() -> str:
        advisor.practising.training.close(group_id, identity.visitor(advisor).person.id)
        return "The group is closed."

    if doing.attempt("practise", close):
        st.session_state.pop(key, None)


def _tell(advisor: Advisor, group_id: str) -> None:
    def tell() -> str:
        words = str(st.session_state.get("tell-words") or "").strip()
        if not words:
            raise FieldToMend("Your words: write them down.", "", "tell-words")
        whom = st.session_state.get("tell-whom") or None
        advisor.practising.training.tell(group_id, identity.visitor(advisor).person.id, words, whom)
        return "They see it on the page of the group."

    if doing.attempt("practise", tell):
        st.session_state["tell-words"] = ""
