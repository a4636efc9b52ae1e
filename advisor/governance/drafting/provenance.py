"""What the law and the guidance say, as the corpus holds it: statements by the addresses that carry them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from corpus.source import Frozen

_WORD = re.compile(r"[a-z]{4,}")
_STEM = 6
_ALIKE = 0.3
_WORDS_ALIKE = 2
_COMMON = frozenset(
    "that this with from have must which their they them what when where been does than into only other such "
    "article section schedule data personal person people protection processing regulation".split()
)


class KnownStatement(Frozen):
    """A statement of the corpus, word for word, with the addresses that it cites."""

    text: str
    citations: tuple[str, ...]
    title: str = ""


FindStatements = Callable[[str, Sequence[str]], Iterable[KnownStatement]]
"""The statements at some addresses that may speak of what is wanted."""


class KnownLaw:
    """The statements that hold today across the United Kingdom, found by address and by what is wanted of them."""

    def __init__(self, find: FindStatements) -> None:
        self._find = find

    def at(self, addresses: Sequence[str], wanted: str) -> tuple[KnownStatement, ...]:
        """The statements that cite one of the addresses and may speak of what is wanted, each once."""
        known = {one.text: one for one in self._find(wanted, addresses) if not set(addresses).isdisjoint(one.citations)}
        return tuple(known.values())

    def on(self, wanted: str, addresses: Sequence[str], barred: str = "") -> KnownStatement | None:
        """The statement at the addresses that speaks most of what is wanted; ``None`` where none plainly does.

        One that speaks of what is ``barred`` is passed over.
        """
        best: KnownStatement | None = None
        most = 0.0
        for one in self.at(addresses, wanted):
            if barred and barred in one.text.lower():
                continue
            share = likeness(wanted, f"{one.title} {one.text}")
            if share > most:
                best, most = one, share
        return best if most >= _ALIKE else None


def likeness(wanted: str, said: str) -> float:
    """How much of what is wanted the words speak of, from 0 to 1; a single word in common is chance."""
    sought = _stems(wanted)
    common = sought & _stems(said)
    return len(common) / len(sought) if len(common) >= _WORDS_ALIKE else 0.0


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.lower()) if word not in _COMMON}
