"""Editors' annotations of legislation: which text they say is no longer law, and which is not law yet.

The official editors print, beside the text, when each change took effect: "S. 14 omitted (5.2.2026) by virtue of …",
"Ss. 5A, 5B inserted (1.2.2025 for specified purposes) by …", "S. 9 not in force at Royal Assent, see s. 30(2)". Whether
a provision is in force can often be told from nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_ENDING = re.compile(
    r"\b(?:omitted|repealed|revoked|substituted|expired|ceased to have effect|left out)\b", re.IGNORECASE
)
_INSERTED = re.compile(r"\b(?:inserted|added|substituted)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\((?P<inside>[^()]*(?:\d{1,2}\.\d{1,2}\.\d{4}|prosp)[^()]*)\)", re.IGNORECASE)
_DAY = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_IN_PART = re.compile(r"\b(?:specified|certain|limited|other|particular) purposes?\b|\bpartly\b|\bprosp", re.IGNORECASE)
_REST = re.compile(r"not already in force|remaining purposes|all (?:other|remaining) purposes", re.IGNORECASE)
_WORDS = re.compile(r"^words?\b", re.IGNORECASE)
_NOT_IN_FORCE = re.compile(r"\bnot in force\b|\bprosp\b", re.IGNORECASE)
_IN_FORCE = re.compile(r"(?<!not )\b(?:wholly |fully )?in force (?:at|on|for|\()", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Annotation:
    """One note. ``kind`` is the editors' letter: F amendment, I commencement, C modification, E extent, M margin."""

    kind: str
    text: str


def ended(note: Annotation) -> bool:
    """Whether the note tells of words that ceased to be law."""
    return _ENDING.search(note.text) is not None


def ended_on(notes: Iterable[Annotation]) -> date | None:
    """The day from which the provision was no longer law, as its note gives it."""
    for note in notes:
        verb = _ENDING.search(note.text)
        found = _BRACKETS.search(note.text, verb.end()) if verb else None
        days = _days(found["inside"]) if found else []
        if days:
            return days[-1]
    return None


def is_inserted_in_part(notes: Iterable[Annotation]) -> bool:
    """Whether a note says that the provision was inserted but is in force for some purposes only, or not at all."""
    return any(_has_begun_in_part(note) for note in notes if not _WORDS.match(note.text))


def has_words_in_part(notes: Iterable[Annotation]) -> list[Annotation]:
    """The notes that tell of words inserted for some purposes only."""
    return [note for note in notes if _WORDS.match(note.text) and _has_begun_in_part(note)]


def is_never_commenced(notes: Iterable[Annotation]) -> bool:
    """Whether the commencement notes say only that the provision is not in force."""
    told = [note.text for note in notes if note.kind == "I"]
    return any(_NOT_IN_FORCE.search(text) for text in told) and not any(_IN_FORCE.search(text) for text in told)


def commenced_in_part(notes: Iterable[Annotation]) -> list[Annotation]:
    """The commencement notes of a provision that is in force for some purposes only; empty where it is wholly so."""
    told = [note for note in notes if note.kind == "I"]
    clauses = [clause for note in told for clause in note.text.split(";") if _IN_FORCE.search(clause)]
    in_part = [clause for clause in clauses if _IN_PART.search(clause)]
    if not in_part or len(in_part) < len(clauses) or any(_REST.search(clause) for clause in clauses):
        return []
    return [note for note in told if _IN_PART.search(note.text)]


def _has_begun_in_part(note: Annotation) -> bool:
    verb = _INSERTED.search(note.text)
    found = _BRACKETS.search(note.text, verb.end()) if verb else None
    if found is None or verb is None or found.start() - verb.end() > 40:
        return False
    steps = re.split(r"[,;]\s*(?=\d{1,2}\.\d{1,2}\.\d{4})", found["inside"])
    return not any(_REST.search(step) or not _IN_PART.search(step) for step in steps)


def _days(text: str) -> list[date]:
    days = []
    for found in _DAY.finditer(text):
        try:
            days.append(date(int(found[3]), int(found[2]), int(found[1])))
        except ValueError:
            continue
    return days
