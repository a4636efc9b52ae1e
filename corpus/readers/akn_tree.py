"""The neutral tree of provisions out of Akoma Ntoso elements, in XML or transcribed from the HTML made of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from corpus.readers.annotation import Annotation
from corpus.readers.edition import Edition
from corpus.readers.provision import QUOTED_LAW, Grade, Provision, bare, clean, path_of_id, row
from corpus.source import Extent, Standing

_GROUPS = {
    "part", "chapter", "title", "division", "subdivision", "crossheading", "schedule", "annex", "appendix",
    "attachment", "subpart", "subchapter",
}  # fmt: skip
_MAINS = {"section", "article", "regulation", "rule", "recital"}
_SUBS = {"subsection", "subparagraph", "paragraph", "level", "point", "indent", "clause", "subclause"}
_HEAD = {"num", "heading", "subheading", "authorialNote", "noteRef", "footer"}
_SKIPPED = {
    "meta",
    "preface",
    "conclusions",
    "signatures",
    "signatureBlock",
    "toc",
    "coverPage",
    "longTitle",
    "formula",
}
_MARKS = {"authorialNote", "noteRef", "remark"}
_NUMBERED_APART = {"schedule", "annex", "appendix", "attachment"}

_PINPOINT_APART = re.compile(r"(?<=[\d)]) \((?=(?:\d+[A-Z]*|[a-z]{1,4})\))")
"""The transcription puts a space between the references that make one pinpoint: ``section 2 (1) (a)``."""


@dataclass(slots=True)
class Particulars:
    """What the file says of its provisions elsewhere than on them, by their identifier (empty for the whole)."""

    extents: dict[str, Extent] = field(default_factory=dict)
    starts: dict[str, date] = field(default_factory=dict)
    ends: dict[str, date] = field(default_factory=dict)
    standings: dict[str, Standing] = field(default_factory=dict)
    notes: dict[str, Annotation] = field(default_factory=dict)
    notes_on: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def name_of(element: etree._Element) -> str:
    """The element's name; that of its ``name`` attribute for a container of no name of its own."""
    tag: object = element.tag
    if not isinstance(tag, str):
        return ""
    plain = tag.rsplit("}", 1)[-1]
    return str(element.get("name") or plain) if plain in {"hcontainer", "container", "block", "inline"} else plain


class AknTree:
    """Builds the tree of one body."""

    def __init__(self, edition: Edition, particulars: Particulars) -> None:
        self._edition = edition
        self._told = particulars
        self._around: list[Provision] = []

    def read(self, root: etree._Element) -> Provision:
        """The whole instrument as one group."""
        top = Provision(Grade.GROUP, "instrument", address=self._edition.url)
        top.extent = self._told.extents.get("") or self._told.extents.get("body")
        top.start = self._told.starts.get("body")
        for body in root.iter("{*}recitals", "{*}body", "{*}mainBody", "{*}components", "{*}attachments"):
            self._fill(body, top)
        return top

    def _fill(self, elements: Iterable[etree._Element], into: Provision) -> None:
        for element in elements:
            name = name_of(element)
            if not name or name in _HEAD or name in _SKIPPED:
                continue
            inside_main = into.grade is not Grade.GROUP
            if name in _GROUPS and not inside_main:
                into.content.append(self._group(element, name, into))
            elif name in _MAINS or (name == "paragraph" and not inside_main):
                into.content.append(self._main(element, name))
            elif name in _SUBS:
                into.content.append(self._sub(element, name, into))
            elif name in {"definition", "item", "listItem", "li"}:
                item = Provision(Grade.ITEM, "item")
                self._fill(element, item)
                into.content.append(item)
            elif name == "table":
                into.content += list(_rows(element))
            elif name in {"p", "listIntroduction", "listWrapUp", "heading"}:
                self._paragraph(element, into)
            elif name in {"quotedStructure", "blockquote"}:
                into.content.append(QUOTED_LAW)
            elif len(element):
                self._fill(element, into)
            else:
                self._paragraph(element, into)

    def _paragraph(self, element: etree._Element, into: Provision) -> None:
        text = words_of(element)
        if text:
            into.content.append(text.removeprefix(", "))
        into.inner_notes += self._marked(element)

    def _group(self, element: etree._Element, unit: str, parent: Provision) -> Provision:
        group = Provision(Grade.GROUP, unit, shown=_head(element, "num"), heading=_head(element, "heading"))
        numbered = " " in group.shown or any(letter.isdigit() for letter in group.shown)
        group.number = bare(group.shown) if numbered else ""
        group.address = self._address(element)
        if not group.address and unit in {"schedule", "annex"}:
            group.address = f"{self._edition.url}/{unit}" + (f"/{group.number}" if group.number else "")
        elif not group.address and group.number:
            group.address = f"{parent.address or self._edition.url}/{unit}/{group.number}"
        self._describe(element, group)
        if unit in _NUMBERED_APART:
            self._around.append(group)
        self._fill(element, group)
        if unit in _NUMBERED_APART:
            self._around.pop()
        return group

    def _main(self, element: etree._Element, name: str) -> Provision:
        around = self._around[-1] if self._around else None
        unit = name if name != "paragraph" or around else self._edition.unit
        shown = _head(element, "num").rstrip(".")
        main = Provision(Grade.MAIN, unit, bare(shown), shown, heading=_head(element, "heading"))
        main.address = self._address(element)
        if not main.address and main.number:
            base = around.address if around else self._edition.url
            main.address = f"{base}/{unit}/{main.number}"
        self._describe(element, main)
        self._fill(element, main)
        return main

    def _sub(self, element: etree._Element, name: str, parent: Provision) -> Provision:
        sub = Provision(Grade.SUB, "point" if name == "level" else "subsection", shown=_head(element, "num"))
        sub.number = bare(sub.shown)
        if parent.grade is not Grade.MAIN and name != "subsection":
            sub.unit = "point"
        sub.address = self._address(element)
        if not sub.address and sub.number and parent.address and parent.grade in (Grade.MAIN, Grade.SUB):
            sub.unit = "point of a list"
            sub.address = f"{parent.address}/{sub.number}"
        elif not sub.address:
            sub.grade = Grade.ITEM
        self._describe(element, sub)
        self._fill(element, sub)
        return sub

    def _address(self, element: etree._Element) -> str:
        path = path_of_id(str(element.get("eId", "")))
        return f"{self._edition.url}/{path}" if path else ""

    def _describe(self, element: etree._Element, provision: Provision) -> None:
        identifier = str(element.get("eId", ""))
        if identifier:
            provision.extent = self._told.extents.get(identifier)
            provision.start = self._told.starts.get(identifier)
            provision.end = self._told.ends.get(identifier)
            provision.standing = self._told.standings.get(identifier)
        for child in element:
            if name_of(child) == "num":
                provision.notes += self._marked(child)
        on_it = (self._told.notes.get(key) for key in self._told.notes_on.get(identifier, []))
        provision.notes += [note for note in on_it if note and note.kind == "I" and note not in provision.notes]

    def _marked(self, element: etree._Element) -> list[Annotation]:
        keys: list[str] = []
        for inner in element.iter():
            if isinstance(inner.tag, str):
                if name_of(inner) == "noteRef":
                    keys.append(str(inner.get("href", "")).lstrip("#"))
                keys += [str(value) for key, value in inner.attrib.items() if str(key).endswith("CommentaryRef")]
        return [self._told.notes[key] for key in dict.fromkeys(keys) if key in self._told.notes]


def words_of(element: etree._Element) -> str:
    """The running text of an element, without notes and marks, with a stand-in for quoted law."""
    return _PINPOINT_APART.sub("(", clean("".join(_strings(element))))


def _head(element: etree._Element, name: str) -> str:
    return next((words_of(child) for child in element if name_of(child) == name), "")


def _rows(table: etree._Element) -> Iterator[str]:
    for line in table.iter("{*}tr"):
        text = row([words_of(cell) for cell in line if name_of(cell) in {"td", "th"}])
        if text:
            yield text


def _strings(element: etree._Element) -> Iterator[str]:
    if element.text:
        yield str(element.text)
    for child in element:
        name = name_of(child)
        if name in {"quotedStructure", "blockquote"}:
            yield f" {QUOTED_LAW} "
        elif name in {"img", "math"}:
            yield " [image] " if name == "img" else " [formula] "
        elif name and name not in _MARKS:
            apart = name in {"p", "br", "td", "th", "tr", "li"}
            if apart:
                yield " "
            yield from _strings(child)
            if apart:
                yield " "
        if child.tail:
            yield str(child.tail)
