"""Vectors already computed, by model and text, so that an unchanged text is never embedded twice."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from retrieval.embedding import Embedder, Vectors


class EmbeddingCache:
    """A SQLite file of vectors, half precision. Losing it costs time only; a damaged one is begun again."""

    def __init__(self, path: Path, embedder: Embedder) -> None:
        self._path = path
        self._embedder = embedder
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._create()
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            self._create()

    def vectors(self, texts: Sequence[str], on_progress: Callable[[int, int], None] | None = None) -> Vectors:
        """Unit vectors of shape (len(texts), dimensions), from the cache where held, else computed and kept."""
        keys = [self._key(text) for text in texts]
        result = np.zeros((len(texts), self._embedder.dimensions), dtype=np.float32)
        held = self._held(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in held}
        todo = list(missing.items())
        for start in range(0, len(todo), 256):
            chosen = todo[start : start + 256]
            computed = self._embedder.embed([text for _, text in chosen])
            rows = [
                (key, vector.astype(np.float16).tobytes()) for (key, _), vector in zip(chosen, computed, strict=True)
            ]
            with closing(sqlite3.connect(self._path, timeout=30)) as connection, connection:
                connection.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
            held.update(rows)
            if on_progress:
                on_progress(min(start + 256, len(todo)), len(todo))
        for index, key in enumerate(keys):
            result[index] = np.frombuffer(held[key], dtype=np.float16)
        return result

    def _held(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        wanted = list(dict.fromkeys(keys))
        with closing(sqlite3.connect(self._path, timeout=30)) as connection:
            for start in range(0, len(wanted), 500):
                chosen = wanted[start : start + 500]
                marks = ",".join("?" * len(chosen))
                wanted_rows = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608 (only question marks)
                found.update(connection.execute(wanted_rows, chosen))
        return found

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self._embedder.name}\0{text}".encode()).digest()

    def _create(self) -> None:
        with closing(sqlite3.connect(self._path, timeout=30)) as connection, connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
            )
