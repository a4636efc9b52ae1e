"""Every peer that a run may take, each prepared only when its turn comes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from advisor.composition import Advisor
from evaluations.peers.alone import MeaningAlone, WordsAlone
from evaluations.peers.haiku_rag import Haiku
from evaluations.peers.peer import FindsAddresses
from evaluations.peers.plain import Plain
from retrieval.embedding_cache import EmbeddingCache


def every_peer(advisor: Advisor, folder: Path, haiku_python: str | None) -> list[Callable[[], FindsAddresses]]:
    """Ways to prepare each peer over what the advisor holds; ``folder`` is for what they keep while they run."""
    passages = list(advisor.holdings.all_passages())
    embedder = advisor.embedder
    return [
        lambda: Plain(folder / "plain", embedder, passages),
        lambda: WordsAlone(passages),
        lambda: MeaningAlone(passages, embedder, EmbeddingCache(folder / "vectors.sqlite", embedder)),
        lambda: Haiku(passages, embedder, haiku_python),
    ]
