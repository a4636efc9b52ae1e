"""The precedent pack as a document: tagged, the same each time, and nothing in a precedent runs or is typeset."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from markdown_it import MarkdownIt
from pypdf import PdfReader

from advisor.documents.precedent_pack import INVENTED, PackDocument, markdown, pdf
from advisor.governance.precedents.pack import INFORMS, NO_NEAR_CASE, NearPrecedent, pack_of
from advisor.governance.precedents.precedent import Decided
from advisor.governance.precedents.standing import PrecedentStatus
from corpus.source import Classification, Jurisdiction

ON = date(2026, 11, 22)
WARNING = "Expired: it was valid until 30 April 2025."
HOSTILE = (
    '#panic("x") #import "y" *b* `c` $x$ <label> [a](https://tracker.invalid/a) ![p](https://tracker.invalid/p.png) '
    "<img src=x> <https://tracker.invalid/auto> https://tracker.invalid/bare\n# heading\n- item\n1. one"
)


def near(**given: object) -> NearPrecedent:
    return NearPrecedent.model_validate(
        {
            "id": "p-1", "title": "Drones count seals", "score": 0.9, "status": PrecedentStatus.EXPIRED,
            "decision": Decided.APPROVED_WITH_CONDITIONS, "decided_on": date(2024, 5, 1),
            "jurisdiction": Jurisdiction.SCOTLAND, "organisation": "Skerry Council", "alike": ("Purpose: seals",),
            "different": ("Manner: here drones; there boats. The reasons turn on it.",), "warnings": (WARNING,),
            "reasons": "Seals are counted from above.", "conditions": ("Above ninety metres", "No faces"),
            "outcome": "Nobody complained.", "invented": True, **given,
        }
    )  # fmt: skip


def document(*found: NearPrecedent, marking: Classification = Classification.OFFICIAL) -> PackDocument:
    at = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    return PackDocument(title="Seals", sought="Drones and seals", pack=pack_of(found, ON), marking=marking, made_at=at)


def read(written: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(written)).pages).split())


def test_the_pdf_is_tagged_in_our_language_and_the_same_each_time() -> None:
    written = pdf(document(near()))
    root = PdfReader(io.BytesIO(written)).root_object
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF's own boolean
    assert root["/Lang"] == "en-GB"
    assert PdfReader(io.BytesIO(written)).metadata["/Title"] == "Precedents: Seals"
    assert written == pdf(document(near()))


@pytest.mark.parametrize("form", ["pdf", "markdown"])
def test_both_forms_say_everything_that_an_approver_has_to_know(form: str) -> None:
    given = document(near(), marking=Classification.OFFICIAL_SENSITIVE)
    said = read(pdf(given)) if form == "pdf" else markdown(given)
    for words in (
        INFORMS, INVENTED, WARNING, "OFFICIAL-SENSITIVE", "Approved with conditions; expired", "decided 1 May 2024",
        "As they stood on 22 November 2026.", "Purpose: seals", "The reasons turn on it.", "Above ninety metres",
        "Conditions to consider", "Nobody complained.", "Drones and seals",
    ):  # fmt: skip
        assert words in said, words
    assert "approve because" not in said.lower()


def test_what_sets_it_apart_from_one_decided_otherwise_stands_under_that_one() -> None:
    told = "p-2 is nearly the same case and was rejected. Manner: here drones; there boats. The reasons turn on it."
    said = markdown(document(near(twins=("p-2",), different=("Data: other.", told))))
    assert "### What differs\n\nData: other.\n" in said
    assert "### Nearly the same, but rejected: p-2\n\nManner: here drones; there boats. The reasons turn on it." in said


@pytest.mark.parametrize("form", ["pdf", "markdown"])
def test_no_near_case_is_said_plainly(form: str) -> None:
    given = document()
    assert NO_NEAR_CASE in (read(pdf(given)) if form == "pdf" else markdown(given))


def test_hostile_words_are_not_typeset_and_link_nowhere() -> None:
    fields = ("title", "organisation", "reasons", "outcome")
    hostile = near(**dict.fromkeys(fields, HOSTILE), alike=(HOSTILE,), different=(HOSTILE,), conditions=(HOSTILE, "b"))
    written = pdf(document(hostile))
    assert '#panic("x")' in read(written)
    assert not any("/Annots" in page for page in PdfReader(io.BytesIO(written)).pages)
    shown = MarkdownIt("commonmark").render(markdown(document(hostile)))
    for raw in ("<a ", "<img", "<em>b", "<code>"):
        assert raw not in shown, raw
    assert shown.count("<h1>") == 1
    assert "tracker.invalid/bare" in shown
