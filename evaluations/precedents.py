"""How well precedents are found: ``python -m evaluations.precedents SET``, a folder of ``datasets/precedents``.

Prints, of the graded queries: nDCG@5, how often both of a planted pair are in the pack and their difference is named,
how often a query without a near case is left empty, and whether every status is right and nothing absent shows. It
prints figures only, never a query, of every set but ``development``.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from advisor.governance.precedents.pack import NearPrecedent
from advisor.governance.precedents.precedent import Precedent
from advisor.journeys.consult import Consult
from corpus.concept_files import lexicon
from evaluations.precedent_queries import ASKED_ON, GradedQuery, queries, register, sets
from retrieval.embedding import PackagedMiniLM
from retrieval.embedding_cache import EmbeddingCache
from retrieval.precedent_preparing import Embed

DEPTH = 5


class _Unchanging:
    """Some precedents as a book that nobody writes in."""

    def __init__(self, precedents: Sequence[Precedent]) -> None:
        self._precedents = precedents

    def state(self) -> int:
        return 0

    def published(self) -> Sequence[Precedent]:
        return self._precedents


def evaluated(precedents: Sequence[Precedent], vectors: Embed) -> Consult:
    """Consulting some precedents on the day of the evaluation."""
    return Consult(_Unchanging(precedents), vectors, lexicon(), today=lambda: ASKED_ON)


def discounted_gain(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """nDCG@5 with gains of 2 to the grade, less one."""
    gained: float = sum(
        (2.0 ** grades.get(one, 0) - 1) / math.log2(place + 2) for place, one in enumerate(ranked[:DEPTH])
    )
    best = sorted(grades.values(), reverse=True)[:DEPTH]
    return gained / sum((2.0**grade - 1) / math.log2(place + 2) for place, grade in enumerate(best))


def figures(asked: Sequence[GradedQuery], consult: Consult) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The figures, and for each of them the queries that went wrong."""
    gains: list[float] = []
    wrong: dict[str, list[str]] = {
        "ndcg_under_0.8": [], "twins": [], "differences": [], "none": [], "status": [], "absent": []
    }  # fmt: skip
    counted = dict.fromkeys(("twins", "differences", "none", "status", "absent"), 0)
    for query in asked:
        found = consult.search(query.facts, on=query.on, clearance=query.clearance)
        ids = [one.id for one in found]
        by_id = {one.id: one for one in found}
        if query.none:
            counted["none"] += 1
            wrong["none"] += [query.id] if found else []
        elif query.grades:
            gains.append(discounted_gain(ids, query.grades))
            wrong["ndcg_under_0.8"] += [query.id] if gains[-1] < 0.8 else []
        for pair in query.twins:
            counted["twins"] += 1
            counted["differences"] += 1
            wrong["twins"] += [] if set(pair) <= set(ids) else [query.id]
            wrong["differences"] += (
                [] if _names_difference(query, [by_id[one] for one in pair if one in by_id]) else [query.id]
            )
        for one in found:
            if one.id in query.status:
                counted["status"] += 1
                wrong["status"] += [] if one.status is query.status[one.id] else [f"{query.id} {one.id}"]
        counted["absent"] += len(query.absent)
        wrong["absent"] += [f"{query.id} {one}" for one in query.absent if one in by_id]
    shares = {name: {"right": total - len(wrong[name]), "of": total} for name, total in counted.items()}
    return {"ndcg_at_5": round(sum(gains) / len(gains), 4), "graded": len(gains), **shares}, wrong


def main() -> None:
    """Print the figures of one set as JSON."""
    parser = argparse.ArgumentParser(description="How well precedents are found.")
    parser.add_argument("set", choices=sets())
    chosen = parser.parse_args().set
    with tempfile.TemporaryDirectory() as folder:
        cache = EmbeddingCache(Path(folder) / "vectors.sqlite", PackagedMiniLM())
        found, wrong = figures(queries(chosen), evaluated(register(), cache.vectors))
    if chosen == "development":
        found["wrong"] = {name: which for name, which in wrong.items() if which}
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


def _names_difference(query: GradedQuery, pair: Sequence[NearPrecedent]) -> bool:
    """Whether what is said of the pair has a word from every list."""
    said = " ".join(sentence for one in pair for sentence in one.different).lower()
    return bool(pair) and all(any(word.lower() in said for word in words) for words in query.difference_words)


if __name__ == "__main__":
    main()
