"""The PDF of a draft: tagged, titled, with bookmarks and alternatives.

typst refuses what breaks PDF/UA-1 by its own rules; the structure is looked at here once more with pypdf. A full
validator of PDF/UA is no part of these tests.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from typing import Any

import pdfplumber
import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from advisor.documents import draft_pdf
from advisor.governance.drafting.draft import DataFlow
from tests.advisor.documents import drafts


@pytest.fixture(scope="module")
def reader() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(draft_pdf.write(drafts.paper())))


def elements(reader: pypdf.PdfReader) -> Iterator[tuple[str, DictionaryObject, DictionaryObject | None]]:
    """Every element of the structure in order, with the one around it."""

    def follow(
        node: Any, around: DictionaryObject | None
    ) -> Iterator[tuple[str, DictionaryObject, DictionaryObject | None]]:
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, ArrayObject):
            for one in node:
                yield from follow(one, around)
        elif isinstance(node, DictionaryObject) and "/S" in node:
            yield str(node["/S"]), node, around
            if "/K" in node:
                yield from follow(node["/K"], node)

    root = reader.root_object["/StructTreeRoot"].get_object()
    yield from follow(root["/K"], None)


def test_it_is_tagged_and_says_that_it_keeps_to_ua_1(reader: pypdf.PdfReader) -> None:
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in reader.root_object
    metadata = reader.root_object["/Metadata"].get_object().get_data().decode("utf-8")
    assert "pdfuaid:part>1<" in metadata.replace(" ", "")


def test_language_and_title_are_said_and_the_title_is_shown(reader: pypdf.PdfReader) -> None:
    assert str(reader.root_object["/Lang"]) == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == "Warm homes in Borsetshire"
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]


def test_headings_skip_no_level_and_are_bookmarks(reader: pypdf.PdfReader) -> None:
    levels = [int(kind[2:]) for kind, _, _ in elements(reader) if kind in {"/H1", "/H2", "/H3", "/H4"}]
    assert levels
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    bookmarks = [one.title for one in reader.outline if not isinstance(one, list)]
    assert {"Summary", "How long data are kept", "Risks to people", "Sources"} <= set(bookmarks)


def test_tables_have_headings_to_their_columns(reader: pypdf.PdfReader) -> None:
    kinds = [kind for kind, _, _ in elements(reader)]
    assert kinds.count("/Table") >= 8
    assert kinds.count("/THead") == kinds.count("/Table")
    for kind, element, _ in elements(reader):
        if kind == "/TH":
            attributes = element["/A"]
            held = attributes if isinstance(attributes, list) else [attributes]
            assert any(one.get_object().get("/Scope") == "/Column" for one in held)
    assert kinds.count("/Caption") >= kinds.count("/Table")


def test_every_picture_has_an_alternative(reader: pypdf.PdfReader) -> None:
    figures = [element for kind, element, _ in elements(reader) if kind == "/Figure"]
    alternatives = [str(one.get("/Alt", "")) for one in figures]
    assert any("from Council to Trust: names; secure email" in one for one in alternatives)
    assert any("R1 before: High risk: possible, severe" in one for one in alternatives)
    assert all(alternatives)


def test_all_letters_are_in_the_file_and_can_be_read_out(reader: pypdf.PdfReader) -> None:
    fonts = {}
    for page in reader.pages:
        for name, font in page["/Resources"]["/Font"].items():
            fonts[name] = font.get_object()
    assert fonts
    for font in fonts.values():
        assert "/ToUnicode" in font
        below = font["/DescendantFonts"][0].get_object()
        described = below["/FontDescriptor"].get_object()
        assert "/FontFile2" in described or "/FontFile3" in described
        assert "Arimo" in str(font["/BaseFont"])


def test_every_page_carries_marking_title_and_number(reader: pypdf.PdfReader) -> None:
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert "Draft, not approved" in text
        assert f"Page {number} of {len(reader.pages)}" in text


def test_everything_of_the_draft_is_in_it(reader: pypdf.PdfReader) -> None:
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for said in (
        "Part of the proposal could not be read.", "They are visited in time.", "They fall ill.", "kept for 6 years",
        "the Act of 1998", "It was repealed.", "Something that is wanted", "records manager", "Round the figures.",
        "[not provided: How long are data kept?]", "Information asset owner", "High risk: possible, severe",
    ):  # fmt: skip
        assert said in text, said
    assert "This was struck out." not in text


def test_a_word_longer_than_its_column_stays_in_it() -> None:
    flow = DataFlow(sender="Z" * 48, receiver="Trust", what="names", method="post")
    data = draft_pdf.write(drafts.paper(drafts.draft(flows=(flow,), risks=(), gaps=(), checklist=())))
    with pdfplumber.open(io.BytesIO(data)) as opened:
        found = [one for page in opened.pages for one in page.chars if "Z" in one["text"] and one["size"] > 8.9]
    assert len(found) == 48
    assert max(one["x1"] for one in found) - min(one["x0"] for one in found) < 110


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert draft_pdf.write(drafts.paper()) == draft_pdf.write(drafts.paper())


def test_hostile_words_are_set_as_they_are() -> None:
    section = (
        drafts.draft().sections[0].model_copy(update={"statements": (drafts.statement("need-1", drafts.HOSTILE),)})
    )
    flow = DataFlow(sender=drafts.HOSTILE, receiver="B", what=drafts.HOSTILE)
    given = drafts.draft(sections=(section,), flows=(flow,), notices=(drafts.HOSTILE,))
    data = draft_pdf.write(drafts.paper(given, title=drafts.HOSTILE, marking=drafts.HOSTILE, reference=drafts.HOSTILE))
    reader = pypdf.PdfReader(io.BytesIO(data))
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    assert '#panic("typst")*b*_i_$x$@ref<label>`code`[link](javascript:x)' in text
    assert "[U+202E]gnp.exeend" in text
    addresses = {
        str(note["/A"]["/URI"])
        for page in reader.pages
        for note in (one.get_object() for one in page.get("/Annots", []))
        if "/URI" in note.get("/A", {})
    }
    assert addresses == {drafts.ARTICLE_35, drafts.ARTICLE_5}


@pytest.mark.parametrize("words", ["日本語の名前", "اسم الشخص", "🙂 😀", "নাম", "\U0010ffff"])
def test_letters_that_the_typeface_lacks_never_break_the_document(words: str) -> None:
    section = (
        drafts.draft().sections[0].model_copy(update={"statements": (drafts.statement("need-1", f"From {words} on."),)})
    )
    data = draft_pdf.write(drafts.paper(drafts.draft(sections=(section,))))
    text = "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    first = words[0]
    assert first in text or f"[U+{ord(first):04X}]" in text


def test_a_row_longer_than_a_page_is_set_whole() -> None:
    risk = (
        drafts.draft()
        .risks[0]
        .model_copy(update={"measures": tuple(f"Measure number {n} of many." for n in range(1, 160))})
    )
    data = draft_pdf.write(drafts.paper(drafts.draft(risks=(risk,))))
    text = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages).split())
    assert all(f"number {n} of" in text for n in (1, 80, 159))
