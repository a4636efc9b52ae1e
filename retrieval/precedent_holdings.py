"""Which precedents hold which words and concepts, as arrays, and how telling each of those is."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]

_NOWHERE: Numbers = np.array([], dtype=np.int32)
_UNHELD = -1


class Terms:
    """A number for each thing that any precedent ever held; a thing keeps its number for good."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}

    def taken_in(self, things: Iterable[Hashable]) -> Numbers:
        """The numbers of things, each once; what was not known gets the next one."""
        known = self._numbers
        return np.array([known.setdefault(thing, len(known)) for thing in dict.fromkeys(things)], dtype=np.int32)

    def known(self, things: Iterable[Hashable]) -> tuple[int, ...]:
        """The numbers of things, each once; all that nobody ever held have the same."""
        return tuple(self._numbers.get(thing, _UNHELD) for thing in dict.fromkeys(things))


class Holders:
    """The places at which each thing is held, in order. ``held`` has the numbers of one precedent at each place."""

    def __init__(self, held: Sequence[Numbers]) -> None:
        self._held = held
        self._count = len(held)
        terms = np.concatenate(held) if held else _NOWHERE
        places = np.repeat(np.arange(self._count, dtype=np.int32), [len(one) for one in held])
        times = np.bincount(terms)
        self._at = places[np.argsort(terms, kind="stable")]
        self._starts = np.concatenate([[0], np.cumsum(times)])
        self._weights = np.log1p(self._count / (1 + times)) / math.log1p(max(1, self._count))
        squares = np.square(self._weights[terms])
        self._lengths = np.sqrt(np.bincount(places, weights=squares, minlength=self._count))

    def shares(self, asked: Iterable[int]) -> NDArray[np.float64]:
        """For each precedent the share, by weight, of the things asked for that it holds."""
        held = np.zeros(self._count)
        total = 0.0
        for number in asked:
            weight = self._weight(number)
            total += weight
            held[self._places(number)] += weight
        return held / total if total else held

    def told(self, asked: Iterable[int], place: int) -> float:
        """The sum of the weights of what a precedent holds of the things asked for."""
        mine = set(self._held[place].tolist())
        return sum(self._weight(number) for number in asked if number in mine)

    def alike(self, place: int, others: Sequence[int]) -> NDArray[np.float64]:
        """The cosines, by weight, of what a precedent holds with what each of some others holds."""
        mine = np.zeros(len(self._weights))
        mine[self._held[place]] = np.square(self._weights[self._held[place]])
        shared = np.array([mine[self._held[other]].sum() for other in others])
        return np.asarray(shared / np.maximum(self._lengths[list(others)] * self._lengths[place], 1e-12))

    def _places(self, number: int) -> Numbers:
        return self._at[self._starts[number] : self._starts[number + 1]] if self._is_held(number) else _NOWHERE

    def _weight(self, number: int) -> float:
        """How telling a thing is: 1 for what nobody holds, whatever the size of the register."""
        return float(self._weights[number]) if self._is_held(number) else 1.0

    def _is_held(self, number: int) -> bool:
        return 0 <= number < len(self._weights)
