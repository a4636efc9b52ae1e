"""Rows of a table as sentences that stand alone: each value with the name of its column."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BULLET = re.compile(r"[\s,;]*[•●▪◦\uf0b7\uf0a7]\s*(?=\S)")

Row = Sequence[str]
_MOST_WORDS_IN_A_COLUMN_NAME = 15


def rows_as_lines(rows: Sequence[Row], *, headed: bool | None = None) -> list[str]:
    """A line a row, ``Risk: loss of data; Severity: high``.

    Args:
        rows: the cells, row by row; a cell that spans columns stands in each of them.
        headed: whether the first row names the columns; ``None`` where the document does not say.
    """
    cleaned = [[_listed(" ".join(cell.split())) for cell in row] for row in rows]
    cleaned = [row for row in cleaned if any(row)]
    lines: list[str] = []
    while cleaned and len(cleaned) > 1 and _is_caption(cleaned[0]):
        lines.append(next(cell for cell in cleaned[0] if cell))
        cleaned = cleaned[1:]
    if not cleaned:
        return lines
    names = cleaned[0] if (_names_columns(cleaned) if headed is None else headed) else None
    for row in cleaned[1:] if names and len(cleaned) > 1 else cleaned:
        lines.append(_line(row, names if names and len(cleaned) > 1 else None))
    return [line for line in lines if line]


def is_grid_of_text(rows: Sequence[Row]) -> bool:
    """Whether what looks like a table is one: at least two rows and two columns, most of its cells with words."""
    cells = [cell for row in rows for cell in row]
    filled = sum(bool(cell.strip()) for cell in cells)
    return len(rows) >= 2 and max(map(len, rows)) >= 2 and filled * 2 >= len(cells)


def _listed(cell: str) -> str:
    """A bulleted list in a cell, as a list with commas."""
    return _BULLET.sub(lambda bullet: ", " if bullet.start() else "", cell) if _BULLET.search(cell) else cell


def _is_caption(row: Row) -> bool:
    """One text across the whole width."""
    return len(row) > 1 and len(set(row)) == 1


def _names_columns(rows: Sequence[Row]) -> bool:
    first = rows[0]
    return (
        len(first) >= 2
        and all(first)
        and len(set(first)) == len(first)
        and all(len(cell.split()) <= _MOST_WORDS_IN_A_COLUMN_NAME for cell in first)
        and not any(cell.endswith((":", ".")) for cell in first)
    )


def _line(row: Row, names: Row | None) -> str:
    if names is None:
        cells = [cell for at, cell in enumerate(row) if cell and (at == 0 or cell != row[at - 1])]
        if len(cells) == 2 and len(cells[0].split()) <= _MOST_WORDS_IN_A_COLUMN_NAME:
            return f"{cells[0].rstrip(':')}: {cells[1]}"
        return "; ".join(cells)
    parts: list[str] = []
    for at, cell in enumerate(row):
        if not cell or (at and cell == row[at - 1]):
            continue
        name = names[at].rstrip(":") if at < len(names) else ""
        parts.append(f"{name}: {cell}" if name else cell)
    return "; ".join(parts)
