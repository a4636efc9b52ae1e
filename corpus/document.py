"""What a reader is told about a document, and what it gives back."""

from __future__ import annotations

from corpus.passage import Passage
from corpus.source import UK, Classification, Extent, Frozen, Source


class About(Frozen):
    """What the person who brings a document says of it. Official texts carry most of this themselves."""

    publisher: str = ""
    licence: str = ""
    classification: Classification = Classification.OFFICIAL
    extent: Extent = UK
    url: str = ""
    """Where the document was fetched from; empty for a file of the user's own."""


class Reading(Frozen):
    """One document read: the source it is, its passages in order, and what could not be read or needs care."""

    source: Source
    passages: tuple[Passage, ...]
    warnings: tuple[str, ...] = ()
