"""What a peer is: anything that finds addresses for a question in the texts that the advisor holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from corpus.passage import Passage

CHUNKS_FOUND = 20
"""How many passages or chunks a peer may find; their citations are more addresses than any measure looks at."""


class NotHere(Exception):
    """A peer that cannot be run on this machine: who, and why. It is reported, never made up."""

    def __init__(self, who: str, why: str) -> None:
        super().__init__(f"{who}: {why}")
        self.who = who
        self.why = why


class FindsAddresses(Protocol):
    """A peer that has taken its texts in."""

    @property
    def name(self) -> str:
        """What it is called in figures."""
        ...

    @property
    def how(self) -> str:
        """In a sentence, how it finds and with which parts."""
        ...

    def find(self, questions: Sequence[str]) -> list[tuple[list[str], float]]:
        """For each question, official addresses, best first, and the milliseconds it took to find them."""
        ...


def addresses_of(passages: Iterable[Passage]) -> list[str]:
    """What passages cite, in order, then where each stands, each address once: what a reader would be sent to."""
    found: dict[str, None] = {}
    for passage in passages:
        for statement in passage.statements:
            found.update((reference.url, None) for reference in statement.references)
        found.setdefault(passage.url, None)
    return list(found)
