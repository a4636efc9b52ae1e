"""A source: one instrument, page, document or card that the advisor holds, and how far it can be relied on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict


class Kind(StrEnum):
    """What sort of thing a source is."""

    LEGISLATION = "legislation"
    GUIDANCE = "guidance"
    TOPIC = "topic"
    PROVISION = "provision"
    PRECEDENT = "precedent"
    CASE_LAW = "case law"
    GLOSSARY = "glossary"
    OWN = "own document"


class Standing(StrEnum):
    """Whether what the source says is law or current guidance."""

    IN_FORCE = "in force"
    PROSPECTIVE = "prospective"
    REPEALED = "repealed"
    SUPERSEDED = "superseded"


class Checked(StrEnum):
    """How a statement was checked, and so how far it may be relied on.

    ``instrument``: against the text of the instrument or the official page; ``secondary``: against a dated secondary
    source; ``knowledge``: settled and long-standing, not re-read; ``unverified``: do not rely on it without a check;
    ``own document``: the text is the document itself, brought in by the user.
    """

    INSTRUMENT = "instrument"
    SECONDARY = "secondary"
    KNOWLEDGE = "knowledge"
    UNVERIFIED = "unverified"
    OWN = "own document"


class Classification(StrEnum):
    """Government security classification, as far as this product handles it."""

    OFFICIAL = "official"
    OFFICIAL_SENSITIVE = "official-sensitive"

    @property
    def rank(self) -> int:
        """Higher is more restricted."""
        return list(Classification).index(self)


class Jurisdiction(StrEnum):
    """Where the asker works; decides which extents may be given as their law."""

    UK = "uk"
    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"

    @property
    def territory(self) -> str | None:
        """The extent letter that must be covered; ``None`` for the United Kingdom as a whole."""
        return {"england": "E", "wales": "W", "scotland": "S", "northern-ireland": "NI"}.get(self.value)


TERRITORIES = ("E", "W", "S", "NI")


def _in_order(value: Iterable[str]) -> tuple[str, ...]:
    letters = set(value)
    unknown = letters - set(TERRITORIES)
    if unknown or not letters:
        raise ValueError(f"extent must be one or more of E, W, S, NI; found {sorted(unknown) or 'nothing'}")
    return tuple(letter for letter in TERRITORIES if letter in letters)


Extent = Annotated[tuple[str, ...], AfterValidator(_in_order)]
UK: tuple[str, ...] = TERRITORIES


class Frozen(BaseModel):
    """Base of everything stored or exchanged: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Frozen):
    """One thing that is held. ``as_at`` is the day to which it was checked; ``sha256`` is of the original bytes."""

    id: str
    title: str
    kind: Kind
    publisher: str
    url: str
    licence: str
    classification: Classification = Classification.OFFICIAL
    extent: Extent = UK
    standing: Standing = Standing.IN_FORCE
    checked: Checked = Checked.OWN
    as_at: date | None = None
    retrieved_on: date | None = None
    sha256: str = ""
