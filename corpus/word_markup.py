"""A Word document with what its reviewers did still visible: tracked changes, comments, and the marks in it."""

from __future__ import annotations

from enum import StrEnum

from corpus.source import Frozen


class Tracked(StrEnum):
    """What the word processor recorded about some words."""

    NO = ""
    INSERTED = "inserted"
    DELETED = "deleted"


class MarkedWords(Frozen):
    """Words that share everything: their paragraph, row and field of a table, their change, and what they lie in.

    Paragraphs, rows and fields are counted through the document. ``marks`` are names of bookmarks, the last opened
    last, and ``comments`` identifiers of comments; ``when`` is as the file gives it. Without any text it says where a
    paragraph, mark or comment is.
    """

    paragraph: int
    text: str
    row: int | None = None
    field: int | None = None
    tracked: Tracked = Tracked.NO
    who: str = ""
    when: str = ""
    marks: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()


class MarginComment(Frozen):
    """A comment; ``reply_to`` is the identifier of the one that it answers."""

    id: str
    text: str
    who: str = ""
    when: str = ""
    reply_to: str = ""
    resolved: bool = False


class WordMarkup(Frozen):
    """A document in order, and what a person should know of it."""

    words: tuple[MarkedWords, ...]
    comments: tuple[MarginComment, ...] = ()
    warnings: tuple[str, ...] = ()
