"""Sources: what the advisor holds, how fresh it is, any card or passage in full, and documents of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from advisor.errors import NotHeld
from advisor.interface import banners, card_page, holdings_tables, library, uploading, wording
from advisor.interface.escaping import text

if TYPE_CHECKING:
    from advisor.composition import Advisor

_AT_ONCE = 25


def page() -> None:
    """One source or passage where the address names one; else all that is held."""
    advisor = library.advisor()
    source_id, passage_id = st.query_params.get("id"), st.query_params.get("passage")
    if source_id or passage_id:
        _one(advisor, source_id, passage_id)
        return
    st.set_page_config(page_title="Sources – Governance advisor")
    held = advisor.holdings.sources()
    passages = sum(one.passages for one in held)
    st.html(
        f'<h1>Sources</h1><p class="ga-intro">Every answer comes from these {wording.counted(len(held), "source")} '
        f"({wording.counted(passages, 'passage')}), and from nothing else.</p>"
    )
    with st.expander("Add a document of your own", expanded="upload_report" in st.session_state):
        uploading.draw(advisor)
    st.html("<h2>Find a source</h2>")
    words = st.text_input("Words in its title, publisher, kind or address", key="filter", max_chars=200)
    kept = holdings_tables.matching(held, words)
    shown = int(st.session_state.get("sources_shown", _AT_ONCE))
    st.html(f'<p class="ga-hint" role="status">{_found(len(kept), words)}</p>{holdings_tables.found(kept[:shown])}')
    if shown < len(kept):
        st.button(f"Show {min(_AT_ONCE, len(kept) - shown)} more", on_click=_more, args=(shown,), key="more")
    if held:
        st.html(
            f"<h2>How fresh and how well checked</h2>{holdings_tables.freshness(held)}"
            f"<h2>What is held</h2>{holdings_tables.counts(held)}"
        )


def _one(advisor: Advisor, source_id: str | None, passage_id: str | None) -> None:
    st.page_link("sources.py", label="Back to all sources")
    try:
        if passage_id:
            title = card_page.draw_passage(advisor, passage_id)
        else:
            title = card_page.draw_source(advisor, source_id or "")
    except NotHeld as error:
        st.set_page_config(page_title="Source not found – Governance advisor")
        st.html(f"<h1>Source not found</h1>{banners.problem(error, f'{source_id}{passage_id}')}")
        return
    st.set_page_config(page_title=f"{title} – Sources – Governance advisor")


def _found(count: int, words: str) -> str:
    if not words.strip():
        return f"{wording.counted(count, 'source')}, by title"
    return f"{wording.counted(count, 'source')} with “{text(words.strip())}”"


def _more(shown: int) -> None:
    st.session_state["sources_shown"] = shown + _AT_ONCE


if __name__ == "__main__":
    page()
