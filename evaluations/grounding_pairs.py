"""Pairs of passages and claims, each with what a careful reader says of it, for the grounding check.

Three halves: ``training`` (ours, with cards and invented documents), ``development`` and ``reporting`` (written by
others, over cards and over real documents that are read from the folder beside the repository and never copied). The
rows of ``reporting`` are read by the measures only.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from advisor.composition import shipped_cards
from advisor.governance.support import SupportLabel
from corpus import card
from corpus.document import About
from corpus.errors import CorpusError
from corpus.reading import read_file
from corpus.source import Frozen

Half = Literal["training", "development", "reporting"]


class Pair(Frozen):
    """A claim beside the passage it rests on. ``origin`` is ``cards``, ``real documents`` or ``invented``."""

    id: str
    origin: str
    passage: str
    claim: str
    label: SupportLabel
    kind: str
    card: str | None = None

    @property
    def supported(self) -> bool:
        """Whether the passage carries the claim."""
        return self.label is SupportLabel.SUPPORTED


def pairs(half: Half) -> list[Pair]:
    """Every pair of a half whose passage can be found; real documents are left out where their folder is absent."""
    return list(_pairs(half))


def cards_of(half: Half) -> frozenset[str]:
    """The cards that a half's pairs are about, so that training can leave them out."""
    return frozenset(row["card"] for row in _rows(half) if "card" in row)


@cache
def card_texts() -> dict[str, str]:
    """The text of each shipped card by its id."""
    loaded = [card.load(one.read_text("utf-8"), one.name) for one in shipped_cards()]
    return {one.passage.locator: one.passage.text for one in loaded}


def _rows(half: Half) -> Iterator[dict[str, str]]:
    folder = files("evaluations").joinpath("datasets", "grounding", half)
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".jsonl"):
            yield from (json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip())


def _pairs(half: Half) -> Iterator[Pair]:
    for row in _rows(half):
        if "card" in row:
            origin, passage = "cards", card_texts().get(row["card"])
        elif "document" in row:
            origin, passage = "real documents", _extract(row["document"], row["from"], row["to"])
        else:
            origin, passage = "invented", row["text"]
        if passage:
            yield Pair(
                id=row["id"],
                origin=origin,
                passage=passage,
                claim=row["claim"],
                label=SupportLabel(row["label"]),
                kind=row["kind"],
                card=row.get("card"),
            )


def shared_documents() -> Path:
    """The folder of real documents, beside the repository or where ``ADVISOR_SHARED`` says."""
    beside = Path(__file__).parents[1].parent / "shared"
    return Path(os.environ.get("ADVISOR_SHARED", beside)) / "documents"


def _extract(document: str, first: str, last: str) -> str | None:
    text = _document(document)
    if text is None:
        return None
    start = text.find(first)
    end = text.find(last, start)
    return text[start : end + len(last)] if 0 <= start <= end else None


@cache
def _document(name: str) -> str | None:
    path = shared_documents() / name
    if not path.is_file():
        return None
    try:
        reading = read_file(path, About())
    except CorpusError:
        return None
    return " ".join("\n".join(passage.text for passage in reading.passages).split())
