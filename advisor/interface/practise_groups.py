"""Groups: joining one by its code, what a learner sees of theirs, and the list of those that somebody trains."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from advisor.interface import doing, identity, practise_learner, practise_shelf, wording
from advisor.interface.doing import FieldToMend
from advisor.interface.escaping import label, own_link, text
from advisor.interface.holdings_tables import table
from advisor.interface.practise_words import marks, step_number
from advisor.interface.review_words import tag
from advisor.journeys.casework_history import moment_in_words
from advisor.journeys.training import LONGEST_NAME_CHARACTERS

if TYPE_CHECKING:
    from advisor.composition import Advisor
    from advisor.governance.exercises.group import Group, TrainerNote
    from advisor.governance.exercises.sitting import Sitting
    from advisor.interface.practise_learner import Learner

CLOSED = tag("Closed", "grey")
_LONGEST_TITLE = 200


def joining(advisor: Advisor, learner: Learner) -> None:
    """The groups that a learner is in, and the form to join one."""
    joined = advisor.practising.training.joined(learner.id)
    if joined:
        items = "".join(f"<li>{_group_link(group, learner)} {_state(group)}</li>" for group, _ in joined)
        st.html(f'<h2>Your groups</h2><ul class="ga-results">{items}</ul>')
    st.html(
        "<h2>Join a group</h2><p>Your trainer has a code of eight letters. Whoever has it can join until the trainer "
        "closes the group.</p>"
    )
    with st.form("join", enter_to_submit=False, border=True):
        st.text_input("Code", key="join-code", max_chars=20, width=220)
        usual = "" if identity.is_local() and not learner.by_key else learner.name
        st.text_input(
            "Your name, which only the trainer sees",
            value=usual,
            key="join-name",
            max_chars=LONGEST_NAME_CHARACTERS,
            width=420,
        )
        st.form_submit_button("Join", type="primary", key="join-send", on_click=_join, args=(advisor,))
    if identity.is_local() and not learner.by_key:
        st.html(
            '<p class="ga-hint">Nobody signs in here. When you join you get a page of your own; keep its address, '
            "because it is the key to your answers.</p>"
        )


def of_learner(advisor: Advisor, learner: Learner, group: Group) -> None:
    """A group as one of its learners sees it: its exercises with their own progress, and what the trainer told them."""
    st.html(f"<h1>{text(group.title)} {CLOSED if group.closed_at else ''}</h1>")
    if group.closed_at:
        st.html("<p>Your trainer has closed this group. Your answers stand, and nothing can be added.</p>")
    elif learner.by_key:
        st.html(
            '<div class="ga-inset"><p class="ga-inset__lead">Keep the address of this page</p><p>Nobody signs in here. '
            f"The address of this page is how you come back as {text(learner.name)}. Do not pass it on.</p></div>"
        )
    mine = [one for one in advisor.practising.practise.mine(learner.id) if one.attempt.group_id == group.id]
    titles = {one.exercise.id: one.exercise.title for one in advisor.practising.practise.shelf()}
    items = "".join(f"<li>{_exercise(group, one, titles, mine, learner)}</li>" for one in group.exercise_ids)
    st.html(f'<h2>Exercises</h2><ul class="ga-results">{items}</ul>')
    if told := advisor.practising.training.told(group.id, learner.id):
        st.html(f"<h2>What your trainer says</h2>{notes(told, {learner.id: 'to you'})}")


def notes(told: Sequence[TrainerNote], names: dict[str, str]) -> str:
    """What a trainer told, each with its reader and day."""
    items = "".join(
        f"<li>{''.join(f'<p>{text(line)}</p>' for line in one.text.splitlines() if line.strip())}"
        f'<p class="ga-hint">{text(names.get(one.person_id or "", "to the whole group"))}, '
        f"{text(moment_in_words(one.at))}</p></li>"
        for one in told
    )
    return f'<ul class="ga-said">{items}</ul>'


def of_trainer(advisor: Advisor) -> None:
    """The groups that somebody trains, and the form to open one."""
    trainer = identity.visitor(advisor)
    training = advisor.practising.training
    groups = training.of_trainer(trainer.person.id)
    if groups:
        st.html(_list(groups))
    else:
        st.html("<p>You have not opened a group yet.</p>")
    if not training.may_open(trainer.actor):
        st.html(
            "<p>Groups are opened by data protection officers, Caldicott guardians, senior information risk owners and "
            "administrators, since whoever opens one sees what its learners answer.</p>"
        )
        return
    st.html("<h2>Open a group</h2>")
    offered = [one.exercise for one in advisor.practising.practise.shelf() if not one.outdated_because]
    with st.form("open-group", enter_to_submit=False, border=True):
        st.text_input("Name of the group", key="group-title", max_chars=_LONGEST_TITLE)
        with st.container(key="legend-exercises", gap="small"):
            st.html('<p class="ga-label" data-legend>Exercises of the group</p>')
            for one in offered:
                st.checkbox(label(one.title), key=f"group-has-{one.id}")
        st.form_submit_button(
            "Open the group",
            type="primary",
            key="open-send",
            on_click=_open,
            args=(advisor, tuple(one.id for one in offered)),
        )


def _list(groups: Sequence[Group]) -> str:
    rows = [
        f'<tr><th scope="row">{own_link("/practise", one.title, group=one.id, **identity.carried())} {_state(one)}</th>'
        f"<td>{text(spelt(one.code))}</td><td>{wording.counted(len(one.exercise_ids), 'exercise')}</td>"
        f"<td>{text(wording.day(one.opened_at))}</td></tr>"
        for one in groups
    ]
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Group", "Code", "Exercises", "Opened"))
    return table("Groups that you train", heads, rows)


def spelt(code: str) -> str:
    """A code in two halves, as it is read out."""
    return f"{code[:4]} {code[4:]}"


def _join(advisor: Advisor) -> None:
    def join() -> str:
        code, name = (str(st.session_state.get(key) or "").strip() for key in ("join-code", "join-name"))
        if not code:
            raise FieldToMend("Code: write it down.", "It has eight letters; your trainer has it.", "join-code")
        if not name:
            raise FieldToMend("Your name: write it down.", "Only the trainer sees it.", "join-name")
        learner = practise_learner.who(advisor)
        # In local mode the person at this computer is nobody in particular: each who joins gets a key of their own.
        known = None if identity.is_local() and not learner.by_key else learner.id
        member = advisor.practising.training.join(code, name, known)
        practise_learner.become(member)
        st.query_params.pop("show", None)
        st.query_params["group"] = member.group_id
        return f"You have joined, as {member.shown_as}."

    doing.attempt("practise", join)


def _open(advisor: Advisor, offered: tuple[str, ...]) -> None:
    def open_group() -> str:
        title = str(st.session_state.get("group-title") or "").strip()
        chosen = [one for one in offered if st.session_state.get(f"group-has-{one}")]
        if not title:
            raise FieldToMend("Name of the group: write it down.", "Your learners see it.", "group-title")
        if not chosen:
            raise FieldToMend("Choose at least one exercise.", "", f"group-has-{offered[0]}" if offered else "")
        group = advisor.practising.training.open(title, chosen, identity.visitor(advisor).actor)
        st.query_params.pop("show", None)
        st.query_params["group"] = group.id
        return f"The group is open. Its code is {spelt(group.code)}."

    doing.attempt("practise", open_group)


def _exercise(group: Group, exercise_id: str, titles: dict[str, str], mine: Sequence[Sitting], learner: Learner) -> str:
    theirs = next((one for one in mine if one.exercise.id == exercise_id), None)
    title = theirs.exercise.title if theirs else titles.get(exercise_id, exercise_id)
    if theirs is None:
        link = practise_shelf.exercise_link(exercise_id, learner, title, group=group.id)
        how = "Not begun" if not group.closed_at else "You did not begin it"
        return f'{text(title) if group.closed_at else link}<span class="ga-results__about">{how}</span>'
    how = (
        f"Finished, {marks(theirs.marks, theirs.out_of)}" if theirs.finished else step_number(theirs, theirs.course[-1])
    )
    link = practise_shelf.sitting_link(theirs, learner, title)
    return f'{link}<span class="ga-results__about">{text(how)}</span>'


def _group_link(group: Group, learner: Learner) -> str:
    return own_link("/practise", group.title, group=group.id, **practise_learner.carried(learner))


def _state(group: Group) -> str:
    return CLOSED if group.closed_at else ""
