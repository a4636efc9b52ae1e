"""What a reviewer has made of a draft: the changes and remarks in a document that came back."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from corpus.source import Frozen


class ChangeKind(StrEnum):
    """What a reviewer did to a statement."""

    EDITED = "edited"
    STRUCK = "struck"
    MOVED = "moved"
    ADDED = "added"


class Change(Frozen):
    """One statement or one line of a table that a reviewer changed.

    ``statement`` is the statement's id; for a line of a table what row and column it is, as in
    ``risks.small-numbers.owner`` or ``gaps.retention.answer``; for an addition the one after which it stands, empty at
    the very top, and for words of the advisor that are no statement empty too. What was moved now stands after
    ``behind``. ``who`` and ``when`` are those of the last tracked change in it, and ``tracked`` says whether the
    word processor recorded the change at all.
    """

    statement: str
    kind: ChangeKind
    before: str = ""
    after: str = ""
    behind: str = ""
    who: str = ""
    when: datetime | None = None
    tracked: bool = False


class ReviewComment(Frozen):
    """A remark in the margin. ``on`` are the words that it hangs on, ``in_reply_to`` the remark that it answers."""

    statement: str
    on: str
    text: str
    who: str = ""
    when: datetime | None = None
    in_reply_to: str = ""
    resolved: bool = False


class DraftReview(Frozen):
    """Everything that came back. ``of_version`` is the mark of the draft that the document was written from."""

    changes: tuple[Change, ...] = ()
    comments: tuple[ReviewComment, ...] = ()
    warnings: tuple[str, ...] = ()
    of_version: str | None = None
