"""The person's conversations at the side: open one, begin another, delete the one at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from advisor.errors import GovernanceError
from advisor.interface import identity
from advisor.interface.escaping import label

if TYPE_CHECKING:
    from advisor.composition import Advisor

_SHOWN = 30


def draw(advisor: Advisor, current: str | None) -> None:
    """Draw the list. ``current`` is the id of the conversation on the page."""
    held = advisor.conversations.list_for(identity.visitor(advisor).person.id, limit=_SHOWN)
    with st.sidebar:
        st.html("<h2>Conversations</h2>")
        st.button("New conversation", key="new-conversation", on_click=_begin, width="stretch")
        if not held:
            where = "on this computer" if identity.is_local() else "with your organisation, and only you see this list"
            st.html(f'<p class="ga-hint">Your questions will be listed here. They stay {where}.</p>')
        with st.container(key="conversations", gap=None):
            for one in held:
                st.page_link("ask.py", label=label(one.title), query_params={"conversation": one.id}, width="stretch")
        if current is not None and any(one.id == current for one in held):
            _deletion(advisor, current)


def _deletion(advisor: Advisor, current: str) -> None:
    key = f"delete-{current}"
    if not st.session_state.get(key):
        st.button("Delete this conversation", key=f"{key}-ask", on_click=_set, args=(key, True), width="stretch")
        return
    st.html(
        '<div class="ga-inset"><p><strong>Delete this conversation?</strong></p><p>Its questions, answers and your '
        "feedback go for good. A question passed to your DPO stays with them.</p></div>"
    )
    st.button(
        "Yes, delete it", key=f"{key}-yes", type="primary", on_click=_delete, args=(advisor, current), width="stretch"
    )
    st.button("No, keep it", key=f"{key}-no", on_click=_set, args=(key, False), width="stretch")


def _delete(advisor: Advisor, current: str) -> None:
    try:
        identity.check_own(advisor, advisor.conversations.open(current)[0].person_id)
        advisor.conversations.erase(current)
    except GovernanceError as error:
        st.session_state["deletion_failed"] = error
        return
    _begin()


def _begin() -> None:
    st.query_params.clear()
    for key in ("trouble", "just_answered"):
        st.session_state.pop(key, None)


def _set(key: str, value: bool) -> None:
    st.session_state[key] = value
