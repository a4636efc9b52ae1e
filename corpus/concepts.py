"""The lexicon of what cases are about: bodies, purposes, data, people, methods, legal routes, and points of decision.

The wordings stand in ``precedents/concepts.yaml`` and are matched by the stems of their words, so that one form stands
for its inflections.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from corpus.source import Frozen

_WORD = re.compile(r"[a-z0-9]+")
FILE = "concepts.yaml"


class Concept(NamedTuple):
    """One thing that a case may be about: ``kind`` is body, purpose, data, people, method or route."""

    kind: str
    label: str


class Side(NamedTuple):
    """One side of a point on which decisions turn."""

    axis: str
    label: str


class Found(Frozen):
    """What the lexicon finds in a text."""

    concepts: frozenset[Concept] = frozenset()
    sides: frozenset[Side] = frozenset()

    def of_kind(self, kind: str) -> frozenset[str]:
        """The labels of one kind."""
        return frozenset(one.label for one in self.concepts if one.kind == kind)

    def both(self, other: Found) -> Found:
        """What is found in either."""
        return Found(concepts=self.concepts | other.concepts, sides=self.sides | other.sides)


class Lexicon:
    """Wordings by their stems, in order."""

    def __init__(self, written: Mapping[str, Any]) -> None:
        """``written`` has ``concepts`` and ``axes`` as in ``concepts.yaml``."""
        self._meanings: dict[tuple[str, ...], set[Concept | Side]] = {}
        self.sides: dict[str, tuple[Side, ...]] = {}
        for kind, concepts in written["concepts"].items():
            for label, wordings in concepts.items():
                for wording in (label, *wordings):
                    self._add(wording, Concept(kind, label))
        for axis, sides in written["axes"].items():
            self.sides[axis] = tuple(Side(axis, label) for label in sides)
            for label, wordings in sides.items():
                for wording in wordings:
                    self._add(wording, Side(axis, label))
        self._longest = max(len(stems) for stems in self._meanings)
        self._first = {stems[0] for stems in self._meanings}

    def found_in(self, text: str) -> Found:
        """The concepts and sides that a text names."""
        stems = stems_of(text)
        concepts: set[Concept] = set()
        sides: set[Side] = set()
        for start, stem in enumerate(stems):
            if stem not in self._first:
                continue
            for length in range(1, min(self._longest, len(stems) - start) + 1):
                for meaning in self._meanings.get(tuple(stems[start : start + length]), ()):
                    if isinstance(meaning, Concept):
                        concepts.add(meaning)
                    else:
                        sides.add(meaning)
        return Found(concepts=frozenset(concepts), sides=frozenset(sides))

    def _add(self, wording: str, meaning: Concept | Side) -> None:
        self._meanings.setdefault(tuple(stems_of(wording)), set()).add(meaning)


def stems_of(text: str) -> list[str]:
    """The stems of the words of a text, in order; none is left out, since "no" and "not" tell cases apart."""
    return list(_stemmer().stemWords(_WORD.findall(text.lower().replace("’", "").replace("'", ""))))


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the package."""
    return Lexicon(yaml.safe_load(files("corpus").joinpath("precedents", FILE).read_text("utf-8")))


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")
