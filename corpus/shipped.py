"""The digest cards that ship with the package, with all the ways of asking for them, and one digest over it all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable

from corpus import card as cards
from corpus.asked_questions import ways_of_asking
from corpus.card import Card


def shipped_cards() -> Iterator[Traversable]:
    """The digest cards that ship with the package, in order of name."""

    def walk(folder: Traversable) -> Iterator[Traversable]:
        for entry in sorted(folder.iterdir(), key=lambda one: one.name):
            if entry.is_dir():
                yield from walk(entry)
            elif entry.name.endswith(".md"):
                yield entry

    yield from walk(files("corpus").joinpath("documents"))


def load_shipped() -> list[Card]:
    """The shipped cards, each with its own ways of asking and those that were written beside it.

    Raises:
        CardFault: where a card breaks the format.
    """
    further = ways_of_asking()
    loaded = cards.load_all((one.name, one.read_text("utf-8")) for one in shipped_cards())
    return [_asked_further(card, further.get(card.source.id.removeprefix("card/"), ())) for card in loaded]


def _asked_further(card: Card, questions: tuple[str, ...]) -> Card:
    ways = tuple(dict.fromkeys((*card.passage.questions, *questions)))
    return replace(card, passage=card.passage.model_copy(update={"questions": ways}))


def shipped_digest() -> str:
    """One digest over the names and texts of all shipped cards and of the ways of asking for them."""
    whole = hashlib.sha256()
    asked = sorted(files("corpus").joinpath("asked").iterdir(), key=lambda one: one.name)
    for one in [*shipped_cards(), *asked]:
        whole.update(one.name.encode() + b"\0" + one.read_bytes() + b"\0")
    return whole.hexdigest()
