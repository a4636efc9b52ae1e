"""Before a case is published: what in its summary still points to a person, and the summary without it.

Beside the identifiers that are masked everywhere, a summary is read for what only its own words give away: a name after
a form of address, a number or date of birth after its label, and a house in a street.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from advisor.governance.masking import identifiers
from corpus.source import Frozen

_AROUND = 30

_DAY = r"\d{1,2}(?:st|nd|rd|th)?[\s./-]+(?:\d{1,2}|[A-Z][a-z]{2,8})[\s./,-]+\d{2,4}|\d{4}-\d{2}-\d{2}"
_LABELLED: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "DATE-OF-BIRTH",
        re.compile(rf"(?:\b[Bb]orn(?: on)?|\b[Dd]ate of birth|\b[Dd]\.?[Oo]\.?[Bb]\b\.?)(?: is| was)?[\s:]+({_DAY})"),
    ),
    (
        "NUMBER",
        re.compile(
            r"\b(?:CHI|NHS|NI|UPN|[Nn]ational [Ii]nsurance|[Pp]assport|[Dd]riving licence|[Pp]ayroll|[Aa]ccount"
            r"|[Pp]atient|[Pp]upil|[Ss]tudent|[Hh]ospital)(?: (?:number|no\.?|num))?[\s:]+"
            r"((?=(?:[A-Z]{0,4}[\s-]?)\d)[A-Z0-9](?:[\s-]?[A-Z0-9]){5,15})(?![a-z])"
        ),
    ),
    (
        "NAME",
        re.compile(
            r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Cllr|Councillor|Rev)\.? "
            r"([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})(?!\w)(?! (?:Hospital|School|College|Surgery|Practice|House|Trust))"
        ),
    ),
    (
        "ADDRESS",
        re.compile(
            r"(?<![\w/])(\d{1,4}[A-Za-z]?,? (?:[A-Z][\w’']+ ){1,3}"
            r"(?:Street|Road|Lane|Avenue|Drive|Crescent|Close|Place|Terrace|Gardens|Court|Way|Row|Square|Wynd|Brae))\b"
        ),
    ),
)
_INSTITUTION = re.compile(r"(?:Hospital|School|College|Surgery|Practice|House|Trust)$")


class Kept(Frozen):
    """What the register knows of an identifier: the digest of its row, where it came from, whether it was withdrawn."""

    digest: str
    origin: str
    withdrawn: bool


class Pointer(Frozen):
    """An identifier of a person in a summary: where it stands, its kind, and the words around it, itself masked."""

    field: str
    kind: str
    around: str


class _Place(NamedTuple):
    kind: str
    start: int
    end: int


def pointers(row: Mapping[str, Any]) -> tuple[Pointer, ...]:
    """Every identifier found in a row. A name without a form of address is not recognised: a person has to read."""
    placeholders = _Placeholders()
    found = []
    for field, text in _texts(row):
        masked, places = placeholders.put(text)
        found += [
            Pointer(
                field=field,
                kind=one.kind.lower().replace("-", " "),
                around=masked[max(0, one.start - _AROUND) : one.end + _AROUND],
            )
            for one in places
        ]
    return tuple(found)


def redacted(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with a placeholder for every identifier found, the same one for the same identifier."""
    placeholders = _Placeholders()

    def mask(value: Any) -> Any:
        if isinstance(value, str):
            return placeholders.put(value)[0]
        if isinstance(value, Mapping):
            return {key: mask(one) for key, one in value.items()}
        return [mask(one) for one in value] if isinstance(value, list | tuple) else value

    return {key: value if key in _NOT_WRITTEN else mask(value) for key, value in row.items()}


_NOT_WRITTEN = frozenset(
    {"id", "decision", "decided_on", "effective_on", "valid_until", "revoked_on", "supersedes", "superseded_by",
     "classification", "jurisdiction", "law_relied_on"}
)  # fmt: skip


class _Placeholders:
    """One for each identifier of a row, however often it stands there."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, str], str] = {}

    def put(self, text: str) -> tuple[str, list[_Place]]:
        """The text with placeholders, and where they stand in it."""
        written, places, at, length = [], [], 0, 0
        for one in _pointing(text):
            key = (one.kind, re.sub(r"[\W_]+", "", text[one.start : one.end]).casefold())
            placeholder = self._given.setdefault(key, self._unused(one.kind, text))
            length += one.start - at
            written += [text[at : one.start], placeholder]
            places.append(_Place(one.kind, length, length + len(placeholder)))
            length += len(placeholder)
            at = one.end
        return "".join([*written, text[at:]]), places

    def _unused(self, kind: str, text: str) -> str:
        number = len(self._given) + 1
        while f"[{kind}-{number}]" in text:
            number += 1
        return f"[{kind}-{number}]"


def _pointing(text: str) -> list[_Place]:
    """What points to a person in a text, in order, none overlapping."""
    found = [_Place(one.kind, one.start, one.end) for one in identifiers(text)]
    for kind, pattern in _LABELLED:
        for match in pattern.finditer(text):
            start, end = match.span(1)
            if kind == "NAME" and _INSTITUTION.search(match.group(1)):
                continue
            if not any(one.start < end and start < one.end for one in found):
                found.append(_Place(kind, start, end))
    return sorted(found, key=lambda one: one.start)


def _texts(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def walk(field: str, value: Any) -> None:
        if isinstance(value, str):
            found.append((field, value))
        elif isinstance(value, Mapping):
            for one in value.values():
                walk(field, one)
        elif isinstance(value, list | tuple):
            for one in value:
                walk(field, one)

    for field, value in row.items():
        if field not in _NOT_WRITTEN:
            walk(field, value)
    return found
