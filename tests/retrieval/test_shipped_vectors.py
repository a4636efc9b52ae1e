"""Vectors that ship with the cards: the same as computed ones, for this model and these texts only."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.shipped import load_shipped
from retrieval import shipped_vectors
from retrieval.embedding import PackagedMiniLM, Vectors
from retrieval.embedding_cache import EmbeddingCache, key_of
from retrieval.face import faces

MOST_STALE = 0.1
"""Share of faces that may have changed since the vectors were computed, before a release must compute them anew."""


class Counting(PackagedMiniLM):
    """Counts the texts that it is asked to embed."""

    def __init__(self) -> None:
        super().__init__(threads=1)
        self.embedded: list[str] = []

    def embed(self, texts: list[str]) -> Vectors:  # type: ignore[override]
        self.embedded += texts
        return super().embed(texts)


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [one.text for card in load_shipped() for one in faces(card.passage)]


def test_nearly_every_face_of_every_card_has_its_vector(texts: list[str]) -> None:
    keys = [key_of(PackagedMiniLM.name, text) for text in texts]
    known = shipped_vectors.known(PackagedMiniLM.name, keys)
    missing = sum(key not in known for key in keys)
    assert missing < MOST_STALE * len(keys), "run: python -m evaluations.training.shipped_vectors"


def test_what_ships_is_what_the_model_computes(texts: list[str], embedder: PackagedMiniLM) -> None:
    some = texts[:: len(texts) // 40]
    known = shipped_vectors.known(embedder.name, [key_of(embedder.name, text) for text in some])
    held = [text for text in some if key_of(embedder.name, text) in known]
    assert len(held) > 30
    shipped = np.array([known[key_of(embedder.name, text)] for text in held])
    assert (shipped * embedder.embed(held)).sum(axis=1).min() > 0.999


def test_shipped_texts_are_not_embedded_and_others_are(tmp_path: Path, texts: list[str]) -> None:
    counting = Counting()
    cache = EmbeddingCache(tmp_path / "vectors.sqlite", counting)
    known = next(text for text in texts if shipped_vectors.known(counting.name, [key_of(counting.name, text)]))
    found = cache.vectors([known, "a text that no card has, about kettles in Ruritania"])
    assert counting.embedded == ["a text that no card has, about kettles in Ruritania"]
    assert np.linalg.norm(found, axis=1) == pytest.approx([1.0, 1.0], abs=0.01)


def test_another_model_is_given_none(texts: list[str]) -> None:
    assert shipped_vectors.known("another-model", [key_of(PackagedMiniLM.name, text) for text in texts[:20]]) == {}


def test_without_the_file_everything_is_embedded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, texts: list[str]
) -> None:
    monkeypatch.setattr(shipped_vectors, "FILE", "no-such-file.npz")
    shipped_vectors._shipped.cache_clear()
    counting = Counting()
    EmbeddingCache(tmp_path / "vectors.sqlite", counting).vectors(texts[:2])
    assert counting.embedded == texts[:2]
    shipped_vectors._shipped.cache_clear()
