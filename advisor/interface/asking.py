"""Asking: what is said with a question, and what happens between the question and the page that shows its answer."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from advisor.errors import GovernanceError, NotHeld
from advisor.governance.answer import Answer, Claim
from advisor.interface import answers, as_at, faults, identity, library, wording
from advisor.ledger.conversation import Conversation
from corpus.source import Classification, Jurisdiction

if TYPE_CHECKING:
    from advisor.composition import Advisor

EXAMPLES = (
    "How long do we have to answer a subject access request?",
    "Do we need a DPIA before we put CCTV in a council building?",
    "When must we report a personal data breach, and to whom?",
    "Can a school share a pupil’s records with social work without consent?",
)
"""Questions on the first screen, as people in a Scottish public body ask them."""


@dataclass(frozen=True)
class Circumstances:
    """Where the asker works, the day whose law is wanted, and the highest marking they may see."""

    jurisdiction: Jurisdiction
    day: str
    month: str
    year: str
    classification: Classification


@dataclass(frozen=True)
class Trouble:
    """Something that went wrong with a question, kept until the next one.

    ``error`` is ``None`` for a fault of our own, of which ``occasion`` is the reference. ``answer`` was given but could
    not be kept.
    """

    error: GovernanceError | None
    question: str
    occasion: str
    answer: Answer | None = None

    @property
    def field(self) -> str:
        """Key of the field to mend, where there is one."""
        return f"as_at_{self.error.field}" if isinstance(self.error, as_at.DateNotUnderstood) else ""


def circumstances(usual: Jurisdiction, marking: Classification, *, folded: bool) -> Circumstances:
    """The fields around the question; folded away once a conversation is under way."""
    trouble: Trouble | None = st.session_state.get("trouble")
    to_mend = trouble is not None and bool(trouble.field)
    place = st.expander("Where you work, date and marking", expanded=to_mend) if folded else st.container()
    with place:
        where = st.selectbox(
            "Where do you work?",
            list(wording.PLACES),
            index=list(wording.PLACES).index(usual),
            format_func=lambda one: wording.PLACES[one],
            key=f"where-{usual}",
        )
        seen = st.radio(
            "Highest marking you may see",
            list(wording.MARKINGS),
            index=list(wording.MARKINGS).index(marking),
            format_func=lambda one: wording.MARKINGS[one],
            horizontal=True,
            key=f"marking-{marking}",
        )
        st.html('<p class="ga-hint">Documents of your own above this marking are left out of the answer.</p>')
        if folded:
            day, month, year = _date_fields()
        else:
            with st.expander("Ask about the law on another date", expanded=to_mend):
                day, month, year = _date_fields()
    return Circumstances(where, day, month, year, seen)


def _date_fields() -> tuple[str, str, str]:
    st.html('<p class="ga-hint">Leave empty for today. For example, 31 3 2025.</p>')
    with st.container(horizontal=True, key="as_at"):
        day = st.text_input("Day", key="as_at_day", max_chars=2, width=90)
        month = st.text_input("Month", key="as_at_month", max_chars=9, width=120)
        year = st.text_input("Year", key="as_at_year", max_chars=4, width=110)
    return day, month, year


def ask(
    advisor: Advisor,
    question: str,
    said: Circumstances,
    conversation: Conversation | None,
    follows: Sequence[Answer],
) -> None:
    """Answer a question, keep it in the ledger, and run the page again to show it. Trouble is shown there too."""
    st.session_state.pop("trouble", None)
    answer: Answer | None = None
    try:
        on = as_at.taken(said.day, said.month, said.year)
        marking = conversation.classification if conversation else said.classification
        arriving = Arriving()
        with st.spinner("Looking in the sources"):
            answer = _answered(advisor, question, said, on, follows, marking, arriving)
        conversation_id = _kept(advisor, answer, said, conversation)
    except GovernanceError as error:
        st.session_state["trouble"] = Trouble(error, question, secrets.token_hex(4), answer)
    except Exception as error:  # noqa: BLE001 - the question must not be lost with the fault
        st.session_state["trouble"] = Trouble(None, question, faults.noted(error, "ask"), answer)
    else:
        st.query_params.clear()
        st.query_params["conversation"] = conversation_id
        st.session_state["just_answered"] = answer.id
    st.rerun()


class Arriving:
    """Shows the claims of a language model as they pass their checks, until the whole answer takes their place."""

    def __init__(self) -> None:
        self._place = st.empty()
        self._claims: list[Claim] = []

    def __call__(self, claim: Claim) -> None:
        """Show one more claim."""
        self._claims.append(claim)
        self._place.html(answers.arriving(self._claims))


def _answered(
    advisor: Advisor,
    question: str,
    said: Circumstances,
    on: date | None,
    follows: Sequence[Answer],
    marking: Classification,
    arriving: Arriving,
) -> Answer:
    return advisor.ask(
        question,
        jurisdiction=said.jurisdiction,
        on=on,
        classification=said.classification,
        follows=follows,
        marking=marking,
        person_id=identity.visitor(advisor).person.id,
        on_claim=arriving,
    )


def _kept(advisor: Advisor, answer: Answer, said: Circumstances, conversation: Conversation | None) -> str:
    at = library.now()
    held = advisor.conversations
    if conversation is None:
        conversation = held.start(
            secrets.token_urlsafe(12),
            person_id=identity.visitor(advisor).person.id,
            title=answer.question,
            jurisdiction=said.jurisdiction,
            classification=said.classification,
            at=at,
        )
    held.record(conversation.id, answer, passages=_shown(advisor, answer), at=at)
    return conversation.id


def _shown(advisor: Advisor, answer: Answer) -> dict[str, str]:
    """The words behind each citation, as they are held now; a passage that has changed meanwhile is left out."""
    words: dict[str, str] = {}
    for claim in answer.claims:
        for citation in claim.citations:
            if citation.passage_sha256 in words:
                continue
            try:
                passage = advisor.holdings.passage(citation.passage_id)
            except NotHeld:
                continue
            if passage.sha256 == citation.passage_sha256:
                words[passage.sha256] = passage.text
    return words
