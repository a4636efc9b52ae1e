"""Benchmarks: how long things take and how much memory, beside the plain baseline in the same run.

Run with ``make bench``. Figures depend on the machine and its load, so quote the ratios. Passages beyond the shipped
ones are invented by shuffling statements of the digest; vectors of the hundred thousand are random.
"""

from __future__ import annotations

import importlib
import json
import multiprocessing
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from advisor.composition import Advisor, open_advisor
from advisor.settings import Settings
from corpus.passage import Passage, Reference, Statement, digest, estimated_tokens
from corpus.source import Checked, Classification, Kind, Source
from evaluations.baselines import OriginalMiniLM, PlainRetrieval
from evaluations.questions import questions
from retrieval.embedding import PackagedMiniLM, Vectors

PASSAGE_WORDS = 125
"""About 170 tokens."""
_QUESTIONS = 100


class _RandomVectors:
    """Stands in for the embedder where a hundred thousand vectors are wanted at once; questions are embedded truly."""

    def __init__(self, real: PackagedMiniLM) -> None:
        self._real = real
        self.name = f"random-beside-{real.name}"
        self.dimensions = real.dimensions

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Real vectors for a few texts, random unit vectors for many."""
        if len(texts) <= 8:
            return self._real.embed(texts)
        rows = np.random.default_rng(len(texts)).standard_normal((len(texts), self.dimensions)).astype(np.float32)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def main() -> None:
    """Measure everything and print one table, then the same as JSON to ``output/bench.json``."""
    with tempfile.TemporaryDirectory() as folder:
        rows = _measure(Path(folder))
    width = max(len(row[0]) for row in rows)
    for what, found, aim in rows:
        sys.stdout.write(f"{what:{width}}  {found:>24}  {aim}\n")
    out = Path("output")
    out.mkdir(exist_ok=True)
    (out / "bench.json").write_text(
        json.dumps([dict(zip(("what", "found", "aim"), row, strict=True)) for row in rows], indent=1)
    )


def _measure(folder: Path) -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []
    asked = [one.question for one in questions("development")][:_QUESTIONS]
    advisor = open_advisor(Settings(home=folder / "five-thousand"))
    advisor.prepare()
    shipped = list(advisor.holdings.all_passages())
    _fill(advisor, shipped, 5_000)
    p50, p95 = _ask_times(advisor, asked)
    after_100, after_200 = _memory_of_the_app(folder / "five-thousand", asked)
    plain = PlainRetrieval(folder / "plain", OriginalMiniLM(), list(advisor.holdings.all_passages()))
    plain_times = sorted(plain.find(question).milliseconds for question in asked)
    plain_p50 = statistics.median(plain_times)
    rows.append(("question to quoted answer, warm, 5,000 passages, p50", f"{p50:.0f} ms", "aim 60 ms"))
    rows.append(("  p95", f"{p95:.0f} ms", "aim 150 ms"))
    rows.append(("  plain baseline, search only, p50", f"{plain_p50:.0f} ms", f"ratio {p50 / plain_p50:.1f}"))
    rows.append(("memory of the app, 5,000 passages, after 100 questions", f"{after_100:.0f} MB", "aim 700 MB"))
    rows.append(("  after 200 questions", f"{after_200:.0f} MB", "flat"))
    rows.append(
        ("advisor ask, cold process, median of 5", f"{_cold_seconds(folder / 'five-thousand'):.2f} s", "aim 2.5 s")
    )
    rows.append(("indexing, 170-token passages, packaged model", f"{_indexing_rate(shipped):.0f} a second", "aim 40"))
    rows.append(_large(folder / "large", shipped, asked, p50))
    return rows


def _large(home: Path, shipped: list[Passage], asked: list[str], p50_small: float) -> tuple[str, str, str]:
    advisor = Advisor(Settings(home=home))
    advisor.__dict__["embedder"] = _RandomVectors(PackagedMiniLM())
    advisor.prepare()
    _fill(advisor, shipped, 100_000)
    p50, _ = _ask_times(advisor, asked)
    return (
        "the same at 100,000 passages (vectors generated), p50",
        f"{p50:.0f} ms",
        f"aim 120 ms; {p50 / p50_small:.1f} × 5,000",
    )


def _fill(advisor: Advisor, shipped: list[Passage], count: int) -> None:
    """Hold invented passages until ``count`` are held in all."""
    pool = [statement.text for passage in shipped for statement in passage.statements]
    wanted = count - advisor.holdings.count()
    dice = random.Random(20261121)
    source = Source(
        id="invented/bench", title="Invented passages", kind=Kind.OWN, publisher="Benchmark", url="file:invented",
        licence="MIT",
        classification=Classification.OFFICIAL, checked=Checked.OWN, as_at=date(2026, 11, 21),
    )  # fmt: skip
    advisor.holdings.put(
        source,
        [_invented(number, pool, dice) for number in range(max(0, wanted))],
        origin="added",
        added_on=date(2026, 11, 21),
    )
    advisor.prepare()


def _invented(number: int, pool: list[str], dice: random.Random) -> Passage:
    lines: list[str] = []
    while sum(len(line.split()) for line in lines) < PASSAGE_WORDS:
        words = dice.choice(pool).split()
        dice.shuffle(words)
        lines.append(" ".join(words) + ".")
    text = "\n".join(dict.fromkeys(lines))
    reference = Reference(label=f"Invented {number}", url=f"file:invented#{number}")
    return Passage(
        id=f"invented/bench#{number}", source_id="invented/bench", kind=Kind.OWN, title=f"Invented {number}",
        locator=str(number),
        url=reference.url, text=text, token_count=estimated_tokens(text), sha256=digest(text),
        statements=tuple(Statement(text=line, references=(reference,)) for line in dict.fromkeys(lines)),
    )  # fmt: skip


def _ask_times(advisor: Advisor, asked: list[str]) -> tuple[float, float]:
    for question in asked[:5]:
        advisor.ask(question)
    times = sorted(_timed(lambda question=question: advisor.ask(question)) for question in asked)  # type: ignore[misc]
    return statistics.median(times), times[int(len(times) * 0.95)]


def _timed(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _cold_seconds(home: Path) -> float:
    command = [
        sys.executable,
        "-m",
        "advisor",
        "ask",
        "How long do we have to answer a subject access request?",
        "--json",
    ]
    environment = {**os.environ, "ADVISOR_HOME": str(home)}
    return statistics.median(
        _timed(lambda: subprocess.run(command, env=environment, check=True, capture_output=True)) / 1000
        for _ in range(5)
    )


def _indexing_rate(shipped: list[Passage]) -> float:
    pool = [statement.text for passage in shipped for statement in passage.statements]
    dice = random.Random(1)
    texts = [_invented(number, pool, dice).text for number in range(400)]
    embedder = PackagedMiniLM()
    embedder.embed(texts[:16])
    return len(texts) / (_timed(lambda: embedder.embed(texts)) / 1000)


def _memory_of_the_app(home: Path, asked: Sequence[str]) -> tuple[float, float]:
    """Memory in MB of a new process with the app's pages loaded, after asking everything once and once more."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as process:
        return process.apply(_asks_as_the_app, (home, list(asked)))


def _asks_as_the_app(home: Path, asked: list[str]) -> tuple[float, float]:
    for name in ("app", "streamlit.web.server", "advisor.interface.ask", "advisor.interface.sources"):
        importlib.import_module(name)
    advisor = open_advisor(Settings(home=home))
    found = []
    for _ in range(2):
        for question in asked:
            advisor.ask(question)
        found.append(_memory_mb())
    return found[0], found[1]


def _memory_mb() -> float:
    with Path("/proc/self/status").open() as status:
        return next(int(line.split()[1]) / 1000 for line in status if line.startswith("VmRSS"))


if __name__ == "__main__":
    main()
