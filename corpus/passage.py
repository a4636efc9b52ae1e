"""A passage: the smallest piece of a source that is found, shown and quoted, with its pinpoint, dates and extent."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from pydantic import model_validator

from corpus.source import UK, Checked, Classification, Extent, Frozen, Kind, Standing

EVER = date(9999, 12, 31)
NEVER = date(1, 1, 1)


class Reference(Frozen):
    """A pinpoint to an official text: how a lawyer writes it, and its canonical address."""

    label: str
    url: str


class Part(StrEnum):
    """What a statement does in an answer; the order below is the order in which an answer gives them."""

    CORRECTION = "correction"
    LEAD = "lead"
    ACTION = "action"
    EXCEPTION = "exception"
    DATE = "date"
    DETAIL = "detail"


class Statement(Frozen):
    """One sentence or item that says what the law or the guidance is.

    ``text`` stands verbatim in the passage's text. ``extent`` narrows the passage's where the statement holds in only
    some territories (an island in a wider provision). ``in_force`` is false for words that are printed in the source
    but are not law on the day of its text (inserted, not yet commenced).
    """

    text: str
    references: tuple[Reference, ...]
    part: Part = Part.DETAIL
    extent: Extent | None = None
    in_force: bool = True


class Correction(Frozen):
    """A wrong belief that people bring, and the statement that puts it right."""

    wrong: str
    said_as: tuple[str, ...]
    right: Statement

    @cached_property
    def truth(self) -> Statement:
        """What is right, as a statement that may lead an answer to somebody who holds no wrong belief."""
        return self.right.model_copy(update={"part": Part.LEAD})


class Passage(Frozen):
    """A passage of a source.

    ``locator`` is its place inside the source (``section/171``, ``page 3``); ``url`` the address of the deepest
    official address that contains it; ``also_at`` further addresses of provisions that stand inside it.
    ``in_force_from`` and ``in_force_to`` are the dates of the law it states (``to`` is the first day on which it was
    no longer law). ``token_count`` is an estimate for budgeting.
    """

    id: str
    source_id: str
    kind: Kind
    title: str
    locator: str
    url: str
    also_at: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    text: str
    statements: tuple[Statement, ...] = ()
    questions: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    token_count: int
    in_force_from: date | None = None
    in_force_to: date | None = None
    as_at: date | None = None
    extent: Extent = UK
    standing: Standing = Standing.IN_FORCE
    checked: Checked = Checked.OWN
    classification: Classification = Classification.OFFICIAL
    warnings: tuple[str, ...] = ()
    sha256: str

    @model_validator(mode="after")
    def _statements_are_verbatim(self) -> Passage:
        for statement in self.told:
            if statement.text not in self.text:
                raise ValueError(f"statement is not verbatim in passage {self.id}: {statement.text[:60]!r}")
        return self

    @property
    def told(self) -> tuple[Statement, ...]:
        """Every statement that may answer a question: its own, then the truths by which it corrects wrong beliefs."""
        return (*self.statements, *(correction.truth for correction in self.corrections))

    @property
    def true_from(self) -> date:
        """First day for which the passage's statements are known to be true.

        A repealed provision's statements are about its repeal, so they are true from the repeal on. Where the start is
        unknown, they are known only for the day they were checked. A user's own document without dates is taken to
        hold always. An earlier edition of a text of law says what was law then.
        """
        if self._earlier_edition:
            return self.in_force_from or self.as_at or NEVER
        if self.standing in (Standing.REPEALED, Standing.SUPERSEDED):
            return self.in_force_to or self.as_at or NEVER
        if self.standing is Standing.PROSPECTIVE:
            return self.as_at or NEVER
        return self.in_force_from or self.as_at or NEVER

    @property
    def true_to(self) -> date:
        """First day for which the statements are no longer true (exclusive)."""
        if self._earlier_edition:
            return self.in_force_to or (self.as_at + timedelta(days=1) if self.as_at else NEVER)
        if self.standing in (Standing.REPEALED, Standing.SUPERSEDED):
            return EVER
        if self.standing is Standing.PROSPECTIVE:
            return self.in_force_from or EVER
        return self.in_force_to or EVER

    @property
    def _earlier_edition(self) -> bool:
        return self.kind is Kind.LEGISLATION and self.standing is Standing.SUPERSEDED


def digest(text: str) -> str:
    """sha256 of the UTF-8 text, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def estimated_tokens(text: str) -> int:
    """Tokens, estimated without any table: four characters or three quarters of a word, whichever gives more."""
    return max(1, round(max(len(text) / 4, len(text.split()) / 0.75)))
