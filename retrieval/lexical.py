"""The lexical index: BM25 over how people ask, and over what passages say, kept apart as two fields."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.passage import Passage
from retrieval.evidence import Scope
from retrieval.limits import bits, day_number, limits_of
from retrieval.words import words

ASKED_FIELD = "asked"
SAID_FIELD = "said"
_COLUMNS = 4  # territories, rank, first, end


@dataclass(frozen=True)
class WordMatch:
    """A passage that shares words with the question; ``score`` is BM25, comparable only within one question."""

    passage_id: str
    score: float


class LexicalIndex:
    """BM25 over two fields of every passage, with the limits of each as columns."""

    def __init__(self, passage_ids: list[str], columns: NDArray[np.int64], fields: dict[str, Any]) -> None:
        self._passage_ids = passage_ids
        self._columns = columns
        self._fields = fields
        self._known = {name: set(index.vocab_dict) for name, index in fields.items() if index is not None}

    def matches(self, question_words: list[str], scope: Scope, field: str, count: int) -> list[WordMatch]:
        """The passages that share most words with the question in one field, best first, within the scope."""
        index = self._fields.get(field)
        if index is None:
            return []
        known = [word for word in question_words if word in self._known[field]]
        if not known:
            return []
        scores = index.get_scores(known, weight_mask=self._admitted(scope))
        count = min(count, len(scores))
        top = np.argpartition(-scores, count - 1)[:count]
        ordered = sorted((index_ for index_ in top if scores[index_] > 0), key=lambda index_: -scores[index_])
        return [WordMatch(self._passage_ids[index_], float(scores[index_])) for index_ in ordered]

    def rarity(self, word: str) -> float:
        """How telling a word is: its inverse document frequency over both fields, 0 for a word held nowhere."""
        return max((self._rarities(name).get(word, 0.0) for name in self._known), default=0.0)

    def vocabulary(self) -> set[str]:
        """Every stemmed word held."""
        return set().union(*self._known.values()) if self._known else set()

    def _rarities(self, field: str) -> dict[str, float]:
        cached: dict[str, dict[str, float]] = self.__dict__.setdefault("_rarity_cache", {})
        if field not in cached:
            index = self._fields[field]
            starts = np.asarray(index.scores["indptr"])
            holders = np.diff(starts)
            total = max(1, len(self._passage_ids))
            cached[field] = {
                word: float(np.log(1 + total / (1 + holders[place])))
                for word, place in index.vocab_dict.items()
                if place < len(holders)
            }
        return cached[field]

    def _admitted(self, scope: Scope) -> NDArray[np.float32]:
        territories, rank, first, end = self._columns.T
        on = day_number(scope.on)
        admitted = (first <= on) & (end > on) & (rank <= scope.clearance.rank)
        if scope.jurisdiction.territory is not None:
            admitted &= territories & bits((scope.jurisdiction.territory,)) != 0
        return np.asarray(admitted, dtype=np.float32)


def build(passages: Iterable[Passage], on_progress: Callable[[int], None] | None = None) -> LexicalIndex:
    """Index every passage given."""
    import bm25s

    ids: list[str] = []
    rows: list[list[int]] = []
    asked: list[list[str]] = []
    said: list[list[str]] = []
    for number, passage in enumerate(passages):
        limits = limits_of(passage)
        ids.append(passage.id)
        rows.append([limits.territories, limits.rank, limits.first, limits.end])
        asking = [passage.title, *passage.questions]
        asking += [saying for correction in passage.corrections for saying in (correction.wrong, *correction.said_as)]
        asked.append(words(" ".join(asking)))
        said.append(words(" ".join((*passage.headings[-3:], passage.text))))
        if on_progress and number % 500 == 0:
            on_progress(number)
    fields: dict[str, Any] = {}
    for name, texts in ((ASKED_FIELD, asked), (SAID_FIELD, said)):
        if not any(texts):
            fields[name] = None
            continue
        index = bm25s.BM25(method="lucene", k1=1.2, b=0.6)
        index.index(texts, show_progress=False)
        fields[name] = index
    return LexicalIndex(ids, np.asarray(rows, dtype=np.int64).reshape(len(ids), _COLUMNS), fields)


def save(index: LexicalIndex, folder: Path, state: str) -> None:
    """Write the index beside the old one and swap it in, so that a reader never sees half of it."""
    fresh = folder.with_name(f"{folder.name}.new-{os.getpid()}")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    np.save(fresh / "columns.npy", index._columns)
    (fresh / "passages.json").write_text(json.dumps({"state": state, "ids": index._passage_ids}), "utf-8")
    for name, field in index._fields.items():
        if field is not None:
            field.save(str(fresh / name), show_progress=False)
    old = folder.with_name(f"{folder.name}.old-{os.getpid()}")
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def load(folder: Path, state: str) -> LexicalIndex | None:
    """The saved index where it is whole and belongs to this state of the holdings, else ``None``."""
    import bm25s

    try:
        listing = json.loads((folder / "passages.json").read_text("utf-8"))
        if listing["state"] != state:
            return None
        columns = np.load(folder / "columns.npy")
        fields = {
            name: bm25s.BM25.load(str(folder / name), load_vocab=True) if (folder / name).exists() else None
            for name in (ASKED_FIELD, SAID_FIELD)
        }
        if len(columns) != len(listing["ids"]):
            return None
        return LexicalIndex(listing["ids"], columns, fields)
    except (OSError, EOFError, ValueError, LookupError, TypeError, AttributeError):  # damage takes every form
        return None
