"""A group's results as CSV that any spreadsheet opens."""

from __future__ import annotations

import csv
import io

from advisor.governance.exercises.group import GroupView

_COLUMNS = ("learner", "exercise", "steps_answered", "finished", "marks", "out_of", "verdict")
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(view: GroupView) -> bytes:
    """One row for each learner and exercise; with a byte order mark, so that names keep their letters everywhere."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(_COLUMNS)
    for one in view.progress:
        rows.writerow(
            (
                _plain(one.shown_as),
                one.exercise_id,
                one.steps_done,
                "yes" if one.finished else "no",
                f"{one.marks:g}",
                f"{one.out_of:g}",
                one.verdict.value if one.verdict else "",
            )
        )
    return text.getvalue().encode("utf-8-sig")


def _plain(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(_BEGINS_A_FORMULA) else words
