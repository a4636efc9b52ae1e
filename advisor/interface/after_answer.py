"""What a person can do with an answer: copy it, say whether it helped, or pass the question to the officer."""

from __future__ import annotations

import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

import streamlit as st

from advisor.approval.refusal import Refusal
from advisor.governance.answer import Answer, Outcome
from advisor.interface import answers, banners, copying, identity, library
from advisor.interface.banners import confirmation
from advisor.interface.escaping import own_link, text
from advisor.journeys.casework_history import moment_in_words

if TYPE_CHECKING:
    from advisor.composition import Advisor

_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Letters and figures that are not mistaken for one another when read out."""


def draw(advisor: Advisor, answer: Answer) -> None:
    """Everything below an answer."""
    if answer.outcome is not Outcome.ANSWERED:
        _refer(advisor, answer, urgent=answer.outcome is not Outcome.OUT_OF_SCOPE)
    if answer.retrieved:
        st.html(answers.found(answer))
    with st.expander("Copy with citations"):
        st.code(copying.plain(answer), language=None, wrap_lines=True)
        st.download_button(
            "Download as text",
            copying.plain(answer),
            file_name=f"answer-{answer.id[:12]}.txt",
            mime="text/plain",
            key=f"download-{answer.id}",
            on_click="ignore",
        )
        st.html(f'<p class="ga-hint">{own_link("/", "Link to this answer alone", answer=answer.id)}</p>')
    if answer.outcome is Outcome.ANSWERED:
        _refer(advisor, answer, urgent=False)
    _feedback(advisor, answer)


def _refer(advisor: Advisor, answer: Answer, *, urgent: bool) -> None:
    key = f"refer-{answer.id}"
    sent = advisor.conversations.referred(answer_id=answer.id)
    if sent:
        place = st.container()
        answered = _reply(advisor, sent[-1].id)
        waits = "" if answered else "It waits in this advisor’s list of questions for your data protection officer. "
        place.html(
            confirmation(
                "Question passed on",
                sent[-1].id,
                f"{waits}Quote the reference when you speak to your officer. Deleting this conversation does not "
                "withdraw it.",
            )
        )
        return
    if not st.session_state.get(key):
        st.button(
            "Ask the DPO",
            key=f"{key}-open",
            type="primary" if urgent else "secondary",
            on_click=_set,
            args=(key, True),
        )
        return
    if problem := st.session_state.get(f"{key}-problem"):
        st.html(banners.problem(problem, key))
    with st.form(f"{key}-form", border=True):
        note = st.text_area("What should they know? (optional)", key=f"{key}-note", max_chars=2000, height=110)
        st.html(
            '<p class="ga-hint">Leave out names and other personal details. The question is sent with your note.</p>'
        )
        with st.container(horizontal=True):
            send = st.form_submit_button("Send to the DPO", type="primary")
            st.form_submit_button("Cancel", on_click=_set, args=(key, False))
    if send:
        st.session_state[f"{key}-problem"] = _sent(advisor, answer, note)
        if st.session_state[f"{key}-problem"] is None:
            st.session_state.pop(key, None)
        st.rerun()


def _sent(advisor: Advisor, answer: Answer, note: str) -> Refusal | None:
    """Pass the question on; why not, where it was refused."""
    actor = identity.visitor(advisor).actor
    try:
        advisor.office.referring.refer(actor, reference(), question=answer.question, note=note, answer_id=answer.id)
    except Refusal as refusal:
        return refusal
    return None


def _reply(advisor: Advisor, question: str) -> bool:
    """What the officer said, where they have, to whoever may read it; whether there was anything."""
    actor = identity.visitor(advisor).actor
    try:
        said = advisor.office.referring.reply(actor, question)
    except Refusal:  # a question from before there were cases, or another person at the page
        with suppress(Refusal):
            advisor.office.referring.take_up(actor)
        return False
    if said is None:
        return False
    lead = "Your data protection officer asks for more" if said.asked_back else "The answer of your officer"
    paragraphs = "".join(f"<p>{text(one)}</p>" for one in said.text.splitlines() if one.strip())
    by = f"{said.by}, {said.role}, {moment_in_words(said.at)}"
    mark = f"<p>{text(said.watermark)}</p>" if said.watermark else ""
    st.html(
        f'<div class="ga-inset ga-inset--outcome"><p class="ga-inset__lead">{lead}</p>{paragraphs}'
        f'<p class="ga-hint">{text(by)}</p>{mark}</div>'
    )
    return True


def _feedback(advisor: Advisor, answer: Answer) -> None:
    given = advisor.conversations.feedback(answer.id)
    if given is None:
        st.html('<p class="ga-label">Was this answer useful?</p>')
        with st.container(horizontal=True):
            st.button("Yes, it was useful", key=f"useful-{answer.id}", on_click=_say, args=(advisor, answer.id, True))
            st.button(
                "No, it was not useful", key=f"useless-{answer.id}", on_click=_say, args=(advisor, answer.id, False)
            )
        return
    said = "useful" if given.helpful else "not useful"
    st.html(f'<p class="ga-hint">Thank you. You said that this answer was <strong>{said}</strong>.</p>')
    if given.note:
        st.html('<p class="ga-hint">Your words are kept with it.</p>')
        return
    with st.form(f"words-{answer.id}", border=False):
        words = st.text_area("Anything to add? (optional)", key=f"words-text-{answer.id}", max_chars=2000, height=80)
        if st.form_submit_button("Send your words") and words.strip():
            advisor.conversations.give_feedback(answer.id, helpful=given.helpful, note=words, at=library.now())
            st.rerun()


def _say(advisor: Advisor, answer_id: str, helpful: bool) -> None:
    if not identity.is_here(advisor):
        return  # the page says so in its place
    advisor.conversations.give_feedback(answer_id, helpful=helpful, note="", at=library.now())


def _set(key: str, value: bool) -> None:
    st.session_state[key] = value


def reference() -> str:
    """A reference that can be read out over the telephone."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"DPO-{letters[:4]}-{letters[4:]}"
