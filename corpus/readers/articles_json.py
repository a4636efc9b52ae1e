"""Reader of a list of articles of law in JSON: ``[{"instrument", "id", "uri", "heading", "chapter", "text"}, …]``."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from corpus import address
from corpus.document import About, Reading
from corpus.errors import Unreadable
from corpus.passage import Passage, Reference, Statement, digest, estimated_tokens
from corpus.readers.sections import Block, pieces
from corpus.source import Checked, Frozen, Kind, Source

_ARTICLES = re.compile(rb"^\s*\[\s*\{.{0,400}?\"uri\"\s*:\s*\"https?://www\.legislation\.gov\.uk/", re.DOTALL)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PARAGRAPH = re.compile(r"^(\d+[A-Z]?)\.\s")
_POINT = re.compile(r"^\s*\(([a-z]{1,3}|[ivx]{1,5})\)\s")


class _Article(Frozen):
    instrument: str = ""
    id: str
    uri: str
    heading: str = ""
    chapter: str = ""
    text: str
    sha256: str = ""
    hash_matches_source: bool = True


def recognises(data: bytes, name: str) -> bool:  # noqa: ARG001 (every reader has this signature)
    """Whether it is a JSON list whose first entry has an address of law."""
    return bool(_ARTICLES.match(data[:2048].removeprefix(b"\xef\xbb\xbf")))


def read(data: bytes, name: str, about: About) -> Reading:
    """Read the articles, each as one passage where its length allows.

    Raises:
        Unreadable: it is damaged, or an entry lacks its id, address or text.
    """
    try:
        raw: Any = json.loads(data.decode("utf-8-sig"))
        articles = TypeAdapter(list[_Article]).validate_python(raw)
    except (ValueError, RecursionError, ValidationError) as error:
        raise Unreadable(
            f"{name} is a list of articles that cannot be read: it is damaged, or lacks an id, uri or text.",
            "Get a fresh copy, or add the instrument's data.xml from legislation.gov.uk.",
        ) from error
    instruments = {address.instrument_path(address.canonical(article.uri)) for article in articles}
    path = instruments.pop() if len(instruments) == 1 else None
    if path is None:
        raise Unreadable(f"{name} mixes articles of several instruments.", "Add one file for each instrument.")
    day = _DAY.search(articles[0].instrument)
    as_at = date.fromisoformat(day.group()) if day else None
    url = f"{address.LEGISLATION}/{path}"
    known = address.instruments().get(path)
    source = Source(
        id=f"law/{path}@{as_at or 'undated'}-extract",
        title=f"{known.title if known else address.label(url)} (extract of {len(articles)} articles)",
        kind=Kind.LEGISLATION,
        publisher=about.publisher or "The National Archives",
        url=url,
        licence=about.licence or "Open Government Licence v3.0",
        classification=about.classification,
        extent=address.extent_of(url) or about.extent,
        checked=Checked.INSTRUMENT if all(article.hash_matches_source for article in articles) else Checked.UNVERIFIED,
        as_at=as_at,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    passages = tuple(passage for article in articles for passage in _passages(article, source))
    listed = ", ".join(article.id.removeprefix("article-") for article in articles)
    return Reading(source=source, passages=passages, warnings=(f"An extract: it holds only articles {listed}.",))


def _passages(article: _Article, source: Source) -> Iterator[Passage]:
    url = address.canonical(article.uri)
    label = address.label(url)
    locator = url.removeprefix(source.url).strip("/")
    lines = [" ".join(line.split()) for line in article.text.split("\n") if line.strip()]
    paragraph = ""
    cut = pieces([Block(line) for line in lines])
    for number, piece in enumerate(cut, start=1):
        said: list[Statement] = []
        inside: list[str] = []
        for block in piece:
            found, point = _PARAGRAPH.match(block.text), _POINT.match(block.text)
            paragraph = found.group(1) if found else paragraph
            at = f"{url}/{paragraph}" if paragraph else url
            at = f"{at}/{point.group(1)}" if point and not _is_roman(point.group(1)) else at
            inside.append(at)
            if len(block.text.split()) >= 4:
                said.append(Statement(text=block.text, references=(Reference(label=address.label(at), url=at),)))
        text = "\n".join([f"{label}: {article.heading}", *(block.text for block in piece)])
        place = locator if len(cut) == 1 else f"{locator}/part-{number}"
        yield Passage(
            id=f"{source.id}#{place}",
            source_id=source.id,
            kind=source.kind,
            title=f"{label}: {article.heading}",
            locator=place,
            url=url,
            also_at=tuple(sorted({*inside} - {url})),
            headings=tuple(
                one for one in (f"Chapter {article.chapter}" if article.chapter else "", article.heading) if one
            ),
            text=text,
            statements=tuple(said),
            token_count=estimated_tokens(text),
            as_at=source.as_at,
            extent=source.extent,
            standing=source.standing,
            checked=source.checked,
            classification=source.classification,
            sha256=digest(text),
        )


def _is_roman(point: str) -> bool:
    """Whether a point is of the second level, (i) to (x); they are counted under the letter before them."""
    return bool(re.fullmatch(r"i{1,3}|iv|vi{0,3}|ix|x", point)) and point not in {"v", "x"}
