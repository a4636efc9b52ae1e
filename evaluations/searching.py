"""Measure what the search finds, without the writing: ``inspect eval evaluations/searching.py --model none``.

The measures are those of ir-measures: nDCG at 10, recall at 5 and 20, reciprocal rank. The file is not called
``retrieval`` because Inspect puts this folder first on the path, where the name would hide the package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluations.task import task

if TYPE_CHECKING:
    from inspect_ai import Task


@task
def searching(questions: str = "sample") -> Task:
    """Search for every answerable question and score the ranking.

    Args:
        questions: ``sample``, ``development`` or ``reporting``.
    """
    from evaluations.inspection import searching_task

    return searching_task(questions)
