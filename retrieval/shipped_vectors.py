"""Vectors of the shipped cards' faces, computed before release, so that the first start need not compute them.

They are only a head start: a text that is not among them, because a card has changed since, is embedded as any other.
``python -m evaluations.training.shipped_vectors`` writes the file anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

KEY_BYTES = 8
FILE = "shipped_vectors.npz"


class ShippedVectors(NamedTuple):
    """``keys`` of shape (texts,), in order; ``values`` of shape (texts, dimensions); ``scales`` of shape (texts,)."""

    model: str
    keys: NDArray[np.uint64]
    values: NDArray[np.int8]
    scales: NDArray[np.float32]


def known(model: str, digests: Iterable[bytes]) -> dict[bytes, NDArray[np.float32]]:
    """The vectors that ship for a model, by the digest of model and text; nothing for another model."""
    shipped = _shipped()
    if shipped is None or shipped.model != model:
        return {}
    wanted = list(dict.fromkeys(digests))
    keys = np.array([short(digest) for digest in wanted], dtype=np.uint64)
    places = np.minimum(np.searchsorted(shipped.keys, keys), len(shipped.keys) - 1)
    return {
        digest: shipped.values[place].astype(np.float32) * shipped.scales[place]
        for digest, key, place in zip(wanted, keys, places, strict=True)
        if shipped.keys[place] == key
    }


def short(digest: bytes) -> int:
    """The beginning of a digest as a number, by which the vectors are kept in order."""
    return int.from_bytes(digest[:KEY_BYTES], "big")


@cache
def _shipped() -> ShippedVectors | None:
    packed = files("retrieval").joinpath("minilm", FILE)
    if not packed.is_file():
        return None
    with as_file(packed) as path, np.load(path, allow_pickle=False) as held:
        return ShippedVectors(str(held["model"]), held["keys"], held["values"], held["scales"])
