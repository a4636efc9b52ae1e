"""The vector index: the only door to Chroma, embedded in the home folder or on a server.

It holds one vector for each face and nothing that cannot be rebuilt. Faces whose passages have the same extent and
classification and hold from now on share a collection, so that a search for the law of today asks only the collections
that it may see and needs no slower filter; dated passages and searches for a day in the past are filtered by date.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast
from urllib.parse import urlsplit

from corpus.errors import IndexUnusable, NoSpace
from retrieval.embedding import Vectors
from retrieval.evidence import Scope
from retrieval.face import Face, split_face_id
from retrieval.limits import Group, Limits, day_number, group_of

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

_BATCH = 2000
_SIDE_BY_SIDE = 4
_HNSW = {"hnsw": {"space": "cosine", "ef_search": 200, "ef_construction": 200}}


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
        letters = "".join(letter if letter.isalnum() else "-" for letter in embedder_name)
        self._prefix = f"faces-{letters[:40].strip('-')}."
        self._lock = threading.Lock()
        self._side_by_side = ThreadPoolExecutor(_SIDE_BY_SIDE, thread_name_prefix="nearest")
        self._opened: tuple[ClientAPI, dict[Group, Collection]] | None = None

    def put(self, faces: Sequence[Face], vectors: Vectors, limits: Sequence[Limits]) -> None:
        """Take faces in, replacing those of the same id; ``limits`` are those of each face's passage."""
        by_group: dict[Group, list[int]] = {}
        for place, limit in enumerate(limits):
            by_group.setdefault(group_of(limit), []).append(place)
        with _Faults(self._where):
            for group, places in by_group.items():
                collection = self._collection(group)
                for start in range(0, len(places), _BATCH):
                    chosen = places[start : start + _BATCH]
                    collection.upsert(
                        ids=[faces[place].id for place in chosen],
                        embeddings=cast(Any, vectors[chosen]),
                        metadatas=[
                            {"passage": faces[place].passage_id, "from": limits[place].first, "to": limits[place].end}
                            for place in chosen
                        ],
                    )

    def forget(self, passage_ids: Sequence[str]) -> None:
        """Drop every face of these passages."""
        with _Faults(self._where):
            for collection in self._collections().values():
                for start in range(0, len(passage_ids), 200):
                    chosen = list(passage_ids[start : start + 200])
                    collection.delete(where=cast(Any, {"passage": {"$in": chosen}}))

    def nearest(self, vectors: Vectors, scope: Scope, count: int) -> list[list[FaceMatch]]:
        """For each question vector the ``count`` nearest faces that the scope admits, nearest first."""
        found: list[list[FaceMatch]] = [[] for _ in vectors]

        def query(group: Group, collection: Collection) -> Any:
            return collection.query(
                query_embeddings=cast(Any, vectors),
                n_results=count,
                where=None if group.holds_now and not scope.historical else _dates(scope),
                include=["distances"],
            )

        with _Faults(self._where):
            admitted = [(group, held) for group, held in self._collections().items() if group.admitted_by(scope)]
            # Side by side, for a question waits for every one of them and each leaves the interpreter to the others.
            for answer in self._side_by_side.map(query, *zip(*admitted, strict=True)) if admitted else ():
                for place, (ids, gaps) in enumerate(zip(answer["ids"], answer["distances"] or [], strict=True)):
                    found[place] += [
                        FaceMatch(*split_face_id(face_id), 1.0 - gap) for face_id, gap in zip(ids, gaps, strict=True)
                    ]
        return [sorted(matches, key=lambda match: -match.nearness)[:count] for matches in found]

    def count(self) -> int:
        """How many faces are held."""
        with _Faults(self._where):
            return sum(collection.count() for collection in self._collections().values())

    def passage_ids(self) -> set[str]:
        """Every passage of which a face is held."""
        held: set[str] = set()
        step = 10_000
        with _Faults(self._where):
            for collection in self._collections().values():
                for start in range(0, collection.count(), step):
                    ids = collection.get(include=[], limit=step, offset=start)["ids"]
                    held.update(split_face_id(face_id)[0] for face_id in ids)
        return held

    def begin_again(self) -> None:
        """Throw the index away and begin an empty one; the holdings can fill it."""
        self.close()
        if self._server_url is None:
            shutil.rmtree(self._folder, ignore_errors=True)
            return
        with _Faults(self._where):
            client, groups = self._open()
            for group in list(groups):
                client.delete_collection(self._prefix + group.name)
        self.close()

    def close(self) -> None:
        """Let go of the files, so that a changed or rebuilt index is read afresh."""
        with self._lock:
            # Chroma keeps even what it failed to open, and would give the broken one again after a rebuild.
            if self._server_url is None and "chromadb" in sys.modules:
                from chromadb.api.shared_system_client import SharedSystemClient

                SharedSystemClient.clear_system_cache()
            self._opened = None

    @property
    def _where(self) -> str:
        return self._server_url or str(self._folder)

    def _collections(self) -> dict[Group, Collection]:
        return dict(self._open()[1])

    def _collection(self, group: Group) -> Collection:
        client, groups = self._open()
        if group not in groups:
            groups[group] = client.get_or_create_collection(
                self._prefix + group.name, embedding_function=None, configuration=cast(Any, _HNSW)
            )
        return groups[group]

    def _open(self) -> tuple[ClientAPI, dict[Group, Collection]]:
        with self._lock:
            if self._opened is None:
                client = self._client()
                groups = {
                    Group.named(collection.name.removeprefix(self._prefix)): client.get_collection(
                        collection.name, embedding_function=None
                    )
                    for collection in client.list_collections()
                    if collection.name.startswith(self._prefix)
                }
                self._opened = (client, groups)
            return self._opened

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


def _dates(scope: Scope) -> Any:
    on = day_number(scope.on)
    return {"$and": [{"from": {"$lte": on}}, {"to": {"$gt": on}}]}


class _Faults:
    """Turns whatever Chroma raises into one error that says what to do."""

    def __init__(self, where: str) -> None:
        self._place = where

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, (IndexUnusable, NoSpace)):
            if self._place.startswith("http"):
                raise IndexUnusable(
                    f"The Chroma server at {self._place} cannot be used ({type(error).__name__}: {str(error)[:120]}).",
                    "Start it, or correct or remove the setting index.chroma_url.",
                ) from error
            if (isinstance(error, OSError) and error.errno == 28) or any(
                sign in str(error).lower() for sign in ("disk is full", "no space", "file too large", "disk i/o error")
            ):
                raise NoSpace(
                    f"The disk that holds {self._place} is full.", "Free some space and run again."
                ) from error
            raise IndexUnusable(
                f"The vector index at {self._place} cannot be used ({type(error).__name__}: {str(error)[:120]}).",
                "It is rebuilt from the holdings at the next run, or with: advisor corpus verify --rebuild",
            ) from error
