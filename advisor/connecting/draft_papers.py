"""Connecting drafts with the documents that they leave as, and with the reviewed documents that come back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Literal

from advisor.connecting.drafting_law import sources
from advisor.governance.draft_paper import NOT_APPROVED, DraftPaper
from advisor.governance.draft_review import DraftReview
from advisor.governance.drafting.draft import Draft
from advisor.journeys.draft_reading import cited_by
from corpus.containment import Limits
from corpus.template import Template


class PaperFormat(StrEnum):
    """A form in which a draft leaves the advisor; the value is the ending of its file."""

    WORD = "docx"
    PDF = "pdf"
    MARKDOWN = "md"
    JSON = "json"


MEDIA_TYPES = {
    PaperFormat.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PaperFormat.PDF: "application/pdf",
    PaperFormat.MARKDOWN: "text/markdown",
    PaperFormat.JSON: "application/json",
}


def paper(
    draft: Draft,
    template: Template,
    title: str,
    prepared_on: date,
    *,
    organisation: str = "",
    prepared_by: str = "",
    marking: str = NOT_APPROVED,
    version: int | None = None,
    scale: int = 3,
) -> DraftPaper:
    """A draft with what stands on the paper around it; its sources are looked up."""
    steps: Literal[3, 5] = 5 if scale == 5 else 3
    return DraftPaper(
        draft=draft,
        template=template,
        title=title,
        prepared_on=prepared_on,
        organisation=organisation,
        prepared_by=prepared_by,
        marking=marking,
        version=version,
        scale=steps,
        sources=sources(cited_by(draft)),
    )


def write(one: DraftPaper, as_: PaperFormat) -> bytes:
    """The bytes of a draft in one form."""
    if as_ is PaperFormat.WORD:
        from advisor.documents import draft_word

        return draft_word.write(one)
    if as_ is PaperFormat.PDF:
        from advisor.documents import draft_pdf

        return draft_pdf.write(one)
    if as_ is PaperFormat.MARKDOWN:
        from advisor.documents import draft_markdown

        return draft_markdown.write(one).encode()
    return f"{one.draft.model_dump_json(indent=2)}\n".encode()


def read_back(data: bytes, one: DraftPaper, limits: Limits) -> DraftReview:
    """What a reviewer has made of the Word file of a draft.

    Raises:
        Unreadable: it is no such file, or one that is damaged or built to do harm.
    """
    from advisor.documents import reviewed_word

    return reviewed_word.read_back(data, one, limits)


def formats_named(names: Sequence[str]) -> tuple[PaperFormat, ...]:
    """The forms of a list of names, each once.

    Raises:
        ValueError: one of them is none.
    """
    return tuple(dict.fromkeys(PaperFormat(one.strip().lower()) for one in names if one.strip()))
