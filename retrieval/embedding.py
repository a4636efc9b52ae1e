"""Turning texts into vectors: the packaged MiniLM, or any sentence-transformers model that a person chooses.

The packaged model is all-MiniLM-L6-v2 as int8 ONNX; its weights and tokenizer are checked by sha256 before use, so that
scores mean the same on every machine. Nothing here reaches the network unless a person allowed a download.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import RetrievalError
from retrieval import packaged

Vectors = NDArray[np.float32]

WEIGHTS_SHA256 = "0155c34db28c670739765a1898e07bf84c4065e3b8ac31811b07c3d59044f5d6"
LONGEST_TOKENS = 256


class Embedder(Protocol):
    """Anything that turns texts into unit vectors.

    ``name`` names the model and its version; two embedders of one name give the same vectors.
    """

    @property
    def name(self) -> str:
        """The model and its version."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (len(texts), dimensions), float32, each of length 1."""
        ...


class PackagedMiniLM:
    """all-MiniLM-L6-v2 tuned to how people ask, int8, on onnxruntime: mean pooling, texts cut at 256 tokens.

    ``evaluations/training/embedding.py`` tuned it; ``weights`` gives the ONNX file, checked.
    """

    dimensions = 384
    name = f"minilm-l6-v2-asked-int8:{WEIGHTS_SHA256[:12]}"

    def __init__(self, threads: int = 2, batch: int = 16) -> None:
        self._threads = threads
        self._batch = batch

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See ``Embedder.embed``. Texts are embedded in batches of like length, which wastes little padding."""
        result = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        encoded = self._tokenizer.encode_batch(list(texts))
        order = sorted(range(len(texts)), key=lambda index: len(encoded[index].ids))
        for start in range(0, len(order), self._batch):
            chosen = order[start : start + self._batch]
            result[chosen] = self._run([encoded[index].ids for index in chosen])
        return result

    def _run(self, ids: list[list[int]]) -> Vectors:
        tokens, mask = packaged.padded(ids)
        feeds = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(tokens)}
        wanted = {given.name for given in self._session.get_inputs()}
        hidden = self._session.run(None, {key: value for key, value in feeds.items() if key in wanted})[0]
        if hidden.ndim == 3:
            weight = mask[:, :, None].astype(np.float32)
            hidden = (hidden * weight).sum(axis=1) / np.maximum(weight.sum(axis=1), 1e-9)
        return _unit(hidden.astype(np.float32))

    @staticmethod
    def weights() -> bytes:
        """The ONNX file, checked.

        Raises:
            ModelFilesChanged: it is missing, or not the one that this release was tested with.
        """
        return packaged.file("model.onnx", WEIGHTS_SHA256, "embedding weights")

    @cached_property
    def _tokenizer(self) -> Any:
        return packaged.tokenizer(LONGEST_TOKENS)

    @cached_property
    def _session(self) -> Any:
        return packaged.session(self.weights(), self._threads)


class SentenceTransformerModel:
    """A sentence-transformers model by folder or name; needs the ``sentence-transformers`` extra."""

    def __init__(self, model: str, *, allow_download: bool = False, batch: int = 16) -> None:
        self._model_name = model
        self._allow_download = allow_download
        self._batch = batch

    @cached_property
    def _model(self) -> Any:
        if not self._allow_download:
            os.environ["HF_HUB_OFFLINE"] = "1"
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise RetrievalError(
                f"The embedding model {self._model_name!r} needs an extra that is not installed.",
                "Run: pip install 'governance-advisor[sentence-transformers]', or use the model `packaged`.",
            ) from error
        try:
            return SentenceTransformer(self._model_name, device="cpu", local_files_only=not self._allow_download)
        except (OSError, ValueError) as error:
            raise RetrievalError(
                f"The embedding model {self._model_name!r} cannot be loaded.",
                "Give a folder that holds it, or allow one download with embedding.allow_download.",
            ) from error

    @cached_property
    def name(self) -> str:
        """The model's name and a digest of its weights, so that another model of the same name is noticed."""
        weights = hashlib.sha256()
        for parameter in self._model.state_dict().values():
            weights.update(parameter.cpu().numpy().tobytes()[:4096])
        return f"{Path(self._model_name).name}:{weights.hexdigest()[:12]}"

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension())

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See ``Embedder.embed``."""
        found = self._model.encode(
            list(texts),
            batch_size=self._batch,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(found, dtype=np.float32)


def chosen_embedder(model: str, *, allow_download: bool, threads: int) -> Embedder:
    """The embedder that the settings ask for: ``packaged``, or a sentence-transformers folder or name."""
    if model == "packaged":
        return PackagedMiniLM(threads=threads)
    return SentenceTransformerModel(model, allow_download=allow_download)


def _unit(rows: Vectors) -> Vectors:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12), dtype=np.float32)
