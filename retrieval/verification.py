"""Verification: does what is held match its digests, its originals and the index?"""

from __future__ import annotations

import hashlib
from pathlib import Path

from corpus.errors import IndexUnusable
from corpus.holdings import Holdings
from corpus.passage import digest
from corpus.source import Frozen
from retrieval.indexing import Indexing


class Fault(Frozen):
    """One thing that is wrong, where, and what mends it."""

    where: str
    reason: str
    what_to_do: str


def faults(holdings: Holdings, originals: Path, indexing: Indexing) -> list[Fault]:
    """Everything that is wrong, in the order sources, passages, index."""
    found: list[Fault] = []
    for held in holdings.sources():
        if held.original:
            found += _original_faults(originals / held.original, held.source.id, held.original)
    held_ids = set()
    for passage in holdings.all_passages():
        held_ids.add(passage.id)
        if digest(passage.text) != passage.sha256:
            todo = "Add the document again, or run: advisor corpus remove, then add."
            found.append(Fault(where=passage.id, reason="the text does not match its digest", what_to_do=todo))
    found += _index_faults(held_ids, indexing)
    return found


def _original_faults(path: Path, source_id: str, expected: str) -> list[Fault]:
    todo = "Add the document again."
    if not path.exists():
        return [Fault(where=source_id, reason="the kept original is missing", what_to_do=todo)]
    if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
        return [Fault(where=source_id, reason="the kept original does not match its digest", what_to_do=todo)]
    return []


def _index_faults(held_ids: set[str], indexing: Indexing) -> list[Fault]:
    todo = "Run: advisor corpus verify --rebuild"
    try:
        indexed = indexing.index.passage_ids()
    except IndexUnusable as error:
        return [Fault(where="vector index", reason=error.sentence, what_to_do=todo)]
    missing, left_over = held_ids - indexed, indexed - held_ids
    found = []
    if missing:
        found.append(
            Fault(where="vector index", reason=f"{len(missing)} held passages are not indexed", what_to_do=todo)
        )
    if left_over:
        found.append(
            Fault(where="vector index", reason=f"{len(left_over)} indexed passages are no longer held", what_to_do=todo)
        )
    return found
