"""The sections of a page: a row of links under its heading, each with an address of its own."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from advisor.interface import identity


def draw(page: str, names: Mapping[str, str]) -> None:
    """The links; the section with the empty name stands at the page's own address."""
    with st.container(horizontal=True, key="sections"):
        for section, words in names.items():
            asked = {"show": section} if section else {}
            st.page_link(page, label=words, query_params={**asked, **identity.carried()}, width="content")
