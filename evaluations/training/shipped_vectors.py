"""Compute the vectors that ship with the cards: ``python -m evaluations.training.shipped_vectors``.

Run it before a release, after the last card and the last change of the embedding model. Takes about a minute.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from corpus.shipped import load_shipped
from retrieval import beliefs
from retrieval.embedding import PackagedMiniLM
from retrieval.embedding_cache import key_of
from retrieval.face import faces
from retrieval.shipped_vectors import FILE, short

TARGET = Path(__file__).parents[2] / "retrieval" / "minilm" / FILE


def main() -> None:
    """Embed every face of every shipped card, and what beliefs are compared with, and write the file."""
    embedder = PackagedMiniLM()
    passages = [card.passage for card in load_shipped()]
    texts = {one.text: None for passage in passages for one in faces(passage)}
    texts |= {
        text: None
        for passage in passages
        for correction in passage.corrections
        for text in beliefs.texts_of(correction)
    }
    keys = np.array([short(key_of(embedder.name, text)) for text in texts], dtype=np.uint64)
    vectors = embedder.embed(list(texts))
    order = np.argsort(keys)
    scales = (np.abs(vectors).max(axis=1) / 127).astype(np.float32)
    values = np.round(vectors / scales[:, None]).astype(np.int8)
    np.savez(TARGET, model=np.array(embedder.name), keys=keys[order], values=values[order], scales=scales[order])
    sys.stdout.write(f"{len(texts):,} vectors, {TARGET.stat().st_size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main()
