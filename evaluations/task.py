"""Marking a function as an Inspect task where Inspect is installed; elsewhere it stays an ordinary function.

The measures themselves need no Inspect, and ``python -m evaluations.answering`` is to work without the extra.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING, ParamSpec

if TYPE_CHECKING:
    from inspect_ai import Task

Parameters = ParamSpec("Parameters")


def task(build: Callable[Parameters, Task]) -> Callable[Parameters, Task]:
    """Register a function that builds a task."""
    if find_spec("inspect_ai") is None:
        return build
    from inspect_ai import task as registered

    return registered(build)
