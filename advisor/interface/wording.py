"""How the advisor's terms are put to people: days, territories, standing, how a source was checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from advisor.governance import words as in_words
from corpus.passage import Part
from corpus.source import UK, Checked, Classification, Jurisdiction, Kind, Standing

PLACES: dict[Jurisdiction, str] = {
    Jurisdiction.SCOTLAND: "Scotland",
    Jurisdiction.ENGLAND: "England",
    Jurisdiction.WALES: "Wales",
    Jurisdiction.NORTHERN_IRELAND: "Northern Ireland",
    Jurisdiction.UK: "The whole United Kingdom",
}

MARKINGS: dict[Classification, str] = {
    Classification.OFFICIAL: "OFFICIAL",
    Classification.OFFICIAL_SENSITIVE: "OFFICIAL-SENSITIVE",
}

CHECKED: dict[Checked, str] = {
    Checked.INSTRUMENT: "Checked against the text",
    Checked.SECONDARY: "Checked against a secondary source",
    Checked.KNOWLEDGE: "Settled knowledge, not re-read",
    Checked.UNVERIFIED: "Not verified: check before relying on it",
    Checked.OWN: "As the document added here says",
}

STANDINGS: dict[Standing, str] = {
    Standing.IN_FORCE: "In force",
    Standing.PROSPECTIVE: "Not yet in force",
    Standing.REPEALED: "Repealed",
    Standing.SUPERSEDED: "Superseded",
}

KINDS: dict[Kind, str] = {
    Kind.LEGISLATION: "Legislation",
    Kind.GUIDANCE: "Guidance",
    Kind.TOPIC: "Topic card",
    Kind.PROVISION: "Provision card",
    Kind.PRECEDENT: "Precedent",
    Kind.CASE_LAW: "Case law",
    Kind.GLOSSARY: "Glossary",
    Kind.OWN: "Your own document",
}

PARTS: dict[Part, str] = {
    Part.ACTION: "What to do",
    Part.EXCEPTION: "Exceptions",
    Part.DATE: "Dates",
    Part.DETAIL: "More detail",
}
"""Headings of an answer's groups after the short answer, in order."""

_TERRITORIES = {"E": "England", "W": "Wales", "S": "Scotland", "NI": "Northern Ireland"}


def day(when: date | datetime) -> str:
    """``21 November 2026``."""
    return f"{when.day} {when:%B %Y}"


def places(extent: Sequence[str]) -> str:
    """``Scotland``, ``England and Wales``, ``the whole United Kingdom``."""
    if set(extent) == set(UK):
        return "the whole United Kingdom"
    return listed([_TERRITORIES[letter] for letter in extent])


counted = in_words.counted


def listed(words: Sequence[str]) -> str:
    """``one``, ``one and two``, ``one, two and three``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
