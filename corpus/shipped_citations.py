"""What the shipped cards cite: for an address, how lawyers write it, when it was checked, and the cards that cite it.

The cards' texts are looked through without being read as cards, so that a few addresses cost little.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from corpus import card as cards
from corpus.card import Card
from corpus.shipped import shipped_cards
from corpus.source import Frozen

_LINK = re.compile(r"\[([^\]\[\n]{2,160})\]\((https://[^()\s]+)\)")
_AS_AT = re.compile(r"^as_at:\s*(\d{4}-\d{2}-\d{2})\s*$", re.MULTILINE)


class CitedAddress(Frozen):
    """An address that cards cite: how it is written there, and the newest day to which such a card was checked."""

    url: str
    label: str
    as_at: date | None


@cache
def cited_addresses() -> dict[str, CitedAddress]:
    """Every address that a shipped card cites. Where cards write it in two ways, the shortest stands."""
    found: dict[str, CitedAddress] = {}
    for _, text in _texts():
        said = _AS_AT.search(text)
        as_at = date.fromisoformat(said[1]) if said else None
        for label, url in _LINK.findall(text):
            held = found.get(url)
            days = [day for day in (as_at, held.as_at if held else None) if day is not None]
            shortest = label if held is None or len(label) < len(held.label) else held.label
            found[url] = CitedAddress(url=url, label=shortest, as_at=max(days, default=None))
    return found


def lines_citing(address: str) -> tuple[tuple[str, str], ...]:
    """The lines of cards that cite an address, each with the name of its card."""
    return _lines().get(address, ())


@cache
def shipped_card(name: str) -> Card:
    """The card of that file name."""
    return cards.load(dict(_texts())[name], name)


@cache
def _lines() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for name, text in _texts():
        for line in text.splitlines():
            for _, url in _LINK.findall(line):
                found.setdefault(url, []).append((name, line))
    return {url: tuple(lines) for url, lines in found.items()}


@cache
def _texts() -> tuple[tuple[str, str], ...]:
    return tuple((one.name, one.read_text("utf-8")) for one in shipped_cards())
