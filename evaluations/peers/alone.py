"""One signal alone: words by BM25, and meaning by the embedding model, over whole passages."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np

from corpus.passage import Passage
from evaluations.peers.peer import CHUNKS_FOUND, NotHere, addresses_of
from retrieval.embedding import Embedder
from retrieval.embedding_cache import EmbeddingCache


def text_of(passage: Passage) -> str:
    """What a peer sees of a passage: its title and its text."""
    return f"{passage.title}\n{passage.text}"


class WordsAlone:
    """BM25 as bm25s ships it: English stop words, its own tokenizer, no stemming."""

    name = "BM25 alone"
    how = "bm25s over title and text of every passage, as it ships"

    def __init__(self, passages: Sequence[Passage]) -> None:
        """Index the passages.

        Raises:
            NotHere: where nothing is held.
        """
        import bm25s

        if not passages:
            raise NotHere(self.name, "nothing is held")
        self._passages = passages
        self._index = bm25s.BM25()
        self._index.index(
            bm25s.tokenize([text_of(one) for one in passages], stopwords="en", show_progress=False), show_progress=False
        )

    def find(self, questions: Sequence[str]) -> list[tuple[list[str], float]]:
        """See ``FindsAddresses``."""
        return [self._one(question) for question in questions]

    def _one(self, question: str) -> tuple[list[str], float]:
        import bm25s

        began = time.perf_counter()
        words = bm25s.tokenize(question, stopwords="en", show_progress=False)
        places, _ = self._index.retrieve(words, k=min(CHUNKS_FOUND, len(self._passages)), show_progress=False)
        found = addresses_of(self._passages[int(place)] for place in places[0])
        return found, (time.perf_counter() - began) * 1000


class MeaningAlone:
    """The nearest passages by the advisor's own embedding model, every one compared."""

    name = "Embedding alone"

    def __init__(self, passages: Sequence[Passage], embedder: Embedder, cache: EmbeddingCache) -> None:
        """Embed the passages, or take their vectors from the cache.

        Raises:
            NotHere: where nothing is held.
        """
        if not passages:
            raise NotHere(self.name, "nothing is held")
        self.how = f"cosine over title and text of every passage, {embedder.name}"
        self._passages = passages
        self._embedder = embedder
        self._vectors = cache.vectors([text_of(one) for one in passages])

    def find(self, questions: Sequence[str]) -> list[tuple[list[str], float]]:
        """See ``FindsAddresses``."""
        return [self._one(question) for question in questions]

    def _one(self, question: str) -> tuple[list[str], float]:
        began = time.perf_counter()
        nearness = self._vectors @ self._embedder.embed([question])[0]
        best = np.argsort(-nearness)[:CHUNKS_FOUND]
        found = addresses_of(self._passages[int(place)] for place in best)
        return found, (time.perf_counter() - began) * 1000
