"""The picture of the risks by likelihood and severity, before and after the measures.

Every field says its level in words, so that the colour is never needed.
"""

from __future__ import annotations

from collections.abc import Sequence

from advisor.approval.proposal import RiskLevel
from advisor.approval.risk_matrix import LIKELIHOODS, SEVERITIES, Scale, level
from advisor.documents import lettering
from advisor.documents.drawing import INK, QUIET, Drawing
from advisor.governance.drafting.draft import RiskLine

FILL = {RiskLevel.LOW: "#cce2d8", RiskLevel.MEDIUM: "#fff7bf", RiskLevel.HIGH: "#f6d7d2"}
_WORDS = {RiskLevel.LOW: "Low", RiskLevel.MEDIUM: "Medium", RiskLevel.HIGH: "High"}
_WIDE = 960.0
_HIGH_OF_FIELDS = {3: 330.0, 5: 420.0}
_BADGE = {3: (31.0, 20.0, 3.0), 5: (21.0, 17.0, 1.0)}
"""Width and height of the mark of a risk, and the room beside it."""
_LEFT = 104.0
_TOP = 44.0
_GAP = 24.0


def number_of(place: int) -> str:
    """What a risk is called in the picture and in the table, counted from 0."""
    return f"R{place + 1}"


def words_of(likelihood: int, severity: int, scale: Scale) -> str:
    """Likelihood, severity and level in words."""
    return (
        f"{_WORDS[level(likelihood, severity, scale)]} risk: "
        f"{LIKELIHOODS[scale][min(likelihood, scale) - 1].lower()}, "
        f"{SEVERITIES[scale][min(severity, scale) - 1].lower()}"
    )


def draw(risks: Sequence[RiskLine], scale: Scale = 3) -> str:
    """SVG with two grids side by side."""
    drawing = Drawing("risks", "Risks before and after the measures", describe(risks, scale))
    half = _WIDE / 2
    before = [(one.likelihood, one.severity) for one in risks]
    after = [(one.residual_likelihood, one.residual_severity) for one in risks]
    for left, title, places in ((0.0, "Before the measures", before), (half, "After the measures", after)):
        _draw_grid(drawing, left, title, places, scale)
    return drawing.svg(_WIDE, _TOP + _HIGH_OF_FIELDS[scale] + 58)


def describe(risks: Sequence[RiskLine], scale: Scale = 3) -> str:
    """The same in words, for the text alternative."""
    return " ".join(
        f"{number_of(place)} before: {words_of(one.likelihood, one.severity, scale)}; "
        f"after: {words_of(one.residual_likelihood, one.residual_severity, scale)}."
        for place, one in enumerate(risks)
    )


def _draw_grid(drawing: Drawing, left: float, title: str, places: Sequence[tuple[int, int]], scale: Scale) -> None:
    wide = (_WIDE / 2 - _LEFT - _GAP) / scale
    high = _HIGH_OF_FIELDS[scale] / scale
    first = left + _LEFT
    drawing.words(first, 20, title, 18, anchor="start", bold=True)
    drawing.words(left + 16, _TOP + _HIGH_OF_FIELDS[scale] / 2, "Severity", 14, bold=True, turned=True)
    for severity in range(scale, 0, -1):
        top = _TOP + (scale - severity) * high
        name = lettering.lines(SEVERITIES[scale][severity - 1], 14, _LEFT - 36)
        for place, line in enumerate(name):
            down = top + high / 2 + 5 + (place - (len(name) - 1) / 2) * 17
            drawing.words(first - 10, down, line, 14, anchor="end")
        for likelihood in range(1, scale + 1):
            held = [number_of(at) for at, one in enumerate(places) if _on_scale(one, scale) == (likelihood, severity)]
            _draw_field(
                drawing, first + (likelihood - 1) * wide, top, (wide, high), held, (likelihood, severity, scale)
            )
    below = _TOP + _HIGH_OF_FIELDS[scale]
    for likelihood in range(1, scale + 1):
        name = lettering.lines(LIKELIHOODS[scale][likelihood - 1], 14, wide - 4)
        for place, line in enumerate(name):
            drawing.words(first + (likelihood - 0.5) * wide, below + 18 + place * 16, line, 14)
    drawing.words(first + scale * wide / 2, below + 52, "Likelihood", 14, bold=True)


def _draw_field(
    drawing: Drawing,
    left: float,
    top: float,
    size: tuple[float, float],
    held: Sequence[str],
    place: tuple[int, int, Scale],
) -> None:
    found = level(*place)
    wide, high = size
    drawing.box(left, top, wide, high, fill=FILL[found], line="#ffffff")
    drawing.words(left + 6, top + 16, _WORDS[found], 12, anchor="start", colour=QUIET)
    badge_wide, badge_high, room = _BADGE[place[2]]
    in_a_row = int((wide - 4) // (badge_wide + room))
    rows = int((high - 22) // (badge_high + 3))
    shown = list(held)
    if len(shown) > in_a_row * rows:
        shown = [*shown[: in_a_row * rows - 1], f"+{len(shown) - in_a_row * rows + 1}"]
    for at, name in enumerate(shown):
        across = left + 3 + (at % in_a_row) * (badge_wide + room)
        down = top + 22 + (at // in_a_row) * (badge_high + 3)
        drawing.box(across, down, badge_wide, badge_high, fill="#ffffff", line=INK, round_by=3)
        drawing.words(across + badge_wide / 2, down + badge_high - 5, name, badge_high - 7.5, bold=True)


def _on_scale(place: tuple[int, int], scale: Scale) -> tuple[int, int]:
    return min(place[0], scale), min(place[1], scale)
