"""Lines as a page prints them, joined back into headings, paragraphs and list items.

Text taken from a PDF breaks where the page did: inside sentences, between the halves of a word, with blank lines
where there is no paragraph and none where there is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.sections import Block, Section

_BULLET = re.compile(r"^\s*(?:o(?=\s+[a-z(“\"])|[•●▪■◦‣∙·\uf0b7\uf0a7\uf0d8\uf02d*–-])\s+")
_MARKER = re.compile(
    r"^\s*(?:\([a-z]{1,4}\)|\([0-9]{1,2}\)|[a-zA-Z]\)|[0-9]{1,3}[.)]|[0-9]{1,2}(?:\.[0-9]{1,3}){1,3}[.)]?|[IVX]{1,4}\.)(?:\s+|$|(?<=\))(?=[A-Za-z]))"
)
_CLOSED = re.compile(r"[.!?:;][\"'”’)\]]*$")
_HYPHENATED = re.compile(r"[A-Za-z]{2,}-$")
_PAGE_NUMBER = re.compile(r"^[\s|–—-]*(?:page\s*)?[0-9]{1,4}(?:\s*(?:of|/)\s*[0-9]{1,4})?[\s|–—-]*$", re.IGNORECASE)
_DOTTED_LEADER = re.compile(r"\.{4,}\s*\d*\s*$|(?:\s\.){4,}\s*\d*\s*$")
_MOST_WORDS_IN_A_HEADING = 14
_SHORT = 60
_LEAST_PAGES = 3
_STRUCK = "￾\u00ad\u200b\ufeff"


@dataclass(frozen=True)
class Line:
    """One printed line; ``level`` is that of a heading where the document says so, ``page`` is 0 where it has none.

    ``is_row`` marks a whole row of a table, which is joined with nothing.
    """

    text: str
    page: int = 0
    level: int = 0
    is_row: bool = False


@dataclass
class _Paragraph:
    text: str
    page: int
    is_item: bool = False
    level: int = 0
    is_row: bool = False


def is_page_number(text: str) -> bool:
    """Whether a line holds nothing but the number of its page."""
    return bool(text.strip()) and bool(_PAGE_NUMBER.match(text.strip()))


def furniture(pages: Sequence[Sequence[str]]) -> set[str]:
    """The headers and footers: lines at the edge of at least three pages and half of them, numbers apart."""
    seen: Counter[str] = Counter()
    for lines in pages:
        filled = [line for line in lines if line.strip()]
        seen.update({shape(line) for line in (*filled[:3], *filled[-3:])} - {""})
    return {line for line, count in seen.items() if count >= max(_LEAST_PAGES, len(pages) / 2)}


def shape(text: str) -> str:
    """A line with its numbers and spacing set aside, so that ``Page 3 of 9`` and ``Page 4 of 9`` are alike."""
    return re.sub(r"\d+", "#", " ".join(text.split())).lower()


def sections_of(lines: Sequence[Line], *, guess_headings: bool = True) -> list[Section]:
    """Sections of a printed document, one a heading and page."""
    found: list[Section] = []
    path: list[tuple[int, str]] = []
    blocks: list[Block] = []
    page = lines[0].page if lines else 0
    number = 1

    def close() -> None:
        nonlocal blocks, number
        if blocks:
            locator = f"page/{page}" if page else f"section/{number}"
            fragment, pinpoint = (f"page={page}", f"page {page}") if page else ("", "")
            headings = tuple(text for _, text in path)
            found.append(Section(locator, headings, tuple(blocks), fragment, pinpoint))
            number += 1
        blocks = []

    for paragraph in _paragraphs(lines, guess_headings):
        if paragraph.level or paragraph.page != page:
            close()
            page = paragraph.page
        if paragraph.level:
            path = [step for step in path if step[0] < paragraph.level] + [(paragraph.level, paragraph.text)]
        else:
            blocks.append(Block(paragraph.text, paragraph.is_item))
    close()
    return found


def _paragraphs(lines: Sequence[Line], guess_headings: bool) -> list[_Paragraph]:
    kept = [
        Line(_clean(line.text), line.page, line.level, line.is_row)
        for line in lines
        if not _DOTTED_LEADER.search(line.text)
    ]
    filled = [at for at, line in enumerate(kept) if line.text.strip()]
    widths = sorted(len(kept[at].text.strip()) for at in filled if not kept[at].is_row)
    usual = widths[int(len(widths) * 0.8)] if widths else 0
    wraps = usual <= 200
    found: list[_Paragraph] = []
    last = ""
    for place, at in enumerate(filled):
        line, text = kept[at], kept[at].text.strip()
        after_blank = at == 0 or not kept[at - 1].text.strip()
        following = kept[filled[place + 1]] if place + 1 < len(filled) else None
        if line.is_row:
            found.append(_Paragraph(text, line.page, is_item=True, is_row=True))
        elif line.level or (guess_headings and _is_heading(text, last, found, following, usual, after_blank)):
            _add_heading(found, text, line, adjoins=not after_blank)
        elif _begins(text, last, found, usual, after_blank, wraps):
            bullet = _BULLET.match(text)
            body = text[bullet.end() :] if bullet else text
            found.append(_Paragraph(body, line.page, bool(bullet)))
        else:
            found[-1].text = joined(found[-1].text, text)
        last = text
    return [paragraph for paragraph in found if re.search(r"\w", paragraph.text)]


def _add_heading(found: list[_Paragraph], text: str, line: Line, *, adjoins: bool) -> None:
    text = " ".join(text.split())
    before = found[-1] if found else None
    both_capitals = before is not None and before.text.isupper() and text.isupper() and not line.level
    if before and before.level and (both_capitals or (adjoins and before.level == line.level)):
        before.text = joined(before.text, text)
    else:
        found.append(_Paragraph(text, line.page, level=line.level or (1 if text.isupper() else 2)))


def _is_heading(
    text: str, last: str, found: list[_Paragraph], following: Line | None, usual: int, after_blank: bool
) -> bool:
    """A short line without a full stop, between the end of a paragraph and the beginning of another."""
    words = text.split()
    if not words or len(words) > _MOST_WORDS_IN_A_HEADING or len(text) > max(24, usual * 0.75):
        return False
    if text.isupper() and not after_blank and found and found[-1].level and found[-1].text.isupper():
        return True
    numbered = re.match(r"(?:[IVX]{1,4}|[A-Z]|[0-9]{1,2}(?:\.[0-9]{1,2})*)\.?\s+(?=[A-Z])", text)
    if (
        re.search(r"[.,:;!–—-]$|[=<>|@_]", text)
        or (":" in text and not numbered)
        or _BULLET.match(text)
        or _DOTTED_LEADER.search(text)
    ):
        return False
    if not (numbered or text[0].isupper()) or sum(map(str.isalpha, text)) < len(text) * 0.6:
        return False
    if following is None or not re.match(r"\s*[\"'“‘(\[•\uf0b7]?\s*[A-Z0-9\"“‘•]", following.text):
        return False
    closed = not last or bool(_CLOSED.search(last)) or bool(found and found[-1].level)
    return closed or (after_blank and len(last) < usual * 0.5 and not last.endswith(","))


def _begins(text: str, last: str, found: list[_Paragraph], usual: int, after_blank: bool, wraps: bool) -> bool:
    """Whether a line begins a paragraph rather than going on with the one before it."""
    if not found or found[-1].level or found[-1].is_row or _BULLET.match(text):
        return True
    if _HYPHENATED.search(last) and text[0].islower():
        return False
    closed = bool(_CLOSED.search(last))
    if _MARKER.match(text) and (closed or after_blank or last.endswith(("and", "or", ","))):
        return closed or _goes_on_counting(text, last, found)
    if text[0].islower() or _MARKER.fullmatch(last):
        return False
    if not wraps:
        return closed or len(last) < _SHORT
    if closed:
        return after_blank or len(last) < usual * 0.75
    return (
        after_blank
        and len(last) < usual * 0.6
        and not re.search(r"\b(?:the|of|and|or|to|a|an|in|by|for|with|on)$|,$", last)
    )


def _goes_on_counting(text: str, last: str, found: Sequence[_Paragraph]) -> bool:
    """Whether a marker after an open line is one: not the end of ``Article`` or of ``ages 11 to``."""
    if re.search(r"\b(?:Articles?|sections?|paragraphs?|Schedules?|Parts?|regulations?)$", last):
        return False
    number = re.match(r"\s*([0-9]{1,3})[.)]", text)
    if number is None or last.endswith((",", "and", "or")):
        return True
    counted = (re.match(r"([0-9]{1,3})[.)]", paragraph.text) for paragraph in reversed(found))
    before = next((int(one.group(1)) for one in counted if one), 0)
    return int(number.group(1)) == before + 1


def joined(before: str, after: str) -> str:
    """Two lines of one paragraph; a word broken over them is made whole."""
    if _HYPHENATED.search(before) and after[:1].islower():
        stem = re.search(r"([A-Za-z]+)-$", before)
        keeps = stem is not None and stem.group(1).lower() in _KEEPS_ITS_HYPHEN
        return f"{before}{after}" if keeps else f"{before[:-1]}{after}"
    return f"{before} {after}"


def _clean(text: str) -> str:
    for mark in _STRUCK:
        text = text.replace(mark, "-" if mark == "￾" else "")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", text).replace("\u00a0", " ")


_KEEPS_ITS_HYPHEN = frozenset(
    "self non pre post co re well long short high low large small third cross multi inter e decision data case by end "
    "risk fact all anti ex half over part real so sub two three full semi privacy evidence user time neuro tele".split()
)
