"""Invented runs, made of marks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from evaluations.measures import Marks
from evaluations.record import Coverage, LeftOut, Peer, Run, Stamp, ToRead, figure, figures, tables

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def marks(right: Sequence[float], **more: Any) -> list[Marks]:
    """Answerable questions, of which these have a right source in five and end as they should."""
    return [
        Marks(id=f"q-{number}", kind="answerable", tags=("scottish",), right_in_five=value, outcome_right=value, **more)
        for number, value in enumerate(right)
    ]


def stamp(**more: Any) -> Stamp:
    """A stamp of nothing real."""
    values: dict[str, Any] = {
        "version": "0.0",
        "git_revision": "a" * 40,
        "git_dirty": True,
        "corpus_digest": "c" * 64,
        "held_digest": "d" * 64,
        "prompts": {"prompts/answer.md": "1"},
        "weights": {"retrieval/weights/ranking.json": "2"},
        "embedding_model": "invented",
        "floor": 0.2,
        "packages": {"numpy": "2"},
        "machine": "an invented machine",
        "python": "3.11",
        "at": AT,
    }
    return Stamp.model_validate({**values, **more})


def run(given: Sequence[Marks], **more: Any) -> Run:
    """A run of these marks."""
    values: dict[str, Any] = {
        "name": "invented",
        "questions": "sample",
        "stamp": stamp(),
        "figures": figures(given),
        "by_tag": tables(given, {"scottish": [one.id for one in given]}),
        "by_kind": tables(given),
        "marks": tuple(given),
        "coverage": coverage(),
        "seconds": 1.0,
    }
    return Run.model_validate({**values, **more})


def coverage(*cards: str) -> Coverage:
    """What an invented corpus holds."""
    return Coverage(
        cards=cards or ("card/look", "card/listen"),
        sources=2,
        passages=2,
        by_kind={"topic": 2},
        by_checked={"instrument": 2},
        oldest_as_at="2026-11-21",
        newest_as_at="2026-11-21",
        provisions_cited=1,
    )


def peer(name: str) -> Peer:
    """A peer that finds half."""
    half = figure([0.0, 1.0])
    found = {"right_in_five": half, "all_in_ten": half}
    return Peer(name=name, how="invented", figures=found, milliseconds_p50=2, milliseconds_p95=3, preparing_seconds=1)


def to_read(words: str) -> ToRead:
    """An answer to read that says the words everywhere."""
    return ToRead(
        id="q-0", question=words, outcome="answered", answer=words, citations=(words,), faults=(words,), badness=1.0
    )


def left_out(why: str) -> LeftOut:
    """Something left out."""
    return LeftOut(what="claim_support", why=why)
