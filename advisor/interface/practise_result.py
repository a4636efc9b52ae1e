"""The result of an exercise: marks step by step, what to keep, and the certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from advisor.governance.exercises.marked import Verdict
from advisor.interface import identity, practise_shelf
from advisor.interface.escaping import text
from advisor.interface.holdings_tables import table
from advisor.interface.practise_words import marks, verdict_tag

if TYPE_CHECKING:
    from advisor.composition import Advisor
    from advisor.governance.exercises.sitting import Sitting
    from advisor.interface.practise_learner import Learner

_LONGEST_NAME = 80
_UNNAMED = "A learner"


def page(advisor: Advisor, learner: Learner, sitting: Sitting) -> None:
    """The result of a finished exercise."""
    exercise = sitting.exercise
    st.set_page_config(page_title=f"Result – {exercise.title} – Practise – Governance advisor")
    st.html(
        f'<p class="ga-caption">{text(exercise.title)}</p><h1>Your result</h1>'
        f'<p class="ga-cards__marks">{verdict_tag(sitting.verdict)} '
        f"<strong>{marks(sitting.marks, sitting.out_of)}</strong></p>"
        f'<div class="ga-inset ga-inset--outcome"><p class="ga-inset__lead">What to keep</p>'
        f"<p>{text(exercise.lesson)}</p></div>{_steps(sitting, learner)}"
    )
    if sitting.verdict is Verdict.WRONG:
        st.html("<p>Read the feedback on each step, then begin it again: your results are kept side by side.</p>")
    st.html("<h2>Certificate</h2>")
    key = f"certificate-{sitting.attempt.id}"
    # In local mode nobody has said who they are, unless they joined a group.
    known = "" if identity.is_local() and not learner.by_key else learner.name
    st.text_input("Name on the certificate", value=known, key=key, max_chars=_LONGEST_NAME, width=420)
    name = " ".join(str(st.session_state.get(key) or "").split()) or known or _UNNAMED
    st.download_button(
        "Download the certificate (PDF)",
        lambda: advisor.practising.practise.certificate(sitting.attempt.id, learner.id, name),
        file_name=f"certificate-{exercise.id}.pdf",
        mime="application/pdf",
        key="certificate",
        on_click="ignore",
    )
    st.html(f"<p>{practise_shelf.exercise_link(exercise.id, learner, 'Do this exercise again', **_group(sitting))}</p>")


def _group(sitting: Sitting) -> dict[str, str]:
    return {"group": sitting.attempt.group_id} if sitting.attempt.group_id else {}


def _steps(sitting: Sitting, learner: Learner) -> str:
    rows = []
    for number, step_id in enumerate(sitting.course, start=1):
        given = sitting.given(step_id)
        if given is None:
            continue
        link = practise_shelf.sitting_link(sitting, learner, f"Step {number}", step=step_id)
        rows.append(
            f'<tr><th scope="row">{link}</th><td>{text(sitting.exercise.step(step_id).prompt)}</td>'
            f'<td class="ga-number">{marks(given.marked.marks, given.marked.out_of)}</td>'
            f"<td>{verdict_tag(given.marked.verdict)}</td></tr>"
        )
    heads = '<th scope="col">Feedback</th><th scope="col">Task</th><th scope="col" class="ga-number">Marks</th>'
    return table("Step by step", f'{heads}<th scope="col">Result</th>', rows)
