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
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.concepts import Found
from retrieval.embedding import Vectors
from retrieval.precedent_holdings import Holders
from retrieval.precedent_preparing import Prepared, Preparing
from retrieval.query import search_text, understand
from retrieval.words import words

RANKED_BY = (
    "face", "face_and_labels", "part", "words", "purpose", "body", "data", "people", "method", "sides",
)  # fmt: skip
"""Cosines of the case with the face of the precedent, without and with the labels of what the lexicon found in it; of
its best part; the shares of its telling words, purposes, bodies, data, people, methods and points of decision that the
precedent has."""

JUDGED_BY = (
    *RANKED_BY, "shared_words", "few_shared_words", "length", "face_above_others", "words_above_others",
    "both_above_others", "no_purpose_shared", "no_body_shared", "no_data_shared", "kinds_shared", "nothing_found",
    "rule", "rank", "above_the_next",
)  # fmt: skip
"""Beside those: how much the shared words tell, and the same up to ``_FEW``, since few shared words tell against a
precedent more than many tell for it; how long the case is; how far cosine and words stand above those of the other
precedents, and the lesser of the two; whether nothing of a kind is shared, and of how many kinds something is; whether
the lexicon finds nothing in the case; whether a rule is asked for; what the ranking came to, and how far above the next
precedent that tells another story."""

NEAR_COPY = 0.5
"""Mean of the cosines of faces and of words from which two precedents tell nearly the same story."""

LIKELY_COPY = 0.4
"""The same where, besides, neither has one that is nearer: two people may tell one story in different words."""

TAIL = 0.05
"""Once a near case is found, others are told down to this score."""

_COMPARED = 100
"""So many of the nearest faces are compared word for word."""
_KINDS = ("purpose", "body", "data", "people", "method")
_KINDS_MISSED = ("purpose", "body", "data")
_FEW = 1.5
_LONG = 3.0
_LEAST_SPREAD = 0.02
_LEAST = -10.0
"""The lowest rank that the next precedent is taken to have."""
_RULE = re.compile(
    r"^\W*(?:what (?:is|are|does|do|counts?|happens)|which (?:article|section|law|basis|lawful basis)"
    r"|when (?:must|do|does|is)|how (?:long|many|soon|quickly|do i|do we|does|much (?:time|notice))"
    r"|who (?:must|has to|is|can)|define|is there a|do (?:i|we) (?:need|have) (?:a|an|to)|does (?:a|the|an)"
    r"|must (?:a|an|the|we|i)|is (?:it|a|an|the)\b)[^.]*\??\W*$",
    re.IGNORECASE,
)
_OF_LAW = re.compile(
    r"\b(?:act|articles?|sections?|schedule|regulations?|regs|law|lawful|legal|gdpr|eir|foi|ico|regulator|dpo|dpia"
    r"|data protection|impact assessment|risk assessment|controllers?|processors?|personal data|special category"
    r"|biometric data|accountability|consent|breach|subject access|rights?|pseudonymised|anonymised|privacy notice"
    r"|agreement|contract|template|retention|keep|kept|deadline|time limit|clock|fees?|charge|fines?|signs?|mean)\b",
    re.IGNORECASE,
)
_TELLS_OF_A_CASE = re.compile(
    r"\b(?:precedent|anyone|anybody|elsewhere|before|already|happened|been done|other (?:\w+ )?(?:councils|boards"
    r"|bodies|authorities|libraries|schools|colleges|universities|trusts|hospitals|forces|landlords|charities|organisations)"
    r"|has asked|have asked|wants?|would like|proposes?|plans?|our|my)\b",
    re.IGNORECASE,
)

Features = NDArray[np.float64]


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
    """Precedents in memory, as arrays."""

    def __init__(self, prepared: Sequence[Prepared], preparing: Preparing) -> None:
        self._preparing = preparing
        self.ids = tuple(one.id for one in prepared)
        self._place = {one: place for place, one in enumerate(self.ids)}
        self._faces = np.stack([one.vector for one in prepared]) if prepared else np.zeros((0, 0), dtype=np.float32)
        self._words = Holders([one.words for one in prepared])
        self._concepts = Holders([one.concepts for one in prepared])

    def matches(self, sought: Sought, admitted: Callable[[str], bool], count: int) -> list[Match]:
        """The nearest of the precedents admitted, best first; none where even the best is not near."""
        if not self.ids:
            return []
        ranked_by = self.features(sought)
        weights = _weights("ranking", RANKED_BY)
        ranks = ranked_by @ weights[1:] + weights[0]
        order = [place for place in np.argsort(-ranks, kind="stable").tolist() if admitted(self.ids[place])]
        if not order or not self._is_near(sought, ranked_by, order, ranks):
            return []
        scored = (Match(self.ids[place], round(_likelihood(float(ranks[place])), 4)) for place in order[:count])
        best = next(scored)
        return [best, *takewhile(lambda match: match.score >= TAIL, scored)]

    def features(self, sought: Sought) -> Features:
        """An array of shape (precedents, features), in the order of ``RANKED_BY``."""
        asked = self._preparing.asked([sought.text, _with_labels(sought), *sought.parts])
        cosines = self._faces @ asked.T
        columns = [cosines[:, 0], cosines[:, 1], cosines[:, 2:].max(axis=1)]
        columns.append(self._words.shares(self._asked_words(sought)))
        columns += [self._concepts.shares(self._of_kind(sought, kind)) for kind in _KINDS]
        columns.append(self._concepts.shares(self._preparing.concepts.known(sorted(sought.found.sides))))
        return np.stack([np.asarray(column, dtype=np.float64) for column in columns], axis=1)

    def judged_by(self, sought: Sought, ranked_by: Features, place: int, rank: float, next_rank: float) -> Features:
        """What is looked at to tell whether a precedent is near at all, in the order of ``JUDGED_BY``."""
        mine = ranked_by[place]
        asked = self._asked_words(sought)
        shared = self._words.told(asked, place)
        compared = ranked_by[:, [RANKED_BY.index("face"), RANKED_BY.index("words")]]
        above = (compared[place] - compared.mean(axis=0)) / (compared.std(axis=0) + _LEAST_SPREAD)
        of_kind = {kind: float(mine[RANKED_BY.index(kind)]) for kind in _KINDS}
        named = [bool(sought.found.of_kind(kind)) for kind in _KINDS_MISSED]
        lacking = [float(here and not of_kind[kind]) for kind, here in zip(_KINDS_MISSED, named, strict=True)]
        length = min(_LONG, math.log(1 + len(asked)))
        kinds = float(sum(share > 0 for share in of_kind.values()))
        rule = float(asks_for_a_rule(sought.text))
        return np.array(
            [*mine, shared, min(_FEW, shared), length, *above, above.min(), *lacking, kinds, float(not any(named)),
             rule, rank, rank - next_rank],
            dtype=np.float64,
        )  # fmt: skip

    def next_rank(self, place: int, order: Iterable[int], ranks: Features) -> float:
        """The rank of the first in an order that tells another story than the precedent at a place."""
        same = {place, *(self._place[copy.id] for copy in self.near_copies([self.ids[place]])[self.ids[place]])}
        return max(_LEAST, next((float(ranks[one]) for one in order if one not in same), _LEAST))

    def near_copies(self, ids: Sequence[str], least: float = NEAR_COPY) -> dict[str, list[Match]]:
        """For each precedent those that tell nearly the same story, nearest first."""
        places = [self._place[one] for one in ids]
        cosines = self._faces @ self._faces[places].T
        return {
            one: self._alike(place, cosines[:, at], least)
            for at, (one, place) in enumerate(zip(ids, places, strict=True))
        }

    def opposites(self, ids: Sequence[str], is_opposite: Callable[[str, str], bool]) -> dict[str, list[Match]]:
        """For each precedent those of the other outcome that tell its story, nearest first.

        What comes under ``NEAR_COPY`` counts where each is the nearest that the other has of the other outcome.
        """
        found = self._decided_otherwise(ids, is_opposite)
        doubtful = {copies[0].id for copies in found.values() if copies and copies[0].score < NEAR_COPY}
        back = self._decided_otherwise(sorted(doubtful), is_opposite) if doubtful else {}

        def is_told(one: str, copy: Match) -> bool:
            return copy.score >= NEAR_COPY or (
                copy is found[one][0] and [each.id for each in back[copy.id][:1]] == [one]
            )

        return {one: [copy for copy in copies if is_told(one, copy)] for one, copies in found.items()}

    def _decided_otherwise(self, ids: Sequence[str], is_opposite: Callable[[str, str], bool]) -> dict[str, list[Match]]:
        copies = self.near_copies(ids, LIKELY_COPY)
        return {one: [copy for copy in near if is_opposite(one, copy.id)] for one, near in copies.items()}

    def _alike(self, place: int, cosines: Vectors, least: float) -> list[Match]:
        nearest = np.argpartition(-cosines, min(_COMPARED, len(cosines) - 1))[: _COMPARED + 1]
        others = [one for one in nearest.tolist() if one != place]
        near = (cosines[others] + self._words.alike(place, others)) / 2
        found = [Match(self.ids[one], round(float(value), 4)) for one, value in zip(others, near, strict=True)]
        return sorted((one for one in found if one.score >= least), key=lambda one: -one.score)

    def _is_near(self, sought: Sought, ranked_by: Features, order: Sequence[int], ranks: Features) -> bool:
        """Whether the first of an order is near at all."""
        first = order[0]
        judged = self.judged_by(sought, ranked_by, first, float(ranks[first]), self.next_rank(first, order[1:], ranks))
        weights = _weights("judging", JUDGED_BY)
        return _likelihood(float(judged @ weights[1:] + weights[0])) >= _stored()["floor"]["floor"]

    def _asked_words(self, sought: Sought) -> tuple[int, ...]:
        return self._preparing.words.known(words(search_text(understand(sought.text))))

    def _of_kind(self, sought: Sought, kind: str) -> tuple[int, ...]:
        return self._preparing.concepts.known(sorted(one for one in sought.found.concepts if one.kind == kind))


def asks_for_a_rule(text: str) -> bool:
    """Whether somebody asks what the law is, rather than after a case."""
    return bool(_RULE.match(text) and _OF_LAW.search(text)) and not _TELLS_OF_A_CASE.search(text)


def _with_labels(sought: Sought) -> str:
    """The case with abbreviations spelled out, and what the lexicon found in it by its label."""
    spelled = search_text(understand(sought.text))
    labels = ", ".join(sorted({one.label for one in sought.found.concepts}))
    return f"{spelled}. {labels}" if labels else spelled


def _likelihood(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


@cache
def _stored() -> dict[str, dict[str, float]]:
    stored: dict[str, dict[str, float]] = json.loads(
        files("retrieval").joinpath("weights", "precedents.json").read_text("utf-8")
    )
    return stored


@cache
def _weights(of: str, features: tuple[str, ...]) -> Features:
    """The bias, then a weight for each feature."""
    stored = _stored()[of]
    missing = {"bias", *features} - stored.keys()
    if missing:
        raise ValueError(f"weights/precedents.json lacks {sorted(missing)}; train it again")
    return np.array([stored["bias"], *(stored[name] for name in features)], dtype=np.float64)
