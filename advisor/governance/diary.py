"""An entry of a diary: a day on which something falls due, in words for a person."""

from __future__ import annotations

from datetime import date

from corpus.source import Frozen


class DiaryEntry(Frozen):
    """``id`` stays the same while the thing does, so that a calendar moves an entry instead of doubling it."""

    id: str
    on: date
    title: str
    words: str = ""
