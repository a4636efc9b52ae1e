"""The guided form: a proposal told in answers to plain questions, made into a text with a heading for each."""

from __future__ import annotations

import streamlit as st

from advisor.interface.doing import FieldToMend

_TALL, _LOW = 110, 68
QUESTIONS = {
    "Project": ("What is it called?", True),
    "Purpose": ("What do you want to do, and why?", True),
    "Benefits": ("Who gains by it, and what happens if nothing is done?", False),
    "Partners": ("Which organisations take part, and what does each do?", False),
    "People": ("About whom are the data, and about how many people?", False),
    "Data": ("Which data are used?", False),
    "Sharing": ("Who sends what to whom, and how?", False),
    "Supplier": ("Which suppliers or systems are involved?", False),
    "Legal basis": ("On which law or lawful basis do you rely, if you know?", False),
    "Security": ("How are the data kept safe, and who can see them?", False),
    "Retention": ("How long are they kept, and what happens then?", False),
    "Dates": ("When does it start, end and get reviewed?", False),
    "Costs": ("What does it cost?", False),
    "Owner": ("Who is responsible for it?", False),
}
"""Each heading, the question that it answers, and whether it must be answered."""


def draw(turn: str) -> None:
    """The fields."""
    st.html('<p class="ga-hint">Leave what you do not know: it becomes a question in the draft.</p>')
    for heading, (question, needed) in QUESTIONS.items():
        words = question if needed else f"{question} (optional)"
        if heading == "Project":
            st.text_input(words, max_chars=120, key=_key(turn, heading))
        else:
            st.text_area(words, height=_TALL if heading in ("Purpose", "Sharing") else _LOW, key=_key(turn, heading))


def told(turn: str) -> str:
    """The proposal as a text.

    Raises:
        FieldToMend: what must be said is not.
    """
    said = {heading: str(st.session_state.get(_key(turn, heading)) or "").strip() for heading in QUESTIONS}
    for heading, (question, needed) in QUESTIONS.items():
        if needed and not said[heading]:
            raise FieldToMend(f"{question} Write it down.", "Everything else may stay open.", _key(turn, heading))
    return as_text(said)


def as_text(said: dict[str, str]) -> str:
    """The answers under their headings, the title first."""
    parts = [f"# {said['Project']}"]
    parts += [f"{heading}: {words}" for heading, words in said.items() if words and heading != "Project"]
    return "\n\n".join(parts)


def _key(turn: str, heading: str) -> str:
    return f"draft-told-{turn}-{heading.lower().replace(' ', '-')}"
