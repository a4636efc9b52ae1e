"""Answering a step of any kind: its fields, and the answer that they make in the form in which answers are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import streamlit as st

from advisor.governance.exercises.marking import LONGEST_ANSWER_CHARACTERS
from advisor.governance.exercises.step import (
    Branch,
    BranchOption,
    BreachClock,
    Choose,
    ChooseSeveral,
    Classify,
    Decide,
    MarkUp,
    Option,
    Order,
    Passage,
    Step,
)
from advisor.interface import day_fields
from advisor.interface.doing import FieldToMend
from advisor.interface.escaping import label, text
from advisor.interface.practise_words import HOW

_LONGEST_COMMENT = 800
_TALL, _LOW = 180, 90
_DAY = "Day on which it is due"


def draw(step: Step, key: str) -> None:
    """The fields of a step; every key in them begins with ``key``."""
    st.html(f'<p class="ga-hint">{text(HOW[step.kind])}</p>')
    match step:
        case Choose() | Branch():
            _options("Your answer" if isinstance(step, Choose) else "What do you do?", step.options, key)
        case Decide():
            _options("Your decision", step.options, key)
            _words("Your reasons", f"{key}-reasons")
        case ChooseSeveral():
            with st.container(key=f"legend-{key}", gap="small"):
                st.html('<p class="ga-label" data-legend>Your answer</p>')
                for one in step.options:
                    st.checkbox(label(one.text), key=f"{key}-{one.id}")
        case Order():
            numbers = range(1, len(step.items) + 1)
            for item in step.items:
                st.selectbox(label(item.text), numbers, index=None, placeholder="Number", key=f"{key}-{item.id}")
        case Classify():
            classes = {one.id: one.text for one in step.classes}
            for sorted_item in step.items:
                st.radio(
                    label(sorted_item.text),
                    list(classes),
                    index=None,
                    format_func=lambda one: label(classes[one]),
                    key=f"{key}-{sorted_item.id}",
                )
        case MarkUp():
            for number, passage in enumerate(step.document, start=1):
                st.html(_passage(number, passage))
                st.text_area(
                    f"What is wrong with passage {number}? Leave empty if it stands.",
                    key=f"{key}-{passage.id}",
                    height=_LOW,
                    max_chars=_LONGEST_COMMENT,
                )
        case BreachClock():
            day_fields.draw(_DAY, key, hint="For example, 9 11 2026.")
            st.text_input("Time by which it is due, for example 16:20", key=f"{key}-time", max_chars=20, width=220)
        case _:
            _words("Your answer", f"{key}-words")


def taken(step: Step, key: str) -> str:
    """The answer in the fields.

    Raises:
        FieldToMend: something is missing, or two things contradict each other.
    """
    match step:
        case Choose() | Branch():
            return _chosen(key)
        case Decide():
            return f"{_chosen(key)}: {_said(f'{key}-reasons', 'Your reasons')}"
        case ChooseSeveral():
            ticked = [one.id for one in step.options if st.session_state.get(f"{key}-{one.id}")]
            if not ticked:
                raise FieldToMend("Choose at least one.", "", f"{key}-{step.options[0].id}")
            return ", ".join(ticked)
        case Order():
            return ", ".join(_in_order(step, key))
        case Classify():
            return ", ".join(f"{one.id}={_class(one.id, one.text, key)}" for one in step.items)
        case MarkUp():
            said = [(one.id, _flat(str(st.session_state.get(f"{key}-{one.id}") or ""), step)) for one in step.document]
            if not any(words for _, words in said):
                field = f"{key}-{step.document[0].id}"
                raise FieldToMend("Say what is wrong with at least one passage.", "Leave the sound ones empty.", field)
            return "\n".join(f"{one}: {words}" for one, words in said if words)
        case BreachClock():
            day = day_fields.required(_DAY, key)
            time = _said(f"{key}-time", "Time by which it is due")
            return f"{day.day} {day:%B %Y} at {time}"
        case _:
            return _said(f"{key}-words", "Your answer")


def written(step: Step, key: str) -> list[str]:
    """Keys of the fields of a step, which are forgotten once its answer is kept."""
    found: Iterable[str]
    match step:
        case Choose() | Branch():
            found = ("choice",)
        case Decide():
            found = ("choice", "reasons")
        case ChooseSeveral():
            found = (one.id for one in step.options)
        case Order() | Classify():
            found = (one.id for one in step.items)
        case MarkUp():
            found = (one.id for one in step.document)
        case BreachClock():
            found = ("day", "month", "year", "time")
        case _:
            found = ("words",)
    return [f"{key}-{one}" for one in found]


def document(passages: Sequence[Passage]) -> str:
    """A document to be read, its passages numbered."""
    return (
        f'<div class="ga-paper">{"".join(_passage(number, one) for number, one in enumerate(passages, start=1))}</div>'
    )


def _passage(number: int, passage: Passage) -> str:
    return f"<p><strong>Passage {number}.</strong> {text(passage.text)}</p>"


def _options(words: str, options: Sequence[Option | BranchOption], key: str) -> None:
    texts = {one.id: one.text for one in options}
    st.radio(words, list(texts), index=None, format_func=lambda one: label(texts[one]), key=f"{key}-choice")


def _words(words: str, key: str) -> None:
    st.text_area(words, key=key, height=_TALL, max_chars=LONGEST_ANSWER_CHARACTERS // 2)


def _chosen(key: str) -> str:
    chosen = st.session_state.get(f"{key}-choice")
    if chosen is None:
        raise FieldToMend("Choose one of the answers.", "", f"{key}-choice")
    return str(chosen)


def _said(key: str, words: str) -> str:
    said = str(st.session_state.get(key) or "").strip()
    if not said:
        raise FieldToMend(f"{words}: write it down.", "", key)
    return said


def _in_order(step: Order, key: str) -> list[str]:
    places: dict[int, str] = {}
    for one in step.items:
        number = st.session_state.get(f"{key}-{one.id}")
        if number is None:
            raise FieldToMend(f"“{one.text}” has no number yet.", "Give each a number of its own.", f"{key}-{one.id}")
        if number in places:
            raise FieldToMend(f"Two have the number {number}.", "Give each a number of its own.", f"{key}-{one.id}")
        places[number] = one.id
    return [places[number] for number in sorted(places)]


def _class(item: str, words: str, key: str) -> str:
    chosen = st.session_state.get(f"{key}-{item}")
    if chosen is None:
        raise FieldToMend(f"“{words}” is not in any class yet.", "Choose where it belongs.", f"{key}-{item}")
    return str(chosen)


def _flat(comment: str, step: MarkUp) -> str:
    """A comment on one line, in which nothing can be taken for the beginning of another passage's."""
    names = "|".join(re.escape(one.id) for one in step.document)
    return re.sub(rf";(?=\s*(?:[-*•]\s*)?(?:{names})\b)", ",", " ".join(comment.split()), flags=re.IGNORECASE)
