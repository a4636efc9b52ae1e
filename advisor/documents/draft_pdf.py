"""A draft as a tagged PDF that keeps to PDF/UA-1: bookmarks, headings to tables, words beside every picture."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

from advisor.documents import typesetting
from advisor.documents.contents import Contents, Field, Heading, Line, Look, Paragraph, Picture, Sources, Table
from advisor.documents.draft_contents import contents_of, in_parts
from advisor.documents.plain_words import plain
from advisor.governance.draft_paper import DraftPaper

_HIGHEST_SHARE = 1.3
"""A picture higher than this share of its width is made narrower, so that it stays on its page."""


def write(paper: DraftPaper) -> bytes:
    """The file. The same bytes for the same paper, wherever the typeface of the package holds all its letters."""
    contents = contents_of(paper)
    pictures = [block for block in contents.blocks if isinstance(block, Picture)]
    inputs = {f"picture-{place}": block.svg for place, block in enumerate(pictures)}
    inputs["contents"] = json.dumps(_told(contents, paper), ensure_ascii=False)
    page = files("advisor").joinpath("documents", "draft.typ").read_text("utf-8")
    return typesetting.pdf(page, inputs, paper.prepared_on)


def _told(contents: Contents, paper: DraftPaper) -> dict[str, Any]:
    title = plain(contents.title) or "Draft"
    return {
        "title": title,
        "running": plain(contents.running_title),
        "subtitle": plain(contents.subtitle),
        "author": plain(paper.prepared_by) or "Advisor",
        "marking": plain(contents.marking),
        "reference": plain(paper.reference),
        "about": [[name, plain(words)] for name, words in contents.about],
        "blocks": list(_blocks(contents)),
    }


def _blocks(contents: Contents) -> Iterator[dict[str, Any]]:
    waiting: list[Line] = []
    pictures = 0
    for block in contents.blocks:
        if isinstance(block, Paragraph):
            waiting.append(block.line)
            continue
        yield from ({"kind": "group", **group} for group in _groups(waiting))
        waiting = []
        if isinstance(block, Heading):
            yield {"kind": "heading", "level": block.level, "text": plain(block.text)}
        elif isinstance(block, Table):
            yield _table(block)
        elif isinstance(block, Picture):
            yield {
                "kind": "picture",
                "input": f"picture-{pictures}",
                "caption": plain(block.caption),
                "words": plain(block.words),
                "share": _share(block.svg),
            }
            pictures += 1
        elif isinstance(block, Sources):
            yield {
                "kind": "sources",
                "entries": [
                    {
                        "title": plain(one.title),
                        "rest": plain(one.words)[len(plain(one.title)) :],
                        "address": plain(one.address) if one.leads else "",
                    }
                    for one in block.entries
                ],
            }
    yield from ({"kind": "group", **group} for group in _groups(waiting))


def _table(block: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": plain(block.caption),
        "shares": [column.share for column in block.columns],
        "heads": [plain(column.head) for column in block.columns],
        "rows": [{"keep": block.keeps_together(row), "fields": [_field(one) for one in row]} for row in block.rows],
    }


def _field(field: Field) -> dict[str, Any]:
    return {"tone": field.tone, "groups": list(_groups(field.lines))}


def _groups(lines: Iterable[Line]) -> Iterator[dict[str, Any]]:
    """Points that follow each other as one list, every other line by itself."""
    points: list[dict[str, Any]] = []
    for line in lines:
        if line.look is Look.POINT:
            points.append(_line(line))
            continue
        if points:
            yield {"points": True, "lines": points}
            points = []
        yield {"points": False, "lines": [_line(line)]}
    if points:
        yield {"points": True, "lines": points}


def _line(line: Line) -> dict[str, Any]:
    return {
        "parts": [{"words": words, "gap": gap} for words, gap in in_parts(plain(line.text))],
        "lead": f"{plain(line.lead)} " if line.lead else "",
        "look": line.look.value,
        "tag": line.tag,
        "sources": list(line.sources),
    }


def _share(svg: str) -> float:
    """How much of the width of the page a picture takes."""
    wide, high = (float(found) for found in re.findall(r'\b(?:width|height)="(\d+)"', svg)[:2])
    return min(1.0, _HIGHEST_SHARE * wide / high)
