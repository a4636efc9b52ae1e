"""Near-identical precedents of opposite outcome come together, however the pack was come by."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import pytest

import evaluations.precedent_queries as graded
from advisor.governance.precedents.case_facts import facts_of_words
from advisor.governance.precedents.pack import NearPrecedent, is_opposite
from advisor.governance.precedents.precedent import Precedent
from advisor.governance.precedents.told_apart import from_opposites
from advisor.journeys.consult import Consult
from corpus.concept_files import lexicon
from corpus.source import Classification
from evaluations.precedents import evaluated
from evaluations.training.precedents import reworded
from retrieval.embedding import PackagedMiniLM
from retrieval.embedding_cache import EmbeddingCache
from retrieval.precedent_matching import Match, PrecedentMatching

WORDS = 30
READ = ("development", "fresh", "training", "training/apart", "unread")
"""Sets that those who work on the search have read."""
EVERYTHING = Classification.OFFICIAL_SENSITIVE


@pytest.fixture(scope="module")
def consult(tmp_path_factory: pytest.TempPathFactory) -> Consult:
    cache = EmbeddingCache(tmp_path_factory.mktemp("vectors") / "vectors.sqlite", PackagedMiniLM())
    return evaluated(graded.register(), cache.vectors)


def planted() -> set[frozenset[str]]:
    lines = files("corpus").joinpath("precedents", "invented.jsonl").read_text("utf-8").splitlines()
    pairs = {frozenset((row["id"], row["twin_of"])) for row in map(json.loads, lines) if row.get("twin_of")}
    return pairs | {frozenset(pair) for query in graded.development_queries() for pair in query.twins}


def named_by(consult: Consult) -> set[frozenset[str]]:
    shown = [consult.show(one.id, on=graded.ASKED_ON, clearance=EVERYTHING) for one in graded.register()]
    return {frozenset((one.id, twin)) for one in shown for twin in one.twins}


def in_other_words(one: Precedent, facts: str) -> str:
    query = graded.GradedQuery(id=one.id, query=f"{one.purpose}. {facts}", aim="twin")
    return reworded(query, random.Random(one.id)).query or ""


def test_every_planted_pair_names_its_twin_and_nothing_else_is_called_one(consult: Consult) -> None:
    found = named_by(consult)
    held = {one.id: one for one in graded.register()}
    assert planted() <= found
    assert all(is_opposite(*(held[one] for one in pair)) for pair in found)
    assert len(found - planted()) <= 10  # the pairs of the test register that no query that may be read names


def test_asking_with_the_facts_of_either_in_other_words_brings_both_and_says_what_set_them_apart(
    consult: Consult,
) -> None:
    held = {one.id: one for one in graded.register()}
    torn = []
    for pair in named_by(consult):
        for one in sorted(pair):
            facts = facts_of_words(in_other_words(held[one], _how_it_begins(held[one].facts)), lexicon())
            near = consult.search(facts, on=graded.ASKED_ON, clearance=EVERYTHING, limit=3)
            found = {each.id: each for each in near}
            apart = [said for each in pair & set(found) for said in found[each].different if "nearly the same" in said]
            if not pair <= set(found) or not apart:
                torn.append((one, facts.text, list(found)))
    assert torn == []


def test_a_pair_told_in_different_words_is_known_where_neither_has_a_nearer_one(tmp_path: Path) -> None:
    rows = [
        one.model_copy(
            update={
                "facts": in_other_words(one, one.facts) if one.decision.permits else one.facts,
                **dict.fromkeys(("title", "purpose", "reasons"), ""),
                **dict.fromkeys(("conditions", "data_categories", "parties"), ()),
            }
        )
        for one in graded.register()
    ]
    cache = EmbeddingCache(tmp_path / "vectors.sqlite", PackagedMiniLM())
    found = named_by(evaluated(rows, cache.vectors))
    assert len(planted() & found) >= len(planted()) - 1
    assert len(found - planted()) <= 12


def test_no_pack_tears_a_planted_pair_whatever_is_asked_and_however_few_are_asked_for(consult: Consult) -> None:
    pairs = named_by(consult)
    for query in (one for one in graded.development_queries() if one.grades):
        for limit in (1, 2, 3, 10):
            near = consult.search(query.facts, on=graded.ASKED_ON, clearance=EVERYTHING, limit=limit)
            assert len(near) <= max(limit, 2)
            assert_whole(near, pairs)


@pytest.mark.slow
def test_no_query_that_may_be_read_tears_a_planted_pair(consult: Consult) -> None:
    pairs = named_by(consult)
    asked = [one for name in READ for one in graded.queries(name)]
    for query in asked:
        assert_whole(consult.search(query.facts, on=graded.ASKED_ON, clearance=EVERYTHING), pairs)


def test_a_planted_pair_stands_together_at_whatever_rank_either_of_it_was_found(
    consult: Consult, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = named_by(consult)
    alone = [one.id for one in graded.register() if not any(one.id in pair for pair in pairs)]
    others = [min(pair) for pair in sorted(pairs, key=sorted)]
    query = facts_of_words("whatever is asked", lexicon())
    for pair in pairs:
        for one in sorted(pair):
            company = [each for each in (*alone[:5], *others) if each not in pair]
            for rank in (0, 4, 9):
                order = [*company[:rank], one, *company[rank:]]
                found = [Match(each, 0.9 - place / 20) for place, each in enumerate(order[:10])]
                monkeypatch.setattr(PrecedentMatching, "matches", lambda *_, found=found: found)
                near = consult.search(query, on=graded.ASKED_ON, clearance=EVERYTHING, limit=rank + 1)
                assert len(near) <= max(rank + 1, 2)
                assert_whole(near, pairs)
                assert rank == 9 or pair <= {each.id for each in near} or len(near) == rank


def assert_whole(near: Sequence[NearPrecedent], pairs: set[frozenset[str]]) -> None:
    """Whoever is there has its partner beside it, and both say what set them apart."""
    ids = {one.id: one for one in near}
    for pair in pairs:
        if pair & set(ids):
            assert pair <= set(ids)
            for one in pair:
                (other,) = pair - {one}
                said = [each for each in from_opposites(ids[one]) if each.precedent_id == other]
                assert said
                assert all(each.points for each in said)


def _how_it_begins(facts: str) -> str:
    return " ".join(facts.split()[:WORDS])
