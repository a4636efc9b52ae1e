"""The picture of what goes from whom to whom: parties side by side, below them one labelled arrow for each flow.

Each flow has a row of its own, so that no label meets another however many parties and flows there are.
"""

from __future__ import annotations

from collections.abc import Sequence

from advisor.documents import lettering
from advisor.documents.drawing import BLUE, INK, LINE, PALE_BLUE, QUIET, Drawing
from advisor.documents.plain_words import plain
from advisor.governance.drafting.draft import DataFlow

NOT_SAID = "[not provided: {}]"
AT_MOST = 8
"""Flows in one picture; more are drawn in several."""

_WIDE = 960.0
_NARROWEST = 116.0
_EDGE = 16.0
_LETTERS = 15.0
_NAME_LETTERS = (15.0, 14.0, 13.0, 12.0, 11.0)
_LEADING = 19.0
_LABEL = 300.0
_LOOP = 46.0


def pictures(flows: Sequence[DataFlow]) -> tuple[str, ...]:
    """One picture, or several of at most eight flows each."""
    parties = parties_of(flows)
    return tuple(draw(flows[start : start + AT_MOST], parties, start + 1) for start in range(0, len(flows), AT_MOST))


def draw(flows: Sequence[DataFlow], parties: Sequence[str] = (), first: int = 1) -> str:
    """SVG of the flows, numbered from ``first``; ``parties`` are drawn in this order, also those without a flow."""
    parties = tuple(dict.fromkeys((*map(plain, parties), *parties_of(flows))))
    canvas = max(_WIDE, len(parties) * _NARROWEST + 2 * _EDGE)
    drawing = Drawing(f"flow-{first}", "Data flow", describe(flows, first) or ", ".join(parties))
    columns = _columns(parties, canvas)
    rows = [_Row(flow, number, columns, canvas) for number, flow in enumerate(flows, first)]
    names = _Names(parties, canvas)
    down = _EDGE + names.high + 14
    starts = []
    for row in rows:
        starts.append(down)
        down += row.high
    for across in columns.values():
        drawing.line([(across, _EDGE + names.high), (across, down)], colour=LINE, thick=1.5, dashed=True)
    names.draw(drawing, columns)
    for row, start in zip(rows, starts, strict=True):
        row.draw(drawing, start)
    return drawing.svg(canvas, down + 6)


def describe(flows: Sequence[DataFlow], first: int = 1) -> str:
    """The same in words, for the text alternative."""
    return " ".join(
        f"{number}: from {plain(flow.sender)} to {plain(flow.receiver)}: {what_of(flow)}; {method_of(flow)}."
        for number, flow in enumerate(flows, first)
    )


def what_of(flow: DataFlow) -> str:
    """Which data flow, or that it is not said."""
    return plain(flow.what) or NOT_SAID.format("which data")


def method_of(flow: DataFlow) -> str:
    """How data flow, or that it is not said."""
    return plain(flow.method) or NOT_SAID.format("how they are sent")


def parties_of(flows: Sequence[DataFlow]) -> tuple[str, ...]:
    """Every party of the flows, in the order in which they are named."""
    return tuple(dict.fromkeys(plain(party) for flow in flows for party in (flow.sender, flow.receiver)))


class _Row:
    """One flow: its label above the arrow, how it is sent below."""

    def __init__(self, flow: DataFlow, number: int, columns: dict[str, float], canvas: float) -> None:
        self._number = number
        self._from, self._to = columns[plain(flow.sender)], columns[plain(flow.receiver)]
        self._loops = self._from == self._to
        self._to_the_left = self._from > canvas / 2
        span = abs(self._from - self._to) - 56
        self._most = max(_LABEL, span)
        self._above = lettering.lines(what_of(flow), _LETTERS, self._most)
        self._below = lettering.lines(method_of(flow), _LETTERS - 1, self._most)
        widest = max(lettering.width(one, _LETTERS) for one in (*self._above, *self._below)) / 2 + 8
        middle = (self._from + self._to) / 2
        self._middle = min(max(middle, widest + 4), canvas - widest - 4)
        self._half = widest
        self._clear = 15 if 2 * widest > span else 7
        self.high = (len(self._above) + len(self._below)) * _LEADING + 33 + self._clear

    def draw(self, drawing: Drawing, top: float) -> None:
        if self._loops:
            self._draw_loop(drawing, top)
            return
        arrow = top + len(self._above) * _LEADING + 12
        self._label(drawing, self._above, top, INK, _LETTERS)
        self._label(drawing, self._below, arrow + self._clear, QUIET, _LETTERS - 1)
        right = self._to > self._from
        step = 1 if right else -1
        drawing.line([(self._from, arrow), (self._to - step * 8, arrow)], colour=BLUE)
        drawing.arrow_head(self._to - step * 1.5, arrow, to_the_right=right, colour=BLUE)
        self._badge(drawing, self._from, arrow)

    def _draw_loop(self, drawing: Drawing, top: float) -> None:
        step = -1 if self._to_the_left else 1
        low, high = top + self.high - 26, top + 14
        turn = self._from + step * _LOOP
        drawing.line([(self._from, high), (turn, high), (turn, low), (self._from + step * 8, low)], colour=BLUE)
        drawing.arrow_head(self._from + step * 1.5, low, to_the_right=step < 0, colour=BLUE)
        self._badge(drawing, self._from, high)
        anchor, beside = ("end", turn - 10) if self._to_the_left else ("start", turn + 10)
        down = top + 10
        for words, colour in [*((one, INK) for one in self._above), *((one, QUIET) for one in self._below)]:
            wide = lettering.width(words, _LETTERS)
            drawing.box(beside - (wide if anchor == "end" else 0), down - 3, wide, _LEADING, fill="#ffffff")
            drawing.words(beside, down + 12, words, _LETTERS, anchor=anchor, colour=colour)
            down += _LEADING

    def _label(self, drawing: Drawing, words: list[str], top: float, colour: str, size: float) -> None:
        drawing.box(self._middle - self._half, top, 2 * self._half, len(words) * _LEADING, fill="#ffffff")
        for place, line in enumerate(words):
            drawing.words(self._middle, top + place * _LEADING + 14, line, size, colour=colour)

    def _badge(self, drawing: Drawing, across: float, down: float) -> None:
        drawing.disc(across, down, 12, fill=BLUE)
        drawing.words(across, down + 5, str(self._number), 14, bold=True, colour="#ffffff")


def _columns(parties: Sequence[str], canvas: float) -> dict[str, float]:
    apart = (canvas - 2 * _EDGE) / max(1, len(parties))
    return {party: _EDGE + apart * (place + 0.5) for place, party in enumerate(parties)}


class _Names:
    """The boxes with the names of the parties, in letters small enough for the longest word."""

    def __init__(self, parties: Sequence[str], canvas: float) -> None:
        self._wide = min(230.0, (canvas - 2 * _EDGE) / max(1, len(parties)) - 10)
        most = self._wide - 10
        words = [word for party in parties for word in party.split()]
        fitting = (size for size in _NAME_LETTERS if all(lettering.width(w, size, bold=True) <= most for w in words))
        self._letters = next(fitting, _NAME_LETTERS[-1])
        self._lines = {party: lettering.lines(party, self._letters, most, bold=True) for party in parties}
        self.high = max(map(len, self._lines.values()), default=1) * _LEADING + 20

    def draw(self, drawing: Drawing, columns: dict[str, float]) -> None:
        for party, across in columns.items():
            drawing.box(across - self._wide / 2, _EDGE, self._wide, self.high, fill=PALE_BLUE, line=BLUE, round_by=3)
            down = _EDGE + (self.high - len(self._lines[party]) * _LEADING) / 2 + 14
            for place, line in enumerate(self._lines[party]):
                drawing.words(across, down + place * _LEADING, line, self._letters, bold=True)
