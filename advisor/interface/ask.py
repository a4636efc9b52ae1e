"""Ask: put a question, read the answer beside its sources, and come back to it later."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import streamlit as st

from advisor.errors import GovernanceError, NotHeld
from advisor.governance.answer import Answer
from advisor.governance.citation import Citation
from advisor.interface import (
    after_answer,
    answers,
    asking,
    banners,
    conversation_list,
    identity,
    library,
    precedent_pack,
)
from advisor.interface.citations import numbered, source_list
from advisor.interface.escaping import text
from advisor.ledger.conversation import Conversation, Turn
from corpus.source import Classification

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from advisor.composition import Advisor


def page() -> None:
    """The page, for a new question, a conversation, or one answer alone."""
    advisor = library.advisor()
    answer_id = st.query_params.get("answer")
    conversation, turns, missing = _asked_for(advisor)
    conversation_list.draw(advisor, conversation.id if conversation else None)
    _title(conversation.title if conversation else "")
    if answer_id:
        _alone(advisor, answer_id)
        return
    failed = st.session_state.pop("deletion_failed", None) or missing
    if failed is not None:
        st.html(banners.problem(failed, secrets.token_hex(4)))
    trouble: asking.Trouble | None = st.session_state.get("trouble")
    if trouble is not None:
        _trouble(trouble)
    beside: list[tuple[Answer, DeltaGenerator]] = []
    if turns:
        st.html('<h1 class="ga-hidden">Your conversation</h1>')
        for turn in turns:
            just = turn.answer.id == st.session_state.get("just_answered")
            beside.append((turn.answer, _turn(advisor, turn.answer, turn.number, just)))
    else:
        _welcome()
    said = asking.circumstances(
        conversation.jurisdiction if conversation else advisor.settings.answer.jurisdiction,
        conversation.classification if conversation else Classification.OFFICIAL,
        folded=bool(turns),
    )
    _announce(turns)
    with st.container(key="asking"):  # at the root Streamlit would pin it and scroll every answer to its end
        typed = st.chat_input(
            "Ask a follow-up question" if turns else "Ask a question",
            key="question",
            max_chars=advisor.settings.answer.longest_question_characters,
        )
    question = typed or st.session_state.pop("example", None)
    if question:
        asking.ask(advisor, str(question), said, conversation, [turn.answer for turn in turns])
    for answer, place in reversed(beside):  # once everything else is there, so that no answer waits for them
        precedent_pack.beside(advisor, answer, place, said.classification)


def _asked_for(advisor: Advisor) -> tuple[Conversation | None, list[Turn], GovernanceError | None]:
    wanted = st.query_params.get("conversation")
    if not wanted:
        return None, [], None
    try:
        conversation, turns = advisor.conversations.open(wanted)
        identity.check_own(advisor, conversation.person_id)
    except NotHeld as error:
        return None, [], error
    return conversation, turns, None


def _title(words: str) -> None:
    st.set_page_config(page_title=f"{words} – Governance advisor" if words else "Ask – Governance advisor")


def _welcome() -> None:
    st.html(
        "<h1>Ask about information governance</h1>"
        '<p class="ga-intro">Questions on data protection, confidentiality, information sharing, freedom of '
        "information and records, answered from law and official guidance with the source beside every statement.</p>"
    )
    st.html('<p class="ga-label">For example</p>')
    with st.container(key="examples"):
        for row in (asking.EXAMPLES[:2], asking.EXAMPLES[2:]):
            for place, example in zip(st.columns(2), row, strict=True):
                place.button(example, key=f"example-{example}", on_click=_choose, args=(example,), width="stretch")


def _choose(example: str) -> None:
    st.session_state["example"] = example


def _trouble(trouble: asking.Trouble) -> None:
    if trouble.error is None:
        st.html(banners.unexpected(trouble.occasion))
    else:
        st.html(banners.problem(trouble.error, trouble.occasion, trouble.field))
    if trouble.answer is not None:
        sources = numbered(trouble.answer)
        st.html(
            '<p class="ga-label">The answer, which could not be saved</p>'
            + answers.body(trouble.answer, sources, "unsaved")
        )
    else:
        st.html(f'<p class="ga-label">Your question was</p><p>{text(trouble.question)}</p>')


def _turn(advisor: Advisor, answer: Answer, number: int, is_new: bool = False) -> DeltaGenerator:
    """Draw a question and its answer; returns the place beside them that is left for precedents."""
    anchor = f"turn-{number}"
    sources = numbered(answer)
    st.html(answers.question(answer, number, is_new))
    if sources:
        left, right = st.columns([1.75, 1], gap="large")
        right.html(source_list(sources, anchor, lambda citation: _words(advisor, citation)))
    else:
        left, _ = st.columns([1.75, 1], gap="large")
    with left:
        st.html(answers.body(answer, sources, anchor))
        after_answer.draw(advisor, answer)
        return st.empty()


def _words(advisor: Advisor, citation: Citation) -> str | None:
    try:
        return advisor.conversations.evidence(citation.passage_sha256)
    except NotHeld:
        return None


def _alone(advisor: Advisor, answer_id: str) -> None:
    try:
        answer = advisor.conversations.answer(answer_id, person_id=identity.visitor(advisor).person.id)
    except NotHeld as error:
        st.html(f"<h1>Answer not found</h1>{banners.problem(error, answer_id)}")
        st.page_link("ask.py", label="Ask a question")
        return
    _title(answer.question)
    st.html('<h1 class="ga-hidden">One answer</h1>')
    place = _turn(advisor, answer, 1)
    st.page_link("ask.py", label="Ask a question of your own")
    precedent_pack.beside(advisor, answer, place, Classification.OFFICIAL)


def _announce(turns: list[Turn]) -> None:
    just = st.session_state.get("just_answered")
    if turns and just == turns[-1].answer.id:
        st.html(banners.announcement(f"answer-{just}", "Answer ready"))


if __name__ == "__main__":
    page()
