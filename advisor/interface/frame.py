"""What every page shares: its frame, its banners, the way between pages, and what is said when something fails."""

from __future__ import annotations

import secrets
from pathlib import Path

import streamlit as st

from advisor import settings
from advisor.errors import GovernanceError
from advisor.interface import banners, faults, identity

_HERE = Path(__file__).parent

_PAGES = {
    "ask.py": "Ask",
    "draft.py": "Draft",
    "review.py": "Review",
    "precedents.py": "Precedents",
    "practise.py": "Practise",
    "sources.py": "Sources",
    "quality.py": "Quality",
    "administration.py": "Administration",
}


def frame() -> None:
    """Draw the frame, then the page that was asked for."""
    st.set_page_config(page_title="Governance advisor", page_icon=None, layout="wide", initial_sidebar_state="auto")
    pages = [
        st.Page(_HERE / "ask.py", title="Ask – Governance advisor", url_path="", default=True),
        st.Page(_HERE / "draft.py", title="Draft – Governance advisor", url_path="draft"),
        st.Page(_HERE / "review.py", title="Review – Governance advisor", url_path="review"),
        st.Page(_HERE / "precedents.py", title="Precedents – Governance advisor", url_path="precedents"),
        st.Page(_HERE / "practise.py", title="Practise – Governance advisor", url_path="practise"),
        st.Page(_HERE / "sources.py", title="Sources – Governance advisor", url_path="sources"),
        st.Page(_HERE / "quality.py", title="Quality – Governance advisor", url_path="quality"),
        st.Page(_HERE / "administration.py", title="Administration – Governance advisor", url_path="administration"),
    ]
    chosen = st.navigation(pages, position="hidden")
    _top()
    trouble = st.empty()
    try:
        if identity.admitted():
            chosen.run()
    except GovernanceError as error:
        trouble.html(banners.problem(error, secrets.token_hex(4)))
    except Exception as error:  # noqa: BLE001 - the last resort: a person gets words, the log gets ids
        trouble.html(banners.unexpected(faults.noted(error, chosen.url_path or "ask")))


def _top() -> None:
    with st.container(horizontal=True, key="top", vertical_alignment="center"):
        st.html('<p class="ga-brand">Governance advisor</p>', width="content")
        with st.container(horizontal=True, key="pages", width="content"):
            for page, words in _PAGES.items():
                st.page_link(page, label=words)
    identity.top(settings.current().names.organisation)


if __name__ == "__main__":
    frame()
