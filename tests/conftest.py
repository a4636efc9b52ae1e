"""A home folder that holds the shipped cards, indexed once for a whole run of the tests and copied for each."""

from __future__ import annotations

import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from filelock import FileLock

from corpus.holdings import Holdings
from corpus.passage import Passage
from retrieval.embedding import PackagedMiniLM
from retrieval.embedding_cache import EmbeddingCache
from retrieval.indexing import Indexing
from retrieval.passage_index import PassageIndex
from retrieval.question_reader import PackagedReader
from retrieval.search import Search
from tests import console, invented


@pytest.fixture(scope="session")
def prepared_home(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A home in which the shipped cards are held and indexed; never changed, copied by ``home``.

    Vectors computed by an earlier run are kept in pytest's cache, by model and text, so that only new texts cost time.
    """
    base = tmp_path_factory.getbasetemp()
    whole_run = base.parent if hasattr(request.config, "workerinput") else base
    made = whole_run / "prepared-home"
    with FileLock(whole_run / "prepared-home.lock"):
        if not made.exists():
            fresh = whole_run / "prepared-home.new"
            shutil.rmtree(fresh, ignore_errors=True)
            cache: pytest.Cache | None = getattr(request.config, "cache", None)
            kept = None if cache is None else cache.mkdir("vectors") / "vectors.sqlite"
            if kept is not None and kept.exists():
                (fresh / "cache").mkdir(parents=True)
                shutil.copy(kept, fresh / "cache" / "vectors.sqlite")
            ran = console.advisor(fresh, "corpus", "status", "--json", seconds=600)
            assert ran.code == 0, ran.err
            assert ran.json["to_index"] == 0
            if kept is not None:
                shutil.copy(fresh / "cache" / "vectors.sqlite", kept)
            fresh.rename(made)
    return made


@pytest.fixture
def home(tmp_path: Path, prepared_home: Path) -> Path:
    """A copy of the prepared home, the test's own."""
    return Path(shutil.copytree(prepared_home, tmp_path / "home"))


@pytest.fixture(scope="session")
def read_home(tmp_path_factory: pytest.TempPathFactory, prepared_home: Path) -> Path:
    """A copy of the prepared home for tests that only ask and show; one for each worker."""
    return Path(shutil.copytree(prepared_home, tmp_path_factory.mktemp("read") / "home"))


@pytest.fixture(scope="session")
def embedder() -> PackagedMiniLM:
    """The packaged model, loaded once."""
    return PackagedMiniLM()


@cache
def reader() -> PackagedReader:
    """The packaged reader of questions, loaded once."""
    return PackagedReader()


class SmallWorld:
    """Holdings, indexes and a search over invented passages, in a folder of their own."""

    def __init__(self, folder: Path, embedder: PackagedMiniLM) -> None:
        self.folder = folder
        self.holdings = Holdings(folder / "holdings.sqlite")
        self.index = PassageIndex(folder / "vectors", embedder.name)
        self.indexing = Indexing(folder, self.holdings, embedder, self.index)
        vectors = EmbeddingCache(folder / "cache" / "vectors.sqlite", embedder)
        self.search = Search(self.holdings, self.indexing, vectors, reader())

    def hold(self, *passages: Passage, on: date = invented.TODAY) -> None:
        """Hold and index these passages."""
        self.holdings.put_all(invented.sources_of(passages), origin="added", added_on=on, keep_others=True)
        self.indexing.finish()


@pytest.fixture
def world(tmp_path: Path, embedder: PackagedMiniLM) -> SmallWorld:
    """A small world with nothing in it yet."""
    return SmallWorld(tmp_path / "world", embedder)
