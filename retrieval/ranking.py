"""Putting what was found in order: everything measured of a passage is weighed by a small linear model.

The weights are learned by ``evaluations/training/ranker.py`` on the development questions and kept in
``weights/ranking.json``; ``FEATURES`` names what each of them weighs.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from corpus.passage import Passage
from corpus.source import Kind
from retrieval import face
from retrieval.evidence import Scope
from retrieval.lexical import WordMatch
from retrieval.passage_index import FaceMatch

_RANK_CONSTANT = 60
_LOOKED_AT_FROM_EACH = 30
_NAMED_AT_LEAST = 0.6
"""Who names a provision asks about it, whatever else the question says."""

FEATURES = (
    "nearest", "asked", "second_asked", "title", "statement", "second_statement", "text", "belief",
    "words_asked", "words_said", "coverage", "coverage_of_title", "fused", "pinpoint", "cited", "parts",
    "topic", "guidance", "case_law", "law", "own_territory",
)  # fmt: skip
"""What is weighed. Cosines and shares run up to 1; kinds and marks are 0 or 1."""


@dataclass
class Candidate:
    """A passage under consideration, with all that was measured of it for one question."""

    passage_id: str
    nearness: dict[str, list[float]] = field(default_factory=dict)
    """Cosines of its faces, by kind, best first."""
    beliefs: dict[int, float] = field(default_factory=dict)
    """Best cosine for each wrong belief that the passage corrects."""
    found_by: dict[str, int] = field(default_factory=dict)
    """Best rank (from 1) in each way of finding."""
    word_scores: dict[str, float] = field(default_factory=dict)
    """BM25 in each field, as a share of the best passage's for this question."""
    parts: set[int] = field(default_factory=set)
    """Which parts of the question it came up for."""
    coverage: float = 0.0
    coverage_of_title: float = 0.0
    pinpoint: bool = False
    """Whether the question names a provision that the passage contains or cites."""
    score: float = 0.0

    def best(self, kind: str, place: int = 0) -> float:
        """Best, or next best, cosine over the faces of a kind; 0 where there is none."""
        values = self.nearness.get(kind, [])
        return values[place] if place < len(values) else 0.0

    @property
    def fused(self) -> float:
        """Reciprocal ranks added over all the ways in which it was found."""
        return sum(1.0 / (_RANK_CONSTANT + rank) for rank in self.found_by.values())


def features(candidate: Candidate, passage: Passage, scope: Scope) -> list[float]:
    """What is weighed of a candidate, in the order of ``FEATURES``."""
    nearest = max((values[0] for values in candidate.nearness.values() if values), default=0.0)
    return [
        nearest,
        candidate.best(face.ASKED),
        candidate.best(face.ASKED, 1),
        candidate.best(face.TITLE),
        candidate.best(face.STATEMENT),
        candidate.best(face.STATEMENT, 1),
        candidate.best(face.TEXT),
        candidate.best(face.BELIEF),
        candidate.word_scores.get("asked", 0.0),
        candidate.word_scores.get("said", 0.0),
        candidate.coverage,
        candidate.coverage_of_title,
        candidate.fused * _RANK_CONSTANT / 4,
        float(candidate.pinpoint),
        float("cited" in candidate.found_by),
        float(len(candidate.parts) > 1),
        float(passage.kind is Kind.TOPIC),
        float(passage.kind is Kind.GUIDANCE),
        float(passage.kind is Kind.CASE_LAW),
        float(passage.kind is Kind.LEGISLATION),
        float(scope.jurisdiction.territory is not None and len(passage.extent) < 4),
    ]


def score(candidate: Candidate, passage: Passage, scope: Scope) -> float:
    """How likely it is that the passage bears on the question, 0 to 1, comparable between questions."""
    weights = _weights()
    total = weights["bias"] + sum(
        weights[name] * value for name, value in zip(FEATURES, features(candidate, passage, scope), strict=True)
    )
    likelihood = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
    return _NAMED_AT_LEAST + (1 - _NAMED_AT_LEAST) * likelihood if candidate.pinpoint else likelihood


def gather(
    meaning: Sequence[Sequence[FaceMatch]], words: Mapping[str, Sequence[WordMatch]], pinpointed: Iterable[str]
) -> dict[str, Candidate]:
    """Candidates from the nearest faces to the question and to its parts, the shared words and the named provisions."""
    found: dict[str, Candidate] = {}

    def candidate(passage_id: str) -> Candidate:
        return found.setdefault(passage_id, Candidate(passage_id))

    for part, matches in enumerate(meaning):
        order: dict[str, dict[str, None]] = {"asked": {}, "meaning": {}}
        for match in matches:
            one = candidate(match.passage_id)
            one.nearness.setdefault(match.kind, []).append(match.nearness)
            if match.kind == face.BELIEF:
                belief = match.number // face.SAYINGS
                one.beliefs[belief] = max(match.nearness, one.beliefs.get(belief, -1.0))
            way = "meaning" if match.kind in (face.STATEMENT, face.TEXT) else "asked"
            order[way].setdefault(match.passage_id)
            rank = len(order[way])
            one.found_by[way] = min(one.found_by.get(way, 10**6), rank)
            if part and rank <= _LOOKED_AT_FROM_EACH // 3:
                one.parts.add(part)
    for one in found.values():
        for values in one.nearness.values():
            values.sort(reverse=True)
    for name, word_matches in words.items():
        best = word_matches[0].score if word_matches else 1.0
        for rank, word_match in enumerate(word_matches, start=1):
            one = candidate(word_match.passage_id)
            one.found_by[f"words {name}"] = rank
            one.word_scores[name] = word_match.score / best
    for passage_id in pinpointed:
        one = candidate(passage_id)
        one.pinpoint = True
        one.found_by["pinpoint"] = 1
    return found


def coverage(question_rarity: Mapping[str, float], passage_words: AbstractSet[str]) -> float:
    """Share of the question's telling words that a passage has, weighted by how rare they are."""
    total = sum(question_rarity.values())
    if total == 0:
        return 0.0
    return sum(rarity for word, rarity in question_rarity.items() if word in passage_words) / total


@cache
def _weights() -> dict[str, float]:
    stored = json.loads(files("retrieval").joinpath("weights", "ranking.json").read_text("utf-8"))
    missing = {"bias", *FEATURES} - stored["weights"].keys()
    if missing:
        raise ValueError(f"weights/ranking.json lacks {sorted(missing)}; train it again")
    return {name: float(value) for name, value in stored["weights"].items()}
