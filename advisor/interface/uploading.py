"""Adding a document of one's own: what is said of it, and what became of each file."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import streamlit as st

from advisor.errors import GovernanceError
from advisor.interface import banners, wording
from advisor.interface.escaping import own_link, text
from corpus.document import About
from corpus.source import UK, Classification, Extent, Jurisdiction

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from advisor.composition import Advisor
    from corpus.ingestion import FileReport

MOST_MEGABYTES = 20
KINDS = ("pdf", "docx", "md", "txt", "html", "htm", "xml")

_STATUS = {
    "added": "Added",
    "unchanged": "Already held, unchanged",
    "updated": "Updated",
    "rejected": "Not added",
}


def draw(advisor: Advisor) -> None:
    """The form, and below it the report on the files given last."""
    _report()
    with st.form("add-document", border=False):
        given = st.file_uploader(
            f"Files (PDF, Word, Markdown, text, HTML or XML; {MOST_MEGABYTES} MB at most each)",
            type=list(KINDS),
            accept_multiple_files=True,
            key=_files_key(),
            max_upload_size=MOST_MEGABYTES,
        )
        publisher = st.text_input("Publisher", key="publisher", max_chars=200, placeholder="")
        licence = st.text_input("Licence (optional)", key="licence", max_chars=200)
        place = st.selectbox(
            "Where does it apply?",
            list(wording.PLACES),
            index=list(wording.PLACES).index(advisor.settings.answer.jurisdiction),
            format_func=lambda one: wording.PLACES[one],
            key="applies",
        )
        marking = st.radio(
            "Marking",
            list(wording.MARKINGS),
            format_func=lambda one: wording.MARKINGS[one],
            horizontal=True,
            key="marking",
        )
        sent = st.form_submit_button("Add to the library", type="primary")
    if sent:
        about = about_of(publisher, licence, place, marking)
        st.session_state["upload_report"] = _added(advisor, given or [], about)
        st.rerun()


def about_of(publisher: str, licence: str, place: Jurisdiction, marking: Classification) -> About:
    """What the form says of a document."""
    extent: Extent = (place.territory,) if place.territory else UK
    return About(publisher=publisher.strip(), licence=licence.strip(), classification=marking, extent=extent)


def _added(advisor: Advisor, given: list[UploadedFile], about: About) -> str:
    occasion = secrets.token_hex(4)
    if not given:
        nothing = GovernanceError("Choose a file to add.", "Use “Browse files”, or drop a file on the form.")
        return banners.problem(nothing, occasion, _files_key())
    if not about.publisher:
        unnamed = GovernanceError("Say who published the document.", "For example, the name of your council or board.")
        return banners.problem(unnamed, occasion, "publisher")
    bar = st.progress(0.0, text="Reading")
    items = []
    for number, file in enumerate(given):
        bar.progress(number / len(given), text=f"Reading file {number + 1} of {len(given)}")
        items.append(_one(advisor, file, about))
    bar.empty()
    st.session_state["uploads"] = int(st.session_state.get("uploads", 0)) + 1
    items_shown = "".join(items)
    return (
        f'<div data-focus="{occasion}" tabindex="-1" role="group" aria-label="What became of your files">'
        f'<h2>What became of your files</h2><ul class="ga-files">{items_shown}</ul></div>'
    )


def _files_key() -> str:
    """Changes with every upload that was dealt with, so that the field is empty for the next."""
    return f"files-{st.session_state.get('uploads', 0)}"


def _one(advisor: Advisor, file: UploadedFile, about: About) -> str:
    if file.size > MOST_MEGABYTES * 1024 * 1024:
        return _item(file.name, "rejected", f"The file is larger than {MOST_MEGABYTES} MB. Split it.", (), "")
    try:
        report = advisor.add_upload(file.getvalue(), file.name, about)
    except GovernanceError as error:
        return _item(file.name, "rejected", f"{error.sentence} {error.what_to_do}", (), "")
    link = (
        own_link("/sources", "Open it", id=report.source_id) if report.source_id and report.status != "rejected" else ""
    )
    return _item(file.name, report.status, _reason(report), report.warnings, link)


def _reason(report: FileReport) -> str:
    if report.reason:
        return report.reason
    return f"{wording.counted(report.passages, 'passage')} can now be found."


def _item(name: str, status: str, reason: str, warnings: tuple[str, ...], link: str) -> str:
    warned = "".join(f'<p><strong class="ga-warn">Take care:</strong> {text(one)}</p>' for one in warnings)
    return (
        f'<li class="ga-files--{text(status)}">'
        f"<p><strong>{text(_STATUS.get(status, status))}: {text(name)}</strong></p>"
        f"<p>{text(reason)} {link}</p>{warned}</li>"
    )


def _report() -> None:
    report = st.session_state.get("upload_report")
    if report:
        st.html(report)
