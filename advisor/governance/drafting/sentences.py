"""The sentences of a proposal, each with its place in the text, the label beside it and the heading over it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.source import Frozen

_MARKS = re.compile(r"^[ \t]*(?:(?:#{1,6}|[-*•]|\d{1,2}[.)]|\(?[a-z]\)|>)[ \t]+)?")
_LISTED = re.compile(r"^[ \t]*(?:[-*•]|\d{1,2}[.)])[ \t]+")
_HEADING = re.compile(
    r"^(?:#{1,6}[ \t]+(?P<marked>.+?)|\*\*(?P<bold>[^*]{2,90})\*\*|(?P<plain>[A-Z][\w' ]{2,30}))[ \t]*:?[ \t]*$"
)
_LABEL = re.compile(
    r"^(?:\*{1,2}(?P<marked>[^*\n]{2,50}?)\*{1,2}(?=[ \t:–.-]|$)[:.]?"
    r"|(?P<plain>[A-Z][\w'()/& ]{1,40}?)(?::|[ \t]+[–-])(?=[ \t]|$))"
)
_END = re.compile(r"(?<=[.?!])[\"”')*]*[ \t\n]+(?=[\"“'(*<£\d]*[A-ZÀ-Þ\d<£*])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Ltd|no|No|ref|re|e\.g|i\.e|St|etc|vs|approx|Insp|Supt)|\b[A-Z])\.$"
)
_TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t:|-]+\|?[ \t]*$")


class Sentence(Frozen):
    """A sentence, list item or row of a table: ``text`` is the proposal from ``start`` to ``end``."""

    text: str
    start: int
    end: int
    label: str = ""
    heading: str = ""
    line: int = 0
    listed: bool = False

    @property
    def context(self) -> str:
        """The label and the heading over it."""
        return f"{self.label} | {self.heading}"


def sentences(text: str) -> tuple[Sentence, ...]:
    """Every sentence in order; nothing of the text but marks of layout is left out."""
    return tuple(_walk(text))


def _walk(text: str) -> Iterator[Sentence]:
    heading = label = header = ""
    blank_before = True
    for number, (start, line) in enumerate(_whole_lines(text)):
        if not line.strip():
            blank_before, header = True, ""
            continue
        if line.lstrip().startswith("|"):
            if not _TABLE_RULE.match(line):
                yield _cut(line, start, label=f"{label} {header}".strip(), heading=heading, line=number, listed=True)
                header = header or line.strip("| \t")
            blank_before = False
            continue
        found = _HEADING.match(line) if not _LISTED.match(line) else None
        if found and len(line) < 100:
            heading = (found["marked"] or found["bold"] or found["plain"]).strip()
            label = ""
            yield _cut(line, start, label="", heading=heading if number else "", line=number)
            blank_before = False
            continue
        listed = _LISTED.match(line) is not None
        body = _MARKS.match(line)
        skipped = body.end() if body else 0
        own = _LABEL.match(line[skipped:])
        if own:
            label = (own["marked"] or own["plain"]).strip()
        elif blank_before and not listed:
            label = ""
        yield from _split(line, start, skipped, label, heading, number, listed=listed)
        if not listed and line.rstrip().endswith(":"):
            label = re.split(r"(?<=[.!?])\s", line.strip(" \t:*#"))[-1]
        blank_before = False


def _whole_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines, those put together again that were broken to fit a page, as a PDF gives them."""
    offset, begun, held = 0, 0, ""
    for raw in text.splitlines(keepends=True):
        line = raw.rstrip("\r\n")
        goes_on = _BROKEN[0] <= len(held.rsplit("\n", 1)[-1]) <= _BROKEN[1] and not held.rstrip().endswith(_ENDINGS)
        begins = line.lstrip().startswith(("|", "#", "*", "-", "•", ">")) or _OPENS_A_FIELD.match(line)
        if goes_on and line.strip() and not begins:
            held = text[begun : offset + len(line)]
        else:
            if offset:
                yield begun, held
            begun, held = offset, line
        offset += len(raw)
    yield begun, held


_BROKEN = (60, 130)
"""How long a line is that was broken to fit a page."""
_ENDINGS = (".", ":", ";", "?", "!", "|", "**")
_OPENS_A_FIELD = re.compile(r"^[ \t]*\*{0,2}[A-Z][\w'()/& ]{1,40}:\*{0,2}[ \t]+\S")
"""A line that is the next field of a form, and goes on with nothing."""


def _split(
    line: str, start: int, skipped: int, label: str, heading: str, number: int, *, listed: bool
) -> Iterator[Sentence]:
    begin = skipped
    for end in _END.finditer(line, skipped):
        if _ABBREVIATED.search(line[begin : end.start()]):
            continue
        yield _cut(line[begin : end.start()], start + begin, label=label, heading=heading, line=number, listed=listed)
        begin = end.end()
    if line[begin:].strip():
        yield _cut(line[begin:], start + begin, label=label, heading=heading, line=number, listed=listed)


def _cut(piece: str, start: int, *, label: str, heading: str, line: int, listed: bool = False) -> Sentence:
    marks = _MARKS.match(piece)
    begin = marks.end() if marks else 0
    while begin < len(piece) and piece[begin] in " \t|":
        begin += 1
    end = len(piece.rstrip(" \t|"))
    return Sentence(
        text=piece[begin:end],
        start=start + begin,
        end=start + max(end, begin),
        label=label,
        heading=heading,
        line=line,
        listed=listed,
    )
