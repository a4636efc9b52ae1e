"""A search: from a question and its scope to evidence, in steps that can be read in order."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from corpus import address
from corpus.holdings import Holdings
from corpus.passage import Passage
from corpus.source import Kind
from retrieval import ranking
from retrieval.embedding import Embedder, Vectors
from retrieval.embedding_cache import EmbeddingCache
from retrieval.evidence import Evidence, ProvisionFacts, RankedPassage, Scope, Understanding
from retrieval.indexing import Indexing
from retrieval.lexical import ASKED_FIELD, SAID_FIELD, LexicalIndex, WordMatch
from retrieval.limits import admits, limits_of
from retrieval.query import search_text, understand
from retrieval.question_kind import kind_of
from retrieval.ranking import Candidate
from retrieval.words import words

_FACES = 160
_WORD_MATCHES = 50
_LOOKED_AT = 40
_KEPT = 24
_SCORED_STATEMENTS = 8
_FOLLOWED = 3


class Search:
    """Finds evidence in what is held."""

    def __init__(self, holdings: Holdings, indexing: Indexing, embedder: Embedder, cache: EmbeddingCache) -> None:
        self._holdings = holdings
        self._indexing = indexing
        self._embedder = embedder
        self._cache = cache

    def find(self, question: str, scope: Scope) -> Evidence:
        """Evidence for a question, best first.

        Raises:
            IndexUnusable: where the index cannot be read; the caller may rebuild it and try again.
        """
        understanding = understand(question)
        lexical = self._indexing.words()
        vectors = self._embedder.embed(_texts(understanding))
        pinpointed, elsewhere = self._pinpointed(understanding, scope)
        candidates = ranking.gather(
            self._indexing.index.nearest(vectors, scope, _FACES),
            self._word_matches(understanding, lexical, scope),
            pinpointed,
        )
        looked_at = sorted(candidates.values(), key=lambda one: (-one.pinpoint, -one.fused))[:_LOOKED_AT]
        passages = self._admitted([one.passage_id for one in looked_at], scope)
        rarity = {word: lexical.rarity(word) or 6.0 for word in words(search_text(understanding))}
        for one in looked_at:
            if one.passage_id in passages:
                one.coverage = ranking.coverage(rarity, _passage_words(passages[one.passage_id]))
        ordered = sorted((one for one in looked_at if one.passage_id in passages), key=lambda one: -ranking.score(one))
        ordered, passages = self._follow(ordered, passages, scope)
        ranked = tuple(
            RankedPassage(
                passage=passages[one.passage_id],
                rank=rank,
                score=round(ranking.score(one), 4),
                found_by=tuple(one.found_by),
                statement_scores=self._statement_scores(passages[one.passage_id], vectors, rarity)
                if rank <= _SCORED_STATEMENTS
                else (),
                belief_scores=tuple(
                    round(one.beliefs.get(number, 0.0), 4)
                    for number in range(len(passages[one.passage_id].corrections))
                ),
            )
            for rank, one in enumerate(ordered[:_KEPT], start=1)
        )
        return Evidence(
            question=question,
            scope=scope,
            understanding=understanding,
            kind=kind_of(understanding, vectors[0]),
            passages=ranked,
            provisions=self._provisions(ranked),
            confidence=ranked[0].score if ranked else 0.0,
            held_but_elsewhere=elsewhere,
            index_digest=_digest(self._holdings.state(), self._embedder.name, ranked),
        )

    def _word_matches(
        self, understanding: Understanding, lexical: LexicalIndex, scope: Scope
    ) -> dict[str, list[WordMatch]]:
        asked = words(search_text(understanding))
        return {field: lexical.matches(asked, scope, field, _WORD_MATCHES) for field in (ASKED_FIELD, SAID_FIELD)}

    def _pinpointed(self, understanding: Understanding, scope: Scope) -> tuple[list[str], tuple[str, ...]]:
        """Passages at, or nearest above, the provisions named; and labels of those that do not apply in this scope."""
        inside: list[str] = []
        elsewhere: list[str] = []
        for named in understanding.pinpoints:
            for place in address.containers(named):
                ids = self._holdings.ids_at(place)
                if not ids or place == f"{address.LEGISLATION}/{address.instrument_path(place)}":
                    continue
                held = self._holdings.some_passages(ids)
                admitted = [one for one in ids if admits(scope, limits_of(held[one]))]
                inside += admitted
                if not admitted:
                    elsewhere.append(address.label(named))
                break
        return list(dict.fromkeys(inside)), tuple(elsewhere)

    def _admitted(self, passage_ids: Sequence[str], scope: Scope) -> dict[str, Passage]:
        passed_over = self._holdings.unfinished_sources() | self._holdings.earlier_editions()
        return {
            passage_id: passage
            for passage_id, passage in self._holdings.some_passages(passage_ids).items()
            if passage.source_id not in passed_over and admits(scope, limits_of(passage))
        }

    def _follow(
        self, ordered: list[Candidate], passages: dict[str, Passage], scope: Scope
    ) -> tuple[list[Candidate], dict[str, Passage]]:
        """Bring in the law that the best passages cite, and lift it where it was already found."""
        best = ordered[:_FOLLOWED]
        urls = {
            reference.url: None
            for one in best
            for statement in passages[one.passage_id].statements
            for reference in statement.references
        }
        held = self._holdings.held_at(list(urls))
        own = {one.passage_id for one in best}
        cited = [passage.id for url in urls for passage in held.get(url, ()) if passage.id not in own]
        present = {one.passage_id for one in ordered}
        fresh = self._admitted([passage_id for passage_id in dict.fromkeys(cited) if passage_id not in present], scope)
        for one in ordered:
            if one.passage_id in cited:
                one.found_by["cited"] = one.found_by.get("cited", 1)
        followed = [Candidate(passage_id, found_by={"cited": 1}) for passage_id in fresh]
        return [*ordered, *followed], {**passages, **fresh}

    def _provisions(self, ranked: Sequence[RankedPassage]) -> tuple[ProvisionFacts, ...]:
        """What is held about the provisions that the best passages cite; the text of the law knows best, then its card."""
        cited = {
            reference.url
            for one in ranked[:_SCORED_STATEMENTS]
            for statement in (*one.passage.statements, *(correction.right for correction in one.passage.corrections))
            for reference in statement.references
        }
        found = []
        for url, passages in self._holdings.held_at(sorted(cited)).items():
            law = [passage for passage in passages if passage.kind is Kind.LEGISLATION]
            own = [passage for passage in (*law, *passages) if passage.url == url and passage.kind is not Kind.TOPIC]
            best = next(iter((*own, *law)), None)
            if best is not None:
                found.append(
                    ProvisionFacts(
                        url=url,
                        standing=best.standing,
                        extent=best.extent,
                        in_force_from=best.in_force_from,
                        in_force_to=best.in_force_to,
                    )
                )
        return tuple(found)

    def _statement_scores(self, passage: Passage, vectors: Vectors, rarity: dict[str, float]) -> tuple[float, ...]:
        if not passage.statements:
            return ()
        by_words = [ranking.coverage(rarity, set(words(statement.text))) for statement in passage.statements]
        if not passage.questions:
            return tuple(round(value, 4) for value in by_words)
        near = self._cache.vectors([statement.text for statement in passage.statements]) @ vectors.T
        return tuple(
            round(float(value) * 0.8 + shared * 0.2, 4)
            for value, shared in zip(near.max(axis=1), by_words, strict=True)
        )


def _texts(understanding: Understanding) -> list[str]:
    whole = search_text(understanding)
    return [whole] if len(understanding.parts) == 1 else [whole, *understanding.parts]


@lru_cache(maxsize=4096)
def _passage_words(passage: Passage) -> set[str]:
    return set(words(" ".join((passage.title, *passage.questions, *passage.headings[-2:], passage.text))))


def _digest(state: str, model: str, ranked: Sequence[RankedPassage]) -> str:
    text = "\n".join([state, model, *(f"{one.passage.id} {one.passage.sha256}" for one in ranked)])
    return hashlib.sha256(text.encode()).hexdigest()
