"""A draft as Markdown: tables, and the sources as footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.documents.contents import (
    Block,
    Contents,
    Entry,
    Field,
    Heading,
    Line,
    Look,
    Paragraph,
    Picture,
    Sources,
    Table,
)
from advisor.documents.draft_contents import contents_of
from advisor.documents.plain_words import plain
from advisor.governance.draft_paper import DraftPaper

_MEANS_SOMETHING = re.compile(r"([\\`*_{}\[\]<>|#~$])")
_BEGINS_A_BLOCK = re.compile(r"^(\s*)([-+=:]|\d+[.)])")
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"|\\`]+")
_BARE_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|www)([:.])")


def write(paper: DraftPaper) -> str:
    """The text. What was written by people is escaped: none of it becomes markup, a picture or a link."""
    return "\n\n".join(_parts(contents_of(paper))) + "\n"


def _parts(contents: Contents) -> Iterator[str]:
    yield f"# {_safe(contents.title)}"
    yield f"**{_safe(contents.marking)}**"
    yield _safe(contents.subtitle)
    yield "\n".join(f"- {name}: {_safe(words)}" for name, words in contents.about)
    for block in contents.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * (block.level + 1)} {_safe(block.text)}"
    elif isinstance(block, Paragraph):
        yield _paragraph(block.line)
    elif isinstance(block, Table):
        yield f"**{_safe(block.caption)}**"
        yield _table(block)
    elif isinstance(block, Picture):
        yield f"**{_safe(block.caption)}**"
        yield _safe(block.words)
    elif isinstance(block, Sources):
        yield "\n".join(f"[^{number}]: {_source(one)}" for number, one in enumerate(block.entries, 1))


def _paragraph(line: Line) -> str:
    words = _line(line)
    if line.look is Look.POINT:
        return f"- {words}"
    return f"> **{words}**" if line.look is Look.WARNING else words


def _line(line: Line) -> str:
    words = f"{_safe(line.lead)} {_safe(line.text)}".strip()
    if line.look is Look.STRONG:
        words = f"**{words}**"
    if line.tag:
        words += f" ({_safe(line.tag)})"
    return words + "".join(f"[^{number}]" for number in line.sources)


def _table(block: Table) -> str:
    rows = [
        [_safe(column.head) for column in block.columns],
        ["---"] * len(block.columns),
        *([_field(field) for field in row] for row in block.rows),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _field(field: Field) -> str:
    return "<br>".join(f"• {_line(line)}" if line.look is Look.POINT else _line(line) for line in field.lines)


def _source(one: Entry) -> str:
    """The title as a link, where Markdown can hold the address as one."""
    if not _ADDRESS.fullmatch(one.address):
        return _safe(one.words if one.address in one.words else f"{one.words} {one.address}")
    return f"[{_safe(one.title)}](<{one.address}>){_safe(one.words[len(one.title) :])}"


def _safe(words: str) -> str:
    """The words with everything escaped that Markdown would take for more than words."""
    escaped = _MEANS_SOMETHING.sub(r"\\\1", plain(words).replace("&", "&amp;"))
    escaped = _BARE_ADDRESS.sub(lambda found: f"{found[1]}\\{found[2]}", escaped)
    return _BEGINS_A_BLOCK.sub(lambda found: f"{found[1]}{_held(found[2])}", escaped)


def _held(mark: str) -> str:
    return f"\\{mark}" if not mark[0].isdigit() else f"{mark[:-1]}\\{mark[-1]}"
