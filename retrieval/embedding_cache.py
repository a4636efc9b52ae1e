"""Vectors already computed, by model and text, so that an unchanged text is never embedded twice.

Those of the shipped cards come with the package.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np

from retrieval import shipped_vectors
from retrieval.embedding import Embedder, Vectors

Result = TypeVar("Result")


class EmbeddingCache:
    """A SQLite file of vectors, half precision. Losing it costs time only.

    A damaged one is begun again; one that is locked, read-only or on a full disk is done without.
    """

    def __init__(self, path: Path, embedder: Embedder) -> None:
        self._path = path
        self.embedder = embedder
        path.parent.mkdir(parents=True, exist_ok=True)
        self._at_work(_create, None)

    def vectors(self, texts: Sequence[str], on_progress: Callable[[int, int], None] | None = None) -> Vectors:
        """Unit vectors of shape (len(texts), dimensions), from the cache where held, else computed and kept."""
        keys = [self._key(text) for text in texts]
        result = np.zeros((len(texts), self.embedder.dimensions), dtype=np.float32)
        held = self._at_work(lambda connection: _held(connection, keys), dict[bytes, bytes]())
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in held}
        shipped = shipped_vectors.known(self.embedder.name, missing)
        held |= {key: vector.astype(np.float16).tobytes() for key, vector in shipped.items()}
        missing = {key: text for key, text in missing.items() if key not in shipped}
        todo = list(missing.items())
        for start in range(0, len(todo), 256):
            chosen = todo[start : start + 256]
            computed = self.embedder.embed([text for _, text in chosen])
            rows = [
                (key, vector.astype(np.float16).tobytes()) for (key, _), vector in zip(chosen, computed, strict=True)
            ]
            self._at_work(partial(_keep, rows=rows), None)
            held.update(rows)
            if on_progress:
                on_progress(min(start + 256, len(todo)), len(todo))
        for index, key in enumerate(keys):
            result[index] = np.frombuffer(held[key], dtype=np.float16)
        return result

    def _key(self, text: str) -> bytes:
        return key_of(self.embedder.name, text)

    def _at_work(self, work: Callable[[sqlite3.Connection], Result], otherwise: Result) -> Result:
        """What the work on the file gives, or ``otherwise`` where the file cannot be used."""
        try:
            with closing(sqlite3.connect(self._path, timeout=30)) as connection, connection:
                return work(connection)
        except sqlite3.OperationalError:
            return otherwise
        except sqlite3.DatabaseError:
            for suffix in ("", "-wal", "-shm"):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
            with suppress(sqlite3.Error), closing(sqlite3.connect(self._path, timeout=30)) as connection, connection:
                _create(connection)
            return otherwise


def key_of(model: str, text: str) -> bytes:
    """The digest by which the vector of a text is kept."""
    return hashlib.sha256(f"{model}\0{text}".encode()).digest()


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID")


def _held(connection: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    wanted = list(dict.fromkeys(keys))
    for start in range(0, len(wanted), 500):
        chosen = wanted[start : start + 500]
        marks = ",".join("?" * len(chosen))
        wanted_rows = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608 (only question marks)
        found.update(connection.execute(wanted_rows, chosen))
    return found


def _keep(connection: sqlite3.Connection, rows: Sequence[tuple[bytes, bytes]]) -> None:
    connection.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
