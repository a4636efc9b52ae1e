"""The neutral tree of provisions into which every format of legislation is read.

A reader of a format (``clml``, ``akoma_ntoso``, ``legislation_html``) builds the tree; ``settle`` then works
out what the formats leave unsaid (inherited dates and extents, provisions replaced by dots, text that is not in force);
``law_passage`` turns the settled tree into passages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from corpus import address
from corpus.readers import annotation
from corpus.readers.annotation import Annotation
from corpus.source import Extent, Standing

QUOTED_LAW = "[words inserted in another enactment]"
"""Stands where an amending provision sets out text of another law, which is never indexed as this one."""

_DOTS = re.compile(r"[\s.…]*(?:\.\s*){3,}[\s.…]*|\s*…+\s*")
_OMISSION = re.compile(r"\s*(?:\.\s?){2,}\.(?!\w)")
_BEFORE_STOP = re.compile(r"\s+([,;:.)\]”’])(?!\.)")
_AFTER_OPENING = re.compile(r"([(\[“‘])\s+")
_CELL = re.compile(r"\s*\|\s*")
_UNIT_STEPS = {
    "article", "section", "regulation", "rule", "schedule", "paragraph", "part", "chapter", "annex", "recital",
    "crossheading", "title", "division", "appendix", "attachment", "subsection",
}  # fmt: skip


class Grade(StrEnum):
    """What a provision is to the cutting of passages."""

    GROUP = "group"
    """A Part, Chapter, Schedule or heading: it holds provisions."""
    MAIN = "main"
    """A section, article, regulation or schedule paragraph: it makes a passage."""
    SUB = "sub"
    """A numbered provision inside a main one."""
    ITEM = "item"
    """An unnumbered one, such as a definition, or a point of a list whose pinpoint would not be unique."""


@dataclass(slots=True)
class Provision:
    """One provision. ``content`` keeps text and inner provisions in their order, so that closing words stay in place.

    ``number`` is bare (``4A``), ``shown`` as printed (``(4A)``); ``address`` canonical, or empty where there is none.
    ``end`` is the first day on which the text was no longer law. ``notes`` are the annotations on the provision itself,
    ``inner_notes`` those on words inside it; ``effects`` the changes to it that are not yet in the text.
    """

    grade: Grade
    unit: str
    number: str = ""
    shown: str = ""
    address: str = ""
    heading: str = ""
    content: list[str | Provision] = field(default_factory=list)
    extent: Extent | None = None
    start: date | None = None
    end: date | None = None
    standing: Standing | None = None
    notes: list[Annotation] = field(default_factory=list)
    inner_notes: list[Annotation] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)
    dated_itself: bool = False

    @property
    def children(self) -> Iterator[Provision]:
        """The provisions directly inside."""
        return (part for part in self.content if isinstance(part, Provision))

    def walk(self) -> Iterator[Provision]:
        """This provision and all inside it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def is_law(self) -> bool:
        """Whether the words are law on the day of the text."""
        return self.standing in (None, Standing.IN_FORCE)

    @property
    def label(self) -> str:
        """How a lawyer writes the provision."""
        return address.label(self.address) if self.address else self.heading


def clean(text: str) -> str:
    """Running text without layout, doubled spaces, or the dots that stand where words were omitted."""
    text = " ".join(text.split())
    text = " ".join(_OMISSION.sub(_full_stop, text).split()) if not is_dotted(text) else text
    return _AFTER_OPENING.sub(r"\1", _BEFORE_STOP.sub(r"\1", text))


def _full_stop(dots: re.Match[str]) -> str:
    """Three dots stand for omitted words; a fourth is the full stop of the sentence."""
    return "." if dots.group().count(".") == 4 else ""


def is_dotted(text: str) -> bool:
    """Whether the text is only the dots that are printed for an omitted provision."""
    return _DOTS.fullmatch(text) is not None


def bare(number: str) -> str:
    """A provision's number without its unit, brackets and stops: ``Article 12A`` and ``(12A)`` give ``12A``."""
    words = clean(number).strip("()[].‘’“”'\" ").split()
    return words[-1].strip("()[].") if words else ""


def path_of_id(identifier: str) -> str:
    """The address path that an identifier in a document stands for, or empty: ``section-8-a`` is ``section/8/a``."""
    steps = identifier.split("-")
    if steps[0] not in _UNIT_STEPS:
        return ""
    if "crossheading" in steps:
        at = steps.index("crossheading")
        steps = [*steps[: at + 1], "-".join(steps[at + 1 :])]
    return "/".join(steps)


def extent_of(letters: str) -> Extent | None:
    """The extent written ``E+W+S+N.I.``; ``None`` where there is none that can be read."""
    found = {letter.strip().upper().replace(".", "") for letter in letters.replace(",", "+").split("+")}
    if "UK" in found:
        return ("E", "W", "S", "NI")
    return tuple(letter for letter in ("E", "W", "S", "NI") if letter in found) or None


def day(text: str | None) -> date | None:
    """The ISO date that the text begins with, if it does."""
    if text is None or not re.match(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def settle(root: Provision, extent: Extent) -> None:
    """Work out, from the top down, what each provision inherits and whether it is law."""
    root.extent = root.extent or extent
    root.standing = root.standing or Standing.IN_FORCE
    _drop_repeated_pinpoints(root)
    _settle_inside(root)


def _settle_inside(parent: Provision) -> None:
    for child in parent.children:
        child.extent = child.extent or parent.extent
        child.dated_itself = child.start is not None or child.end is not None
        if not child.dated_itself:
            child.start, child.end = parent.start, parent.end
        elif child.grade in (Grade.SUB, Grade.ITEM):
            child.end = child.end or parent.end
        _settle_standing(child, parent)
        _settle_inside(child)


def _settle_standing(child: Provision, parent: Provision) -> None:
    if _is_omitted(child) or child.standing is Standing.REPEALED or parent.standing is Standing.REPEALED:
        child.standing = Standing.REPEALED
        child.notes = child.notes or [note for note in child.inner_notes if annotation.ended(note)] or parent.notes
        began = child.start if child.dated_itself and child.grade is Grade.MAIN else None
        inherited = parent.end if parent.standing is Standing.REPEALED else None
        child.end = annotation.ended_on(child.notes) or inherited or began
        child.start = None
    elif annotation.is_inserted_in_part(child.notes) or (
        child.grade is not Grade.GROUP and annotation.is_never_commenced(child.notes)
    ):
        child.standing = Standing.PROSPECTIVE
    else:
        child.standing = child.standing or parent.standing


def _is_omitted(provision: Provision) -> bool:
    """Whether nothing but dots is left. A group without own words is never omitted by itself."""
    texts = [part for part in provision.content if isinstance(part, str)]
    dotted = [is_dotted(text) for text in texts]
    children = list(provision.children)
    if texts and not all(dotted):
        return False
    if children and provision.grade is not Grade.GROUP:
        return all(_is_omitted(child) for child in children)
    return bool(texts) and not children


def _drop_repeated_pinpoints(root: Provision) -> None:
    """An address may stand once, except that a main provision may be printed in several versions (one an extent)."""
    taken: dict[str, Provision] = {}
    for provision in root.walk():
        if not provision.address:
            continue
        first = taken.setdefault(provision.address, provision)
        if first is not provision and provision.grade is Grade.SUB and provision.unit == "point of a list":
            provision.address = ""
            provision.grade = Grade.ITEM


def row(cells: list[str]) -> str:
    """One row of a table as a line; empty where every cell is empty or only dots."""
    if all(not cell or is_dotted(cell) for cell in cells):
        return ""
    return " | ".join("" if is_dotted(cell) else _CELL.sub(" / ", cell) for cell in cells).strip()
