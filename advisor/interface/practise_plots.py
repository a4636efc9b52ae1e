"""Pictures of how a group does. Each is an image whose data stands in its own address, and has a table beside it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.interface.escaping import line, text

_WIDE, _ROW, _BAR, _LETTERS = 360, 46, 16, 46
_BLUE, _GREEN, _GREY, _INK = "#1d70b8", "#00703c", "#b1b4b6", "#0b0c0c"
ORANGE = "#b58840"


@dataclass(frozen=True)
class Bar:
    """A row of a plot: its words, the share from 0 to 1 that the bar fills, and what stands at its end."""

    words: str
    share: float
    end: str


def bars(title: str, rows: Sequence[Bar], colour: str = _BLUE) -> str:
    """Bars on a track from nothing to all, each under its words."""
    drawn = "".join(_row(place, one, colour) for place, one in enumerate(rows))
    told = "; ".join(f"{one.words}: {one.end}" for one in rows)
    return _picture(title, f"{title}. {told}.", drawn, len(rows) * _ROW)


def progress(title: str, rows: Sequence[tuple[str, int, int, int]]) -> str:
    """For each exercise how many learners have finished it, are at it, and have not begun it."""
    drawn = []
    for place, (words, finished, going, waiting) in enumerate(rows):
        everybody, left = max(1, finished + going + waiting), 0.0
        parts = [_words(place, words, f"{finished} of {finished + going + waiting}")]
        for number, colour in ((finished, _GREEN), (going, _BLUE), (waiting, _GREY)):
            wide = _WIDE * number / everybody
            parts.append(_rect(left, place * _ROW + 22, wide, colour))
            left += wide
        drawn.append("".join(parts))
    told = "; ".join(f"{words}: {done} finished, {at} at it, {wait} not begun" for words, done, at, wait in rows)
    key = "".join(
        f'<span><span class="ga-key" style="background: {colour}"></span> {words}</span>'
        for words, colour in (("finished", _GREEN), ("at it", _BLUE), ("not begun", _GREY))
    )
    picture = _picture(title, f"{title}. {told}.", "".join(drawn), len(rows) * _ROW)
    return f'<p class="ga-hint ga-plot__keys">{key}</p>{picture}'


def _row(place: int, bar: Bar, colour: str) -> str:
    top = place * _ROW + 22
    share = min(1.0, max(0.0, bar.share))
    track = _rect(0, top, _WIDE, "#f3f2f1")
    return f"{_words(place, bar.words, bar.end)}{track}{_rect(0, top, _WIDE * share, colour)}"


def _words(place: int, words: str, end: str) -> str:
    base = place * _ROW + 16
    short = line(words)
    short = short if len(short) <= _LETTERS else short[: _LETTERS - 1] + "…"
    font = f'font-family="Arial, Helvetica, sans-serif" font-size="13" fill="{_INK}"'
    return (
        f'<text x="0" y="{base}" {font}>{text(short)}</text>'
        f'<text x="{_WIDE}" y="{base}" text-anchor="end" font-weight="700" {font}>{text(end)}</text>'
    )


def _rect(left: float, top: float, wide: float, colour: str) -> str:
    return f'<rect x="{left:.1f}" y="{top}" width="{wide:.1f}" height="{_BAR}" fill="{colour}"/>'


def _picture(caption: str, told: str, drawn: str, tall: int) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {tall}">{drawn}</svg>'
    data = b64encode(svg.encode()).decode()
    return (
        f'<figure class="ga-picture"><figcaption>{text(caption)}</figcaption>'
        f'<img alt="{text(told)}" src="data:image/svg+xml;base64,{data}"></figure>'
    )
