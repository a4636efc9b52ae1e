"""Reader of Word documents (DOCX): tracked changes as if accepted, numbers as printed, tables row by row.

Nothing outside the document is followed, no program in it is run, and what is printed on every page is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from corpus.document import About, Reading
from corpus.errors import Unreadable
from corpus.readers.outline import Outline
from corpus.readers.sections import Block, reading_of, source_of
from corpus.readers.tables import rows_as_lines
from corpus.readers.word_archive import MAIN_PART, WORD, Archive
from corpus.readers.word_numbering import BULLET, Numbering

_HEADING = re.compile(r"^heading (\d)$", re.IGNORECASE)
_UNWANTED_STYLE = re.compile(r"^toc\b|^table of contents|^(?:header|footer)$", re.IGNORECASE)
_TAKEN_OUT = {f"{WORD}del", f"{WORD}moveFrom"}
_TRACKED = {f"{WORD}ins", f"{WORD}del", f"{WORD}moveFrom", f"{WORD}moveTo"}
_SILENT = {f"{WORD}instrText", f"{WORD}delText", f"{WORD}delInstrText", f"{WORD}rPr", f"{WORD}pPr", f"{WORD}pict"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{WORD}txbxContent"
_VALUE = f"{WORD}val"
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_MODIFIED = "{http://purl.org/dc/terms/}modified"
_GENERIC_TITLES = {"", "word document", "document", "microsoft word document", "untitled"}


def recognises(data: bytes, name: str) -> bool:  # noqa: ARG001 (every reader has this signature)
    """Whether it is an archive that names a Word document's main part."""
    return data.startswith(b"PK\x03\x04") and MAIN_PART.encode("ascii") in data


def read(data: bytes, name: str, about: About) -> Reading:
    """Read the document by its heading styles.

    Raises:
        Unreadable: it is damaged, hostile, protected, or holds no words.
    """
    archive = Archive(data)
    main = archive.part(MAIN_PART)
    body = main.find(f"{WORD}body") if main is not None else None
    if main is None or body is None:
        raise Unreadable("The Word document has no text part.", "Open it in Word and save a fresh copy.")
    document = _Document(archive)
    document.add(body)
    sections = document.outline.sections()
    title, modified = _properties(archive)
    title = document.title or (title if title.lower() not in _GENERIC_TITLES else "") or document.outline.first_heading
    source = source_of(data, name, about, title=title, as_at=modified)
    return reading_of(source, sections, _warnings(archive, main, document.hidden))


class _Document:
    """Walks a body and fills an outline."""

    def __init__(self, archive: Archive) -> None:
        self.outline = Outline()
        self.title = ""
        self.hidden = 0
        self._numbering = Numbering(archive.part("word/numbering.xml"))
        self._styles = _styles(archive.part("word/styles.xml"))
        self._notes = _notes(archive)
        self._carried = ""

    def add(self, container: etree._Element) -> None:
        """Add the paragraphs and tables of a body, a content control or a text box, in order."""
        for element in container:
            if element.tag == f"{WORD}p":
                self._add_paragraph(element)
            elif element.tag == f"{WORD}tbl":
                self._add_table(element)
            elif element.tag in {f"{WORD}sdt", f"{WORD}customXml", f"{WORD}ins", f"{WORD}moveTo"}:
                content = element.find(f"{WORD}sdtContent")
                self.add(element if content is None else content)
        if self._carried:
            self.outline.add(Block(self._carried))
            self._carried = ""

    def _add_paragraph(self, paragraph: etree._Element) -> None:
        style, level, list_id, depth = self._form(paragraph)
        text = " ".join((self._carried + self._text(paragraph)).split())
        self._carried = ""
        if paragraph.find(f"{WORD}pPr/{WORD}rPr/{WORD}del") is not None:
            self._carried = f"{text} " if text else ""
            return
        if text and not _UNWANTED_STYLE.match(style):
            marker = self._numbering.marker(list_id, depth) if list_id else ""
            numbered = f"{marker} {text}" if marker and marker != BULLET else text
            if style.lower() == "title" and not self.title:
                self.title = text
            elif level:
                self.outline.begin(level, numbered)
            else:
                self.outline.add(Block(numbered, is_item=marker == BULLET or style.lower().startswith("list bullet")))
        for note in paragraph.iter(f"{WORD}footnoteReference", f"{WORD}endnoteReference"):
            said = self._notes.get((note.tag, str(note.get(f"{WORD}id"))), "")
            self.outline.add(Block(f"Note: {said}" if said else ""))
        for box in paragraph.iter(_BOX):
            if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                self.add(box)

    def _form(self, paragraph: etree._Element) -> tuple[str, int, str, int]:
        """The style's name, the level of heading or 0, the list it belongs to or nothing, and the depth in it."""
        form = paragraph.find(f"{WORD}pPr")
        chosen = form.find(f"{WORD}pStyle") if form is not None else None
        style = self._styles.get(str(chosen.get(_VALUE)) if chosen is not None else "", ("", 0, "", 0))
        name, level, list_id, depth = style
        if form is not None:
            outline_level = form.find(f"{WORD}outlineLvl")
            if outline_level is not None and str(outline_level.get(_VALUE)).isdigit():
                level = (int(str(outline_level.get(_VALUE))) + 1) % 10
            list_id, depth = _list_of(form, list_id, depth)
        return name, level, list_id, depth

    def _text(self, element: etree._Element) -> str:
        return "".join(self._texts(element))

    def _texts(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            if child.tag in _TAKEN_OUT or child.tag in _SILENT or child.tag in {_BOX, _FALLBACK}:
                continue
            if child.tag == f"{WORD}t":
                yield child.text or ""
            elif child.tag in {f"{WORD}tab", f"{WORD}br", f"{WORD}cr"}:
                yield " "
            elif child.tag == f"{WORD}noBreakHyphen":
                yield "-"
            elif child.tag == f"{WORD}r" and _is_on(child.find(f"{WORD}rPr/{WORD}vanish")):
                self.hidden += 1
            else:
                yield from self._texts(child)

    def _add_table(self, table: etree._Element) -> None:
        rows: list[list[str]] = []
        headed: bool | None = None
        for row in table.iter(f"{WORD}tr"):
            if next(row.iterancestors(f"{WORD}tbl"), None) is not table:
                continue
            if row.find(f"{WORD}trPr/{WORD}del") is not None:
                continue
            if not rows and _is_on(row.find(f"{WORD}trPr/{WORD}tblHeader")):
                headed = True
            rows.append(self._cells(row, rows[-1] if rows else []))
        if rows and max(len(row) for row in rows) == 1:
            for cells in rows:
                self.outline.add(Block(cells[0]))
        else:
            self.outline.add_rows(rows_as_lines(rows, headed=headed))

    def _cells(self, row: etree._Element, above: list[str]) -> list[str]:
        """The texts of a row; a cell that spans columns stands in each, one merged with the cell above repeats it."""
        cells: list[str] = []
        for cell in row.iter(f"{WORD}tc"):
            if next(cell.iterancestors(f"{WORD}tr"), None) is not row:
                continue
            span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
            width = str(span.get(_VALUE)) if span is not None else "1"
            merged = cell.find(f"{WORD}tcPr/{WORD}vMerge")
            text = " ".join(" ".join(self._text(one).split()) for one in cell.iter(f"{WORD}p")).strip()
            if merged is not None and merged.get(_VALUE) != "restart" and len(cells) < len(above):
                text = text or above[len(cells)]
            cells += [text] * (min(int(width), 60) if width.isdigit() and int(width) else 1)
        return cells


def _styles(part: etree._Element | None) -> dict[str, tuple[str, int, str, int]]:
    """Each style's name, level of heading, list and depth, the style that it is based on taken into account."""
    if part is None:
        return {}
    elements = {str(style.get(f"{WORD}styleId")): style for style in part.iter(f"{WORD}style")}
    found: dict[str, tuple[str, int, str, int]] = {}

    def resolve(identifier: str, seen: frozenset[str]) -> tuple[str, int, str, int]:
        style = elements.get(identifier)
        if style is None or identifier in seen:
            return ("", 0, "", 0)
        if identifier not in found:
            named, based = style.find(f"{WORD}name"), style.find(f"{WORD}basedOn")
            name = str(named.get(_VALUE)) if named is not None else ""
            parent = resolve(str(based.get(_VALUE)), seen | {identifier}) if based is not None else ("", 0, "", 0)
            heading = _HEADING.match(name)
            level = int(heading.group(1)) if heading else parent[1]
            form = style.find(f"{WORD}pPr")
            list_id, depth = _list_of(form, parent[2], parent[3]) if form is not None else (parent[2], parent[3])
            found[identifier] = (name, level, list_id, depth)
        return found[identifier]

    for identifier in elements:
        resolve(identifier, frozenset())
    return found


def _list_of(form: etree._Element, list_id: str, depth: int) -> tuple[str, int]:
    chosen, level = form.find(f"{WORD}numPr/{WORD}numId"), form.find(f"{WORD}numPr/{WORD}ilvl")
    if chosen is not None:
        list_id = "" if chosen.get(_VALUE) == "0" else str(chosen.get(_VALUE))
    if level is not None and str(level.get(_VALUE)).isdigit():
        depth = int(str(level.get(_VALUE)))
    return list_id, depth


def _notes(archive: Archive) -> dict[tuple[str, str], str]:
    notes: dict[tuple[str, str], str] = {}
    for kind in ("footnote", "endnote"):
        part = archive.part(f"word/{kind}s.xml")
        for note in part.iter(f"{WORD}{kind}") if part is not None else ():
            words = " ".join("".join(one.text or "" for one in note.iter(f"{WORD}t")).split())
            if words and note.get(f"{WORD}type") is None:
                notes[f"{WORD}{kind}Reference", str(note.get(f"{WORD}id"))] = words
    return notes


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(_VALUE, "true") not in {"0", "false", "off"}


def _properties(archive: Archive) -> tuple[str, date | None]:
    core = archive.part("docProps/core.xml")
    if core is None:
        return "", None
    try:
        modified: date | None = date.fromisoformat((core.findtext(_MODIFIED) or "")[:10])
    except ValueError:
        modified = None
    return " ".join((core.findtext(_DC_TITLE) or "").split()), modified


def _warnings(archive: Archive, main: etree._Element, hidden: int) -> Iterator[str]:
    tracked = sum(1 for _ in main.iter(*_TRACKED))
    if tracked:
        places = "1 tracked change" if tracked == 1 else f"{tracked} tracked changes"
        yield f"The document has {places}, read as if accepted: insertions are in, deletions are out."
    comments = archive.part("word/comments.xml")
    count = sum(1 for _ in comments.iter(f"{WORD}comment")) if comments is not None else 0
    if count:
        yield f"The document has {'1 comment' if count == 1 else f'{count} comments'}, left out."
    if hidden:
        yield "The document has hidden text, left out."
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        yield "The document has macros, which were ignored."
    if any(name.startswith("word/media/") for name in archive.names):
        yield "The document has pictures; words in them were not read."
