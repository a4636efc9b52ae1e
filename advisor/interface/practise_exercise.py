"""One exercise: its beginning, and one step a page, each followed by a page of feedback."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import streamlit as st

from advisor.errors import GovernanceError
from advisor.governance.exercises.step import BreachClock, Decide, SpotTheGap, Step
from advisor.interface import (
    banners,
    doing,
    practise_feedback,
    practise_fields,
    practise_learner,
    practise_result,
    practise_shelf,
    wording,
)
from advisor.interface.escaping import text
from advisor.interface.practise_words import about, amount, costs, share_in_words, step_number

if TYPE_CHECKING:
    from advisor.composition import Advisor
    from advisor.governance.exercises.exercise import Exercise
    from advisor.governance.exercises.sitting import GivenAnswer, Sitting
    from advisor.interface.practise_learner import Learner

TITLE = "Practise – Governance advisor"


def page(advisor: Advisor, learner: Learner, exercise_id: str, sitting_id: str) -> None:
    """The beginning of an exercise, or where a sitting stands: a step, its feedback, or the result."""
    told = doing.tell()
    try:
        if not sitting_id:
            _beginning(advisor, learner, exercise_id)
            return
        sitting = advisor.practising.practise.resume(sitting_id, learner.id)
    except GovernanceError as error:
        st.set_page_config(page_title=f"Exercise not found – {TITLE}")
        # What was just done is told above; two summaries would say the same twice.
        said = "" if told is not None and told.error is not None else banners.problem(error, f"missing-{sitting_id}")
        st.html(f"<h1>Exercise not found</h1>{said}")
        return
    given = sitting.given(st.query_params.get("step", ""))
    if given is not None:
        _feedback(advisor, learner, sitting, given)
    elif sitting.current is not None:
        _step(advisor, sitting, sitting.current)
    else:
        practise_result.page(advisor, learner, sitting)


def _beginning(advisor: Advisor, learner: Learner, exercise_id: str) -> None:
    practise = advisor.practising.practise
    offered = practise.exercise(exercise_id)
    exercise, group_id = offered.exercise, st.query_params.get("group") or None
    st.set_page_config(page_title=f"{exercise.title} – {TITLE}")
    st.html(f'<h1>{text(exercise.title)}</h1><p class="ga-caption">{text(about(exercise))}</p>')
    if group_id is not None:
        group = advisor.practising.training.group(group_id, learner.id)
        st.html(f'<p class="ga-hint">In the group “{text(group.title)}”. Its trainer sees what you answer.</p>')
    earlier = [
        one
        for one in practise.mine(learner.id)
        if one.attempt.exercise_id == exercise_id and one.attempt.group_id == group_id
    ]
    open_one = next((one for one in earlier if not one.finished), None)
    if open_one is None and offered.outdated_because:
        reasons = "".join(f"<li>{text(one)}</li>" for one in offered.outdated_because)
        st.html(
            '<div class="ga-inset ga-inset--correction"><p class="ga-inset__lead">This exercise is being reviewed</p>'
            "<p>What it rests on has changed since somebody last reviewed it, so nobody new can begin it now.</p>"
            f"<ul>{reasons}</ul></div>"
        )
        return
    st.html(_told_before(exercise))
    if finished := next((one for one in earlier if one.finished), None):
        link = practise_shelf.sitting_link(finished, learner, "See your last result")
        st.html(f"<p>You have finished it before. {link}</p>")
    words = "Go on" if open_one else ("Begin again" if finished else "Begin")
    if open_one and open_one.answers:
        st.html(f"<p>You stopped at {step_number(open_one, open_one.course[-1]).lower()}.</p>")
    st.button(words, key="begin", type="primary", on_click=_begin, args=(advisor, exercise_id, group_id))


def _told_before(exercise: Exercise) -> str:
    aims = "".join(f"<li>{text(one)}</li>" for one in exercise.aims)
    lengths = sorted({len(one) for one in exercise.courses()})
    steps = f"{lengths[0]} to {lengths[-1]} steps" if len(lengths) > 1 else f"{lengths[0]} steps"
    return (
        f"<h2>The story</h2><p>{text(exercise.scenario)}</p><h2>What you learn</h2><ul>{aims}</ul>"
        f"<h2>How it works</h2><p>{steps}, one on each page. After each you see what you earned, why, and a good "
        "answer. An answer is kept when you send it and cannot be changed after. You can stop at any time and come "
        "back. All people and bodies are invented; write no real personal data.</p>"
    )


def _begin(advisor: Advisor, exercise_id: str, group_id: str | None) -> None:
    def begin() -> str:
        learner = practise_learner.who(advisor)
        sitting = advisor.practising.practise.start(exercise_id, learner.id, group_id=group_id)
        st.query_params["exercise"], st.query_params["sitting"] = exercise_id, sitting.attempt.id
        return "You go on where you stopped." if sitting.answers else "You have begun."

    doing.attempt("practise", begin)


def _step(advisor: Advisor, sitting: Sitting, step: Step) -> None:
    exercise, here = sitting.exercise, step_number(sitting, step.id)
    st.query_params.pop("step", None)
    st.set_page_config(page_title=f"{here} – {exercise.title} – {TITLE}")
    st.html(f'<p class="ga-caption">{text(exercise.title)}</p><h1>{here}</h1>{_story(sitting)}')
    st.html(
        f'<p class="ga-task">{text(step.prompt)}</p>{_material(step)}'
        f'<p class="ga-hint">This step earns up to {amount(step.marking.marks)}.</p>'
        f"{_hints_shown(sitting, step)}"
    )
    # A key of its own for each step: what was written stays where a step is refused, and goes nowhere else.
    key = f"answer-{sitting.attempt.id}-{step.id}"
    left = step.hints[len(sitting.hints_taken(step)) :]
    with st.form(f"form-{key}", enter_to_submit=False, border=True):
        practise_fields.draw(step, key)
        with st.container(horizontal=True):
            st.form_submit_button(
                "Send answer", type="primary", key=f"send-{key}", on_click=_send, args=(advisor, sitting, step, key)
            )
            if left:
                st.form_submit_button(
                    f"Show a hint ({costs(left[0].costs)})",
                    key=f"hint-{key}",
                    on_click=_hint,
                    args=(advisor, sitting.attempt.id, step),
                )
    st.html('<p class="ga-hint">Your answer is kept as soon as you send it. What you have not sent is not kept.</p>')


def _story(sitting: Sitting) -> str:
    opened = "" if sitting.answers else " open"
    return (
        f'<details class="ga-details"{opened}><summary>The story</summary>'
        f"<p>{text(sitting.exercise.scenario)}</p></details>"
    )


def _material(step: Step) -> str:
    """What a learner has to read before they can answer."""
    match step:
        case SpotTheGap():
            return practise_fields.document(step.document)
        case Decide() if step.precedents:
            told = "".join(f"<li>{text(one.tells)}</li>" for one in step.precedents)
            return f"<h2>Cases that were decided before</h2><ul>{told}</ul><p>They inform, and bind nobody.</p>"
        case BreachClock():
            events = "".join(
                f'<li><p class="ga-timeline__when">{one.at:%A} {wording.day(one.at)}, {one.at:%H:%M}</p>'
                f"<p>{text(one.what)}</p></li>"
                for one in step.events
            )
            return f'<h2>What happened</h2><ol class="ga-timeline">{events}</ol>'
        case _:
            return ""


def _hints_shown(sitting: Sitting, step: Step) -> str:
    hints = enumerate(sitting.hints_taken(step), start=1)
    return "".join(
        f'<div class="ga-inset ga-inset--outcome"><p class="ga-inset__lead">Hint {number}, {costs(one.costs)}</p>'
        f"<p>{text(one.text)}</p></div>"
        for number, one in hints
    )


def _send(advisor: Advisor, sitting: Sitting, step: Step, key: str) -> None:
    def send() -> str:
        answer = practise_fields.taken(step, key)
        learner = practise_learner.who(advisor)
        marked = advisor.practising.practise.answer(sitting.attempt.id, step.id, answer, learner.id)
        st.query_params["step"] = step.id
        return f"Your answer is kept. {share_in_words(marked)}"

    if doing.attempt("practise", send):
        for name in practise_fields.written(step, key):
            st.session_state.pop(name, None)


def _hint(advisor: Advisor, sitting_id: str, step: Step) -> None:
    def take() -> str:
        hint = advisor.practising.practise.take_hint(sitting_id, step.id, practise_learner.who(advisor).id)
        return f"The hint stands under the task. It {costs(hint.costs)}."

    doing.attempt("practise", take)


def _feedback(advisor: Advisor, learner: Learner, sitting: Sitting, given: GivenAnswer) -> None:
    exercise, step = sitting.exercise, sitting.exercise.step(given.step_id)
    here = step_number(sitting, step.id)
    st.set_page_config(page_title=f"Feedback on {here.lower()} – {exercise.title} – {TITLE}")
    sources = advisor.practising.practise.sources(exercise, step.id)
    st.html(
        f'<p class="ga-caption">{text(exercise.title)}</p><h1>{here}: feedback</h1>'
        f'<p class="ga-task">{text(step.prompt)}</p>{practise_feedback.draw(sitting, given, sources)}'
    )
    _explanation(advisor, learner, sitting, given)
    words = "See your result" if sitting.finished else "Go on to the next step"
    st.button(words, key="go-on", type="primary", on_click=_go_on)


def _go_on() -> None:
    st.query_params.pop("step", None)


def _explanation(advisor: Advisor, learner: Learner, sitting: Sitting, given: GivenAnswer) -> None:
    """The law behind the marks, worded by a model where there is one and somebody asks for it."""
    explain = advisor.practising.explain_marks
    if explain is None:
        return
    kept = f"explained-{sitting.attempt.id}-{given.step_id}"
    if kept not in st.session_state:
        if not st.button("Explain the law behind this", key="explain"):
            return
        with st.spinner("Asking the language model"):
            st.session_state[kept] = (explain(sitting, given, learner.id), secrets.token_hex(4))
    explanation, occasion = st.session_state[kept]
    st.html(practise_feedback.explained(explanation) + banners.announcement(occasion, "Explanation ready"))
