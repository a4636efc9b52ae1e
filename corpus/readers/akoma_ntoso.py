"""Akoma Ntoso 3.0, as legislation.gov.uk gives it (``…/data.akn``)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from lxml import etree

from corpus.document import About, Reading
from corpus.readers import edition as editions
from corpus.readers import outstanding_effect
from corpus.readers.akn_tree import AknTree, Particulars, name_of, words_of
from corpus.readers.annotation import Annotation
from corpus.readers.law_reading import parse, reading_of
from corpus.readers.provision import day, extent_of
from corpus.source import Standing

_ROOT = re.compile(rb"<(?:[A-Za-z0-9]+:)?akomaNtoso\s[^>]*docs\.oasis-open\.org/legaldocml/ns/akn/3\.0")
_STANDINGS = {"prospective": Standing.PROSPECTIVE, "repealed": Standing.REPEALED}


def recognises(data: bytes, name: str) -> bool:  # noqa: ARG001
    """Whether the bytes are Akoma Ntoso 3.0, by the root element and its namespace."""
    return _ROOT.search(data[:8192]) is not None


def read(data: bytes, name: str, about: About) -> Reading:
    """Read an instrument, or the one provision that the file holds.

    Raises:
        Unreadable: the file is not well-formed, is cut short, or does not say which law it is.
    """
    root = parse(data, name)
    told = _particulars(root)
    edition = editions.of_metadata(root, name)
    edition = replace(edition, extent=told.extents.get("", edition.extent))
    warnings = []
    if any(element.get("class") == "explanatoryNote" for element in root.iter("{*}blockContainer")):
        warnings.append("The explanatory note was left out: it is not part of the instrument.")
    tree = AknTree(edition, told).read(root)
    return reading_of(tree, edition, outstanding_effect.effects_of(root, edition), data, about, warnings)


def _particulars(root: etree._Element) -> Particulars:
    told = Particulars()
    periods = _periods(root)
    for element in root.iter("{*}restriction", "{*}status", "{*}commentary"):
        of = str(element.get("href", "")).lstrip("#")
        refers = str(element.get("refersTo", "")).lstrip("#")
        kind = name_of(element)
        if kind == "commentary":
            told.notes_on[of].append(refers)
        elif kind == "status" and refers.removeprefix("status-") in _STANDINGS:
            told.standings[of] = _STANDINGS[refers.removeprefix("status-")]
        elif refers.startswith("extent-") and (extent := extent_of(refers.removeprefix("extent-"))):
            told.extents[of] = extent
        elif refers in periods:
            start, end = periods[refers]
            if start:
                told.starts[of] = start
            if end:
                told.ends[of] = end
    for note in root.iter("{*}note"):
        kind = next((str(value) for key, value in note.attrib.items() if str(key).endswith("}Type")), "")
        told.notes[str(note.get("eId", ""))] = Annotation(kind, words_of(note))
    return told


def _periods(root: etree._Element) -> dict[str, tuple[date | None, date | None]]:
    events = {str(event.get("eId")): day(event.get("date")) for event in root.iter("{*}eventRef")}

    def of_event(reference: str | None) -> date | None:
        key = str(reference or "").lstrip("#")
        return events.get(key) or day(key.removeprefix("date-"))

    return {
        str(group.get("eId")): (of_event(interval.get("start")), of_event(interval.get("end")))
        for group in root.iter("{*}temporalGroup")
        for interval in group.iter("{*}timeInterval")
    }
