"""A draft that is open on the page: who looks at it, how something is done to it, and the way between its steps."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from advisor.interface import doing, identity
from advisor.interface.doing import Told, Written
from advisor.interface.escaping import official_link

if TYPE_CHECKING:
    from advisor.approval.actor import Actor
    from advisor.composition import Advisor
    from advisor.journeys.draft import Drafting
    from advisor.journeys.draft_reading import DraftShown

PAGE = "draft.py"
STEPS = {
    "understood": "Check what we understood",
    "questions": "Answer the questions",
    "text": "Read and change the text",
    "weigh": "Weigh benefit and risk",
    "flows": "Check roles, law and data flows",
    "checklist": "See what the law wants in it",
    "versions": "Compare versions and take in a review",
    "download": "Download the document",
    "submit": "Put it up for decision",
}
"""The steps in the order in which a person takes them, by the name that stands in the address."""


@dataclass(frozen=True)
class OpenDraft:
    """A draft as it is on the page, and who looks at it."""

    advisor: Advisor
    actor: Actor
    shown: DraftShown
    told: Told | None = None

    @property
    def id(self) -> str:
        """Its identifier."""
        return self.shown.about.id

    def key(self, name: str) -> str:
        """Key of a field or button of this draft."""
        return f"{name}-{self.id}"

    def act(self, work: Callable[[Drafting, Actor, str, int], str], written: Written = (), place: str = "") -> bool:
        """Do something to the draft in a callback, on the version that was on the page; say what was done.

        A person who works through a list stays at the ``place`` in it where they were.
        """
        return attempt(
            self.advisor, lambda drafting, actor: work(drafting, actor, self.id, self.shown.number), written, place
        )

    def take_up(self, what: str, place: str) -> None:
        """Open a form at a place of a list, in a callback; with no place, close it."""
        st.session_state[self.key(what)] = place
        st.session_state[self.key("taken-up")] = (place, secrets.token_hex(4))

    def focus(self, place: str) -> str:
        """Attributes of the block at a place of a list: it takes the focus once something was done there."""
        taken_up, occasion = st.session_state.get(self.key("taken-up"), ("", ""))
        if self.told is not None and self.told.place == place and self.told.sentence:
            occasion = self.told.occasion
        elif taken_up != place:
            return ""
        return f' tabindex="-1" data-focus="{occasion}"'

    def sources(self, citations: tuple[str, ...]) -> str:
        """Links to the addresses that something cites, with their titles."""
        titles = {one.url: one.title for one in self.shown.sources}
        return ", ".join(official_link(url, titles.get(url, url)) for url in citations)

    def link(self, words: str, step: str, **more: str) -> None:
        """A link to a step of this draft; an empty step is the list of what is to be done."""
        asked = {"draft": self.id, **({"step": step} if step else {}), **more}
        st.page_link(PAGE, label=words, query_params={**asked, **identity.carried()}, width="content")


def attempt(advisor: Advisor, work: Callable[[Drafting, Actor], str], written: Written = (), place: str = "") -> bool:
    """Do something with drafts in a callback. While it is under way ``working`` shows and says so."""

    def done() -> str:
        return work(advisor.drafts.journey, identity.visitor(advisor).actor)

    return doing.attempt("draft", done, written, place)


def working() -> None:
    """What the page shows, and says to people who listen, as long as work takes more than a moment."""
    st.html('<div class="ga-working" aria-hidden="true">Working on the draft. Please wait.</div>')


def cited(markup: str) -> str:
    """Where something rests, as a quiet line; nothing where it rests on no source."""
    return f'<p class="ga-draft__rests">{markup}</p>' if markup else ""
