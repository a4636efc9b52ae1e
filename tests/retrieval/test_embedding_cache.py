"""The embedding cache: a text is embedded once for each model, and losing or damaging the file costs time only."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from retrieval.embedding import Vectors
from retrieval.embedding_cache import EmbeddingCache


class CountingEmbedder:
    """Unit vectors made of a text's letters, and how many texts were asked for."""

    dimensions = 8

    def __init__(self, name: str = "letters:1") -> None:
        self.name = name
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        rows = np.array([[1.0 + text.count(letter) for letter in "abcdefgh"] for text in texts], dtype=np.float32)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "vectors.sqlite"


def test_a_text_is_embedded_once(file: Path) -> None:
    embedder = CountingEmbedder()
    cache = EmbeddingCache(file, embedder)
    first = cache.vectors(["bad cab", "face", "bad cab"])
    again = EmbeddingCache(file, embedder).vectors(["face", "bad cab"])
    assert embedder.asked == ["bad cab", "face"]
    assert np.array_equal(first[[1, 0]], again)
    assert np.array_equal(first[0], first[2])
    assert np.allclose(np.linalg.norm(first, axis=1), 1.0, atol=2e-3)


def test_another_model_has_vectors_of_its_own(file: Path) -> None:
    one, other = CountingEmbedder(), CountingEmbedder("letters:2")
    EmbeddingCache(file, one).vectors(["face"])
    EmbeddingCache(file, other).vectors(["face"])
    assert one.asked == other.asked == ["face"]


def test_more_texts_than_one_batch_come_back_in_order(file: Path) -> None:
    embedder = CountingEmbedder()
    texts = [f"{'a' * (number % 7)}{'b' * (number % 11)} {number}" for number in range(700)]
    steps: list[tuple[int, int]] = []
    found = EmbeddingCache(file, embedder).vectors(texts, lambda done, total: steps.append((done, total)))
    assert np.allclose(found, embedder.embed(texts), atol=2e-3)
    assert steps[-1] == (700, 700)


def test_nothing_asked_gives_nothing(file: Path) -> None:
    assert EmbeddingCache(file, CountingEmbedder()).vectors([]).shape == (0, 8)


@pytest.mark.parametrize("content", [b"rubbish " * 600, b"SQLite format 3\0" + b"\xff" * 8192])
def test_a_damaged_file_is_begun_again(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert EmbeddingCache(file, CountingEmbedder()).vectors(["face"]).shape == (1, 8)


def test_a_file_damaged_while_in_use_is_begun_again(file: Path) -> None:
    embedder = CountingEmbedder()
    cache = EmbeddingCache(file, embedder)
    cache.vectors([f"face {number}" for number in range(600)])
    before = cache.vectors(["face 5"])
    for leftover in file.parent.glob("vectors.sqlite-*"):
        leftover.unlink()
    data = bytearray(file.read_bytes())
    data[2048:] = b"\xa5" * (len(data) - 2048)
    file.write_bytes(bytes(data))
    assert np.array_equal(cache.vectors(["face 5"]), before)


def test_a_locked_cache_is_done_without_and_not_thrown_away(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    embedder = CountingEmbedder()
    EmbeddingCache(file, embedder).vectors(["face"])
    size = file.stat().st_size
    connect = sqlite3.connect

    def impatient(path: Path, timeout: float) -> sqlite3.Connection:
        return connect(path, timeout=0.05)

    with closing(connect(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr("retrieval.embedding_cache.sqlite3.connect", impatient)
        assert EmbeddingCache(file, embedder).vectors(["cab"]).shape == (1, 8)
    assert file.stat().st_size >= size
    assert EmbeddingCache(file, embedder).vectors(["face"]).shape == (1, 8)
    assert embedder.asked == ["face", "cab"]
