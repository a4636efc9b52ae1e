"""Tables drawn with lines in plain text (``+---+---+`` and rules of hyphens), as lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.readers.tables import rows_as_lines

_GRID_RULE = re.compile(r"^\s*\+(?:[-=:]{2,}\+)+\s*$")
_GRID_ROW = re.compile(r"^\s*[|+].*[|+]\s*$")
_DRAWN_RULE = re.compile(r"^\s{2,}-{10,}(?:\s+-+)*\s*$|^\s*-{3,}(?:\s+-{3,})+\s*$")
_ITEM = re.compile(r"^\s*[-*]\s+")


def plain_tables(text: str) -> str:
    """The text with each drawn table replaced by a Markdown list, an item a row."""
    out: list[str] = []
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        if _GRID_RULE.match(lines[at]):
            end = at
            while end < len(lines) and _GRID_ROW.match(lines[end]):
                end += 1
            out += ["", *(f"- {line}" for line in rows_as_lines(list(_grid(lines[at:end])))), ""]
            at = end
        elif _DRAWN_RULE.match(lines[at]):
            at = _drawn(lines, at, out)
        else:
            out.append(lines[at])
            at += 1
    return "\n".join(out)


def _grid(lines: Sequence[str]) -> Iterator[list[str]]:
    """The rows of a grid table; a cell that spans columns is repeated in each."""
    edges = sorted({at for line in lines if _GRID_RULE.match(line) for at, sign in enumerate(line) if sign == "+"})
    gathered: list[list[str]] = []
    for line in lines:
        if not _GRID_RULE.match(line):
            gathered.append(_cells(line, edges))
        elif gathered:
            yield _merged(gathered)
            gathered = []


def _cells(line: str, edges: Sequence[int]) -> list[str]:
    cells: list[str] = []
    begun = edges[0]
    waiting = 0
    for edge in edges[1:]:
        waiting += 1
        if edge < len(line) and line[edge] in "|+":
            cells += [line[begun + 1 : edge].strip()] * waiting
            begun, waiting = edge, 0
    return cells + [line[begun + 1 :].strip(" |")] * waiting


def _merged(lines: Sequence[Sequence[str]]) -> list[str]:
    merged: list[str] = []
    for column in zip(*lines, strict=False):
        words = ""
        for part in column:
            begins = bool(_ITEM.match(part))
            said = "" if set(part) <= {"-"} else _ITEM.sub("", part)
            words = f"{words}{',' if begins and words and not words.endswith((':', ',', '.')) else ''} {said}".strip()
        merged.append(re.sub(r"\*\*", "", words))
    return merged


def _drawn(lines: Sequence[str], at: int, out: list[str]) -> int:
    """A table between rules of hyphens: its columns are those of the rule that shows gaps."""
    end = at + 1
    while end < len(lines) and not _DRAWN_RULE.match(lines[end]) and not lines[end].startswith("#"):
        end += 1
    if end >= len(lines) or lines[end].startswith("#"):
        return at + 1
    columns = [found.span() for found in re.finditer(r"-+", lines[at])]
    if len(columns) < 2:
        columns = [found.span() for found in re.finditer(r"-+", lines[end])]
    body = [line for line in lines[at + 1 : end] if line.strip()]
    if len(columns) < 2:
        out += ["", *(line.strip() for line in body), ""]
        return end
    cells = [" ".join(line[start : stop + 1].strip() for line in body).strip() for start, stop in columns]
    out += ["", *(f"- {cell}" for cell in cells if cell), ""]
    return end
