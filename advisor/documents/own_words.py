"""What the advisor itself wrote in a document around the statements, and statements with that around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.documents.contents import Contents, Heading, Line, Paragraph, Picture, Table
from advisor.documents.plain_words import plain
from advisor.documents.reviewed_passages import tidy

_NUMBERED = re.compile(r"^(?:Table|Figure) \d+: ")


def own_words(contents: Contents) -> frozenset[str]:
    """Everything in the document that is no statement: headings, captions, explanations, sources."""
    said = {"", contents.title, contents.subtitle, *(f"{name}: {words}" for name, words in contents.about)}
    for block in contents.blocks:
        if isinstance(block, Heading):
            said.add(block.text)
        elif isinstance(block, Table | Picture):
            said.add(block.caption)
            said.update(column.head for column in block.columns) if isinstance(block, Table) else None
        elif not isinstance(block, Paragraph):
            said.update(f"[{number}] {one.words}" for number, one in enumerate(block.entries, 1))
    for line in contents.lines():
        if not line.mark:
            said.add(" ".join([line.lead, line.text, line.tag, *(f"[{number}]" for number in line.sources)]))
    return frozenset(plainly(one) for one in said)


def plainly(words: str) -> str:
    """A paragraph without the number of its caption, to be compared."""
    return _NUMBERED.sub("", tidy(plain(words)))


def _origin(line: Line) -> str:
    """What stands behind the words of a statement in the document."""
    return " ".join(filter(None, [line.tag, *(f"[{number}]" for number in line.sources)]))


def as_pasted(line: Line) -> Iterator[str]:
    """The words of a statement alone, or together with what stands around them."""
    said = tidy(plain(line.text))
    for lead in ("", plain(line.lead)):
        for origin in ("", _origin(line)):
            yield f"{lead} {said} {origin}".strip()


def alone(words: str, line: Line) -> str:
    """The words of a pasted statement without its number and without where it comes from."""
    return words.removeprefix(plain(line.lead)).removesuffix(_origin(line)).strip()
