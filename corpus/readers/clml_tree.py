"""The neutral tree of provisions out of CLML elements."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from corpus.readers.clml_text import NAMESPACE, Words, local
from corpus.readers.edition import Edition
from corpus.readers.provision import QUOTED_LAW, Grade, Provision, bare, day, extent_of
from corpus.source import Standing

_GROUPS = {
    "Part": "part", "Chapter": "chapter", "Pblock": "crossheading", "PsubBlock": "crossheading", "EUPart": "part",
    "EUTitle": "title", "EUChapter": "chapter", "EUSection": "division", "EUSubsection": "division",
    "Schedule": "schedule", "Appendix": "appendix", "Attachment": "attachment", "Group": "part",
}  # fmt: skip
_POINTS = {"P2": "subsection", "P3": "point", "P4": "point", "P5": "point", "P6": "point", "P7": "point"}
_SKIPPED = {
    "Metadata", "Contents", "Commentaries", "Footnotes", "Versions", "Resources", "PrimaryPrelims", "SecondaryPrelims",
    "SignedSection", "ExplanatoryNotes", "EarlierOrders", "TitleBlock", "Reference", "Number", "Pnumber", "Note",
    "CommentaryRef", "FootnoteRef", "MultilineTitle", "Title",
}  # fmt: skip
_HOLDERS = {
    "Body", "EUBody", "Schedules", "ScheduleBody", "AppendixBody", "Attachments", "EURetained", "P1para", "P2para",
    "P3para", "P4para", "P5para", "P6para", "P7para", "Para", "P", "P2group", "P3group", "BlockText", "TableText",
    "AttachmentGroup", "Primary", "Secondary",
}  # fmt: skip
_STANDINGS = {"Repealed": Standing.REPEALED, "Prospective": Standing.PROSPECTIVE}
_NUMBERED_APART = {"schedule", "appendix", "attachment"}
"""Groups whose paragraphs are numbered by themselves, so that a pinpoint begins with the group."""
_ROMAN = (
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
    "xviii", "xix", "xx",
)  # fmt: skip


class ClmlTree:
    """Builds the tree of one file."""

    def __init__(self, root: etree._Element, edition: Edition) -> None:
        self._root = root
        self._edition = edition
        self._words = Words(root)
        self._around: list[Provision] = []

    def read(self) -> Provision:
        """The whole instrument as one group."""
        top = Provision(Grade.GROUP, "instrument", address=self._edition.url)
        self._date(self._root, top)
        self._fill((part for part in self._root if local(part) in {"Primary", "Secondary", "EURetained"}), top)
        return top

    def _fill(self, elements: Iterable[etree._Element], into: Provision) -> None:
        """Read elements into the provision, in order."""
        for element in elements:
            tag = local(element)
            if not tag or tag in _SKIPPED:
                continue
            if tag in _GROUPS:
                into.content.append(self._group(element, _GROUPS[tag], into))
            elif tag == "P1group":
                self._headed(element, into)
            elif tag == "P1":
                into.content.append(self._main(element))
            elif tag in _POINTS:
                into.content.append(self._point(element, _POINTS[tag], into))
            elif tag == "EUPrelims":
                self._recitals(element, into)
            elif tag == "Division":
                into.content.append(self._division(element))
            elif tag in {"OrderedList", "UnorderedList", "KeyList"}:
                self._list(element, into)
            elif tag in {"BlockAmendment", "BlockExtract"}:
                self._add(QUOTED_LAW, into, joins=True)
            elif tag == "AppendText":
                self._add(self._words.of(element), into, joins=True)
            elif tag == "Tabular":
                into.content += self._words.table(element)
            elif tag in _HOLDERS:
                title = self._words.of_child(element, "Title") if tag in {"P2group", "P3group"} else ""
                self._add(title, into)
                self._fill(element, into)
            else:
                self._add(self._words.of(element), into)
                into.inner_notes += self._words.notes(element)

    def _add(self, text: str, into: Provision, *, joins: bool = False) -> None:
        if not text:
            return
        if joins and into.content and isinstance(into.content[-1], str):
            between = "" if text[0] in ",;.:)" else " "
            into.content[-1] = f"{into.content[-1]}{between}{text}"
        else:
            into.content.append(text.removeprefix(", "))

    def _group(self, element: etree._Element, unit: str, parent: Provision) -> Provision:
        group = Provision(Grade.GROUP, unit, shown=self._words.of_child(element, "Number"))
        numbered = " " in group.shown or any(letter.isdigit() for letter in group.shown)
        group.number = bare(group.shown) if numbered else ""
        titles = [*element.iterfind(f"{NAMESPACE}Title"), *element.iterfind(f"{NAMESPACE}TitleBlock/{NAMESPACE}Title")]
        group.heading = " ".join(filter(None, map(self._words.of, titles)))
        group.address = self._words.address(element, self._edition.url) or self._group_address(group, parent)
        self._describe(element, group, "Number")
        if unit in _NUMBERED_APART:
            self._around.append(group)
        self._fill(element, group)
        if unit in _NUMBERED_APART:
            self._around.pop()
        return group

    def _group_address(self, group: Provision, parent: Provision) -> str:
        if group.unit == "schedule":
            unit = "annex" if group.shown.lower().startswith("annex") else "schedule"
            return f"{self._edition.url}/{unit}" + (f"/{group.number}" if group.number else "")
        if not group.number:
            return ""
        return f"{parent.address or self._edition.url}/{group.unit}/{group.number}"

    def _headed(self, element: etree._Element, into: Provision) -> None:
        """A heading with the provisions under it, to which its dates and extent belong."""
        heading = self._words.of_child(element, "Title")
        holder = Provision(Grade.GROUP, "crossheading")
        self._describe(element, holder, "Title")
        self._fill(element, holder)
        mains = [part for part in holder.content if isinstance(part, Provision) and part.grade is Grade.MAIN]
        for main in mains:
            main.heading = main.heading or heading
            main.extent = main.extent or holder.extent
            main.standing = main.standing or holder.standing
            if main.start is None and main.end is None:
                main.start, main.end = holder.start, holder.end
        if not mains and heading:
            holder.heading = heading
            into.content.append(holder)
        else:
            into.content += holder.content

    def _main(self, element: etree._Element) -> Provision:
        main = Provision(Grade.MAIN, self._edition.unit)
        main.shown = self._words.of_child(element, "Pnumber")
        main.number = bare(main.shown)
        around = self._around[-1] if self._around else None
        if around and around.unit != "attachment":
            main.unit = "paragraph"
        main.address = self._words.address(element, self._edition.url)
        if not main.address and main.number:
            base = around.address if around else self._edition.url
            main.address = f"{base}/{main.unit}/{main.number}"
        elif main.address:
            main.unit = main.address.split("/")[-2]
        self._describe(element, main, "Pnumber")
        self._fill(element, main)
        return main

    def _point(self, element: etree._Element, unit: str, parent: Provision) -> Provision:
        point = Provision(Grade.SUB, unit)
        number = element.find(f"{NAMESPACE}Pnumber")
        point.number = bare(self._words.of_child(element, "Pnumber"))
        if point.number and number is not None:
            plain = self._words.of(number).strip("(). ")
            point.shown = f"{number.get('PuncBefore', '(')}{plain}{number.get('PuncAfter', ')')}"
        point.address = self._words.address(element, self._edition.url)
        if not point.address and point.number and parent.address and parent.grade is not Grade.GROUP:
            point.address = f"{parent.address}/{point.number}"
        self._describe(element, point, "Pnumber")
        self._fill(element, point)
        return point

    def _list(self, element: etree._Element, into: Provision) -> None:
        numbered = local(element) == "OrderedList"
        for place, entry in enumerate((child for child in element if local(child) in {"ListItem", "Key"}), start=1):
            item = Provision(Grade.ITEM, "item")
            if numbered:
                written = str(entry.get("NumberOverride") or _ordinal(place, str(element.get("Type", "arabic"))))
                item.number = bare(written)
                item.shown = written if re.search(r"\W", written) else f"({written})"
                if into.address and into.grade in (Grade.MAIN, Grade.SUB):
                    item.grade, item.unit = Grade.SUB, "point of a list"
                    item.address = f"{into.address}/{item.number}"
            self._describe(entry, item, "")
            self._fill(entry, item)
            into.content.append(item)

    def _recitals(self, element: etree._Element, into: Provision) -> None:
        if into.unit != "instrument":
            return
        for division in element.iterfind(f"{NAMESPACE}EUPreamble/{NAMESPACE}Division"):
            shown = self._words.of_child(division, "Number")
            recital = Provision(Grade.MAIN, "recital", bare(shown), f"Recital {bare(shown)}")
            recital.address = f"{self._edition.url}/recital/{recital.number}" if recital.number else ""
            self._fill(division, recital)
            into.content.append(recital)

    def _division(self, element: etree._Element) -> Provision:
        holds_more = element.find(f"{NAMESPACE}Division") is not None
        division = Provision(Grade.GROUP if holds_more else Grade.MAIN, "division")
        division.shown = self._words.of_child(element, "Number")
        division.number = bare(division.shown)
        division.heading = self._words.of_child(element, "Title")
        division.address = self._words.address(element, self._edition.url)
        self._describe(element, division, "Number")
        self._fill(element, division)
        return division

    def _describe(self, element: etree._Element, provision: Provision, number_tag: str) -> None:
        self._date(element, provision)
        provision.standing = _STANDINGS.get(str(element.get("Status", "")))
        number = element.find(f"{NAMESPACE}{number_tag}") if number_tag else None
        if number is not None:
            provision.notes += self._words.notes(number)

    def _date(self, element: etree._Element, provision: Provision) -> None:
        provision.extent = extent_of(str(element.get("RestrictExtent", "")))
        provision.start = day(element.get("RestrictStartDate"))
        provision.end = day(element.get("RestrictEndDate"))


def _ordinal(place: int, kind: str) -> str:
    if kind.startswith("alpha"):
        letters = "abcdefghijklmnopqrstuvwxyz"
        word = letters[place - 1] if place <= len(letters) else letters[(place - 1) % 26] * 2
    elif kind.startswith("roman"):
        word = _ROMAN[place - 1] if place <= len(_ROMAN) else str(place)
    else:
        word = str(place)
    return word.upper() if kind.endswith("upper") else word
