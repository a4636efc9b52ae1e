"""Where the console writes: answers and JSON to standard output, everything else to standard error."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from retrieval.indexing import Progress as OnProgress


def screen() -> Console:
    """Standard output, in colour on a terminal."""
    return Console(highlight=False, soft_wrap=False)


def aside() -> Console:
    """Standard error: progress, warnings and errors."""
    return Console(stderr=True, highlight=False)


def visible(text: str) -> str:
    """A text of others, such as a file's name, in one line: what cannot be printed stands as an escape."""
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in text)


def print_json(value: Any) -> None:
    """Exactly one JSON value on standard output."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # half of a pair, as in the name of a file that is not UTF-8
        text = json.dumps(value, indent=2)
    sys.stdout.write(text + "\n")


def _silently(_what: str, _done: int, _total: int) -> None:
    """No progress to show."""


@contextmanager
def progress() -> Iterator[OnProgress]:
    """A progress bar on standard error, shown only on a terminal and only once there is something to show."""
    console = aside()
    if not console.is_terminal:
        yield _silently
        return
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
    tasks: dict[str, Any] = {}

    def advance(what: str, done: int, total: int) -> None:
        if not tasks:
            bar.start()
            tasks["task"] = bar.add_task(what, total=total)
        bar.update(tasks["task"], description=what, completed=done, total=total)

    try:
        yield advance
    finally:
        bar.stop()


@contextmanager
def stopwatch() -> Iterator[Callable[[], float]]:
    """Gives a function that says how many seconds have passed, to the hundredth."""
    began = time.perf_counter()
    yield lambda: round(time.perf_counter() - began, 2)
