"""Reader of what reviewers did in a Word document: insertions, deletions, moves, comments and their replies.

Unlike the reader of texts it accepts no change: it says what was there and what is there now. Nothing outside the
document is followed, and no program in it is run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from corpus.errors import Unreadable
from corpus.readers.word_archive import MAIN_PART, WORD, Archive
from corpus.word_markup import MarginComment, MarkedWords, Tracked, WordMarkup

_INSERTED = {f"{WORD}ins", f"{WORD}moveTo"}
_DELETED = {f"{WORD}del", f"{WORD}moveFrom"}
_SILENT = {f"{WORD}instrText", f"{WORD}delInstrText", f"{WORD}pPr", f"{WORD}rPr", f"{WORD}tblPr", f"{WORD}tblGrid"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_RELATIONS = "word/_rels/document.xml.rels"
_HARMLESS_LINK = "/hyperlink"


@dataclass(frozen=True, slots=True)
class _Change:
    """The tracked change that some part of the document lies in."""

    kind: Tracked = Tracked.NO
    who: str = ""
    when: str = ""


def read_markup(data: bytes) -> WordMarkup:
    """The document with its changes.

    Raises:
        Unreadable: it is not a Word document, is damaged, hostile or protected.
    """
    if not data.startswith(b"PK\x03\x04") or MAIN_PART.encode("ascii") not in data:
        raise Unreadable("This is not a Word document (DOCX).", "Save the reviewed draft as DOCX, and bring that.")
    archive = Archive(data)
    main = archive.part(MAIN_PART)
    body = main.find(f"{WORD}body") if main is not None else None
    if body is None:
        raise Unreadable("The Word document has no text part.", "Open it in Word and save a fresh copy.")
    walk = _Walk()
    walk.follow(body, _Change())
    return WordMarkup(
        words=tuple(walk.words()), comments=tuple(_comments(archive)), warnings=tuple(_warnings(archive, body))
    )


class _Walk:
    """Goes through a body in order and keeps in mind which marks and comments are open."""

    def __init__(self) -> None:
        self._found: list[MarkedWords] = []
        self._marks: dict[str, str] = {}
        self._comments: list[str] = []
        self._ranged: set[str] = set()
        self._paragraph = -1
        self._rows = self._fields = 0
        self._row: int | None = None
        self._field: int | None = None

    def words(self) -> Iterator[MarkedWords]:
        """What was found, neighbours that share everything joined."""
        waiting: MarkedWords | None = None
        for one in self._found:
            if waiting is not None and waiting.model_copy(update={"text": ""}) == one.model_copy(update={"text": ""}):
                waiting = waiting.model_copy(update={"text": waiting.text + one.text})
                continue
            if waiting is not None:
                yield waiting
            waiting = one
        if waiting is not None:
            yield waiting

    def follow(self, element: etree._Element, change: _Change) -> None:
        for child in element:
            tag = child.tag
            if _is_no_element(child) or tag in _SILENT or tag == _FALLBACK:
                continue
            if tag in _INSERTED or tag in _DELETED:
                self.follow(child, _deeper(change, child))
            elif tag == f"{WORD}p":
                self._follow_paragraph(child, change)
            elif tag == f"{WORD}tr":
                self._rows += 1
                around, self._row = self._row, self._rows
                self.follow(child, _of_part(child, "trPr", ("ins", "del"), change))
                self._row = around
            elif tag == f"{WORD}tc":
                self._fields += 1
                around, self._field = self._field, self._fields
                self.follow(child, _of_part(child, "tcPr", ("cellIns", "cellDel"), change))
                self._field = around
            elif tag == f"{WORD}r":
                self._follow_run(child, change)
            else:
                self._open_or_close(child)
                self.follow(child, change)

    def _follow_paragraph(self, paragraph: etree._Element, change: _Change) -> None:
        self._paragraph += 1
        self._add("", change)
        self.follow(paragraph, change)

    def _follow_run(self, run: etree._Element, change: _Change) -> None:
        if run.find(f"{WORD}rPr/{WORD}vanish") is not None:
            return
        for child in run:
            if child.tag in {f"{WORD}t", f"{WORD}delText"}:
                self._add(child.text or "", change)
            elif child.tag in {f"{WORD}tab", f"{WORD}br", f"{WORD}cr"}:
                self._add(" ", change)
            elif child.tag == f"{WORD}noBreakHyphen":
                self._add("-", change)
            elif child.tag == f"{WORD}commentReference":
                self._refer(str(child.get(f"{WORD}id")), change)
            elif not _is_no_element(child) and child.tag not in _SILENT and child.tag != _FALLBACK:
                self.follow(child, change)

    def _refer(self, comment: str, change: _Change) -> None:
        """A comment without a range hangs on the place of its number."""
        if comment not in self._ranged:
            self._comments.append(comment)
            self._add("", change)
            self._comments.remove(comment)

    def _open_or_close(self, element: etree._Element) -> None:
        identifier = str(element.get(f"{WORD}id"))
        if element.tag == f"{WORD}bookmarkStart":
            self._marks[identifier] = str(element.get(f"{WORD}name"))
            self._add("", _Change())
        elif element.tag == f"{WORD}bookmarkEnd":
            self._marks.pop(identifier, None)
        elif element.tag == f"{WORD}commentRangeStart":
            self._comments.append(identifier)
            self._ranged.add(identifier)
        elif element.tag == f"{WORD}commentRangeEnd" and identifier in self._comments:
            self._comments.remove(identifier)

    def _add(self, text: str, change: _Change) -> None:
        self._found.append(
            MarkedWords(
                paragraph=max(0, self._paragraph),
                text=text,
                row=self._row,
                field=self._field,
                tracked=change.kind,
                who=change.who,
                when=change.when,
                marks=tuple(self._marks.values()),
                comments=tuple(self._comments),
            )
        )


def _is_no_element(node: etree._Element) -> bool:
    """Whether it is an instruction to a program; comments of the markup itself are gone by now."""
    tag: object = node.tag
    return not isinstance(tag, str)


def _deeper(around: _Change, element: etree._Element) -> _Change:
    """What was inserted by one person and deleted by another was never there and is not there now."""
    kind = Tracked.INSERTED if element.tag in _INSERTED else Tracked.DELETED
    change = _Change(kind, str(element.get(f"{WORD}author", "")), str(element.get(f"{WORD}date", "")))
    if Tracked.DELETED in {kind, around.kind} and Tracked.INSERTED in {kind, around.kind}:
        return replace(change, kind=Tracked.DELETED)
    return change


def _of_part(part: etree._Element, form: str, names: tuple[str, str], around: _Change) -> _Change:
    """The change of a whole row or field of a table."""
    for name, kind in zip(names, (Tracked.INSERTED, Tracked.DELETED), strict=True):
        found = part.find(f"{WORD}{form}/{WORD}{name}")
        if found is not None:
            return _Change(kind, str(found.get(f"{WORD}author", "")), str(found.get(f"{WORD}date", "")))
    return around


def _comments(archive: Archive) -> Iterator[MarginComment]:
    part = archive.part("word/comments.xml")
    if part is None:
        return
    elements = list(part.iter(f"{WORD}comment"))
    paragraphs = {
        str(paragraph.get(f"{_W14}paraId")): str(one.get(f"{WORD}id"))
        for one in elements
        for paragraph in one.iter(f"{WORD}p")
        if paragraph.get(f"{_W14}paraId") is not None
    }
    parents, resolved = _threads(archive, paragraphs)
    for one in elements:
        identifier = str(one.get(f"{WORD}id"))
        lines = ("".join(_texts(paragraph)) for paragraph in one.iter(f"{WORD}p"))
        yield MarginComment(
            id=identifier,
            text="\n".join(line for line in lines if line.strip()),
            who=str(one.get(f"{WORD}author", "")),
            when=str(one.get(f"{WORD}date", "")),
            reply_to=parents.get(identifier, ""),
            resolved=identifier in resolved,
        )


def _threads(archive: Archive, paragraphs: dict[str, str]) -> tuple[dict[str, str], set[str]]:
    """Which comment answers which, and which are settled, where the word processor wrote it down."""
    parents: dict[str, str] = {}
    resolved: set[str] = set()
    part = archive.part("word/commentsExtended.xml")
    for one in part.iter(f"{_W15}commentEx") if part is not None else ():
        comment = paragraphs.get(str(one.get(f"{_W15}paraId")))
        parent = paragraphs.get(str(one.get(f"{_W15}paraIdParent")))
        if comment is None:
            continue
        if parent is not None and parent != comment:
            parents[comment] = parent
        if one.get(f"{_W15}done") in {"1", "true"}:
            resolved.add(comment)
    return parents, resolved


def _texts(paragraph: etree._Element) -> Iterator[str]:
    for one in paragraph.iter(f"{WORD}t", f"{WORD}tab", f"{WORD}br"):
        yield (one.text or "") if one.tag == f"{WORD}t" else " "


def _warnings(archive: Archive, body: etree._Element) -> Iterator[str]:
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        yield "The document has macros, which were ignored."
    relations = archive.part(_RELATIONS)
    outside = [
        one
        for one in (relations if relations is not None else ())
        if one.get("TargetMode") == "External" and not str(one.get("Type", "")).endswith(_HARMLESS_LINK)
    ]
    if outside:
        yield "The document points to files outside of it, which were not opened."
    if any(name.startswith("word/embeddings/") for name in archive.names):
        yield "The document has other files in it, which were not opened."
    if body.find(f".//{WORD}vanish") is not None:
        yield "The document has hidden text, left out."
