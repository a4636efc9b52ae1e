"""``advisor evaluate`` refuses what makes no sense, in a sentence, before it asks anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import console


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("run", "../escape"), 2, "letters, digits, dots and hyphens"),
        (("run", "baseline"), 2, "not 'baseline'"),
        (("run", "--questions", "everything"), 2, "sample, development, reporting"),
        (("run", "--questions", "reporting", "--write-baseline", "b.json"), 2, "development questions"),
        (("run", "--baseline", "none.json"), 1, "There is no baseline none.json"),
        (("compare", "one", "two"), 1, "There is no run one"),
        (("report", "--out", "here"), 2, "There is no run to report"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    ran = console.advisor(tmp_path / "home", "evaluate", *arguments, settings={"COLUMNS": "400"})
    assert ran.code == code, ran.err
    assert words in " ".join(ran.err.split())
    assert not ran.crashed


def test_a_file_that_is_no_run_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("[]", "utf-8")
    ran = console.advisor(tmp_path / "home", "evaluate", "compare", "baseline", str(tmp_path / "other.json"))
    assert ran.code == 1
    assert "is not a run of the evaluation" in " ".join(ran.err.split())
