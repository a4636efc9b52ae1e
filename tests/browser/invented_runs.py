"""Invented runs of the evaluation, as files of a home folder: hostile on purpose, and one of them broken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOREIGN = "https://tracker.invalid"
HOSTILE = f'<img src="{FOREIGN}/run.png"> ![pixel]({FOREIGN}/run-md.png) [link]({FOREIGN}/run)'
BROKEN = "20261120T070000-broken.json"


def figure(value: float, questions: int = 40) -> dict[str, float]:
    """A figure with an interval of a tenth."""
    return {
        "value": value,
        "low": round(max(0.0, value - 0.05), 4),
        "high": round(min(1.0, value + 0.05), 4),
        "questions": questions,
    }


def run(name: str, at: str, value: float, *, questions: str = "development", asked: int = 40) -> dict[str, Any]:
    """A run as its file holds it; ``value`` is where its main figures lie."""
    return {
        "format": 1,
        "name": name,
        "questions": questions,
        "stamp": {
            "version": "0.1.0",
            "git_revision": "0123456789abcdef0123456789abcdef01234567",
            "git_dirty": True,
            "corpus_digest": "c0ffee" * 10 + "beef",
            "held_digest": "0" * 64,
            "prompts": {},
            "weights": {},
            "embedding_model": "invented",
            "floor": 0.2,
            "packages": {},
            "machine": "invented",
            "python": "3.11.0",
            "at": at,
        },
        "figures": {
            "right_in_five": figure(value),
            "cites_enough": figure(round(value - 0.11, 4)),
            "outcome_right": figure(round(value + 0.03, 4)),
            "key_points": figure(round(value - 0.23, 4)),
            "must_not_said": figure(0.025),
            "milliseconds": {"value": 1234.5, "low": 1100.0, "high": 1400.0, "questions": asked},
        },
        "by_tag": {},
        "by_kind": {},
        "marks": [
            {"id": f"d-{number}", "kind": "answerable", "tags": [], "must_nots": 0, "outcome_right": 1.0,
             "confidence": 0.5, "milliseconds": 1}
            for number in range(asked)
        ],
        "coverage": {"cards": [], "sources": 0, "passages": 0, "by_kind": {}, "by_checked": {}, "provisions_cited": 0},
        "to_read": [
            {"id": "d-2", "question": "Is the kettle ours?", "outcome": "no_evidence", "answer": "It is not said.",
             "citations": [], "faults": ["falls short: Key points stated"], "badness": 1.5},
            {"id": "d-1", "question": f"May I fill it? {HOSTILE}", "outcome": "answered", "answer": f"Yes.\n{HOSTILE}",
             "citations": [f"The kettle rule {HOSTILE}"], "faults": ["missing: <b>to the line</b>"], "badness": 4.0},
        ],
        "seconds": 12.5,
    }  # fmt: skip


def keep(home: Path, *runs: dict[str, Any]) -> None:
    """Write runs where the advisor keeps them."""
    folder = home / "evaluations"
    folder.mkdir(parents=True, exist_ok=True)
    for one in runs:
        stamp = one["stamp"]["at"].replace("-", "").replace(":", "")[:15]
        (folder / f"{stamp}-{one['name']}.json").write_text(json.dumps(one), "utf-8")


def keep_all(home: Path) -> None:
    """Three runs over the same questions, one over others, and a file that broke off."""
    keep(
        home,
        run("first", "2026-11-18T09:00:00Z", 0.71),
        run("second", "2026-11-19T09:30:00Z", 0.78),
        run("part", "2026-11-19T10:00:00Z", 0.9, questions="sample", asked=12),
        run("third", "2026-11-20T10:00:00Z", 0.84),
    )
    (home / "evaluations" / BROKEN).write_text('{"format": 1, "name": "bro', "utf-8")
