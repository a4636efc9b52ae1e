"""Downloads of a draft: each file is made when it is asked for."""

from __future__ import annotations

import re
from functools import partial

import streamlit as st

from advisor.connecting import draft_papers
from advisor.connecting.draft_papers import PaperFormat
from advisor.governance.draft_paper import DraftPaper
from advisor.interface import identity
from advisor.interface.draft_opened import OpenDraft

_FORMATS = {
    PaperFormat.WORD: (
        "Word (.docx)",
        "To work in: sources and open questions stand as comments. Bring it back reviewed.",
    ),
    PaperFormat.PDF: ("PDF", "To read: tagged, so that screen readers can follow it."),
    PaperFormat.MARKDOWN: ("Markdown (.md)", "Plain text with footnotes, for a wiki or a repository."),
    PaperFormat.JSON: ("JSON", "For other programs, by the published schema."),
}


def draw(opened: OpenDraft) -> None:
    """A button for each form."""
    gaps = len(opened.shown.draft.gaps)
    still = f" {gaps:,} open questions stand in it as “not provided”." if gaps else ""
    st.html(f'<p class="ga-intro">The draft as it stands now, version {opened.shown.number}.{still}</p>')
    by = prepared_by(opened)  # the file is made where no session is at hand
    for one, (words, hint) in _FORMATS.items():
        with st.container(key=opened.key(f"file-{one.value}"), gap="xsmall"):
            st.download_button(
                f"Download as {words}",
                partial(_written, opened, one, by),
                file_name=f"{_name(opened.shown.work.title)}-v{opened.shown.number}.{one.value}",
                mime=draft_papers.MEDIA_TYPES[one],
                key=opened.key(f"download-{one.value}"),
                on_click="ignore",
            )
            st.html(f'<p class="ga-hint">{hint}</p>')


def prepared_by(opened: OpenDraft) -> str:
    """The name that stands on the paper; none for the one person of local mode."""
    return "" if identity.is_local() and not identity.carried() else identity.visitor(opened.advisor).person.name


def paper_of(opened: OpenDraft, by: str) -> DraftPaper:
    """The draft with what stands on the paper around it."""
    shown = opened.shown
    return draft_papers.paper(
        shown.draft,
        shown.template,
        shown.work.title,
        next(one.at for one in shown.versions if one.number == shown.number).date(),
        organisation=_organisation(opened),
        prepared_by=by,
        version=shown.number,
        scale=opened.advisor.drafts.journey.writing.rulebook.scale,
    )


def _organisation(opened: OpenDraft) -> str:
    wanted = opened.shown.about.organisation_id
    bodies = opened.advisor.authority.register().organisations
    return next((one.name for one in bodies if one.id == wanted), "")


def _written(opened: OpenDraft, form: PaperFormat, by: str) -> bytes:
    return draft_papers.write(paper_of(opened, by), form)


def _name(title: str) -> str:
    found = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    return found[:60].rstrip("-") or "draft"
