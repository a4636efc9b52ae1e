"""How long precedents take at 10,000: ``python -m evaluations.precedent_bench [rows]``.

Prints how long an import takes, the first search after it, and searches beside a plain similarity search in Chroma
over the same rows and vectors in the same run. Figures depend on the machine and its load, so the processor time of
this process stands beside the time that passed; quote the ratio. The rows are invented by mixing sentences, titles and
purposes of the precedents of the evaluation.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from advisor.composition import now, open_advisor
from advisor.connecting.identity import LOCAL_PERSON
from advisor.connecting.precedents import rows_of_file
from advisor.governance.precedents.precedent import Precedent
from advisor.governance.precedents.register_rows import json_lines_of
from advisor.journeys.precedent_register import Imported
from advisor.settings import Settings
from evaluations.baselines import PlainVectors
from evaluations.precedent_queries import ASKED_ON, GradedQuery, development_queries, register
from retrieval.embedding_cache import EmbeddingCache
from retrieval.precedent_preparing import face_of

ROWS = 10_000
WARM_UP = 5
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_SENTENCES = 6


class Taken(NamedTuple):
    """The time that passed and the processor time of this process, in seconds."""

    passed: float
    processor: float


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description="How long precedents take.")
    parser.add_argument("rows", nargs="?", type=int, default=ROWS)
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder), parser.parse_args().rows)
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


def measured(folder: Path, rows: int, *, with_baseline: bool = True) -> dict[str, Any]:
    """Import so many rows into a new home, search them, and search the same with the baseline."""
    file = folder / "register.jsonl"
    made = invented_rows(rows)
    file.write_text(json_lines_of(made) + "no row\n", "utf-8")
    home = folder / "home"
    advisor = open_advisor(Settings(home=home))
    precedents = advisor.precedents
    keeper = advisor.identity.of_local(LOCAL_PERSON).actor
    done: list[Imported] = []

    def bring_in() -> None:
        done.append(precedents.register.bring_in(rows_of_file(file), keeper, origin="import"))

    import_taken, again = taken(bring_in), taken(bring_in)
    asked = development_queries()

    def search(query: GradedQuery) -> None:
        precedents.consult.search(query.facts, on=ASKED_ON, clearance=query.clearance)

    first = taken(lambda: search(asked[0]))
    changed = invented_rows(1, seed=2)[0].model_copy(update={"id": "late"})
    precedents.records.publish([changed], origin="import", at=now(), person_id="bench")
    after_change = taken(lambda: search(asked[0]))
    found: dict[str, Any] = {
        "rows": rows,
        "added": done[0].added,
        "rejected": len(done[0].rejected),
        "import": _seconds(import_taken),
        "import_again": _seconds(again),
        "first_search": _seconds(first),
        "search_after_a_change": _seconds(after_change),
        "search": _milliseconds(search, asked),
    }
    if with_baseline:
        cache = EmbeddingCache(home / "cache" / "vectors.sqlite", advisor.embedder)
        plain = PlainVectors(
            folder / "plain",
            advisor.embedder,
            cache.vectors([face_of(one.title, one.purpose, one.facts) for one in made]),
        )
        found["plain_search"] = _milliseconds(lambda query: plain.nearest(query.facts.text), asked)
        found["ratio_of_p50"] = round(found["search"]["p50"] / found["plain_search"]["p50"], 2)
    return found


def invented_rows(count: int, seed: int = 20261122) -> list[Precedent]:
    """So many rows, each with sentences of several precedents."""
    dice = random.Random(seed)
    held = register()
    sentences = [sentence for one in held for sentence in _SENTENCE_END.split(one.facts)]
    rows = []
    for number in range(count):
        like, begins, ends = (dice.choice(held) for _ in range(3))
        first, last = (one.title.removesuffix(" (invented)").split() for one in (begins, ends))
        rows.append(
            like.model_copy(
                update={
                    "id": f"bench-{number}",
                    "title": " ".join([*first[: len(first) // 2], *last[len(last) // 2 :]]) + " (invented)",
                    "purpose": dice.choice(held).purpose,
                    "facts": " ".join(dice.sample(sentences, _SENTENCES)),
                    "supersedes": None,
                    "superseded_by": None,
                }
            )
        )
    return rows


def taken(work: Callable[[], object]) -> Taken:
    """How long something takes."""
    passed, processor = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - passed, time.process_time() - processor)


def _seconds(one: Taken) -> dict[str, float]:
    return {"seconds": round(one.passed, 2), "processor_seconds": round(one.processor, 2)}


def _milliseconds(search: Callable[[GradedQuery], object], asked: Sequence[GradedQuery]) -> dict[str, float]:
    """The middle of the times, the time that one in twenty exceeds, and the middle of the processor times."""
    times = [taken(lambda query=query: search(query)) for query in asked][WARM_UP:]  # type: ignore[misc]
    passed = sorted(one.passed * 1000 for one in times)
    return {
        "p50": round(statistics.median(passed), 1),
        "p95": round(passed[int(len(passed) * 0.95)], 1),
        "processor_p50": round(statistics.median(one.processor * 1000 for one in times), 1),
    }


if __name__ == "__main__":
    main()
