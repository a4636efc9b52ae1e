"""The lexicon of what cases are about: bodies, purposes, data, people, methods, legal routes, and points of decision.

Wordings are matched by the stems of their words, so that one form stands for its inflections. Where they come from, and
what makes stems, is in ``corpus.concept_files``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from corpus.source import Frozen


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

    def __init__(self, written: Mapping[str, Any], stems_of: Callable[[str], list[str]]) -> None:
        """``written`` has ``concepts`` and ``axes`` as in ``concepts.yaml``."""
        self.stems_of = stems_of
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
        stems = self.stems_of(text)
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
        self._meanings.setdefault(tuple(self.stems_of(wording)), set()).add(meaning)
