"""Which precedents are near a case: by meaning, by telling words, and by what the lexicon finds in both.

Two questions are asked one after the other: which precedent comes nearest (``RANKED_BY``), and whether the nearest is
near at all (``JUDGED_BY``, looked at for that one alone). The weights and the floor were learned by
``evaluations/training/precedents.py`` and stand in ``weights/precedents.json``. Everything is computed over the
precedents that the reader may see, so that one above the reader's clearance changes nothing.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.concepts import Found
from retrieval.embedding import Vectors
from retrieval.query import search_text, understand
from retrieval.words import words

RANKED_BY = (
    "headline", "opening", "headline_and_labels", "opening_and_labels", "part", "words", "purpose", "body", "data",
)  # fmt: skip
"""Cosines of the case with title and purpose and with the opening of the facts, without and with the labels of what the
lexicon found in it; of its best part with either; the shares of its telling words, purposes, bodies and data that the
precedent has."""

JUDGED_BY = (
    *RANKED_BY, "shared_words", "missing_word", "length", "headline_above_others", "opening_above_others",
    "no_purpose_shared", "no_body_shared", "no_data_shared", "rule", "rank",
)  # fmt: skip
"""Beside those: how much the shared words tell, the most telling word that is missing, how long the case is, how far
the cosines stand above those of the other precedents, whether nothing of a kind is shared, whether a rule is asked for,
and what the ranking came to."""

OPENING_WORDS = 60
NEAR_COPY = 0.76
"""Mean cosine from which two precedents tell nearly the same story; among the 120 that were written for this project
every pair decided differently on purpose lies above 0.80, and every other pair below 0.71."""

_KINDS = ("purpose", "body", "data")
_LONG = 3.0
_LEAST_SPREAD = 0.02
_NOWHERE: NDArray[np.int64] = np.array([], dtype=np.int64)
_RULE = re.compile(
    r"^\W*(?:what (?:is|are|does|do|counts?|happens)|which (?:article|section|law|basis|lawful basis)"
    r"|when (?:must|do|does|is)|how (?:long|many|soon|quickly|do i|do we|does|much (?:time|notice))"
    r"|who (?:must|has to|is|can)|define|is there a|do (?:i|we) (?:need|have) (?:a|an|to)|does (?:a|the|an)"
    r"|must (?:a|an|the|we|i)|is (?:it|a|an|the)\b)[^.]*\??\W*$",
    re.IGNORECASE,
)
_TELLS_OF_A_CASE = re.compile(
    r"\b(?:precedent|anyone|anybody|elsewhere|before|already|other (?:councils|boards|bodies)|happened|been done"
    r"|has asked|have asked|wants?|would like|proposes?|plans?|our|my)\b",
    re.IGNORECASE,
)

TAIL = 0.05
"""Once a near case is found, others are told down to this score."""

Embed = Callable[[Sequence[str]], Vectors]


class Described(NamedTuple):
    """A precedent as it is matched: ``headline`` is title and purpose, ``text`` every word of it."""

    id: str
    headline: str
    facts: str
    text: str
    found: Found

    @property
    def passages(self) -> tuple[str, str]:
        """The two passages whose vectors stand for it: its headline, and the opening of its facts."""
        return _passages(self.headline, self.facts)


def headline_of(title: str, purpose: str) -> str:
    """Title and purpose as one text; that a case is invented is no feature of it."""
    return ". ".join(part for part in (title.removesuffix(" (invented)"), purpose) if part)


def passages_of(title: str, purpose: str, facts: str) -> tuple[str, str]:
    """The texts whose vectors a precedent of these words needs, so that they can be made beforehand."""
    return _passages(headline_of(title, purpose), facts)


def _passages(headline: str, facts: str) -> tuple[str, str]:
    opening = " ".join(facts.split()[:OPENING_WORDS])
    return headline or opening, opening


class Sought(NamedTuple):
    """A case that is looked for: the whole, its parts, and what the lexicon finds in it."""

    text: str
    parts: tuple[str, ...]
    found: Found


class Match(NamedTuple):
    """A precedent and how likely it is to be near."""

    id: str
    score: float


class PrecedentMatching:
    """Precedents in memory, as arrays. ``vectors`` gives unit vectors of texts, from a cache where it can."""

    def __init__(self, described: Sequence[Described], vectors: Embed) -> None:
        self._vectors = vectors
        self.ids = tuple(one.id for one in described)
        self._place = {one: place for place, one in enumerate(self.ids)}
        passages = vectors([text for one in described for text in one.passages])
        self._headlines, self._openings = (np.ascontiguousarray(passages[first::2]) for first in (0, 1))
        self._words = _Holders(len(described), ((place, words(one.text)) for place, one in enumerate(described)))
        self._concepts = _Holders(len(described), ((place, one.found.concepts) for place, one in enumerate(described)))

    def matches(self, sought: Sought, admitted: Callable[[str], bool], count: int) -> list[Match]:
        """The nearest of the precedents admitted, best first; none where even the best is not near."""
        if not self.ids:
            return []
        ranked_by = self.features(sought)
        weights = _weights("ranking", RANKED_BY)
        ranks = ranked_by @ weights[1:] + weights[0]
        found: list[Match] = []
        for place in np.argsort(-ranks, kind="stable"):
            if not admitted(self.ids[place]):
                continue
            score = round(_likelihood(float(ranks[place])), 4)
            if not found:
                if not self._is_near(sought, ranked_by, int(place), float(ranks[place])):
                    return []
            elif len(found) == count or score < TAIL:
                break
            found.append(Match(self.ids[place], score))
        return found

    def features(self, sought: Sought) -> NDArray[np.float64]:
        """An array of shape (precedents, features), in the order of ``RANKED_BY``."""
        asked = self._vectors([sought.text, _with_labels(sought), *sought.parts])
        headline, opening = self._headlines @ asked.T, self._openings @ asked.T
        columns = [headline[:, 0], opening[:, 0], headline[:, 1], opening[:, 1]]
        columns.append(np.maximum(headline[:, 2:], opening[:, 2:]).max(axis=1))
        columns.append(self._words.shares(_asked_words(sought)))
        columns += [self._concepts.shares(_of_kind(sought, kind)) for kind in _KINDS]
        return np.stack([np.asarray(column, dtype=np.float64) for column in columns], axis=1)

    def judged_by(self, sought: Sought, ranked_by: NDArray[np.float64], place: int, rank: float) -> NDArray[np.float64]:
        """What is looked at to tell whether a precedent is near at all, in the order of ``JUDGED_BY``."""
        mine = ranked_by[place]
        asked = _asked_words(sought)
        shared, missing = self._words.told(asked, place)
        above = (mine[:2] - ranked_by[:, :2].mean(axis=0)) / (ranked_by[:, :2].std(axis=0) + _LEAST_SPREAD)
        lacking = [float(bool(_of_kind(sought, kind)) and mine[RANKED_BY.index(kind)] == 0.0) for kind in _KINDS]
        length = min(_LONG, math.log(1 + len(asked)))
        rule = float(asks_for_a_rule(sought.text))
        return np.array([*mine, shared, missing, length, *above, *lacking, rule, rank], dtype=np.float64)

    def _is_near(self, sought: Sought, ranked_by: NDArray[np.float64], place: int, rank: float) -> bool:
        weights = _weights("judging", JUDGED_BY)
        value = float(self.judged_by(sought, ranked_by, place, rank) @ weights[1:] + weights[0])
        return _likelihood(value) >= _stored()["floor"]["floor"]

    def near_copies(self, precedent_id: str) -> list[Match]:
        """The precedents that tell nearly the same story, nearest first: the mean of both cosines is high."""
        place = self._place[precedent_id]
        near = (self._headlines @ self._headlines[place] + self._openings @ self._openings[place]) / 2
        near[place] = 0.0
        at = np.flatnonzero(near >= NEAR_COPY)
        return [Match(self.ids[one], round(float(near[one]), 4)) for one in at[np.argsort(-near[at], kind="stable")]]


class _Holders:
    """Which precedents hold which thing, and how telling each thing is."""

    def __init__(self, count: int, held: Iterable[tuple[int, Iterable[Hashable]]]) -> None:
        self._count = count
        places: dict[Hashable, list[int]] = defaultdict(list)
        for place, things in held:
            for thing in set(things):
                places[thing].append(place)
        self._places = {thing: np.array(at, dtype=np.int64) for thing, at in places.items()}

    def shares(self, asked: Iterable[Hashable]) -> NDArray[np.float64]:
        """For each precedent the share, by weight, of the things asked for that it holds."""
        held = np.zeros(self._count)
        total = 0.0
        for thing in asked:
            weight = self._weight(thing)
            total += weight
            held[self._places.get(thing, _NOWHERE)] += weight
        return held / total if total else held

    def told(self, asked: Iterable[Hashable], place: int) -> tuple[float, float]:
        """The sum of the weights of what a precedent holds of the things asked for, and the highest that it lacks."""
        shared = missing = 0.0
        for thing in asked:
            if place in self._places.get(thing, _NOWHERE):
                shared += self._weight(thing)
            else:
                missing = max(missing, self._weight(thing))
        return shared, missing

    def _weight(self, thing: Hashable) -> float:
        """How telling a thing is: 1 for what nobody holds, whatever the size of the register."""
        return math.log(1 + self._count / (1 + len(self._places.get(thing, _NOWHERE)))) / math.log(1 + self._count)


def asks_for_a_rule(text: str) -> bool:
    """Whether somebody asks what the law is, rather than after a case."""
    return bool(_RULE.match(text)) and not _TELLS_OF_A_CASE.search(text)


def _with_labels(sought: Sought) -> str:
    """The case with abbreviations spelled out, and what the lexicon found in it by its label."""
    spelled = search_text(understand(sought.text))
    labels = ", ".join(sorted({one.label for one in sought.found.concepts}))
    return f"{spelled}. {labels}" if labels else spelled


def _asked_words(sought: Sought) -> set[str]:
    return set(words(search_text(understand(sought.text))))


def _of_kind(sought: Sought, kind: str) -> set[Hashable]:
    return {one for one in sought.found.concepts if one.kind == kind}


def _likelihood(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


@cache
def _stored() -> dict[str, dict[str, float]]:
    stored: dict[str, dict[str, float]] = json.loads(
        files("retrieval").joinpath("weights", "precedents.json").read_text("utf-8")
    )
    return stored


@cache
def _weights(of: str, features: tuple[str, ...]) -> NDArray[np.float64]:
    """The bias, then a weight for each feature."""
    stored = _stored()[of]
    missing = {"bias", *features} - stored.keys()
    if missing:
        raise ValueError(f"weights/precedents.json lacks {sorted(missing)}; train it again")
    return np.array([stored["bias"], *(stored[name] for name in features)], dtype=np.float64)
