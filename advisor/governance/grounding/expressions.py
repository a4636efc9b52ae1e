"""Expressions of one or more words, found at a place in a row of words: the longest that fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")


class Expressions(Generic[Meaning]):
    """A table from expressions to what they mean."""

    def __init__(self, table: Mapping[str, Meaning]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for expression, meaning in table.items():
            words = tuple(expression.split())
            self._by_first.setdefault(words[0], []).append((words, meaning))
        for longest_first in self._by_first.values():
            longest_first.sort(key=lambda entry: -len(entry[0]))

    def at(self, words: Sequence[str], place: int) -> tuple[int, Meaning] | None:
        """Length and meaning of the longest expression that begins at a place; ``None`` if none does."""
        for expression, meaning in self._by_first.get(words[place], ()):
            length = len(expression)
            if length == 1 or tuple(words[place : place + length]) == expression:
                return length, meaning
        return None


def table(groups: Mapping[Meaning, str]) -> dict[str, Meaning]:
    """Turns ``{meaning: "one | another"}`` into ``{"one": meaning, "another": meaning}``."""
    return {" ".join(one.split()): meaning for meaning, text in groups.items() for one in text.split("|")}
