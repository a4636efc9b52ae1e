"""Plots as inline SVG: no script, no font and no address to fetch, with a title and a description for who cannot see.

Colours are those of the page's style sheet, so that a plot follows its light and dark form. Every plot stands beside a
table of the same figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import log10

_WIDTH = 760
_LABEL_WIDTH = 380
_ROW_HEIGHT = 24
_BINS = 20


@dataclass(frozen=True)
class Whisker:
    """One row: a mean with its interval and, where there is one, the mean of the baseline. All from 0 to 1."""

    label: str
    value: float
    low: float
    high: float
    before: float | None = None
    worse: bool = False


def whiskers(title: str, rows: Sequence[Whisker]) -> str:
    """Dots with whiskers, one row each, on an axis from 0 to 1; a hollow diamond is the baseline."""
    left, right = _LABEL_WIDTH, _WIDTH - 30
    height = len(rows) * _ROW_HEIGHT + 40
    parts = [_scale(left, right, height - 30)]
    for place, row in enumerate(rows):
        middle = place * _ROW_HEIGHT + 16
        x, low, high = (_across(value, left, right) for value in (row.value, row.low, row.high))
        tone = "bad" if row.worse else "good"
        parts.append(f'<text x="{left - 10}" y="{middle + 4}" text-anchor="end">{escape(row.label)}</text>')
        parts.append(f'<line class="whisker" x1="{low}" x2="{high}" y1="{middle}" y2="{middle}"/>')
        parts.append(f'<circle class="{tone}" cx="{x}" cy="{middle}" r="5"/>')
        if row.before is not None:
            at = _across(row.before, left, right)
            corners = f"M{at} {middle - 7} l6 7 l-6 7 l-6 -7 z"
            parts.append(f'<path class="before" d="{corners}"/>')
    told = "; ".join(f"{row.label} {row.value:.2f} ({row.low:.2f} to {row.high:.2f})" for row in rows)
    return _svg(title, told, height, parts)


def distributions(title: str, groups: Mapping[str, Sequence[float]], floor: float) -> str:
    """For each group, how its values from 0 to 1 are spread, one below the other, with the floor drawn through all."""
    left, right, tall = 170, _WIDTH - 30, 74
    height = len(groups) * (tall + 16) + 44
    parts = [_scale(left, right, height - 30)]
    for place, (name, given) in enumerate(groups.items()):
        bottom = place * (tall + 16) + tall + 10
        counts = in_bins(given)
        most = max(1, *counts)
        parts.append(f'<text x="{left - 10}" y="{bottom - tall / 2}" text-anchor="end">{escape(name)}</text>')
        few = f"{len(given)} questions</text>"
        parts.append(f'<text class="small" x="{left - 10}" y="{bottom - tall / 2 + 16}" text-anchor="end">{few}')
        for number, count in enumerate(counts):
            x = _across(number / _BINS, left, right)
            wide = _across((number + 1) / _BINS, left, right) - x - 1
            tone = "below" if (number + 1) / _BINS <= floor + 1e-9 else "bar"
            high = round(count / most * tall, 1)
            parts.append(f'<rect class="{tone}" x="{x}" y="{bottom - high}" width="{wide:.1f}" height="{high}"/>')
        parts.append(f'<line class="axis" x1="{left}" x2="{right}" y1="{bottom}" y2="{bottom}"/>')
    at = _across(floor, left, right)
    parts.append(f'<line class="floor" x1="{at}" x2="{at}" y1="4" y2="{height - 30}"/>')
    parts.append(f'<text class="small" x="{at + 5}" y="12">floor {floor:g}</text>')
    told = "; ".join(
        f"{name}: {sum(value < floor for value in given)} of {len(given)} below the floor of {floor:g}"
        for name, given in groups.items()
    )
    return _svg(title, told, height, parts)


def against_time(title: str, points: Sequence[tuple[str, float, float]]) -> str:
    """Named points: milliseconds across on a logarithmic axis, a share from 0 to 1 upwards."""
    left, right, top, bottom = 60, _WIDTH - 190, 14, 250
    most = max(1.0, *(log10(max(time, 0.1)) + 1 for _, time, _ in points))
    parts = []
    for power in range(int(most) + 2):
        x = round(left + (right - left) * power / (int(most) + 1), 1)
        parts.append(f'<line class="grid" x1="{x}" x2="{x}" y1="{top}" y2="{bottom}"/>')
        parts.append(
            f'<text class="small" x="{x}" y="{bottom + 16}" text-anchor="middle">{10 ** (power - 1):g} ms</text>'
        )
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = round(bottom - (bottom - top) * share, 1)
        parts.append(f'<line class="grid" x1="{left}" x2="{right}" y1="{y}" y2="{y}"/>')
        parts.append(f'<text class="small" x="{left - 8}" y="{y + 4}" text-anchor="end">{share:g}</text>')
    for number, (name, time, share) in enumerate(points):
        x = round(left + (right - left) * (log10(max(time, 0.1)) + 1) / (int(most) + 1), 1)
        y = round(bottom - (bottom - top) * share, 1)
        parts.append(f'<circle class="{"good" if number == 0 else "peer"}" cx="{x}" cy="{y}" r="6"/>')
        parts.append(f'<text x="{x + 10}" y="{y + 4}">{escape(name)}</text>')
    told = "; ".join(f"{name}: {share:.2f} in {time:.1f} ms" for name, time, share in points)
    return _svg(title, told, bottom + 30, parts)


def trend(title: str, lines: Mapping[str, Sequence[float]]) -> str:
    """How shares from 0 to 1 moved from run to run, oldest at the left."""
    left, right, top, bottom = 40, _WIDTH - 200, 10, 190
    parts = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = round(bottom - (bottom - top) * share, 1)
        parts.append(f'<line class="grid" x1="{left}" x2="{right}" y1="{y}" y2="{y}"/>')
        parts.append(f'<text class="small" x="{left - 8}" y="{y + 4}" text-anchor="end">{share:g}</text>')
    for number, (name, given) in enumerate(lines.items()):
        steps = max(1, len(given) - 1)
        spots = [
            (round(left + (right - left) * place / steps, 1), round(bottom - (bottom - top) * value, 1))
            for place, value in enumerate(given)
        ]
        path = " ".join(f"{x},{y}" for x, y in spots)
        parts.append(f'<polyline class="line tone{number % 4}" points="{path}"/>')
        parts += [f'<circle class="tone{number % 4}" cx="{x}" cy="{y}" r="3"/>' for x, y in spots]
        parts.append(f'<text class="small" x="{right + 8}" y="{spots[-1][1] + 4}">{escape(name)}</text>')
    told = "; ".join(f"{name}: {given[0]:.2f} to {given[-1]:.2f}" for name, given in lines.items())
    return _svg(title, told, bottom + 14, parts)


def in_bins(given: Sequence[float]) -> list[int]:
    """How many values fall in each twentieth from 0 to 1; the last has 1 too."""
    counts = [0] * _BINS
    for value in given:
        counts[min(_BINS - 1, max(0, int(value * _BINS)))] += 1
    return counts


def _across(value: float, left: float, right: float) -> float:
    return round(left + (right - left) * min(1.0, max(0.0, value)), 1)


def _scale(left: float, right: float, bottom: float) -> str:
    marks = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = _across(share, left, right)
        marks.append(f'<line class="grid" x1="{x}" x2="{x}" y1="4" y2="{bottom}"/>')
        marks.append(f'<text class="small" x="{x}" y="{bottom + 18}" text-anchor="middle">{share:g}</text>')
    return "".join(marks)


def _svg(title: str, told: str, height: float, parts: Sequence[str]) -> str:
    """The whole picture; its description tells every figure in words."""
    return (
        f'<svg role="img" viewBox="0 0 {_WIDTH} {height:g}" aria-label="{escape(f"{title}. {told}")}">'
        f"<title>{escape(title)}</title><desc>{escape(told)}</desc>{''.join(parts)}</svg>"
    )
