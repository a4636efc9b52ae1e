"""haiku.rag as a peer, through its own API and with the advisor's own embeddings.

haiku.rag needs Python 3.12, so it runs in its own interpreter: that of this process where it has haiku.rag, or one that
is named (``advisor evaluate run --haiku-python PATH``). Its search is hybrid, vectors and words fused by LanceDB. Its
chunker fetches a tokenizer over the network, so the chunks are given to it: the plain baseline's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.passage import Passage
from evaluations.baselines import CHUNK_CHARACTERS, CHUNK_OVERLAP_CHARACTERS, chunks_of
from evaluations.peers import embedding_server
from evaluations.peers.peer import CHUNKS_FOUND, NotHere, addresses_of
from retrieval.embedding import Embedder

_WORKER = Path(__file__).with_name("haiku_rag_worker.py")
_LONGEST_SECONDS = 1800


class Haiku:
    """haiku.rag over the same passages."""

    name = "haiku.rag"

    def __init__(self, passages: Sequence[Passage], embedder: Embedder, python: str | None = None) -> None:
        """See whether it can be run here.

        Raises:
            NotHere: where no interpreter at hand has it.
        """
        self._python = python or sys.executable
        self._passages = {passage.id: passage for passage in passages}
        self._embedder = embedder
        probe = "import sys, haiku.rag.client; assert sys.version_info >= (3, 12)"
        try:
            done = subprocess.run(
                [self._python, "-P", "-c", probe], capture_output=True, text=True, timeout=120, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NotHere(self.name, f"{self._python} cannot be run: {error}") from error
        if done.returncode != 0:
            why = "it needs Python 3.12 with haiku-rag-slim; name one with --haiku-python"
            raise NotHere(self.name, f"not installed for {self._python}: {why}")
        self.how = (
            f"import_documents and hybrid search of its client, given chunks of {CHUNK_CHARACTERS} characters "
            f"(overlap {CHUNK_OVERLAP_CHARACTERS}), {embedder.name} over loopback"
        )

    def find(self, questions: Sequence[str]) -> list[tuple[list[str], float]]:
        """See ``FindsAddresses``. Its store is filled and asked in one process, so filling is not in the times.

        Raises:
            NotHere: where it fails at its work.
        """
        documents = [
            {"id": passage.id, "title": passage.title, "chunks": chunks_of(passage)}
            for passage in self._passages.values()
        ]
        with embedding_server.serving(self._embedder) as address:
            given = {
                "documents": documents, "questions": list(questions), "count": CHUNKS_FOUND, "embeddings_at": address,
                "model": self._embedder.name, "dimensions": self._embedder.dimensions,
            }  # fmt: skip
            result = self._work(json.dumps(given))
        self.how = f"{result['version']}: {self.how}"
        self.took_in_seconds = float(result["preparing_seconds"])
        return [
            (addresses_of(self._passages[one] for one in row["ids"] if one in self._passages), row["milliseconds"])
            for row in result["found"]
        ]

    def _work(self, given: str) -> dict[str, Any]:
        environment = {**os.environ, "HF_HUB_OFFLINE": "1", "NO_PROXY": "127.0.0.1", "PYTHONPATH": ""}
        try:
            done = subprocess.run(
                [self._python, "-P", str(_WORKER)], input=given, capture_output=True, text=True, check=False,
                timeout=_LONGEST_SECONDS, env=environment,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise NotHere(self.name, f"not done after {_LONGEST_SECONDS} s") from error
        if done.returncode != 0:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise NotHere(self.name, f"it failed: {last[:300]}")
        return dict(json.loads(done.stdout.splitlines()[-1]))
