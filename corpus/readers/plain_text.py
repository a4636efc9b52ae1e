"""Reader of plain text, text taken from a PDF with its line breaks included."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from corpus.document import About, Reading
from corpus.errors import Unreadable
from corpus.readers.lines import Line, furniture, is_page_number, sections_of, shape
from corpus.readers.sections import reading_of, source_of
from corpus.readers.unseen import warnings_of, without_unseen

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_SAMPLE = 65536
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_JOINED_PAGE_NUMBER = re.compile(r"^\s{12,}\d{1,3}(?=[A-Z])|^\s{20,}\d{1,3}(?!st\b|nd\b|rd\b|th\b)(?=[a-z]{2})")
_FAR_RIGHT_NUMBER = re.compile(r"^\s{12,}\d{1,3}(?=\s{12,})")
_LINES_AROUND_A_PAGE = 8
_LEAST_TURNS = 3


def recognises(data: bytes, name: str) -> bool:  # noqa: ARG001 (every reader has this signature)
    """Whether it is text, in UTF-8, UTF-16 or the Windows alphabet."""
    try:
        decoded(data[: _SAMPLE + len(data) % 2] if len(data) > _SAMPLE else data)
    except Unreadable:
        return False
    return True


def read(data: bytes, name: str, about: About) -> Reading:
    """Read the text.

    Raises:
        Unreadable: it is not text, or holds no words.
    """
    text, warnings = decoded(data)
    return reading_of(source_of(data, name, about), sections_of(printed_lines(text)), warnings)


def decoded(data: bytes) -> tuple[str, list[str]]:
    """The text as a person sees it, and warnings: its alphabet had to be guessed, or it held what nobody sees.

    Raises:
        Unreadable: it is not text.
    """
    text, warnings = _in_its_alphabet(data)
    seen, unseen = without_unseen(text)
    return seen, [*warnings, *warnings_of(unseen)]


def _in_its_alphabet(data: bytes) -> tuple[str, list[str]]:
    for mark, alphabet in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(alphabet, "replace"), []
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        return _without_a_mark(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and len(data) > _SAMPLE:
            text = data[: error.start].decode("utf-8")
        else:
            said = (
                "The text is not UTF-8; it was read as Windows-1252, so check pound signs, dashes and quotation marks."
            )
            return _checked(data.decode("cp1252", "replace")), [said]
    return _checked(text), []


def printed_lines(text: str) -> list[Line]:
    """The lines without page numbers, headers and footers."""
    pages = [page.splitlines() for page in text.split("\f")]
    edges = furniture(pages)
    lines = [line for page in pages for line in page if shape(line) not in edges]
    return [Line(line) for line in _without_page_turns(lines)]


def _without_page_turns(lines: Sequence[str]) -> list[str]:
    """The lines without what is printed at each turn of a page, where no form feed marks the turn.

    A turn is told by a number on a line of its own, or one pushed far to the right at the start of a line; what comes
    after several such turns in the same words is the head of the page.
    """
    turns = [at for at, line in enumerate(lines) if is_page_number(line) or _turns(line)]
    around: dict[str, int] = {}
    for at in turns:
        near = lines[at : at + _LINES_AROUND_A_PAGE]
        for line in {shape(_tail(one) if one is lines[at] else one) for one in near}:
            around[line] = around.get(line, 0) + 1
    repeated = {line for line, count in around.items() if line and count >= max(_LEAST_TURNS, len(turns) / 2)}
    repeated -= {""}
    kept: list[str] = []
    page = 1
    for printed in lines:
        line = printed
        number = re.match(rf"\s{{30,}}{page}(?=\s*[A-Za-z\uf0b7•]|\d{{1,2}}\.\s)", line)
        if number:
            line = line[number.end() :]
            page += 1
        elif is_page_number(line):
            page = int(re.sub(r"\D.*", "", re.sub(r"^\D+", "", line))) + 1
        if is_page_number(line) or (repeated and shape(line) in repeated):
            continue
        tail = _tail(line)
        if tail != line and (not tail.strip() or shape(tail) in repeated):
            continue
        kept.append(tail)
    return kept


def _turns(line: str) -> bool:
    return bool(_JOINED_PAGE_NUMBER.match(line) or _FAR_RIGHT_NUMBER.match(line))


def _tail(line: str) -> str:
    """A line without the page number that was pushed into it."""
    found = _JOINED_PAGE_NUMBER.match(line) or _FAR_RIGHT_NUMBER.match(line)
    return line[found.end() :] if found else line


def _without_a_mark(data: bytes) -> tuple[str, list[str]]:
    """UTF-16 whose byte order mark is missing, told by every other byte being zero."""
    sample = data[:_SAMPLE]
    half = len(sample) / 2
    low, high = sample[1::2].count(0) / half, sample[0::2].count(0) / half
    alphabet = "utf-16-le" if low > 0.6 > high + 0.4 else "utf-16-be" if high > 0.6 > low + 0.4 else ""
    if not alphabet:
        raise Unreadable("This is not text: it holds bytes that no text has.", "Add the document itself.")
    said = "The text is UTF-16 without the mark that says so; check that it reads well."
    return _checked(data.decode(alphabet, "replace")), [said]


def _checked(text: str) -> str:
    odd = len(_NOT_TEXT.findall(text[:_SAMPLE]))
    if odd > max(8, len(text[:_SAMPLE]) / 50):
        raise Unreadable("This is not text: it holds characters that no text has.", "Add the document itself.")
    return text
