"""Citations inside sentences: ``Article 33(1)``, ``s. 8``, ``Schedule 2 paragraph 25``, brought to one form."""

from __future__ import annotations

import re
from typing import NamedTuple

_KINDS = {
    "art": "article",
    "sec": "section",
    "s": "section",
    "ss": "section",
    "reg": "regulation",
    "sch": "schedule",
    "par": "paragraph",
    "part": "part",
    "cha": "chapter",
    "rec": "recital",
    "ann": "annex",
    "rul": "rule",
}
_NUMBER = r"\d+[A-Z]{0,3}(?:\s?\([0-9A-Za-z]{1,4}\))*"
_CITATION = re.compile(
    r"\b(?P<kind>[Aa]rticles?|[Aa]rts?\.?|[Ss]ections?|ss?\.|[Rr]egulations?|[Rr]egs?\.?|[Ss]chedules?|[Ss]ch\.?|"
    r"[Pp]aragraphs?|[Pp]aras?\.?|[Pp]arts?|[Cc]hapters?|[Rr]ecitals?|[Aa]nnex(?:es)?|[Rr]ules?)\s?"
    rf"(?P<numbers>{_NUMBER}(?:(?:\s*,\s*|\s+(?:and|or|to)\s+|\s?[-–]\s?)(?:{_NUMBER}|\([0-9a-z]{{1,4}}\)))*)"
)


class Cited(NamedTuple):
    """One provision cited: its kind, its number, its pinpoint (``(1)(a)``, may be empty) and where it stands."""

    kind: str
    number: str
    pinpoint: str
    start: int
    end: int
    written: str


def citations(text: str) -> list[Cited]:
    """Every provision cited in a text, in order."""
    found = []
    for match in _CITATION.finditer(text):
        word = match["kind"].lower().rstrip(".s") or "s"
        kind = _KINDS.get(word) or _KINDS.get(word[:3], word)
        if kind in {"part", "rule"} and not match["kind"][0].isupper():
            continue
        number = ""
        for one in re.finditer(_NUMBER + r"|\([0-9a-z]{1,4}\)", match["numbers"]):
            main = re.match(r"\d+[A-Z]*", one.group())
            number = main.group() if main else number
            pinpoint = one.group()[main.end() if main else 0 :].replace(" ", "")
            written = f"{match['kind']} {match['numbers']}"
            found.append(Cited(kind, number, pinpoint, match.start(), match.end(), written))
    return found


def agree(one: Cited, other: Cited) -> bool:
    """Whether two citations can mean one place: the same number, and pinpoints of which one holds the other."""
    if one.kind != other.kind or one.number.lower() != other.number.lower():
        return False
    return one.pinpoint.startswith(other.pinpoint) or other.pinpoint.startswith(one.pinpoint)
