"""The vector index: the only door to Chroma, embedded in the home folder or on a server.

It holds one vector for each face, with the limits of its passage as metadata, and nothing that cannot be rebuilt.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from corpus.errors import IndexUnusable
from retrieval.embedding import Vectors
from retrieval.evidence import Scope
from retrieval.face import Face
from retrieval.limits import Limits, day_number

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

_BATCH = 2000


@dataclass(frozen=True)
class FaceMatch:
    """A face near the question; ``nearness`` is the cosine, -1 to 1."""

    passage_id: str
    kind: str
    number: int
    nearness: float


class PassageIndex:
    """Vectors of faces, found by nearness within a scope."""

    def __init__(self, folder: Path, embedder_name: str, server_url: str | None = None) -> None:
        self._folder = folder
        self._server_url = server_url
        self._name = "faces-" + "".join(letter if letter.isalnum() else "-" for letter in embedder_name)[:50].strip("-")
        self._opened: tuple[ClientAPI, Collection] | None = None

    def put(self, faces: Sequence[Face], vectors: Vectors, limits: Sequence[Limits]) -> None:
        """Take faces in, replacing those of the same id."""
        with _Faults(self._where):
            for start in range(0, len(faces), _BATCH):
                chosen = faces[start : start + _BATCH]
                self._collection.upsert(
                    ids=[face.id for face in chosen],
                    embeddings=cast(Any, vectors[start : start + _BATCH]),
                    metadatas=[
                        {"passage": face.passage_id, "kind": face.kind, "number": face.number, **limit}
                        for face, limit in zip(chosen, limits[start : start + _BATCH], strict=True)
                    ],
                )

    def forget(self, passage_ids: Sequence[str]) -> None:
        """Drop every face of these passages."""
        with _Faults(self._where):
            for start in range(0, len(passage_ids), 200):
                chosen = list(passage_ids[start : start + 200])
                if chosen:
                    self._collection.delete(where=cast(Any, {"passage": {"$in": chosen}}))

    def nearest(self, vectors: Vectors, scope: Scope, count: int) -> list[list[FaceMatch]]:
        """For each question vector the ``count`` nearest faces that the scope admits, nearest first."""
        with _Faults(self._where):
            found = self._collection.query(
                query_embeddings=cast(Any, vectors),
                n_results=count,
                where=_where(scope),
                include=["metadatas", "distances"],
            )
        metadatas, distances = found["metadatas"] or [], found["distances"] or []
        return [
            [
                FaceMatch(str(meta["passage"]), str(meta["kind"]), int(cast(int, meta["number"])), 1.0 - distance)
                for meta, distance in zip(metas, gaps, strict=True)
            ]
            for metas, gaps in zip(metadatas, distances, strict=True)
        ]

    def count(self) -> int:
        """How many faces are held."""
        with _Faults(self._where):
            return self._collection.count()

    def passage_ids(self) -> set[str]:
        """Every passage of which a face is held."""
        with _Faults(self._where):
            held: set[str] = set()
            step = 10_000
            for start in range(0, self._collection.count(), step):
                metadatas = self._collection.get(include=["metadatas"], limit=step, offset=start)["metadatas"] or []
                held.update(str(meta["passage"]) for meta in metadatas)
            return held

    def begin_again(self) -> None:
        """Throw the index away and begin an empty one; the holdings can fill it."""
        self.close()
        if self._server_url is None:
            shutil.rmtree(self._folder, ignore_errors=True)
            return
        with _Faults(self._where):
            client = self._client()
            if self._name in [collection.name for collection in client.list_collections()]:
                client.delete_collection(self._name)

    def close(self) -> None:
        """Let go of the files, so that a changed or rebuilt index is read afresh."""
        if self._opened is not None and self._server_url is None:
            from chromadb.api.shared_system_client import SharedSystemClient

            SharedSystemClient.clear_system_cache()
        self._opened = None

    @property
    def _where(self) -> str:
        return self._server_url or str(self._folder)

    @property
    def _collection(self) -> Collection:
        if self._opened is None:
            client = self._client()
            collection = client.get_or_create_collection(
                self._name,
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "ef_search": 200, "ef_construction": 200}},
            )
            self._opened = (client, collection)
        return self._opened[1]

    def _client(self) -> ClientAPI:
        os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if self._server_url is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            return chromadb.PersistentClient(path=str(self._folder), settings=settings)
        parts = urlsplit(self._server_url)
        return chromadb.HttpClient(
            host=parts.hostname or "localhost",
            port=parts.port or (443 if parts.scheme == "https" else 8000),
            ssl=parts.scheme == "https",
            settings=settings,
        )


def _where(scope: Scope) -> Any:
    on = day_number(scope.on)
    terms: list[dict[str, Any]] = [
        {"from": {"$lte": on}},
        {"to": {"$gt": on}},
        {"rank": {"$lte": scope.clearance.rank}},
    ]
    territory = scope.jurisdiction.territory
    if territory is not None:
        terms.append({territory: 1})
    return {"$and": terms}


class _Faults:
    """Turns whatever Chroma raises into one error that says what to do."""

    def __init__(self, where: str) -> None:
        self._place = where

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, IndexUnusable):
            if isinstance(error, OSError) and error.errno == 28:
                raise IndexUnusable(
                    f"The disk that holds {self._place} is full.", "Free some space and run again."
                ) from error
            raise IndexUnusable(
                f"The vector index at {self._place} cannot be used ({type(error).__name__}: {str(error)[:120]}).",
                "It is rebuilt from the holdings at the next run, or with: advisor corpus verify --rebuild",
            ) from error
