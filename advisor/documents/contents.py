"""What a document holds, before it becomes Word, PDF or Markdown: headings, lines, tables and pictures in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Literal

from corpus.source import Frozen

_WEB = re.compile(r"https?://[^\s<>\"]+")
_LETTERS_ACROSS = 105
_MOST_LINES_KEPT = 22
_LONGEST_RUNNING_TITLE = 60


class Look(StrEnum):
    """How a line is set."""

    BODY = "body"
    QUIET = "quiet"
    STRONG = "strong"
    WARNING = "warning"
    POINT = "point"


class Line(Frozen):
    """One paragraph of words, or one in a field of a table.

    ``mark`` names what a reviewer may change, empty for what only explains; ``lead`` stands before the words and
    ``tag`` says after them where they come from; ``sources`` are numbers of the list of sources; ``remarks`` are
    comments of the advisor in the margin.
    """

    text: str
    lead: str = ""
    look: Look = Look.BODY
    mark: str = ""
    tag: str = ""
    sources: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()


class Heading(Frozen):
    """A heading; the title of the document is not one."""

    kind: Literal["heading"] = "heading"
    level: Literal[1, 2, 3]
    text: str


class Paragraph(Frozen):
    """A line that stands by itself."""

    kind: Literal["paragraph"] = "paragraph"
    line: Line


class Field(Frozen):
    """A field of a table; ``tone`` colours it, and its words say the same."""

    lines: tuple[Line, ...] = ()
    tone: Literal["", "low", "medium", "high"] = ""


class Column(Frozen):
    """A column: its heading, and how wide it is beside the others."""

    head: str
    share: float = 1.0


class Table(Frozen):
    """A table with a caption and a heading to each column; the first field of a row is the heading of the row."""

    kind: Literal["table"] = "table"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Field, ...], ...]

    def keeps_together(self, row: tuple[Field, ...]) -> bool:
        """Whether a row is short enough to be kept on one page."""
        total = sum(column.share for column in self.columns)
        across = [max(1, int(_LETTERS_ACROSS * column.share / total)) for column in self.columns]
        return all(
            sum(1 + len(line.text) // wide for line in field.lines) <= _MOST_LINES_KEPT
            for field, wide in zip(row, across, strict=True)
        )


class Picture(Frozen):
    """A drawing with its caption; ``words`` say what it shows."""

    kind: Literal["picture"] = "picture"
    svg: str
    caption: str
    words: str


class Entry(Frozen):
    """One source: its title, which leads to its address, and what else is known of it."""

    title: str
    about: str
    address: str

    @property
    def leads(self) -> bool:
        """Whether the address is one of the web, that a title can lead to."""
        return _WEB.fullmatch(self.address) is not None

    @property
    def words(self) -> str:
        """The entry as it reads; an address that nothing can lead to is written out."""
        said = f"{self.title}, {self.about}" if self.about else f"{self.title}."
        return said if self.leads else f"{said} {self.address}"


class Sources(Frozen):
    """The numbered list of what is cited."""

    kind: Literal["sources"] = "sources"
    entries: tuple[Entry, ...]


Block = Heading | Paragraph | Table | Picture | Sources


class Contents(Frozen):
    """A whole document."""

    title: str
    subtitle: str
    marking: str
    about: tuple[tuple[str, str], ...]
    version_mark: str
    blocks: tuple[Block, ...]

    @property
    def running_title(self) -> str:
        """The title as it stands on every page, cut where it would not fit on a line beside the marking."""
        if len(self.title) <= _LONGEST_RUNNING_TITLE:
            return self.title
        return f"{self.title[:_LONGEST_RUNNING_TITLE].rstrip()}…"

    def lines(self) -> Iterator[Line]:
        """Every line in reading order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block.line
            elif isinstance(block, Table):
                for row in block.rows:
                    for field in row:
                        yield from field.lines

    def marked(self) -> dict[str, str]:
        """The words of everything that a reviewer may change, by its mark, in reading order."""
        return {line.mark: line.text for line in self.lines() if line.mark}


def words(text: str, *, mark: str = "", sources: tuple[int, ...] = (), remarks: tuple[str, ...] = ()) -> Field:
    """A field of one line."""
    return Field(lines=(Line(text=text, mark=mark, sources=sources, remarks=remarks),))
