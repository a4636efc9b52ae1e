"""Reader of PDF documents: text by page, headings by outline or by the size of print, tables row by row."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pypdf
from pypdf.errors import LimitReachedError, PdfReadError, PyPdfError

from corpus.document import About, Reading
from corpus.errors import Unreadable
from corpus.readers.lines import Line, furniture, is_page_number, sections_of, shape
from corpus.readers.pdf_print import Print, levels_by_size, may_be_a_heading
from corpus.readers.pdf_table import PageTables
from corpus.readers.sections import reading_of, source_of

_LEAST_LETTERS_ON_A_PAGE = 20
_SCANNED_SHARE = 0.5
_MOST_PAGES = 3000
_HARM = "It may be built to do harm: ask where it came from, and get a fresh copy or save it as plain text."
_FRESH = "Open it to see whether it is whole, save or download a fresh copy, and add that."
_GENERIC_TITLE = re.compile(
    r"^(?:untitled|microsoft word\b.*|.*\.(?:docx?|pdf|indd|pub|rtf)|document\d*|)$", re.IGNORECASE
)


def recognises(data: bytes, name: str) -> bool:  # noqa: ARG001 (every reader has this signature)
    """Whether it begins as a PDF, after at most a kilobyte of anything else."""
    return b"%PDF-" in data[:1024]


def read(data: bytes, name: str, about: About) -> Reading:
    """Read the document by its headings and pages.

    Raises:
        Unreadable: it needs a password, is scanned, damaged, or holds no words.
    """
    document = _opened(data)
    try:
        pages, prints = _pages(document)
    except MemoryError:
        raise
    except LimitReachedError as error:
        raise Unreadable("The PDF unpacks to far more than any real page holds, and was not read.", _HARM) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError) as error:
        raise Unreadable("The PDF is damaged, and its text cannot be taken.", _FRESH) from error
    empty = [number for number, lines in enumerate(pages, start=1) if _letters(lines) < _LEAST_LETTERS_ON_A_PAGE]
    if len(empty) > len(pages) * _SCANNED_SHARE and _have_pictures(document, empty):
        raise Unreadable(
            "The PDF has no text: its pages are pictures, as a scanner makes them.",
            "Run text recognition (OCR) on it first, check the result, and add that.",
        )
    warnings = []
    scanned = [number for number in empty if _have_pictures(document, [number])]
    if scanned:
        listed = ", ".join(map(str, scanned[:20])) + (", and more" if len(scanned) > 20 else "")
        warnings.append(f"Pages without text, which may be scanned and were not read: {listed}.")
    lines, unread = _lines(data, document, pages, prints)
    if unread:
        warnings.append(f"Tables could not be told from text on pages {', '.join(map(str, unread[:20]))}.")
    has_levels = any(line.level for line in lines)
    title, modified = _properties(document)
    sections = sections_of(lines, guess_headings=not has_levels)
    if not title and has_levels:
        title = next((line.text for line in lines if line.level), "")
    return reading_of(source_of(data, name, about, title=title, as_at=modified), sections, warnings)


def _opened(data: bytes) -> pypdf.PdfReader:
    try:
        document = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if document.is_encrypted and not document.decrypt(""):
            raise Unreadable(
                "The PDF is protected by a password.", "Save a copy without the password, and add that copy."
            )
        if len(document.pages) > _MOST_PAGES:
            raise Unreadable(f"The PDF has more than {_MOST_PAGES:,} pages.", "Add the parts that matter.")
        if not document.pages:
            raise Unreadable("The PDF has no pages.", _FRESH)
    except (MemoryError, Unreadable):
        raise
    except pypdf.errors.DependencyError as error:
        raise Unreadable("The PDF is encrypted.", "Save a copy without protection, and add that copy.") from error
    except (PdfReadError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError) as error:
        raise Unreadable("The PDF is damaged: part of the file is missing or cannot be followed.", _FRESH) from error
    return document


def _pages(document: pypdf.PdfReader) -> tuple[list[list[str]], list[Print]]:
    """The lines of each page, and how large its letters are."""
    pages: list[list[str]] = []
    prints: list[Print] = []
    for page in document.pages:
        now = Print()
        pages.append(page.extract_text(visitor_text=now.note).split("\n"))
        prints.append(now)
    return pages, prints


def _lines(
    data: bytes, document: pypdf.PdfReader, pages: Sequence[Sequence[str]], prints: Sequence[Print]
) -> tuple[list[Line], list[int]]:
    """All lines in order with the levels of headings, tables in their places; and pages whose tables were not read."""
    edges = furniture(pages)
    outlined = _outlined(document)
    if not any((number, _key(text).lower()) in outlined for number, page in enumerate(pages, 1) for text in page):
        outlined = {}
    ranks = {} if outlined else levels_by_size(prints)
    tables = PageTables(data, document)
    lines: list[Line] = []
    for number, printed in enumerate(pages, start=1):
        mixed = tables.of(number)
        taken = mixed if mixed is not None else [Line(text, number) for text in printed]
        filled = [at for at, line in enumerate(taken) if line.text.strip()]
        rim = {*filled[:3], *filled[-3:]}
        for at, line in enumerate(taken):
            key = _key(line.text)
            if line.is_row:
                lines.append(line)
            elif at in rim and (shape(line.text) in edges or is_page_number(line.text)):
                continue
            elif (number, key.lower()) in outlined:
                heading = Line(line.text, number, outlined[number, key.lower()])
                lines += [Line("", number), heading, Line("", number)]
            else:
                level = ranks.get(prints[number - 1].size_of(key), 0) if ranks and may_be_a_heading(key) else 0
                lines.append(Line(line.text, number, level))
        lines.append(Line("", number))
    return lines, tables.unread


def _key(line: str) -> str:
    """A line without its spaces, which the same line may have in other places elsewhere in the document."""
    return "".join(line.split())


def _outlined(document: pypdf.PdfReader) -> dict[tuple[int, str], int]:
    """The headings in the document's outline: page and text without spaces, with their level."""
    found: dict[tuple[int, str], int] = {}

    def walk(items: Sequence[Any], level: int) -> None:
        for item in items:
            if isinstance(item, list):
                walk(item, level + 1) if level < 8 else None
                continue
            page = document.get_destination_page_number(item)
            if page is not None and page >= 0:
                found[page + 1, _key(str(item.title)).lower()] = level

    try:
        walk(document.outline, 1)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
    return found


def _letters(lines: Sequence[str]) -> int:
    return sum(character.isalpha() for line in lines for character in line)


def _have_pictures(document: pypdf.PdfReader, numbers: Sequence[int]) -> bool:
    """Whether pictures stand on most of these pages."""
    with_pictures = 0
    for number in numbers:
        try:
            resources: Any = document.pages[number - 1].get("/Resources")
            objects = (resources.get_object() or {}).get("/XObject") if resources is not None else None
            kinds = (
                [one.get_object().get("/Subtype") for one in objects.get_object().values()]
                if objects is not None
                else []
            )
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):
            continue
        with_pictures += "/Image" in kinds
    return with_pictures * 2 > len(numbers)


def _properties(document: pypdf.PdfReader) -> tuple[str, date | None]:
    try:
        said = document.metadata
        title = str(said.title or "").strip() if said else ""
        changed: datetime | None = (said.modification_date or said.creation_date) if said else None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):
        return "", None
    return "" if _GENERIC_TITLE.match(title) else title, changed.date() if changed else None
