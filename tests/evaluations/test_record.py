"""Runs are kept, found again by name or file, and hold no text that nobody may read."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from advisor.errors import GovernanceError, NotHeld
from evaluations import record
from evaluations.measures import Marks
from tests.evaluations import runs

HALF = [1.0, 0.0] * 5


def test_a_run_is_read_back_as_it_was_kept(tmp_path: Path) -> None:
    made = runs.run(runs.marks(HALF), stamp=runs.stamp(git_revision=None, git_dirty=None))
    assert record.read(record.keep(made, tmp_path)) == made


def test_the_latest_run_of_a_name_is_found_and_a_file_too(tmp_path: Path) -> None:
    first = runs.run(runs.marks(HALF), name="nightly")
    later = first.model_copy(update={"stamp": runs.stamp(at=runs.AT + timedelta(hours=1))})
    paths = [record.keep(one, tmp_path) for one in (later, first)]
    assert record.find("nightly", tmp_path) == later
    assert record.find(str(paths[1]), tmp_path) == first
    assert [one.stamp.at for one in record.history(tmp_path, "sample")] == [first.stamp.at, later.stamp.at]
    assert list(record.history(tmp_path, "reporting")) == []


def test_what_is_no_run_is_refused_and_passed_over_in_history(tmp_path: Path) -> None:
    record.folder(tmp_path).mkdir()
    other = record.folder(tmp_path) / "20261121T000000-other.json"
    other.write_text("{}", "utf-8")
    assert list(record.history(tmp_path, "sample")) == []
    with pytest.raises(GovernanceError, match="not a run"):
        record.find("other", tmp_path)
    with pytest.raises(NotHeld, match="no run missing"):
        record.find("missing", tmp_path)


def test_refusals_are_counted_over_questions_to_refuse_only() -> None:
    given = [
        Marks(id="a", kind="answerable", tags=(), outcome_right=0.0),
        Marks(id="b", kind="out_of_scope", tags=(), outcome_right=1.0),
        Marks(id="c", kind="not_held", tags=(), outcome_right=0.0, must_nots=2),
    ]
    found = record.figures(given)
    assert (found["refused_as_it_should"].value, found["refused_as_it_should"].questions) == (0.5, 2)
    assert found["outcome_right"].value == pytest.approx(0.3333)
    assert found["must_not_said"].value == pytest.approx(0.3333)
    assert "right_day" not in found
    assert set(record.tables(given)) == {"answerable", "out_of_scope", "not_held"}


@pytest.mark.parametrize(
    ("name", "good"), [("nightly-2", True), ("a.b", True), ("", False), ("../x", False), ("a b", False)]
)
def test_a_run_s_name_is_safe_in_a_file_name(name: str, good: bool) -> None:
    assert record.is_a_name(name) is good
