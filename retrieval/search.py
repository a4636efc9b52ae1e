"""A search: from a question and its scope to evidence, in steps that can be read in order."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from corpus.holdings import Holdings
from corpus.passage import NEVER, Correction, Passage
from corpus.source import Kind
from retrieval import beliefs, face, named_provisions, query, ranking, statements
from retrieval.beliefs import Held
from retrieval.embedding import Vectors
from retrieval.embedding_cache import EmbeddingCache
from retrieval.evidence import Evidence, ProvisionFacts, RankedPassage, Scope, Understanding
from retrieval.indexing import Indexing
from retrieval.lexical import ASKED_FIELD, SAID_FIELD, LexicalIndex, WordMatch
from retrieval.limits import admits, limits_of
from retrieval.query import search_text, understand
from retrieval.question_reader import QuestionReader, QuestionReading
from retrieval.ranking import Candidate
from retrieval.statements import Measured
from retrieval.words import word_set, words

_FACES = 160
_WORD_MATCHES = 50
_LOOKED_AT = 40
_KEPT = 24
_SCORED_STATEMENTS = 8
_BELIEFS_OF = 6
_FOLLOWED = 3
_UNKNOWN_WORD_RARITY = 6.0
_MOST_WORD_SETS = 4096


class Found(NamedTuple):
    """The passages considered, best first, the rarity of the question's words, and what applies only elsewhere."""

    ordered: list[tuple[Candidate, Passage]]
    rarity: dict[str, float]
    elsewhere: tuple[str, ...]


class Clauses(NamedTuple):
    """The clauses of a question and a vector for each."""

    texts: tuple[str, ...]
    vectors: Vectors

    def beside(self, asked: Vectors) -> Vectors:
        """The vector of the whole question, which is the first of ``asked``, then those of the clauses."""
        return np.concatenate([asked[:1], self.vectors])


class Search:
    """Finds evidence in what is held."""

    def __init__(self, holdings: Holdings, indexing: Indexing, cache: EmbeddingCache, reader: QuestionReader) -> None:
        self._holdings = holdings
        self._indexing = indexing
        self._embedder = cache.embedder
        self._cache = cache
        self._reader = reader
        # What a question is like is read while the index is searched for it.
        self._aside = ThreadPoolExecutor(2, thread_name_prefix="reading")
        self._word_sets: dict[tuple[str, str], tuple[frozenset[str], frozenset[str]]] = {}

    def find(self, question: str, scope: Scope) -> Evidence:
        """Evidence for a question, best first.

        Raises:
            IndexUnusable: where the index cannot be read; the caller may rebuild it and try again.
        """
        understanding = understand(question)
        read = self._aside.submit(self.reading, understanding)
        by_clause = self._aside.submit(self.clauses, understanding)
        asked = self.vectors(understanding)
        found = self.candidates(understanding, asked, scope)
        telling = statements.likelihoods(understanding.plain, self.measured(found, asked))
        reading, clauses = read.result(), by_clause.result()
        held = beliefs.likelihoods(
            understanding, reading.leaning, clauses.texts, clauses.beside(asked), self.believed(found)
        )
        ranked = tuple(
            _ranked(candidate, rank, passage, _at(telling, rank), _at(held, rank))
            for rank, (candidate, passage) in enumerate(found.ordered[:_KEPT], start=1)
        )
        return Evidence(
            question=question,
            scope=scope,
            understanding=understanding,
            kind=reading.kind,
            passages=ranked,
            provisions=self._provisions(ranked),
            confidence=ranked[0].score if ranked else 0.0,
            held_but_elsewhere=found.elsewhere,
            not_held=named_provisions.not_held(self._holdings, understanding),
            apart=tuple(self.find(one, scope) for one in understanding.apart),
            index_digest=_digest(self._holdings.state(), self._embedder.name, ranked),
        )

    def reading(self, understanding: Understanding) -> QuestionReading:
        """What the question is like."""
        return self._reader.read(search_text(understanding))

    def vectors(self, understanding: Understanding) -> Vectors:
        """The vectors of a question and of its parts, if it has several; the whole first."""
        whole = search_text(understanding)
        return self._embedder.embed([whole] if len(understanding.parts) == 1 else [whole, *understanding.parts])

    def clauses(self, understanding: Understanding) -> Clauses:
        """The clauses of a question with their vectors."""
        texts = query.clauses(understanding.plain)
        dimensions = self._embedder.dimensions
        return Clauses(texts, self._embedder.embed(texts) if texts else np.zeros((0, dimensions), dtype=np.float32))

    def candidates(self, understanding: Understanding, vectors: Vectors, scope: Scope) -> Found:
        """Every passage considered for a question, measured and in order of score."""
        lexical = self._indexing.words()
        pinpointed, elsewhere = named_provisions.found(self._holdings, understanding, scope)
        gathered = ranking.gather(
            self._indexing.index.nearest(vectors, scope, _FACES),
            self._word_matches(understanding, lexical, scope),
            pinpointed,
        )
        looked_at = sorted(gathered.values(), key=lambda one: (-one.pinpoint, -one.fused))[:_LOOKED_AT]
        passed_over = self._holdings.unfinished_sources() | self._holdings.earlier_editions()
        passages = self._admitted([one.passage_id for one in looked_at], scope, passed_over)
        rarity = {word: lexical.rarity(word) or _UNKNOWN_WORD_RARITY for word in words(search_text(understanding))}
        first = self._in_order([one for one in looked_at if one.passage_id in passages], passages, scope, rarity)
        followed, cited = self._follow(first, passages, scope, passed_over)
        passages |= cited
        ordered = self._in_order([*first, *followed], passages, scope, rarity)
        return Found([(one, passages[one.passage_id]) for one in ordered], rarity, elsewhere)

    def _word_matches(
        self, understanding: Understanding, lexical: LexicalIndex, scope: Scope
    ) -> dict[str, list[WordMatch]]:
        asked = words(search_text(understanding))
        return {field: lexical.matches(asked, scope, field, _WORD_MATCHES) for field in (ASKED_FIELD, SAID_FIELD)}

    def _admitted(self, passage_ids: Sequence[str], scope: Scope, passed_over: frozenset[str]) -> dict[str, Passage]:
        return {
            passage_id: passage
            for passage_id, passage in self._holdings.some_passages(passage_ids).items()
            if passage.source_id not in passed_over and admits(scope, limits_of(passage))
        }

    def _in_order(
        self, candidates: list[Candidate], passages: dict[str, Passage], scope: Scope, rarity: dict[str, float]
    ) -> list[Candidate]:
        for one in candidates:
            passage = passages[one.passage_id]
            title, whole = self._words_of(passage)
            one.coverage, one.coverage_of_title = ranking.coverage(rarity, whole), ranking.coverage(rarity, title)
            one.score = ranking.score(one, passage, scope)
        return sorted(candidates, key=lambda one: -one.score)

    def _words_of(self, passage: Passage) -> tuple[frozenset[str], frozenset[str]]:
        """The words of a passage's title and questions, and of all of it."""
        key = (passage.id, passage.sha256)
        if key not in self._word_sets:
            if len(self._word_sets) > _MOST_WORD_SETS:
                self._word_sets.clear()
            title = frozenset(words(" ".join((passage.title, *passage.questions))))
            self._word_sets[key] = (title, title | frozenset(words(" ".join((*passage.headings[-2:], passage.text)))))
        return self._word_sets[key]

    def measured(self, found: Found, vectors: Vectors) -> list[Measured]:
        """The best passages with what their statements have in common with the question."""
        best = found.ordered[:_SCORED_STATEMENTS]
        texts = [one.text for _, passage in best if passage.questions for one in passage.told]
        near = iter((self._cache.vectors(texts) @ vectors.T).max(axis=1) if texts else ())
        return [
            Measured(
                passage=passage,
                score=candidate.score,
                rank=rank,
                asked=_asked_score(candidate),
                near=np.array([next(near) for _ in passage.told]) if passage.questions else None,
                shared=np.array(
                    [ranking.coverage(found.rarity, word_set(one.text)) for one in passage.told], dtype=float
                ),
            )
            for rank, (candidate, passage) in enumerate(best, start=1)
        ]

    def believed(self, found: Found) -> list[Held]:
        """The best passages with the vectors by which their beliefs are compared with the question."""
        best = found.ordered[:_BELIEFS_OF]
        texts = [
            text for _, passage in best for correction in passage.corrections for text in beliefs.texts_of(correction)
        ]
        vectors = iter(self._cache.vectors(texts) if texts else ())

        def taken(correction: Correction) -> Vectors:
            return np.array([next(vectors) for _ in beliefs.texts_of(correction)])

        result = []
        for rank, (candidate, passage) in enumerate(best, start=1):
            each = [taken(correction) for correction in passage.corrections]
            result.append(
                Held(
                    passage=passage,
                    score=candidate.score,
                    rank=rank,
                    asked=_asked_score(candidate),
                    sayings=tuple(one[:-1] for one in each),
                    right=tuple(one[-1] for one in each),
                )
            )
        return result

    def _follow(
        self, ordered: list[Candidate], passages: dict[str, Passage], scope: Scope, passed_over: frozenset[str]
    ) -> tuple[list[Candidate], dict[str, Passage]]:
        """Bring in the law that the best passages cite, and mark it where it was already found."""
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
        wanted = [passage_id for passage_id in dict.fromkeys(cited) if passage_id not in present]
        fresh = self._admitted(wanted, scope, passed_over)
        for one in ordered:
            if one.passage_id in cited:
                one.found_by.setdefault("cited", 1)
        return [Candidate(passage_id, found_by={"cited": 1}) for passage_id in fresh], fresh

    def _provisions(self, ranked: Sequence[RankedPassage]) -> tuple[ProvisionFacts, ...]:
        """What is held about the provisions that the best passages cite, from the text or card last checked.

        A text of April knows nothing of June, so the later of the two says what stands; the extent is the text's.
        """
        cited = {
            reference.url
            for one in ranked[:_SCORED_STATEMENTS]
            for statement in one.passage.told
            for reference in statement.references
        }
        earlier = self._holdings.earlier_editions()
        found = []
        for url, passages in self._holdings.held_at(sorted(cited)).items():
            law = [one for one in passages if one.kind is Kind.LEGISLATION and one.source_id not in earlier]
            own = [one for one in passages if one.kind is not Kind.LEGISLATION and one.url == url]
            if not law and not own:
                continue
            last = max([*law, *own], key=lambda one: one.as_at or NEVER)
            found.append(
                ProvisionFacts(
                    url=url,
                    standing=last.standing,
                    extent=(law or own)[0].extent,
                    in_force_from=last.in_force_from,
                    in_force_to=last.in_force_to,
                )
            )
        return tuple(found)


def _ranked(
    candidate: Candidate, rank: int, passage: Passage, telling: tuple[float, ...], held: tuple[float, ...]
) -> RankedPassage:
    return RankedPassage(
        passage=passage,
        rank=rank,
        score=round(candidate.score, 4),
        found_by=tuple(candidate.found_by),
        statement_scores=telling,
        asked_score=_asked_score(candidate),
        belief_scores=held,
    )


def _at(likelihoods: Sequence[tuple[float, ...]], rank: int) -> tuple[float, ...]:
    """What was measured of the passage at a rank; nothing is measured of those that came late."""
    return likelihoods[rank - 1] if rank <= len(likelihoods) else ()


def _asked_score(candidate: Candidate) -> float:
    return round(max(candidate.best(face.ASKED), candidate.best(face.TITLE)), 4)


def _digest(state: str, model: str, ranked: Sequence[RankedPassage]) -> str:
    text = "\n".join([state, model, *(f"{one.passage.id} {one.passage.sha256}" for one in ranked)])
    return hashlib.sha256(text.encode()).hexdigest()
