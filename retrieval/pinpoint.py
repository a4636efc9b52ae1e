"""Pinpoints: the provisions that a question names, however it writes them."""

from __future__ import annotations

import re
from functools import cache

from corpus import address

_POINTS = r"(?P<points>(?:\s?\(\s?[0-9a-z]{1,4}\s?\))*)"
_NUMBER = rf"(?P<number>\d+[A-Z]{{0,3}}){_POINTS}"
_UK_GDPR, _DPA, _PECR = "eur/2016/679", "ukpga/2018/12", "uksi/2003/2426"

_SCHEDULE = re.compile(
    r"\bsch(?:ed(?:ule)?)?\.?\s*(?P<schedule>\d+[A-Z]?)(?:[\s,]*\bpart\s*\d+)?"
    rf"(?:[\s,]*(?:\bpara(?:graph|s)?\.?|\bp\.)\s*{_NUMBER})?",
    re.IGNORECASE,
)
_FORMS = (
    (re.compile(rf"\bart(?:icle|s)?\.?\s*{_NUMBER}", re.IGNORECASE), _UK_GDPR, "article"),
    (re.compile(rf"(?:\bsection|\bsec\.?|\bss?\.)\s*{_NUMBER}", re.IGNORECASE), _DPA, "section"),
    (re.compile(r"\bs(?P<number>\d{1,3}[A-Z]{0,2})(?P<points>(?:\(\w{1,4}\))*)\b", re.IGNORECASE), _DPA, "section"),
    (re.compile(rf"\breg(?:ulation)?\.?\s*{_NUMBER}", re.IGNORECASE), _PECR, "regulation"),
    (re.compile(r"\bannex\s*(?P<number>\d+)(?P<points>)", re.IGNORECASE), _UK_GDPR, "annex"),
    (re.compile(r"(?<![\w(.£])(?P<number>\d{1,2}[A-D]?)(?P<points>(?:\([0-9a-z]{1,3}\))+)(?!\w)"), _UK_GDPR, "article"),
)
_PART = re.compile(r"\bpart\s*(?P<number>\d+)(?P<points>)\b", re.IGNORECASE)
_ABOUT_THE_DPA = re.compile(r"\bdpa\b|data protection act|law enforcement", re.IGNORECASE)
_NEAR_AFTER, _NEAR_BEFORE = 75, 50


def pinpoints(question: str) -> tuple[str, ...]:
    """Canonical addresses of the provisions that the question names, in order.

    Articles without an instrument are the UK GDPR's, sections and schedules the Data Protection Act 2018's, regulations
    those of PECR; an instrument named close by wins.
    """
    found: dict[int, str] = {}
    taken: list[tuple[int, int]] = []

    def add(match: re.Match[str], default: str, steps: list[str]) -> None:
        if any(match.start() < end and start < match.end() for start, end in taken):
            return
        taken.append(match.span())
        path = _instrument_near(question, match.start(), match.end()) or default
        inner = re.findall(r"\(\s?([0-9a-zA-Z]{1,4})\s?\)", match["points"] or "")
        found[match.start()] = "/".join([address.LEGISLATION, path, *steps, *inner])

    for match in _SCHEDULE.finditer(question):
        paragraph = ["paragraph", match["number"].upper()] if match["number"] else []
        add(match, _DPA, ["schedule", match["schedule"].upper(), *paragraph])
    for pattern, default, unit in _FORMS:
        for match in pattern.finditer(question):
            add(match, default, [unit, match["number"].upper()])
    if _ABOUT_THE_DPA.search(question):
        for match in _PART.finditer(question):
            add(match, _DPA, ["part", match["number"]])
    return tuple(dict.fromkeys(found[at] for at in sorted(found)))


def _instrument_near(question: str, start: int, end: int) -> str | None:
    """The instrument named just after the pinpoint, else just before it."""
    after = question[end : end + _NEAR_AFTER].lower()
    before = question[max(0, start - _NEAR_BEFORE) : start].lower()
    follows, precedes = _names()
    match = follows.match(after) or precedes.search(before)
    return _paths()[match["name"]] if match else None


@cache
def _paths() -> dict[str, str]:
    return {
        name: path
        for path, instrument in address.instruments().items()
        for name in (*instrument.names, instrument.title.lower(), instrument.short.lower())
    }


@cache
def _names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    longest_first = sorted(_paths(), key=len, reverse=True)
    either = "|".join(re.escape(name) for name in longest_first)
    return (
        re.compile(rf"[\s,]*(?:of\s+|in\s+)?(?:the\s+)?(?P<name>{either})(?!\w)"),
        re.compile(rf"(?<!\w)(?P<name>{either})(?:[\s,:'’]|s\b)*$"),
    )
