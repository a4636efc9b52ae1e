"""Preparing precedents for matching: each gets one vector, the numbers of its words and those of its concepts.

What is prepared does not depend on the other precedents, so that it is kept while the register changes around it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from corpus.concepts import Found
from retrieval.embedding import Vectors
from retrieval.precedent_holdings import Numbers, Terms
from retrieval.words import words

FACE_WORDS, HEADLINE_WORDS = 36, 24
"""How many words the face has, and how many of those at most are title and purpose. Time to embed grows with them."""

_MOST_ASKED = 64

Embed = Callable[[Sequence[str]], Vectors]


class Described(NamedTuple):
    """A precedent as it is matched: ``face`` is the text that is embedded, ``text`` every word of it."""

    id: str
    face: str
    text: str
    found: Found


class Prepared(NamedTuple):
    """A precedent as numbers."""

    id: str
    vector: Vectors
    words: Numbers
    concepts: Numbers


class Preparing:
    """Prepares precedents, and the texts that are asked.

    ``vectors`` gives unit vectors of texts from a cache where it can; ``asked`` those of texts that nobody has to keep.
    """

    def __init__(self, vectors: Embed, asked: Embed | None = None) -> None:
        self._vectors = vectors
        self._asked = asked or vectors
        self._last_asked: dict[str, Vectors] = {}
        self.words = Terms()
        self.concepts = Terms()

    def asked(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts that are asked, from memory where they were asked lately."""
        known = {text: self._last_asked[text] for text in texts if text in self._last_asked}
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        if fresh:
            known |= zip(fresh, self._asked(fresh), strict=True)
            self._last_asked = dict(list((self._last_asked | known).items())[-_MOST_ASKED:])
        return np.stack([known[text] for text in texts])

    def prepared(self, described: Sequence[Described]) -> list[Prepared]:
        """The precedents as numbers, in order."""
        vectors = self._vectors([one.face for one in described])
        return [
            Prepared(
                one.id,
                vector,
                self.words.taken_in(words(one.text)),
                self.concepts.taken_in((*sorted(one.found.concepts), *sorted(one.found.sides))),
            )
            for one, vector in zip(described, vectors, strict=True)
        ]


def headline_of(title: str, purpose: str) -> str:
    """Title and purpose as one text; that a case is invented is no feature of it."""
    return ". ".join(part for part in (title.removesuffix(" (invented)"), purpose) if part)


def face_of(title: str, purpose: str, facts: str) -> str:
    """The text whose vector stands for a precedent: title and purpose, then how its facts begin."""
    headline = headline_of(title, purpose).split()[:HEADLINE_WORDS]
    opening = facts.split()[: FACE_WORDS - len(headline)]
    return ". ".join(" ".join(part) for part in (headline, opening) if part)
