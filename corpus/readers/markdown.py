"""Reader of Markdown. HTML and images in it are taken as words only; no address in it is ever followed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import unescape
from pathlib import PurePath
from typing import TYPE_CHECKING

from corpus.document import About, Reading
from corpus.readers import plain_text
from corpus.readers.grid_tables import plain_tables
from corpus.readers.lines import sections_of
from corpus.readers.outline import Outline
from corpus.readers.sections import Block, Section, reading_of, slug, source_of
from corpus.readers.tables import rows_as_lines

if TYPE_CHECKING:
    from markdown_it.token import Token

_ENDINGS = {".md", ".markdown", ".mdown"}
_FRONT = re.compile(r"\A---[ \t]*\n(?P<front>.*?)\n---[ \t]*\n", re.DOTALL)
_FRONT_LINE = re.compile(
    r"^(?P<key>title|date|updated|last_updated)\s*:\s*[\"']?(?P<value>[^\"'\n]+)", re.MULTILINE | re.IGNORECASE
)
_SILENT_HTML = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|</?[a-zA-Z][^<>]*>", re.DOTALL)
_SPAN = re.compile(r"\[([^\]\[]+)\]\{[.#][^}\n]*\}")
_ATTRIBUTES = re.compile(r"(?<=\))\{[a-z.#][^}\n]*\}")
_MARKED = re.compile(r"^(?:#{1,6}\s|[=-]{3,}\s*$|\s{0,3}\|.*\||\s{0,3}[-*+]\s+\S)|\*\*|\]\(|`", re.MULTILINE)
_PRINTED = re.compile(r"(?:\.{8,}|^\s*\d{1,3}\s*$)", re.MULTILINE)
_LEAST_PRINTED = 8


def recognises(data: bytes, name: str) -> bool:
    """Whether it is text that is named as Markdown; Markdown cannot be told from text by its content."""
    return PurePath(name).suffix.lower() in _ENDINGS and plain_text.recognises(data, name)


def read(data: bytes, name: str, about: About) -> Reading:
    """Read the document by its headings.

    Raises:
        Unreadable: it is not text, or holds no words.
    """
    text, warnings = plain_text.decoded(data)
    text = text.replace("\r\n", "\n")
    front = _FRONT.match(text)
    said = (
        {found["key"].lower(): found["value"].strip() for found in _FRONT_LINE.finditer(front["front"])}
        if front
        else {}
    )
    text = plain_tables(text[front.end() :] if front else text)
    if not _MARKED.search(text) or len(_PRINTED.findall(text)) >= _LEAST_PRINTED:
        sections = sections_of(plain_text.printed_lines(text))
    else:
        sections = _sections(text)
    title = said.get("title") or next((one.headings[0] for one in sections if one.headings), "")
    source = source_of(data, name, about, title=title, as_at=_date(said))
    return reading_of(source, sections, warnings)


def words_of(html: str) -> str:
    """The words of a piece of HTML, without its tags and what they carry."""
    return unescape(_TAG.sub(" ", _SILENT_HTML.sub(" ", html)))


def _sections(text: str) -> list[Section]:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(_ATTRIBUTES.sub("", _SPAN.sub(r"\1", text)))
    outline = Outline()
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "heading_open":
            heading = _inline(tokens[at + 1])
            outline.begin(int(token.tag[1]), heading, slug(heading))
        elif token.type == "table_open":
            end = next(place for place in range(at, len(tokens)) if tokens[place].type == "table_close")
            outline.add_rows(rows_as_lines(_rows(tokens[at:end]), headed=True))
            at = end
        elif token.type == "inline" and tokens[at - 1].type != "heading_open":
            outline.add(_block(tokens, at))
        elif token.type in {"fence", "code_block"}:
            outline.add(Block(token.content))
        elif token.type == "html_block":
            for words in re.split(r"\n\s*\n", words_of(token.content)):
                outline.add(Block(words))
        at += 1
    return outline.sections()


def _block(tokens: Sequence[Token], at: int) -> Block:
    """A paragraph, or the first paragraph of an item with the item's number."""
    opener = tokens[at - 2] if at >= 2 else None
    text = _inline(tokens[at])
    if _is_contents(tokens[at]):
        return Block("")
    if opener is None or opener.type != "list_item_open":
        return Block(text)
    return Block(f"{opener.info}{opener.markup} {text}") if opener.info else Block(text, is_item=True)


def _is_contents(token: Token) -> bool:
    """Whether a paragraph or item only leads to another place in the same document."""
    parts = [child for child in token.children or () if child.type != "softbreak"]
    leads = parts and parts[0].type == "link_open" and str(parts[0].attrs.get("href", "")).startswith("#")
    return bool(leads) and [child.type for child in parts].index("link_close") == len(parts) - 1


def _rows(tokens: Sequence[Token]) -> list[list[str]]:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            rows[-1].append(_inline(token))
    return rows


def _inline(token: Token) -> str:
    parts: list[str] = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type == "html_inline":
            parts.append(" " if child.content.lower().startswith("<br") else "")
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif child.type == "image" and " " in child.content:
            parts.append(f" {child.content} ")
    return " ".join("".join(parts).split())


def _date(said: dict[str, str]) -> date | None:
    for key in ("last_updated", "updated", "date"):
        try:
            return date.fromisoformat(said[key][:10])
        except (KeyError, ValueError):
            continue
    return None
