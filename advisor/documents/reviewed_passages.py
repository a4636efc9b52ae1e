"""What stands in a reviewed document now, statement by statement, found by the hidden marks.

Word puts what is typed at the end of a statement outside of its mark, and a reviewer may part a statement into two
paragraphs or join two of them; the words still go to the statement that they belong to.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from advisor.documents.contents import Line
from advisor.documents.plain_words import plain
from corpus.word_markup import MarkedWords, Tracked


@dataclass(slots=True, eq=False)
class Passage:
    """A stretch of the document: that of one mark, or a paragraph without any (``mark`` is empty then).

    ``behind`` is the mark before it.
    """

    mark: str
    behind: str
    words: list[MarkedWords] = field(default_factory=list)

    def now(self, line: Line | None = None) -> str:
        """The words as they are now, without what the advisor put around the statement ``line``."""
        return self._said(Tracked.DELETED, line)

    def before(self) -> str:
        """The words before the tracked changes."""
        return self._said(Tracked.INSERTED, None)

    @property
    def row(self) -> int | None:
        """The row of a table that it stands in."""
        return self.words[0].row

    @property
    def is_tracked(self) -> bool:
        """Whether the word processor recorded a change in it."""
        return any(one.tracked is not Tracked.NO and one.text for one in self.words)

    def last_change(self) -> tuple[str, datetime | None]:
        """Who changed it last, and when, as far as the file says."""
        changes = [(one.when, one.who) for one in self.words if one.tracked is not Tracked.NO and one.text]
        when, who = max(changes, default=("", ""))
        return who, moment(when)

    def _said(self, without: Tracked, line: Line | None) -> str:
        pieces = [one for one in self.words if one.tracked is not without]
        inside = [place for place, one in enumerate(pieces) if self.mark in one.marks] or [0, len(pieces) - 1]
        first, last = inside[0], inside[-1] + 1
        head, body, tail = (_joined(part) for part in (pieces[:first], pieces[first:last], pieces[last:]))
        if line is not None:
            head = _without(head, [plain(line.lead)])
            tail = _without(tail, [line.tag, *(f"[{number}]" for number in line.sources)])
        apart = "\n" if tail and last < len(pieces) and pieces[last].paragraph != pieces[last - 1].paragraph else ""
        return tidy(f"{head}{body}{apart}{tail}")


def passages(
    words: Sequence[MarkedWords], known: Collection[str], is_the_advisors: Callable[[str], bool]
) -> list[Passage]:
    """The document as passages in order.

    Args:
        words: the document as it was read.
        known: the names of the marks that count.
        is_the_advisors: whether the words of an unmarked paragraph are the advisor's own, such as a heading.
    """
    found: list[Passage] = []
    of_mark: dict[str, Passage] = {}
    behind = ""
    for _, paragraph in groupby(words, key=lambda one: one.paragraph):
        pieces = list(paragraph)
        opened = [mark for one in pieces for mark in _open(one, known)]
        if not opened:
            loose = Passage("", behind, pieces)
            here = _same_field(of_mark.get(behind), pieces)
            was = loose.before()
            if here is None or (was and is_the_advisors(was)):
                found.append(loose)
            else:
                here.words += pieces
            continue
        mark = opened[0]
        for one in pieces:
            mark = next(reversed(_open(one, known)), mark)
            if mark not in of_mark:
                of_mark[mark] = Passage(mark, behind)
                found.append(of_mark[mark])
            of_mark[mark].words.append(one)
            behind = mark
    return found


def tidy(text: str) -> str:
    """The words without doubled or outer spaces; lines stay lines."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def moment(written: str) -> datetime | None:
    """A time as a word processor writes it."""
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None


def _open(one: MarkedWords, known: Collection[str]) -> list[str]:
    return [mark for mark in one.marks if mark in known]


def _same_field(passage: Passage | None, pieces: Sequence[MarkedWords]) -> Passage | None:
    """A paragraph that a reviewer added in the field of a table goes to the statement before it in that field."""
    if passage is None or pieces[0].field is None or pieces[0].field != passage.words[-1].field:
        return None
    return passage


def _joined(pieces: Sequence[MarkedWords]) -> str:
    return "\n".join(_paragraphs(pieces))


def _paragraphs(pieces: Sequence[MarkedWords]) -> Iterator[str]:
    for _, paragraph in groupby(pieces, key=lambda one: one.paragraph):
        yield "".join(one.text for one in paragraph)


def _without(text: str, around: Sequence[str]) -> str:
    """The text without what the advisor wrote around a statement, each once."""
    for words in filter(None, around):
        text = text.replace(words, "", 1)
    return text if text.strip() else ""
