"""Headed sections of a document, and the passages that are cut from them.

Every reader of a document without provisions (a page, a PDF, a Word file, Markdown, text) gives a list of sections;
this module says which source they make and where the cuts between passages fall: never across a heading, at a
paragraph where one serves, else at a sentence, and inside a sentence only when it is longer than a passage may be.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath
from urllib.parse import quote, urlsplit

from corpus import address
from corpus.document import About, Reading
from corpus.errors import Unreadable
from corpus.passage import Passage, Reference, Statement, digest, estimated_tokens
from corpus.readers import sentences
from corpus.readers.unseen import warnings_of, without_unseen
from corpus.source import UK, Checked, Kind, Source

LONGEST_TOKENS = 350
USUAL_TOKENS = 300
LONGEST_HEADING = 160
_LONGEST_TITLE = 200
_INNER_ENDINGS = {".html", ".htm", ".md", ".txt", ".xml"}
_LEAD_IN = (":", "—", "–")


@dataclass(frozen=True)
class Block:
    """A paragraph, or an item of a list or row of a table when ``is_item``."""

    text: str
    is_item: bool = False


@dataclass(frozen=True)
class Section:
    """What stands under one heading, or the part of it on one page.

    ``locator`` is its place (``section/4``, ``page/3``), ``fragment`` the end of the address that opens it there
    (``page=3``, the id of a heading), ``pinpoint`` the place in a person's words (``page 3``).
    """

    locator: str
    headings: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    fragment: str = ""
    pinpoint: str = ""


def source_of(data: bytes, name: str, about: About, *, title: str = "", as_at: date | None = None) -> Source:
    """The source that a document is.

    A file of the user's own keeps its identifier when its content changes, so that adding it again updates it.
    """
    title = " ".join(without_unseen(title)[0].split())[:_LONGEST_TITLE] or readable_name(name)
    url = address.canonical(about.url) if about.url else f"file:{quote(PurePath(name).name)}"
    official = bool(about.url) and address.is_official(about.url)
    extent = about.extent
    if official and extent == UK:
        extent = address.extent_of(url) or extent
    return Source(
        id=_page_id(url) if about.url else _file_id(name, about),
        title=title,
        kind=Kind.GUIDANCE if official else Kind.OWN,
        publisher=about.publisher or (urlsplit(url).hostname or "" if about.url else "not stated"),
        url=url,
        licence=about.licence or "not stated",
        classification=about.classification,
        extent=extent,
        checked=Checked.INSTRUMENT if official else Checked.OWN,
        as_at=as_at,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def reading_of(source: Source, sections: Sequence[Section], warnings: Iterable[str] = ()) -> Reading:
    """The passages of a document that has been cut into sections.

    Raises:
        Unreadable: there are no words in it.
    """
    seen, unseen = _as_seen(sections)
    passages = tuple(_passages(source, seen))
    if not passages:
        raise Unreadable("The document holds no words that can be read.", "Open it to see whether it is empty.")
    return Reading(source=source, passages=passages, warnings=(*warnings, *warnings_of(unseen)))


def _as_seen(sections: Sequence[Section]) -> tuple[list[Section], Counter[str]]:
    """The sections without characters that a person does not see, and how often each of these was there."""
    unseen: Counter[str] = Counter()

    def seen(text: str) -> str:
        cleaned, found = without_unseen(text)
        unseen.update(found)
        return cleaned

    cleaned = [
        replace(
            section,
            headings=tuple(seen(heading) for heading in section.headings),
            blocks=tuple(Block(seen(block.text), block.is_item) for block in section.blocks),
        )
        for section in sections
    ]
    return cleaned, unseen


def readable_name(name: str) -> str:
    """``staff-handbook_v2.docx`` as a title: ``staff handbook v2``."""
    return re.sub(r"[\s_-]+", " ", without_unseen(_stem(name))[0]).strip() or "Untitled document"


def slug(text: str, longest: int = 60) -> str:
    """Lower-case words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:longest].strip("-") or "document"


def pieces(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks gathered into passages of about equal length; no word is lost, repeated or moved."""
    units = [unit for block in blocks for unit in _units(block)]
    total = sum(estimated_tokens(unit.text) for unit in units)
    if total <= LONGEST_TOKENS:
        return [units] if units else []
    target = total / math.ceil(total / USUAL_TOKENS)
    gathered: list[list[Block]] = []
    now: list[Block] = []
    size = 0
    for unit in units:
        tokens = estimated_tokens(unit.text)
        if now and (size + tokens > LONGEST_TOKENS or size + tokens / 2 > target):
            carried = [now.pop()] if len(now) > 1 and now[-1].text.endswith(_LEAD_IN) else []
            gathered.append(now)
            now = carried
            size = sum(estimated_tokens(one.text) for one in now)
        now.append(unit)
        size += tokens
    return [*gathered, now]


def _units(block: Block) -> Iterator[Block]:
    """The block itself, or where it is too long for one passage its sentences, gathered to about a third of one."""
    if estimated_tokens(block.text) <= LONGEST_TOKENS:
        yield block
        return
    gathered = ""
    for sentence in sentences.sentences(block.text):
        joined = f"{gathered} {sentence}".strip()
        if gathered and estimated_tokens(joined) > USUAL_TOKENS / 3:
            yield from _cut(gathered, block.is_item)
            joined = sentence
        gathered = joined
    yield from _cut(gathered, block.is_item)


def _cut(text: str, is_item: bool) -> Iterator[Block]:
    """A sentence that alone is too long, cut between words; a word that alone is too long, cut inside."""
    if estimated_tokens(text) <= LONGEST_TOKENS:
        yield Block(text, is_item)
        return
    longest = USUAL_TOKENS * 4
    gathered: list[str] = []
    for long_word in text.split():
        for word in (long_word[at : at + longest] for at in range(0, len(long_word), longest)):
            if gathered and estimated_tokens(" ".join([*gathered, word])) > USUAL_TOKENS:
                yield Block(" ".join(gathered), is_item)
                gathered = []
            gathered.append(word)
    yield Block(" ".join(gathered), is_item)


def _passages(source: Source, sections: Sequence[Section]) -> Iterator[Passage]:
    numbers: Counter[str] = Counter()
    for at, section in enumerate(sections):
        blocks = [Block(" ".join(block.text.split()), block.is_item) for block in section.blocks if block.text.strip()]
        if not blocks and _is_only_a_heading(section, sections[at + 1 :]):
            blocks = [Block(section.headings[-1])]
        for piece in pieces(blocks):
            numbers[section.locator] += 1
            yield _passage(source, section, piece, numbers[section.locator])


def _is_only_a_heading(section: Section, later: Sequence[Section]) -> bool:
    """Whether the heading of an empty section would be lost, and says enough to be kept as text."""
    depth = len(section.headings)
    if not depth or len(section.headings[-1].split()) < 2 * sentences.SHORTEST_WORDS:
        return False
    return not (later and later[0].headings[:depth] == section.headings)


def _passage(source: Source, section: Section, blocks: Sequence[Block], number: int) -> Passage:
    locator = f"{section.locator}/{number}"
    url = f"{source.url}#{section.fragment}" if section.fragment else source.url
    heading = section.headings[-1] if section.headings else ""
    place = section.pinpoint or (f"heading ‘{heading}’" if heading and heading != source.title else "")
    reference = Reference(label=f"{source.title}, {place}" if place else source.title, url=url)
    text = "\n".join(f"- {block.text}" if block.is_item else block.text for block in blocks)
    said = [said for block in blocks for said in sentences.statements(block.text)]
    return Passage(
        id=f"{source.id}#{locator}",
        source_id=source.id,
        kind=source.kind,
        title=f"{source.title}: {heading}" if heading and heading != source.title else source.title,
        locator=locator,
        url=url,
        headings=section.headings,
        text=text,
        statements=tuple(Statement(text=one, references=(reference,)) for one in dict.fromkeys(said)),
        token_count=estimated_tokens(text),
        as_at=source.as_at,
        extent=source.extent,
        standing=source.standing,
        checked=source.checked,
        classification=source.classification,
        sha256=digest(text),
    )


def _file_id(name: str, about: About) -> str:
    plain = PurePath(name).name
    key = hashlib.sha256(f"{about.publisher.lower().strip()}\n{plain.lower()}".encode()).hexdigest()[:12]
    return f"file/{key}-{slug(_stem(name))}"


def _stem(name: str) -> str:
    """The file's name without its ending, a double one (``.html.erb``) included."""
    path = PurePath(name)
    return path.with_suffix("").stem if path.with_suffix("").suffix.lower() in _INNER_ENDINGS else path.stem


def _page_id(url: str) -> str:
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rsplit("/", 1)[-1] or "front"
    return f"page/{parts.hostname or 'unknown'}/{slug(last)}-{hashlib.sha256(url.encode()).hexdigest()[:8]}"
