"""The lexicon of what cases are about: bodies, purposes, data, people, methods, legal routes, and points of decision.

Wordings are matched by the stems of their words, so that one form stands for its inflections. Where they come from, and
what makes stems, is in ``corpus.concept_files``.
"""

from __future__ import annotations

from collections import defaultdict
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
        self._by_first: dict[str, list[tuple[list[str], set[Concept | Side]]]] = defaultdict(list)
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
        for stems, meanings in self._meanings.items():
            self._by_first[stems[0]].append((list(stems), meanings))

    def found_in(self, text: str) -> Found:
        """The concepts and sides that a text names."""
        stems = self.stems_of(text)
        found: set[Concept | Side] = set()
        for start, stem in enumerate(stems):
            for wording, meanings in self._by_first.get(stem, ()):
                if len(wording) == 1 or stems[start : start + len(wording)] == wording:
                    found |= meanings
        return Found(
            concepts=frozenset(one for one in found if isinstance(one, Concept)),
            sides=frozenset(one for one in found if isinstance(one, Side)),
        )

    def _add(self, wording: str, meaning: Concept | Side) -> None:
        self._meanings.setdefault(tuple(self.stems_of(wording)), set()).add(meaning)
