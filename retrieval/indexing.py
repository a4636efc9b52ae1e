"""Keeping the indexes in step with the holdings: takes in what waits, forgets what went, rebuilds what is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import IndexUnusable
from corpus.holdings import Holdings
from retrieval import lexical
from retrieval.embedding import Embedder
from retrieval.embedding_cache import EmbeddingCache
from retrieval.face import faces
from retrieval.limits import limits_of
from retrieval.passage_index import PassageIndex

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done and how much there is."""

_BATCH_PASSAGES = 128
_LOCK_SECONDS = 600


class Indexing:
    """Brings the vector and lexical indexes up to the holdings, one process at a time."""

    def __init__(self, home: Path, holdings: Holdings, embedder: Embedder, index: PassageIndex) -> None:
        self._home = home
        self._holdings = holdings
        self._embedder = embedder
        self.index = index
        self._lexical: tuple[str, lexical.LexicalIndex] | None = None

    def finish(self, on_progress: Progress | None = None) -> int:
        """Do whatever waits; returns how many passages were taken in or forgotten.

        Work is recorded as done batch by batch, after the index has it, so a killed run is finished by the next.

        Raises:
            IndexUnusable: where another run holds the index for ten minutes, or the index stays broken after a rebuild.
        """
        if self._holdings.waiting() == 0 and self._same_model():
            return 0
        with self._alone("indexing.lock"):
            if not self._same_model():
                self._holdings.index_everything_again()
                self._holdings.set_note("indexed_with", self._embedder.name)
            return self._take_in(on_progress)

    def rebuild(self, on_progress: Progress | None = None) -> int:
        """Throw the vector index away and fill a new one from the holdings; vectors come from the cache where held.

        What is to be done is written down before anything is thrown away, so that a run stopped here is finished later.

        Raises:
            NoSpace: where the disk is full.
            IndexUnusable: where another run holds the index for ten minutes, or the new one cannot be written.
        """
        with self._alone("indexing.lock"):
            self._holdings.index_everything_again()
            self._holdings.set_note("indexed_with", self._embedder.name)
            self.index.begin_again()
            return self._take_in(on_progress)

    def words(self) -> lexical.LexicalIndex:
        """The lexical index of what is held now; rebuilt when the holdings have moved on."""
        state = self._holdings.state()
        if self._lexical is None or self._lexical[0] != state:
            self.index.close()
            folder = self._home / "lexical"
            found = lexical.load(folder, state)
            if found is None:
                found = lexical.build(self._holdings.all_passages())
                with self._alone("lexical.lock"):
                    lexical.save(found, folder, state)
            self._lexical = (state, found)
        return self._lexical[1]

    def _take_in(self, on_progress: Progress | None) -> int:
        cache = EmbeddingCache(self._home / "cache" / "vectors.sqlite", self._embedder)
        total = self._holdings.waiting()
        done = 0
        while True:
            state = self._holdings.state()
            taken, forgotten = self._holdings.to_index(_BATCH_PASSAGES)
            if not taken and not forgotten:
                break
            passages = self._holdings.some_passages(taken)
            self.index.forget([*taken, *forgotten] if self.index.count() else [])
            batch = [(face, limits_of(passage)) for passage in passages.values() for face in faces(passage)]
            if batch:
                vectors = cache.vectors([face.text for face, _ in batch])
                self.index.put([face for face, _ in batch], vectors, [limits for _, limits in batch])
            self._holdings.indexed([*taken, *forgotten], state)
            done += len(taken) + len(forgotten)
            if on_progress:
                on_progress("Indexing passages", min(done, total), total)
        return done

    @contextmanager
    def _alone(self, lock: str) -> Iterator[None]:
        """Work that one process does at a time."""
        try:
            with FileLock(self._home / lock, timeout=_LOCK_SECONDS):
                yield
        except Timeout as error:
            raise IndexUnusable(
                "Another run has been indexing for over ten minutes.", "Wait for it, or stop it, and run again."
            ) from error

    def _same_model(self) -> bool:
        return self._holdings.note("indexed_with") == self._embedder.name
