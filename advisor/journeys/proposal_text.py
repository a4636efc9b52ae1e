"""The text of a proposal that somebody brought as a file: what a reader gave, put together again in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Reading

_FORBIDDEN_IN_TEXT = "\x00"
_CALLED_A_TITLE = re.compile(r"^(?:(?:project|proposal) )?(?:title|name)\W*:[\s*_]*", re.IGNORECASE)


def as_plain_text(data: bytes) -> str | None:
    """The text of a file that is nothing but text; ``None`` where it is something else, which a reader must look at."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if _FORBIDDEN_IN_TEXT in text else text.replace("\r\n", "\n").replace("\r", "\n")


def text_of(reading: Reading) -> str:
    """The passages of a document in order, each heading once over what stands under it."""
    return "\n\n".join(_blocks(reading))


def first_line(text: str) -> str:
    """The first line that says anything, without marks of layout and without the word that calls it a title."""
    first = next((plain for line in text.splitlines() if (plain := line.strip(" #*_\t"))), "")
    return _CALLED_A_TITLE.sub("", first) or first


def _blocks(reading: Reading) -> Iterator[str]:
    over: tuple[str, ...] = ()
    for passage in reading.passages:
        for depth, heading in enumerate(passage.headings):
            if passage.headings[: depth + 1] != over[: depth + 1]:
                yield f"{'#' * min(depth + 1, 6)} {heading}"
        over = passage.headings
        yield passage.text
