"""Tables of a PDF page, in their places between the lines of text, a row going on over a page made whole."""

from __future__ import annotations

import io
from typing import Any

import pypdf

from corpus.readers.lines import Line, joined
from corpus.readers.tables import is_grid_of_text, rows_as_lines

_LEAST_RULES = 6
_LONGEST_SEARCHED = 3_000_000
_MOST_PAGES = 150
_GAP = 1.0
_PARAGRAPH = 0.6


class PageTables:
    """Looks for tables on the pages that have ruled lines; the rest keep the text that they have."""

    def __init__(self, data: bytes, document: pypdf.PdfReader) -> None:
        self._data = data
        self._document = document
        self._opened: Any = None
        self._searched = 0
        self._names: list[str] | None = None
        self._columns = 0
        self.unread: list[int] = []

    def of(self, number: int) -> list[Line] | None:
        """The lines and table rows of a page in order, or ``None`` where it has no table."""
        if not self._is_ruled(number):
            self._columns = 0
            return None
        if self._searched >= _MOST_PAGES:
            self.unread.append(number)
            return None
        self._searched += 1
        try:
            found = self._mixed(number)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 (pdfplumber passes on whatever its parser met in a damaged page)
            self.unread.append(number)
            return None
        if found is None:
            self._columns = 0
        return found

    def _is_ruled(self, number: int) -> bool:
        """Whether the page draws enough lines or boxes for a table."""
        try:
            contents = self._document.pages[number - 1].get_contents()
            drawn = contents.get_data() if contents is not None else b""
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 (a damaged stream; the text was taken all the same)
            return False
        if len(drawn) > _LONGEST_SEARCHED:
            return False
        return drawn.count(b" re") + drawn.count(b" l\n") + drawn.count(b" l ") + drawn.count(b" l\r") >= _LEAST_RULES

    def _mixed(self, number: int) -> list[Line] | None:
        import pdfplumber

        if self._opened is None:
            self._opened = pdfplumber.open(io.BytesIO(self._data))
        page = self._opened.pages[number - 1]
        tables = [(table, rows) for table in page.find_tables() if is_grid_of_text(rows := _rows(table))]
        if not tables:
            page.close()
            return None
        lines: list[Line] = []
        top = page.bbox[1]
        for table, rows in sorted(tables, key=lambda one: one[0].bbox[1]):
            above = _text(page, top, table.bbox[1])
            lines += [Line(text, number) for text in above]
            goes_on = not [text for text in lines if text.text.strip() and not text.text.strip().isdigit()]
            lines += [Line(text, number, is_row=True) for text in self._rendered(rows, goes_on=goes_on)]
            top = max(top, table.bbox[3])
        below = _text(page, top, page.bbox[3])
        if len([text for text in below if text.strip()]) > 1:
            self._columns = 0
        page.close()
        return [*lines, *(Line(text, number) for text in below)]

    def _rendered(self, rows: list[list[str]], *, goes_on: bool) -> list[str]:
        """The rows as lines; a table that goes on from the page before keeps the names of its columns."""
        if goes_on and self._names is not None:
            rows = _narrowed(rows, self._columns)
        columns = max(map(len, rows))
        if goes_on and self._names is not None and columns == self._columns:
            kept = rows if rows[0] != self._names else rows[1:]
            return rows_as_lines([self._names, *kept], headed=True)
        self._columns = columns
        first = rows[0]
        named = (
            all(first) and len(set(first)) == len(first) and len(first) > 1 and max(len(cell) for cell in first) < 120
        )
        self._names = first if named else None
        return rows_as_lines(rows)


def _rows(table: Any) -> list[list[str]]:
    """The cells of a table; a row that only goes on with one cell of the row above is joined to it."""
    rows: list[list[str]] = []
    for taken in table.extract():
        said = [at for at, cell in enumerate(taken) if cell is not None]
        if rows and len(taken) > 1 and len(said) == 1 and taken[said[0]]:
            rows[-1][said[0]] = " ".join(f"{rows[-1][said[0]]} {taken[said[0]]}".split())
        else:
            rows.append([_whole_words(cell or "") for cell in taken])
    return [row for row in rows if any(row)]


def _whole_words(cell: str) -> str:
    """The text of a cell; a word that is broken over two lines is made whole."""
    text = ""
    for line in cell.split("\n"):
        text = joined(text, line.strip()) if text else line.strip()
    return " ".join(text.split())


def _narrowed(rows: list[list[str]], columns: int) -> list[list[str]]:
    """Rows with neighbouring columns made one where no row says different things in them, down to so many columns."""
    at = 1
    while rows and len(rows[0]) > columns and at < len(rows[0]):
        if all(not row[at - 1] or not row[at] or row[at - 1] == row[at] for row in rows):
            rows = [[*row[: at - 1], row[at - 1] or row[at], *row[at + 1 :]] for row in rows]
        else:
            at += 1
    return rows


def _text(page: Any, top: float, bottom: float) -> list[str]:
    """The lines between two heights, with a blank one where the gap shows a paragraph's end."""
    if bottom - top < _GAP:
        return []
    left, _, right, _ = page.bbox
    found: list[str] = []
    before: float | None = None
    for line in page.crop((left, top, right, bottom)).extract_text_lines(return_chars=False):
        height = line["bottom"] - line["top"]
        if before is not None and line["top"] - before > _PARAGRAPH * height:
            found.append("")
        found.append(str(line["text"]))
        before = line["bottom"]
    return [*found, ""]
