"""The plain baseline as a peer: LangChain's splitter, Chroma and the same embedding model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.passage import Passage
from evaluations.baselines import PlainRetrieval
from evaluations.peers.peer import CHUNKS_FOUND
from retrieval.embedding import Embedder


class Plain:
    """What a first afternoon gives."""

    name = "Plain RAG (LangChain, Chroma)"

    def __init__(self, folder: Path, embedder: Embedder, passages: Sequence[Passage]) -> None:
        self.how = f"chunks of 800 characters, nearest {CHUNKS_FOUND} in Chroma, {embedder.name}"
        self._found_in = PlainRetrieval(folder, embedder, passages)

    def find(self, questions: Sequence[str]) -> list[tuple[list[str], float]]:
        """See ``FindsAddresses``."""
        results = [self._found_in.find(question, CHUNKS_FOUND) for question in questions]
        return [(list(one.addresses), one.milliseconds) for one in results]
