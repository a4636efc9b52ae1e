"""Putting what was found in order: several ways of finding are fused by rank, then weighed by what they measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from retrieval import face
from retrieval.lexical import WordMatch
from retrieval.passage_index import FaceMatch

_RANK_CONSTANT = 60


@dataclass
class Candidate:
    """A passage under consideration, with all that was measured of it for one question."""

    passage_id: str
    nearness: dict[str, float] = field(default_factory=dict)
    """Best cosine for each kind of face."""
    beliefs: dict[int, float] = field(default_factory=dict)
    """Best cosine for each wrong belief that the passage corrects."""
    found_by: dict[str, int] = field(default_factory=dict)
    """Rank (from 1) in each way of finding."""
    coverage: float = 0.0
    """Share of the question's telling words that the passage has, weighted by rarity, 0 to 1."""
    pinpoint: bool = False
    """Whether the question names a provision that the passage contains or cites."""

    @property
    def nearest(self) -> float:
        """Best cosine over all faces; statements and long texts count a little less than ways of asking."""
        discounts = {face.ASKED: 1.0, face.TITLE: 1.0, face.BELIEF: 1.0, face.STATEMENT: 0.95, face.TEXT: 0.95}
        return max((discounts[kind] * value for kind, value in self.nearness.items()), default=0.0)

    @property
    def fused(self) -> float:
        """Reciprocal ranks added over all the ways in which it was found."""
        return sum(1.0 / (_RANK_CONSTANT + rank) for rank in self.found_by.values())


WEIGHTS = {"nearest": 0.50, "asked": 0.15, "statement": 0.10, "coverage": 0.25, "fused": 4.0, "pinpoint": 0.50}
"""How much each measurement counts towards a candidate's score."""


def score(candidate: Candidate) -> float:
    """How well a candidate fits the question, 0 to 1, comparable between questions."""
    asked = max(candidate.nearness.get(face.ASKED, 0.0), candidate.nearness.get(face.TITLE, 0.0))
    total = (
        WEIGHTS["nearest"] * candidate.nearest
        + WEIGHTS["asked"] * asked
        + WEIGHTS["statement"] * candidate.nearness.get(face.STATEMENT, candidate.nearness.get(face.TEXT, 0.0))
        + WEIGHTS["coverage"] * candidate.coverage
        + WEIGHTS["fused"] * candidate.fused
        + (WEIGHTS["pinpoint"] if candidate.pinpoint else 0.0)
    )
    return max(0.0, min(1.0, total))


def gather(
    meaning: Sequence[Sequence[FaceMatch]], words: Mapping[str, Sequence[WordMatch]], pinpointed: Iterable[str]
) -> dict[str, Candidate]:
    """Candidates from the nearest faces, the shared words and the named provisions."""
    found: dict[str, Candidate] = {}

    def candidate(passage_id: str) -> Candidate:
        return found.setdefault(passage_id, Candidate(passage_id))

    for matches in meaning:
        order: dict[str, set[str]] = {"asked": set(), "meaning": set()}
        for match in matches:
            one = candidate(match.passage_id)
            one.nearness[match.kind] = max(match.nearness, one.nearness.get(match.kind, -1.0))
            if match.kind == face.BELIEF:
                belief = match.number // face.SAYINGS
                one.beliefs[belief] = max(match.nearness, one.beliefs.get(belief, -1.0))
            way = "asked" if match.kind in (face.ASKED, face.TITLE, face.BELIEF) else "meaning"
            order[way].add(match.passage_id)
            one.found_by[way] = min(one.found_by.get(way, 10**6), len(order[way]))
    for name, word_matches in words.items():
        for rank, word_match in enumerate(word_matches, start=1):
            candidate(word_match.passage_id).found_by[f"words {name}"] = rank
    for passage_id in pinpointed:
        one = candidate(passage_id)
        one.pinpoint = True
        one.found_by["pinpoint"] = 1
    return found


def coverage(question_rarity: Mapping[str, float], passage_words: set[str]) -> float:
    """Share of the question's telling words that a passage has, weighted by how rare they are."""
    total = sum(question_rarity.values())
    if total == 0:
        return 0.0
    return sum(rarity for word, rarity in question_rarity.items() if word in passage_words) / total
