"""The exercises that can be practised, those that wait for a review, and what a learner has done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from advisor.governance.exercises.exercise import Audience, Exercise, Level
from advisor.governance.exercises.sitting import Sitting
from advisor.interface import practise_learner, wording
from advisor.interface.escaping import own_link, text
from advisor.interface.holdings_tables import table
from advisor.interface.practise_words import AUDIENCES, LEVELS, SECTORS, about, marks, place, step_number, verdict_tag
from advisor.interface.review_words import tag
from corpus.source import Jurisdiction

if TYPE_CHECKING:
    from advisor.composition import Advisor
    from advisor.interface.practise_learner import Learner
    from advisor.journeys.practise import Offered

_MOST_MINUTES = (15, 20)


def page(advisor: Advisor, learner: Learner) -> None:
    """What can be gone on with, the exercises after a choice of filters, and those that nobody new may begin."""
    practise = advisor.practising.practise
    st.html(
        '<p class="ga-intro">Invented cases to practise on. Each answer is marked by rules, with its sources, and kept '
        "as soon as you send it.</p>"
    )
    open_ones = [one for one in practise.mine(learner.id) if not one.finished]
    if open_ones:
        st.html(f"<h2>Go on where you stopped</h2>{going_on(open_ones, learner)}")
    shelf = practise.shelf()
    offered = [one.exercise for one in shelf if not one.outdated_because]
    st.html("<h2>Exercises</h2>")
    found = _filtered(offered)
    count = wording.counted(len(found), "exercise")
    st.html(f'<p class="ga-hint" role="status">{count}, by title</p>{_list(found, learner)}')
    if waiting := [one for one in shelf if one.outdated_because]:
        st.html(_waiting(waiting))


def going_on(sittings: Sequence[Sitting], learner: Learner) -> str:
    """Exercises that were begun, a card for each."""
    items = "".join(
        f"<li><h3>{sitting_link(one, learner, one.exercise.title)}</h3><p>{_where(one)}</p></li>" for one in sittings
    )
    return f'<ol class="ga-cards">{items}</ol>'


def results(advisor: Advisor, learner: Learner) -> None:
    """A learner's own results."""
    sittings = advisor.practising.practise.mine(learner.id)
    if not sittings:
        st.html("<p>You have not begun an exercise yet.</p>")
        return
    st.html('<p class="ga-intro">Only you see this list. A trainer sees what you do in their group.</p>')
    groups = {group.id: group.title for group, _ in advisor.practising.training.joined(learner.id)}
    rows = [
        f'<tr><th scope="row">{sitting_link(one, learner, one.exercise.title)}</th>'
        f"<td>{text(wording.day(one.attempt.started_at))}</td>"
        f"<td>{text(groups.get(one.attempt.group_id or '', 'On your own'))}</td>"
        f"<td>{'Finished' if one.finished else step_number(one, one.course[-1])}</td>"
        f'<td class="ga-number">{marks(one.marks, one.out_of) if one.answers else "–"}</td>'
        f"<td>{verdict_tag(one.verdict) if one.finished else ''}</td></tr>"
        for one in sittings
    ]
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Exercise", "Begun", "With", "How far"))
    heads += '<th scope="col" class="ga-number">Marks</th><th scope="col">Result</th>'
    st.html(table("What you have practised, the latest first", heads, rows))


def exercise_link(exercise_id: str, learner: Learner, words: str, **more: str) -> str:
    """A link to the beginning of an exercise."""
    return own_link("/practise", words, exercise=exercise_id, **more, **practise_learner.carried(learner))


def sitting_link(sitting: Sitting, learner: Learner, words: str, **more: str) -> str:
    """A link to an exercise that was begun."""
    group = {"group": sitting.attempt.group_id} if sitting.attempt.group_id else {}
    asked = {"exercise": sitting.exercise.id, "sitting": sitting.attempt.id, **group, **more}
    return own_link("/practise", words, **asked, **practise_learner.carried(learner))


def _filtered(offered: Sequence[Exercise]) -> list[Exercise]:
    """The exercises that fit what is chosen; the choice stands in the address, so that a reload keeps it."""
    levels = {"": "Any level", **{one.value: words for one, words in LEVELS.items()}}
    people = {"": "Anybody", **{one.value: words for one, words in AUDIENCES.items()}}
    places = {"": "Anywhere", **{one.value: place(one) for one in Jurisdiction if _plays_in(offered, one)}}
    sectors = {"": "Any field", **SECTORS}
    minutes = {"": "Any length", **{str(one): f"Up to {one} minutes" for one in _MOST_MINUTES}}
    with st.container(horizontal=True, key="filters"):
        level = _choice("Level", "level", levels)
        audience = _choice("For whom", "for", people)
        where = _choice("Where it plays", "place", places)
        sector = _choice("Field", "field", sectors)
        longest = _choice("Time", "minutes", minutes)
    tests: list[Callable[[Exercise], bool]] = [
        lambda one: not level or one.level is Level(level),
        lambda one: not audience or Audience(audience) in one.audience,
        lambda one: not where or one.jurisdiction is Jurisdiction(where),
        lambda one: not sector or one.sector == sector,
        lambda one: not longest or one.minutes <= int(longest),
    ]
    return [one for one in offered if all(test(one) for test in tests)]


def _choice(words: str, name: str, choices: Mapping[str, str]) -> str:
    asked = st.query_params.get(name, "")
    first = list(choices).index(asked) if asked in choices else 0
    chosen = str(
        st.selectbox(words, list(choices), index=first, format_func=lambda one: choices[one], key=f"filter-{name}")
    )
    if chosen:
        st.query_params[name] = chosen
    else:
        st.query_params.pop(name, None)
    return chosen


def _plays_in(offered: Sequence[Exercise], jurisdiction: Jurisdiction) -> bool:
    return any(one.jurisdiction is jurisdiction for one in offered)


def _list(found: Sequence[Exercise], learner: Learner) -> str:
    if not found:
        return "<p>No exercise fits all of this. Choose less.</p>"
    items = "".join(
        f"<li>{exercise_link(one.id, learner, one.title)} {_branches(one)}"
        f'<span class="ga-results__about">{text(about(one))}</span>'
        f'<span class="ga-results__about">You learn: {text(one.aims[0])}</span></li>'
        for one in found
    )
    return f'<ul class="ga-results">{items}</ul>'


def _branches(exercise: Exercise) -> str:
    return tag("Choices have consequences", "blue") if any(one.kind == "branch" for one in exercise.steps) else ""


def _waiting(waiting: Sequence[Offered]) -> str:
    items = "".join(
        f"<li><strong>{text(one.exercise.title)}</strong><ul>"
        f"{''.join(f'<li>{text(reason)}</li>' for reason in one.outdated_because)}</ul></li>"
        for one in waiting
    )
    return (
        '<h2 class="ga-after">Being reviewed</h2><p>The law or the guidance on which these rest has changed since they '
        "were reviewed. Nobody new can begin them until somebody has looked at them. Whoever has begun one can finish "
        f"it.</p><ul>{items}</ul>"
    )


def _where(sitting: Sitting) -> str:
    here = step_number(sitting, sitting.course[-1])
    return f"{here}, {marks(sitting.marks, sitting.out_of)} so far" if sitting.answers else here
