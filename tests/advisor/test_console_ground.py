"""``advisor ground``: JSON Lines in, findings out, in order, resumable."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.console import Ran, advisor

PASSAGE = "The warden must answer within 72 hours. The tenant may appeal to the committee."


def ground(tmp_path: Path, rows: str, *more: str) -> tuple[Ran, list[dict[str, Any]]]:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(rows, "utf-8")
    ran = advisor(tmp_path / "home", "ground", "--batch", str(source), "--out", str(target), *more)
    lines = target.read_text("utf-8").splitlines() if target.exists() else []
    return ran, [json.loads(line) for line in lines]


def row(row_id: object, claim: str, **more: object) -> str:
    return json.dumps({"id": row_id, "passages": [{"text": PASSAGE}], "claim": claim, **more}) + "\n"


def test_each_row_gets_score_label_and_reasons_in_the_order_of_the_input(tmp_path: Path) -> None:
    rows = row("b", "The tenant may appeal to the committee.") + row(7, "The warden must answer within 3 days.")
    ran, found = ground(tmp_path, rows)
    assert ran.code == 0
    assert [one["id"] for one in found] == ["b", 7]
    assert found[0].keys() == {"id", "score", "label", "reasons"}
    assert found[0]["label"] == "supported"
    assert found[1]["label"] == "contradicted"
    assert any("3 days" in reason for reason in found[1]["reasons"])


def test_a_bad_row_gives_its_id_and_an_error_and_the_rest_go_on(tmp_path: Path) -> None:
    bad = '{"id": "x", "claim": "no passages"}\nnot json\n' + '{"id": "y", "passages": [], "claim": "z"}\n'
    ran, found = ground(tmp_path, bad + row("good", "The tenant may appeal."), "--json")
    assert [one["id"] for one in found] == ["x", "line 2", "y", "good"]
    assert all("error" in one for one in found[:3])
    assert "score" in found[3]
    assert ran.json == {"rows": 4, "checked": 1, "skipped": 0, "errors": 3}


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(tmp_path: Path) -> None:
    rows = row("a", "The tenant may appeal.") + row("b", "The tenant must appeal.")
    (tmp_path / "out.jsonl").write_text(
        '{"id": "a", "score": 1, "label": "kept", "reasons": []}\n{"id": "b", "sc', "utf-8"
    )
    _, found = ground(tmp_path, rows)
    assert [(one["id"], one["label"] == "kept") for one in found] == [("a", True), ("b", False)]


@pytest.mark.parametrize("arguments", [(), ("--batch", "in.jsonl")])
def test_wrong_usage_is_exit_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert advisor(tmp_path / "home", "ground", *arguments).code == 2


def test_a_file_that_is_not_there_is_said_in_a_sentence(tmp_path: Path) -> None:
    ran = advisor(tmp_path / "home", "ground", "--batch", str(tmp_path / "none"), "--out", str(tmp_path / "out"))
    assert ran.code == 2
    assert "There is no file" in ran.err
    assert not ran.crashed


def test_an_id_that_is_no_json_is_not_handed_on(tmp_path: Path) -> None:
    rows = '{"id": NaN, "claim": "x"}\n{"id": 1e999, "claim": "x"}\n' + row("good", "The tenant may appeal.")
    _, found = ground(tmp_path, rows)
    assert [one["id"] for one in found] == ["line 1", "line 2", "good"]


@pytest.mark.parametrize("held", ["my only note", '{"name": "a setting"}', '{"id": 1}\nand then a note'])
def test_a_file_of_something_else_is_left_whole_though_its_last_line_is_open(tmp_path: Path, held: str) -> None:
    (tmp_path / "out.jsonl").write_text(held, "utf-8")
    (tmp_path / "in.jsonl").write_text(row("a", "The tenant may appeal."), "utf-8")
    source, target = str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl")
    ran = advisor(tmp_path / "home", "ground", "--batch", source, "--out", target)
    assert ran.code == 2
    assert "something other than answers" in ran.err
    assert Path(target).read_text("utf-8") == held


def test_the_rows_are_never_written_over(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(row("a", "The tenant may appeal."), "utf-8")
    ran = advisor(tmp_path / "home", "ground", "--batch", str(source), "--out", str(source))
    assert ran.code == 2
    assert "holds the rows to read" in ran.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_device_that_never_ends_is_not_read_for_answers(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(row("a", "The tenant may appeal."), "utf-8")
    ran = advisor(tmp_path / "home", "ground", "--batch", str(tmp_path / "in.jsonl"), "--out", "/dev/full", seconds=30)
    assert ran.code == 2
    assert "is not a file" in ran.err
