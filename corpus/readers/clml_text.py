"""The words of CLML elements: running text, tables, annotations and addresses, without the editors' marks."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus import address
from corpus.readers.annotation import Annotation
from corpus.readers.provision import QUOTED_LAW, clean, path_of_id, row

NAMESPACE = "{http://www.legislation.gov.uk/namespaces/legislation}"

_MARKS = {"CommentaryRef", "FootnoteRef", "MarginNoteRef", "Footnote", "FootnoteText", "InternalVersion"}
_STAND_INS = {"Formula": "[formula]", "Figure": "[figure]", "Image": "[image]", "BlockAmendment": QUOTED_LAW}
_APART = {"Text", "Para", "P", "tr", "td", "th", "li", "ListItem", "Title", "Subtitle", "Where"}


def local(element: etree._Element) -> str:
    """The element's name without its namespace; empty for a comment."""
    tag: object = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


class Words:
    """Reads the words of one file's elements."""

    def __init__(self, root: etree._Element) -> None:
        self._notes = {
            str(note.get("id")): Annotation(str(note.get("Type", "")), clean("".join(_strings(note))))
            for note in root.iter(f"{NAMESPACE}Commentary")
        }

    def of(self, element: etree._Element) -> str:
        """The element's running text."""
        return clean("".join(_strings(element)))

    def of_child(self, element: etree._Element, tag: str) -> str:
        """The running text of the first child of that name, or empty."""
        child = element.find(f"{NAMESPACE}{tag}")
        return "" if child is None else self.of(child)

    def notes(self, element: etree._Element) -> list[Annotation]:
        """The annotations that are marked in the element, each once."""
        marks = []
        for inner in element.iter():
            if isinstance(inner.tag, str):
                mark = inner.get("Ref") if local(inner) == "CommentaryRef" else inner.get("CommentaryRef")
                if mark:
                    marks.append(str(mark))
        return [self._notes[mark] for mark in dict.fromkeys(marks) if mark in self._notes]

    def address(self, element: etree._Element, instrument: str) -> str:
        """The element's own address: the official one, else that of its identifier; empty where it has neither."""
        url = element.get("IdURI")
        if url:
            return address.canonical(str(url))
        path = path_of_id(str(element.get("id", "")))
        return f"{instrument}/{path}" if path else ""

    def table(self, tabular: etree._Element) -> list[str]:
        """A table's titles, then its rows, one a line."""
        lines = [self.of(child) for child in tabular if local(child) in {"Number", "Title", "Subtitle"}]
        for table_row in tabular.iter("{*}tr"):
            if any(local(around) == "tfoot" for around in table_row.iterancestors()):
                continue
            lines.append(row([self.of(cell) for cell in table_row if local(cell) in {"td", "th"}]))
        return [line for line in lines if line]


def _strings(element: etree._Element) -> Iterator[str]:
    if element.text:
        yield str(element.text)
    for child in element:
        tag = local(child)
        if tag == "Character":
            yield " "
        elif tag in _STAND_INS:
            yield f" {_STAND_INS[tag]} "
        elif tag and tag not in _MARKS:
            apart = tag in _APART
            if apart:
                yield " "
            yield from _strings(child)
            if apart:
                yield " "
        if child.tail:
            yield str(child.tail)
