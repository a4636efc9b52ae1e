"""Before a case is published: what in its summary still points to a person, and the summary without it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.governance.masking import Masking, identifiers
from corpus.source import Frozen

_AROUND = 30


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


def pointers(row: Mapping[str, Any]) -> tuple[Pointer, ...]:
    """Every identifier found in a row. Names are not recognised: whoever publishes has to read for those."""
    masking = Masking()
    return tuple(
        Pointer(field=field, kind=one.kind.lower().replace("-", " "), around=_around(text, one.start, one.end, masking))
        for field, text in _texts(row)
        for one in identifiers(text)
    )


def redacted(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with a placeholder for every identifier found, the same one for the same identifier."""
    masking = Masking()

    def mask(value: Any) -> Any:
        if isinstance(value, str):
            return masking.mask(value)
        if isinstance(value, Mapping):
            return {key: mask(one) for key, one in value.items()}
        return [mask(one) for one in value] if isinstance(value, list | tuple) else value

    return {key: value if key in _NOT_WRITTEN else mask(value) for key, value in row.items()}


_NOT_WRITTEN = frozenset(
    {"id", "decision", "decided_on", "effective_on", "valid_until", "revoked_on", "supersedes", "superseded_by",
     "classification", "jurisdiction", "law_relied_on"}
)  # fmt: skip


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


def _around(text: str, start: int, end: int, masking: Masking) -> str:
    return masking.mask(text[max(0, start - _AROUND) : end + _AROUND])
