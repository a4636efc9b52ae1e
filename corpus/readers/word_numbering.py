"""The numbers that Word prints before paragraphs (``4.2``, ``(a)``) and does not keep in their text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from corpus.readers.word_archive import WORD

BULLET = "-"
_LEVEL = re.compile(r"%(\d)")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True)
class _Level:
    form: str
    text: str
    start: int


class Numbering:
    """Counts the paragraphs of each list as Word does."""

    def __init__(self, part: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if part is None:
            return
        kinds = {one.get(f"{WORD}abstractNumId"): _levels(one) for one in part.iter(f"{WORD}abstractNum")}
        for one in part.iter(f"{WORD}num"):
            kind = one.find(f"{WORD}abstractNumId")
            if kind is not None:
                self._levels[str(one.get(f"{WORD}numId"))] = kinds.get(kind.get(f"{WORD}val"), {})

    def marker(self, list_id: str, depth: int) -> str:
        """What stands before the next paragraph of a list: ``4.2``, ``(a)``, a hyphen for a bullet, or nothing."""
        levels = self._levels.get(list_id, {})
        level = levels.get(depth)
        if level is None or level.form == "none":
            return ""
        counts = self._counts[list_id]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        if level.form == "bullet":
            return BULLET

        def number(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            other = levels.get(at, level)
            return _written(counts.get(at, other.start), other.form)

        return _LEVEL.sub(number, level.text).strip()


def _levels(kind: etree._Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in kind.iter(f"{WORD}lvl"):
        start = _value(level, "start", "1")
        depth = str(level.get(f"{WORD}ilvl", "0"))
        if depth.isdigit():
            found[int(depth)] = _Level(
                _value(level, "numFmt", "decimal"), _value(level, "lvlText", ""), int(start) if start.isdigit() else 1
            )
    return found


def _value(level: etree._Element, name: str, otherwise: str) -> str:
    element = level.find(f"{WORD}{name}")
    return str(element.get(f"{WORD}val", otherwise)) if element is not None else otherwise


def _written(number: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"} and 1 <= number <= 26 * 9:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        written = ""
        for value, sign in _ROMAN:
            written += sign * (number // value)
            number %= value
        return written if form == "lowerRoman" else written.upper()
    return str(number)
