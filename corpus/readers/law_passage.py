"""Passages out of a settled tree of provisions: one for each section, article, regulation or schedule paragraph."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from corpus import address
from corpus.passage import Passage, Reference, Statement, digest, estimated_tokens
from corpus.readers import annotation, outstanding_effect
from corpus.readers.edition import Edition
from corpus.readers.provision import Grade, Provision
from corpus.readers.provision_text import Island, Piece, islands, pieces
from corpus.source import Checked, Classification, Kind, Standing

_LISTED = 25
_INDENT = "  "


class PassageWriter:
    """Writes the passages of one edition."""

    def __init__(self, edition: Edition, classification: Classification) -> None:
        self._edition = edition
        self._classification = classification
        self._ids: Counter[str] = Counter()

    def of_tree(self, root: Provision) -> Iterator[Passage]:
        """All passages, in document order."""
        _give_headings(root)
        if _has_own_words(root):
            yield from self._main(root, ())
        yield from self._inside(root, ())

    def _inside(self, group: Provision, path: tuple[str, ...]) -> Iterator[Passage]:
        for child in group.children:
            if child.grade is Grade.GROUP:
                here = (*path, _title(child)) if _title(child) else path
                yield from self._group(child, path)
                yield from self._inside(child, here)
            elif child.grade is Grade.MAIN:
                yield from self._main(child, path)

    def _group(self, group: Provision, path: tuple[str, ...]) -> Iterator[Passage]:
        """A Part, Chapter or Schedule: its own words where it has any, else what it holds."""
        if _has_own_words(group):
            yield from self._main(group, path)
        elif not group.address or group.unit == "crossheading":
            return
        elif group.standing is Standing.REPEALED and not any(True for _ in group.children):
            yield self._repealed([group], group, path)
        else:
            held = [one for one in group.walk() if one.grade is Grade.MAIN and one.is_law]
            listed = [f"{_INDENT}{_short(one)}" for one in held[:_LISTED]]
            more = [f"{_INDENT}and {len(held) - _LISTED} more"] if len(held) > _LISTED else []
            text = "\n".join([f"{group.label}: {group.heading}".rstrip(": "), *listed, *more])
            standing = group.standing or Standing.IN_FORCE
            yield self._passage(
                group, path, text, (), [group.address], "", standing, outstanding_effect.warning(group.effects)
            )

    def _main(self, main: Provision, path: tuple[str, ...]) -> Iterator[Passage]:
        if main.standing is Standing.REPEALED:
            yield self._repealed([main], main, path)
            return
        cut = pieces(main)
        for number, piece in enumerate(cut, start=1):
            yield self._of_piece(piece, main, main, path, f"part-{number}" if number > 1 else "")
        repealed: dict[date | None, list[Provision]] = defaultdict(list)
        for island in islands(main):
            yield from self._island(island, main, path, repealed)
        for gathered in repealed.values():
            yield self._repealed(gathered, main, path, whole=not cut)

    def _island(
        self,
        island: Island,
        main: Provision,
        path: tuple[str, ...],
        repealed: dict[date | None, list[Provision]],
    ) -> Iterator[Passage]:
        cut_out = island.provision
        if cut_out.standing is Standing.REPEALED:
            if any(one.address for one in cut_out.walk()):
                repealed[cut_out.end].append(cut_out)
            return
        for number, piece in enumerate(pieces(cut_out, island.depth, island.openings), start=1):
            yield self._of_piece(piece, cut_out, main, path, f"part-{number}" if number > 1 else "")
        for inner in islands(cut_out, island.depth, island.openings):
            yield from self._island(inner, main, path, repealed)

    def _of_piece(self, piece: Piece, whole: Provision, main: Provision, path: tuple[str, ...], suffix: str) -> Passage:
        statements = tuple(
            Statement(text=words.text, references=(self._reference(words.of, main),), in_force=words.of.is_law)
            for atom in piece.atoms
            for words in atom.statements
        )
        at = [one.address for one in piece.inside if one.address]
        text = "\n".join([_heading_line(main), *piece.openings, *piece.lines])
        standing = whole.standing or Standing.IN_FORCE
        notes = [note for one in {id(one): one for one in (main, whole, *piece.inside)}.values() for note in one.notes]
        inner = [note for one in piece.inside for note in one.inner_notes]
        changes = outstanding_effect.warning(change for one in (main, *piece.inside) for change in one.effects)
        warnings = [*_commencement(standing, notes, inner), *changes]
        return self._passage(whole, path, text, statements, at, suffix, standing, warnings, main)

    def _repealed(
        self, gone: list[Provision], main: Provision, path: tuple[str, ...], *, whole: bool = False
    ) -> Passage:
        """A passage that says what is no longer law, and nothing of what the law was."""
        told = [f"{one.label or main.label} is no longer law. {_reason(one)}".strip() for one in gone]
        statements = tuple(
            Statement(text=line, references=(self._reference(one, main),)) for line, one in zip(told, gone, strict=True)
        )
        lines = list(dict.fromkeys(told))
        at = [inner.address for one in gone for inner in one.walk() if inner.address]
        if whole and main.address:
            at = [main.address, *at]
        suffix = "" if gone[0] is main else "repealed"
        text = "\n".join([_heading_line(main), *lines])
        return self._passage(
            gone[0] if not whole else main, path, text, statements, at, suffix, Standing.REPEALED, [], main, gone[0].end
        )

    def _reference(self, provision: Provision, main: Provision) -> Reference:
        url = provision.address or _nearest(provision, main) or main.address or self._edition.url
        return Reference(label=address.label(url), url=url)

    def _passage(
        self,
        whole: Provision,
        path: tuple[str, ...],
        text: str,
        statements: tuple[Statement, ...],
        at: Iterable[str],
        suffix: str,
        standing: Standing,
        warnings: list[str],
        main: Provision | None = None,
        ended: date | None = None,
    ) -> Passage:
        edition = self._edition
        main = main or whole
        url = whole.address or main.address or edition.url
        label = address.label(url) if url != edition.url else edition.title
        title = f"{label} ({edition.in_words})" if edition.in_words else label
        locator = "/".join(filter(None, [url.removeprefix(edition.url).strip("/") or _slug(whole), suffix]))
        self._ids[locator] += 1
        if self._ids[locator] > 1:
            locator = f"{locator}/{self._ids[locator]}"
        if standing is Standing.IN_FORCE and edition.replaced and whole.end is None:
            standing = Standing.SUPERSEDED
            warnings = [*warnings, f"This is the text {edition.in_words}; later changes are not in it."]
        if standing is Standing.IN_FORCE and whole.end and edition.as_at and whole.end <= edition.as_at:
            ended_on = f"{whole.end.day} {whole.end:%B %Y}"
            warnings = [*warnings, f"This text ended on {ended_on}: read the official page for the law after that day."]
        return Passage(
            id=f"{edition.source_id}#{locator}",
            source_id=edition.source_id,
            kind=Kind.LEGISLATION,
            title=f"{title}: {main.heading}" if main.heading else title,
            locator=locator,
            url=url,
            also_at=tuple(dict.fromkeys(one for one in at if one != url)),
            headings=_under(path, _title(main)),
            text=text,
            statements=statements,
            token_count=estimated_tokens(text),
            in_force_from=None if standing is not Standing.IN_FORCE else whole.start,
            in_force_to=ended or whole.end,
            as_at=edition.as_at,
            extent=whole.extent or edition.extent,
            standing=standing,
            checked=Checked.INSTRUMENT,
            classification=self._classification,
            warnings=tuple(dict.fromkeys(warnings)),
            sha256=digest(text),
        )


def _give_headings(group: Provision) -> None:
    """A paragraph without a heading of its own stands under that of its group."""
    for child in group.children:
        if child.grade is Grade.GROUP:
            _give_headings(child)
        elif child.grade is Grade.MAIN and group.unit != "instrument":
            child.heading = child.heading or group.heading


def _has_own_words(group: Provision) -> bool:
    return any(isinstance(part, str) or part.grade in (Grade.SUB, Grade.ITEM) for part in group.content)


def _heading_line(main: Provision) -> str:
    number = f"{main.unit.capitalize()} {main.number}" if main.unit == "article" else main.shown or main.number
    return f"{number} {main.heading}".strip() or main.label


def _title(provision: Provision) -> str:
    named = provision.shown if provision.grade is Grade.GROUP else ""
    return ": ".join(filter(None, [named, provision.heading]))


def _under(path: tuple[str, ...], title: str) -> tuple[str, ...]:
    """The headings with the title as the last, unless it is empty or only repeats the one above it."""
    return path if not title or (path and path[-1].endswith(title)) else (*path, title)


def _short(main: Provision) -> str:
    return f"{main.unit} {main.number}: {main.heading}" if main.number else main.heading


def _slug(provision: Provision) -> str:
    return re.sub(r"[^a-z0-9]+", "-", (provision.heading or provision.unit).lower()).strip("-")[:60] or "text"


def _nearest(provision: Provision, main: Provision) -> str:
    """The address of the nearest provision around an unnumbered one."""

    def look(at: Provision, nearest: str) -> str:
        nearest = at.address or nearest
        if at is provision:
            return nearest
        return next((found for child in at.children if (found := look(child, nearest))), "")

    return look(main, "")


def _reason(gone: Provision) -> str:
    told = [note.text for note in gone.notes if annotation.ended(note)] or [note.text for note in gone.notes[:1]]
    return " ".join(f"{text.rstrip('. ')}." for text in dict.fromkeys(told))


def _commencement(
    standing: Standing, notes: list[annotation.Annotation], inner: list[annotation.Annotation]
) -> list[str]:
    if standing is Standing.PROSPECTIVE:
        told = [note for note in notes if annotation.is_inserted_in_part([note]) or note.kind == "I"]
        return [f"Not yet in force, or for some purposes only: {note.text.rstrip('.')}." for note in told[:2]] or [
            "Not yet in force."
        ]
    found = [*annotation.commenced_in_part(notes), *annotation.has_words_in_part([*notes, *inner])]
    return [f"In force for some purposes only: {note.text.rstrip('.')}." for note in found]
