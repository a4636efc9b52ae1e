"""Digest cards: the shipped knowledge, one Markdown file each, read strictly.

A card is a YAML header and a body. The statements before the first heading are the short answer; the headings
``## What to do``, ``## Exceptions``, ``## Dates`` and ``## More`` say what the statements below them are for. Every
statement is one sentence followed by the links that carry it, and may end with the territories to which it is limited::

    Answer within one month. [UK GDPR Article 12A](https://www.legislation.gov.uk/eur/2016/679/article/12A)
    - Pupils of 12 or over are presumed able. [DPA 2018 section 208](https://…/section/208) {S}

Each fault is refused with the file and the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import PurePath
from typing import Any

import yaml
from pydantic import Field, ValidationError, field_validator

from corpus import address
from corpus.errors import CardFault
from corpus.passage import Correction, Part, Passage, Reference, Statement, digest, estimated_tokens
from corpus.source import TERRITORIES, UK, Checked, Extent, Frozen, Kind, Source, Standing

HEADINGS = {"what to do": Part.ACTION, "exceptions": Part.EXCEPTION, "dates": Part.DATE, "more": Part.DETAIL}

_LINK = re.compile(r"\[(?P<label>[^\]\[]+)\]\((?P<url>[^()\s]+)\)")
_LINKS = re.compile(rf"(?:{_LINK.pattern.replace('?P<label>', '').replace('?P<url>', '')}[\s,;]*)+(?:and\s+)?")
_LIMIT = re.compile(r"^\{(?P<letters>[A-Z ]+)\}\s*")
_TWO_SENTENCES = re.compile(
    r"(?<![A-Z])(?<!\bno)(?<!\bart)(?<!\bpara)(?<!\be\.g)(?<!\bi\.e)(?<!\bv)[.!?][\"')]?\s+(?=[A-Z])"
)
_ID = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")


class _Correction(Frozen):
    wrong: str = Field(min_length=8)
    said_as: tuple[str, ...] = ()
    right: str


class _Header(Frozen):
    id: str
    title: str = Field(min_length=4)
    kind: Kind
    url: str | None = None
    publisher: str | None = None
    extent: Extent = UK
    standing: Standing
    in_force_from: date | None = None
    in_force_to: date | None = None
    as_at: date
    checked: Checked
    note: str | None = None
    asked_as: tuple[str, ...] = Field(min_length=2)
    corrects: tuple[_Correction, ...] = ()
    carries: tuple[str, ...] = ()

    @field_validator("extent", mode="before")
    @classmethod
    def _letters(cls, value: object) -> object:
        if isinstance(value, str):
            return UK if value == "UK" else tuple(value.replace(",", " ").split())
        return value


@dataclass(frozen=True)
class Card:
    """A loaded card: the source it is, and its one passage."""

    source: Source
    passage: Passage
    note: str | None
    carries: tuple[str, ...]


def load(text: str, name: str) -> Card:
    """Read one card.

    Args:
        text: the whole file.
        name: the file's name, used in errors; its stem must be the card's id.

    Raises:
        CardFault: naming the file and line, for any departure from the format.
    """
    header_text, body, body_line = _split(text, name)
    header = _header(header_text, name)
    if header.id != PurePath(name).stem:
        raise _fault(name, 2, f"the id {header.id!r} is not the file's name", "Name the file after the id.")
    statements = tuple(_statements(body, body_line, name))
    if not statements:
        raise _fault(name, body_line, "the card says nothing", "Add at least one cited statement.")
    corrections = tuple(
        Correction(wrong=item.wrong, said_as=item.said_as, right=_one(item.right, _line_of(text, item.wrong), name))
        for item in header.corrects
    )
    passage_text = _text(header.title, statements, corrections)
    primary = address.canonical(header.url) if header.url else statements[0].references[0].url
    known = {reference.url for statement in statements for reference in statement.references}
    source = Source(
        id=f"card/{header.id}",
        title=header.title,
        kind=header.kind,
        publisher=header.publisher or "Governance advisor digest",
        url=primary,
        licence="MIT (the digest's words); the law and guidance it cites: Open Government Licence v3.0",
        extent=header.extent,
        standing=header.standing,
        checked=header.checked,
        as_at=header.as_at,
        sha256=digest(text),
    )
    passage = Passage(
        id=source.id,
        source_id=source.id,
        kind=header.kind,
        title=header.title,
        locator=header.id,
        url=primary,
        also_at=tuple(sorted(known - {primary})) if header.kind is Kind.TOPIC else (),
        headings=(header.title,),
        text=passage_text,
        statements=statements,
        questions=header.asked_as,
        corrections=corrections,
        token_count=estimated_tokens(passage_text),
        in_force_from=header.in_force_from,
        in_force_to=header.in_force_to,
        as_at=header.as_at,
        extent=header.extent,
        standing=header.standing,
        checked=header.checked,
        warnings=(header.note,) if header.note else (),
        sha256=digest(passage_text),
    )
    return Card(source, passage, header.note, header.carries)


def load_all(named_texts: Iterable[tuple[str, str]]) -> list[Card]:
    """Read many cards and check what only shows between them.

    Raises:
        CardFault: for a fault in a card, two cards of one id, or one statement that stands in two cards.
    """
    cards: dict[str, Card] = {}
    said: dict[str, str] = {}
    asked: dict[str, str] = {}
    for name, text in named_texts:
        card = load(text, name)
        if card.source.id in cards:
            raise _fault(name, 2, f"another card already has the id {card.source.id}", "Give each card its own id.")
        for statement in card.passage.statements:
            key = re.sub(r"\W+", " ", statement.text.lower()).strip()
            if key in said:
                where = _line_of(text, statement.text[:40])
                raise _fault(name, where, f"this statement already stands in {said[key]}", "Link to that card instead.")
            said[key] = name
        for question in card.passage.questions:
            key = question.lower().strip(" ?.!")
            if key in asked:
                where = _line_of(text, question)
                raise _fault(name, where, f"{question!r} is already asked of {asked[key]}", "Keep it in one card.")
            asked[key] = name
        cards[card.source.id] = card
    return list(cards.values())


def _split(text: str, name: str) -> tuple[str, str, int]:
    lines = text.split("\n")
    if lines[0].strip() != "---":
        raise _fault(name, 1, "the card does not begin with a header", "Begin the file with a line of three hyphens.")
    for number, line in enumerate(lines[1:], start=2):
        if line.strip() == "---":
            return "\n".join(lines[1 : number - 1]), "\n".join(lines[number:]), number + 1
    raise _fault(name, 1, "the header does not end", "Close it with a line of three hyphens.")


def _header(text: str, name: str) -> _Header:
    try:
        raw: Any = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise _fault(name, line, f"the header is not YAML: {getattr(error, 'problem', error)}", "Mend it.") from error
    except ValueError as error:  # a date that looks like one and is none, such as 30 February
        raise _fault(name, _line_of_no_date(text), f"the header holds no date: {error}", "Correct it.") from error
    if not isinstance(raw, dict):
        raise _fault(
            name, 2, "the header is empty", "Give at least id, title, kind, standing, as_at, checked, asked_as."
        )
    try:
        header = _Header.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(step) for step in first["loc"])
        line = _line_of_key(text, str(first["loc"][0]))
        raise _fault(name, line, f"header key {key!r}: {first['msg']}", "See docs/how-to/write-a-card.md.") from error
    _check_header(header, text, name)
    return header


def _check_header(header: _Header, text: str, name: str) -> None:
    def fault(key: str, what: str, todo: str) -> CardFault:
        return _fault(name, _line_of_key(text, key), what, todo)

    keys = re.findall(r"^(\w+):", text, re.MULTILINE)
    if twice := next((one for one, two in pairwise(sorted(keys)) if one == two), None):
        raise fault(twice, f"the header gives {twice} twice", "Keep one.")
    if not _ID.match(header.id):
        raise fault("id", f"the id {header.id!r} is not lower-case words joined by hyphens", "Rename it.")
    if header.in_force_from and header.in_force_to and header.in_force_to < header.in_force_from:
        raise fault("in_force_to", "the rule ends before it begins", "Correct the dates.")
    if header.standing in (Standing.REPEALED, Standing.SUPERSEDED) and header.in_force_to is None:
        raise fault(
            "standing", f"a {header.standing} card needs in_force_to", "Give the date from which it was not law."
        )
    if header.standing is Standing.IN_FORCE and header.in_force_to and header.in_force_to <= header.as_at:
        raise fault("standing", "the card says in force but its law had ended by as_at", "Correct standing or dates.")
    if header.standing is Standing.IN_FORCE and header.in_force_from and header.in_force_from > header.as_at:
        raise fault("standing", "the card says in force but its law begins after as_at", "Use prospective.")
    if header.standing is Standing.PROSPECTIVE and header.in_force_from and header.in_force_from <= header.as_at:
        raise fault("standing", "the card says prospective but its law had begun by as_at", "Use in force.")
    if (
        header.standing in (Standing.REPEALED, Standing.SUPERSEDED)
        and (header.in_force_to or header.as_at) > header.as_at
    ):
        raise fault(
            "standing", f"the card says {header.standing} but its law had not yet ended by as_at", "Correct it."
        )
    if header.kind in (Kind.PROVISION, Kind.GUIDANCE, Kind.CASE_LAW) and header.url is None:
        raise fault("kind", f"a {header.kind} card needs the official address it digests", "Add url.")
    if header.kind in (Kind.LEGISLATION, Kind.OWN, Kind.PRECEDENT):
        raise fault(
            "kind", f"a card cannot be of kind {header.kind}", "Use topic, provision, guidance, case law or glossary."
        )
    if header.url is not None:
        _check_address(header.url, _line_of_key(text, "url"), name)
    doubled = [one for one, two in pairwise(sorted(question.lower() for question in header.asked_as)) if one == two]
    if doubled:
        raise fault("asked_as", f"asked_as holds {doubled[0]!r} twice", "Keep one.")


def _statements(body: str, first_line: int, name: str) -> Iterator[Statement]:
    part = Part.LEAD
    for line, block in _blocks(body, first_line):
        if block.startswith("#"):
            heading = block.lstrip("# ").strip().lower()
            if not block.startswith("## ") or heading not in HEADINGS:
                todo = "Use ## What to do, ## Exceptions, ## Dates or ## More."
                raise _fault(name, line, f"the heading {block!r} is not one a card may have", todo)
            part = HEADINGS[heading]
            continue
        yield from _cut(block, line, name, part)


def _blocks(body: str, first_line: int) -> Iterator[tuple[int, str]]:
    """Headings, paragraphs and list items, each as one line of text with the line on which it begins."""
    gathered: list[str] = []
    began = first_line
    for number, raw in enumerate([*body.split("\n"), ""], start=first_line):
        line = raw.strip()
        begins_item = re.match(r"^[-*]\s+|^\d+\.\s+", line)
        if gathered and (not line or begins_item or line.startswith("#")):
            yield began, " ".join(gathered)
            gathered = []
        if line.startswith("#"):
            yield number, line
        elif line:
            if not gathered:
                began = number
            gathered.append(line[begins_item.end() :] if begins_item else line)


def _cut(block: str, line: int, name: str, part: Part) -> Iterator[Statement]:
    if "<" in block and re.search(r"<[a-zA-Z/!]", block):
        raise _fault(name, line, "the body holds HTML", "Write plain Markdown.")
    if "![" in block:
        raise _fault(name, line, "the body holds an image", "Cards are words and links only.")
    rest = block
    while rest.strip():
        links = _LINKS.search(rest)
        text = rest[: links.start()].strip() if links else rest.strip()
        if links is None or not text:
            raise _fault(
                name, line, f"no citation after {text[-60:]!r}", "End the statement with the link that carries it."
            )
        if _TWO_SENTENCES.search(text):
            raise _fault(name, line, f"two sentences share a citation: {text[:60]!r}…", "Cite each sentence.")
        references = tuple(_reference(found, line, name) for found in _LINK.finditer(links.group()))
        rest = rest[links.end() :].lstrip(" .,;")
        limit = _LIMIT.match(rest)
        extent: Extent | None = None
        if limit:
            extent = tuple(limit["letters"].split())
            if not extent or set(extent) - set(TERRITORIES):
                raise _fault(name, line, f"{limit.group().strip()} is not an extent", "Use letters of E, W, S, NI.")
            rest = rest[limit.end() :]
        yield Statement(text=text, references=references, part=part, extent=extent)


def _one(text: str, line: int, name: str) -> Statement:
    found = list(_cut(" ".join(text.split()), line, name, Part.CORRECTION))
    if len(found) != 1:
        raise _fault(name, line, "a correction is exactly one cited statement", "Shorten it; put the rest in the body.")
    return found[0]


def _reference(found: re.Match[str], line: int, name: str) -> Reference:
    url = _check_address(found["url"], line, name)
    expected = address.label(url)
    if address.instrument_path(url) and not found["label"].startswith(expected):
        todo = f"Begin the label with {expected!r}, or cite the address that the label names."
        raise _fault(name, line, f"the label {found['label']!r} does not match its address", todo)
    return Reference(label=found["label"], url=url)


def _check_address(url: str, line: int, name: str) -> str:
    if not address.is_official(url):
        raise _fault(name, line, f"{url} is not an official address", "Cite a host listed in corpus/sources.toml.")
    if address.instrument_path(url) and address.canonical(url) != url:
        raise _fault(name, line, f"{url} is not in canonical form", f"Write {address.canonical(url)}.")
    return url


def _text(title: str, statements: tuple[Statement, ...], corrections: tuple[Correction, ...]) -> str:
    lines = [title, ""]
    part = Part.LEAD
    headings = {value: key.capitalize() for key, value in HEADINGS.items()}
    for statement in statements:
        if statement.part is not part:
            lines += ["", headings[statement.part]]
            part = statement.part
        lines.append(f"{statement.text} ({'; '.join(reference.label for reference in statement.references)})")
    if corrections:
        lines += ["", "Often believed, and wrong"]
        for correction in corrections:
            labels = "; ".join(reference.label for reference in correction.right.references)
            lines.append(f"“{correction.wrong}”: {correction.right.text} ({labels})")
    return "\n".join(lines)


def _line_of(text: str, start: str) -> int:
    """The line (from 1) on which ``start`` first stands, or 1."""
    at = text.find(start)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def _line_of_key(header: str, key: str) -> int:
    """The line of the file on which a header key stands; the header's first where it is missing."""
    found = re.search(rf"^{re.escape(key)}:", header, re.MULTILINE)
    return header.count("\n", 0, found.start()) + 2 if found else 2


def _line_of_no_date(header: str) -> int:
    """The line of the file with the first text that is written like a date and is none."""
    for number, line in enumerate(header.split("\n"), start=2):
        for written in re.findall(r"\b\d{4}-\d{2}-\d{2}\b", line):
            try:
                date.fromisoformat(written)
            except ValueError:
                return number
    return 2


def _fault(name: str, line: int, what: str, todo: str) -> CardFault:
    return CardFault(f"{name}, line {line}: {what}.", todo)
