"""The plain baseline: what a first afternoon gives. LangChain splitter, Chroma, MiniLM, the nearest five chunks.

It sees the same texts and the same embedding model as the advisor, and nothing else of it: no fields, no words, no
pinpoints, no limits, no citations followed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from corpus.passage import Passage
from retrieval.embedding import Embedder

CHUNK_CHARACTERS = 800
CHUNK_OVERLAP_CHARACTERS = 80


@dataclass(frozen=True)
class PlainResult:
    """What the baseline found: addresses in order, the text it would hand to a writer, and the time it took."""

    addresses: tuple[str, ...]
    text: str
    milliseconds: float


class PlainRetrieval:
    """The nearest chunks to a question."""

    def __init__(self, folder: Path, embedder: Embedder, passages: Sequence[Passage]) -> None:
        os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
        import chromadb
        from chromadb.config import Settings
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        self._embedder = embedder
        splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_CHARACTERS, chunk_overlap=CHUNK_OVERLAP_CHARACTERS)
        self._chunks = [(passage, chunk) for passage in passages for chunk in splitter.split_text(passage.text)]
        client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
        self._collection = client.create_collection(
            "plain", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        vectors = embedder.embed([chunk for _, chunk in self._chunks])
        for start in range(0, len(self._chunks), 2000):
            self._collection.add(
                ids=[str(number) for number in range(start, min(start + 2000, len(self._chunks)))],
                embeddings=cast(Any, vectors[start : start + 2000]),
            )

    def find(self, question: str, count: int = 5) -> PlainResult:
        """The addresses that the nearest chunks carry, in order, each once."""
        began = time.perf_counter()
        found = self._collection.query(
            query_embeddings=cast(Any, self._embedder.embed([question])), n_results=count, include=[]
        )
        chunks = [self._chunks[int(number)] for number in found["ids"][0]]
        taken = (time.perf_counter() - began) * 1000
        addresses: dict[str, None] = {}
        for passage, _ in chunks:
            for statement in passage.statements:
                addresses.update((reference.url, None) for reference in statement.references)
            addresses.setdefault(passage.url, None)
        return PlainResult(tuple(addresses), "\n".join(chunk for _, chunk in chunks), taken)
