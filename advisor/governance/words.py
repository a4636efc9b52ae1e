"""Dates, extents, standings and ways of checking in the words that people read, the same on every surface."""

from __future__ import annotations

from datetime import date

from corpus.source import Checked, Extent, Standing

CHECKED_WORDS: dict[Checked, str] = {
    Checked.INSTRUMENT: "Checked against the official text",
    Checked.SECONDARY: "Checked against a secondary source, not the official text",
    Checked.KNOWLEDGE: "Settled and long-standing, not re-read",
    Checked.UNVERIFIED: "Not verified: check before you rely on it",
    Checked.OWN: "As the document added here says",
}

_NATIONS = {"E": "England", "W": "Wales", "S": "Scotland", "NI": "Northern Ireland"}


def date_in_words(day: date) -> str:
    """A date as people write it: 21 November 2026."""
    return f"{day.day} {day:%B} {day.year}"


def counted(number: int, one: str, many: str = "") -> str:
    """``1 source``, ``4 sources``, ``1,204 passages``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def extent_in_words(extent: Extent) -> str:
    """Where something applies: ``Applies across the UK``, ``Applies in Scotland``."""
    if len(extent) == len(_NATIONS):
        return "Applies across the UK"
    names = [_NATIONS[letter] for letter in extent]
    joined = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"Applies in {joined}"


def standing_in_words(standing: Standing, start: date | None, end: date | None) -> str:
    """Whether something is law, with its dates where they are known."""
    if standing in (Standing.REPEALED, Standing.SUPERSEDED):
        verb = "Repealed" if standing is Standing.REPEALED else "Replaced"
        return f"{verb} on {date_in_words(end)}" if end else verb
    if standing is Standing.PROSPECTIVE:
        return f"Not in force until {date_in_words(start)}" if start else "Not yet in force"
    return f"In force, as stated since {date_in_words(start)}" if start else "In force"
