"""Changes that the editors know of and have not yet written into the text (``ukm:UnappliedEffects``)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lxml import etree

from corpus import address
from corpus.readers.edition import FIRST_TEXTS, Edition
from corpus.readers.provision import Grade, Provision, clean, day

_UKM = "{http://www.legislation.gov.uk/namespaces/metadata}"
_NAMED_IN_FULL = 4
_WHOLE = re.compile(r"(?:omitted|repealed|revoked|substituted|ceases)", re.IGNORECASE)
"""Changes that, made to a Part or a Schedule, change every provision in it."""
_SECTION_HEADING = re.compile(r"s\. (\w+) heading")
"""A change to a section's heading is listed at the address of the cross-heading around it."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One change: what happens (``words inserted``), by which provision, to which addresses, and from when if known."""

    what: str
    by: str
    to: tuple[str, ...]
    pinpoint: str
    from_day: date | None

    @property
    def in_words(self) -> str:
        """The change as one clause."""
        when = f", in force from {self.from_day.day} {self.from_day:%B %Y}" if self.from_day else ", no date given"
        return f"{self.pinpoint}: {self.what} by {self.by}{when}"


def effects_of(root: etree._Element, edition: Edition) -> list[Effect]:
    """The outstanding changes that a file's metadata list, in their order; none are told of a first text."""
    if edition.version in FIRST_TEXTS:
        return []
    found = []
    for element in root.iter(f"{_UKM}UnappliedEffect"):
        affected = element.find(f"{_UKM}AffectedProvisions")
        steps = [] if affected is None else list(affected.iter(f"{_UKM}Section", f"{_UKM}SectionRange"))
        pinpoint = clean(element.get("AffectedProvisions", ""))
        to = [address.canonical(url) for step in steps if (url := step.get("URI") or step.get("UpTo"))]
        of_heading = _SECTION_HEADING.match(pinpoint)
        if of_heading:
            to = [f"{address.canonical(element.get('AffectedURI', ''))}/section/{of_heading[1]}"]
        affecting = " ".join(
            clean(part or "")
            for part in (element.findtext(f"{_UKM}AffectingTitle"), element.get("AffectingProvisions"))
        )
        days = [when for force in element.iter(f"{_UKM}InForce") if (when := day(force.get("Date")))]
        found.append(
            Effect(
                what=clean(element.get("Type", "changed")),
                by=affecting.strip(),
                to=_innermost(to),
                pinpoint=pinpoint,
                from_day=min(days) if days else None,
            )
        )
    return found


def _innermost(urls: Iterable[str]) -> tuple[str, ...]:
    """The addresses without those that only lead to a deeper one (Schedule 1, then its paragraph 40)."""
    told = list(dict.fromkeys(urls))
    return tuple(url for url in told if not any(other != url and address.covers(url, other) for other in told))


def attach(root: Provision, effects: Iterable[Effect]) -> int:
    """Write each change on the provisions that it touches; gives the number of changes that touch none held here."""
    held: dict[str, list[Provision]] = defaultdict(list)
    for provision in root.walk():
        if provision.address and provision is not root:
            held[provision.address].append(provision)
    homeless = 0
    for effect in effects:
        touched = {id(one): one for url in effect.to for one in _touched(url, held, effect)}
        homeless += not touched
        for provision in touched.values():
            provision.effects.append(effect.in_words)
    return homeless


def warning(changes: Iterable[str]) -> list[str]:
    """The warning that names the changes; empty where there are none."""
    told = list(dict.fromkeys(changes))
    if not told:
        return []
    named = "; ".join(told[:_NAMED_IN_FULL])
    more = f"; and {len(told) - _NAMED_IN_FULL} more" if len(told) > _NAMED_IN_FULL else ""
    if len(told) == 1:
        return [f"1 change to this provision is not yet in the text: {named}."]
    return [f"{len(told)} changes to this provision are not yet in the text: {named}{more}."]


def _touched(url: str, held: dict[str, list[Provision]], effect: Effect) -> list[Provision]:
    """The provisions at the address, or at the nearest address around it (an inserted one is not there yet)."""
    for around in address.containers(url):
        found = held.get(around, [])
        is_whole = around == url and _WHOLE.match(effect.what) and "heading" not in effect.pinpoint
        if is_whole and found and found[0].grade is Grade.GROUP:
            return [inner for one in found for inner in one.walk() if inner.grade in (Grade.GROUP, Grade.MAIN)]
        if found:
            return found
    return []
