"""``advisor exercise`` as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from tests import console
from tests.advisor.governance.exercises.invented import data


def test_the_list_says_what_can_be_practised(tmp_path: Path) -> None:
    ran = console.advisor(tmp_path / "home", "exercise", "list", "--json")
    assert ran.code == 0, ran.err
    assert len(ran.json) >= 20
    assert {"id", "title", "level", "minutes", "audience", "jurisdiction"} <= set(ran.json[0])
    assert [one["id"] for one in ran.json if one["outdated"]] == []


def test_the_exercises_that_ship_have_no_fault(tmp_path: Path) -> None:
    ran = console.advisor(tmp_path / "home", "exercise", "check", "--json")
    assert ran.code == 0, ran.out + ran.err
    assert [one for one in ran.json if one["faults"]] == []


def test_a_file_with_a_fault_is_named_with_its_step(tmp_path: Path) -> None:
    file = tmp_path / "lost-keys.yaml"
    spoilt = data()
    spoilt["steps"][1]["colour"] = "red"
    file.write_text(yaml.safe_dump(spoilt), "utf-8")
    ran = console.advisor(tmp_path / "home", "exercise", "check", str(file))
    assert ran.code == 1
    assert "lost-keys, step why" in " ".join(ran.out.split())


def test_a_point_with_few_ways_of_saying_it_is_named_and_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "lost-keys.yaml"
    thin = data()
    thin["steps"][1]["marking"]["points"][0] |= {"said_as": ["it is 72 hours"] * 8, "not_said_as": ["a month"] * 4}
    file.write_text(yaml.safe_dump(thin), "utf-8")
    ran = console.advisor(tmp_path / "home", "exercise", "check", str(file), "--json")
    advice = [one for one in ran.json[0]["advice"] if "step why" in one]
    assert [one for one in advice if "point p1" in one] == []
    assert [one for one in advice if "point p2: it has 0 ways" in one]


def test_a_run_that_was_stopped_goes_on(tmp_path: Path) -> None:
    run = ("exercise", "run", "wrong-email-on-a-friday")
    first = console.advisor(tmp_path / "home", *run, typed=b"tell-now\n\n")
    assert first.code == 0, first.err
    assert "Right: 2 of 2" in first.out
    assert "answered 1 steps" in console.advisor(tmp_path / "home", *run).out


def test_a_batch_is_marked_row_by_row(tmp_path: Path) -> None:
    rows = [
        {"id": 1, "exercise": "wrong-email-on-a-friday", "step": "clock", "answer": "Monday 9 November 4.20pm"},
        {"id": 2, "exercise": "wrong-email-on-a-friday", "step": "nowhere", "answer": "x"},
        {"id": 3, "exercise": "nothing", "step": "clock", "answer": "x"},
    ]
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    ran = console.advisor(tmp_path / "home", "exercise", "mark", "--batch", str(source), "--out", str(out), "--json")
    assert ran.json == {"rows": 3, "marked": 1, "skipped": 0, "errors": 2}
    marked = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert set(marked[0]) == {"id", "marks", "out_of", "verdict", "feedback", "citations"}
    assert (marked[0]["verdict"], marked[0]["citations"][0][:8]) == ("right", "https://")
    assert "wrong-email-on-a-friday has no step nowhere" in marked[1]["error"]


def test_a_new_exercise_cannot_pass_for_a_finished_one(tmp_path: Path) -> None:
    for number, origin in enumerate((("--card", "staff-snooping"), ("--precedent", "inv-041"))):
        file = tmp_path / f"mine-{number}.yaml"
        made = console.advisor(tmp_path / "home", "exercise", "new", f"mine-{number}", *origin, "--out", str(file))
        assert made.code == 0, made.err
        assert yaml.safe_load(file.read_text("utf-8"))["id"] == f"mine-{number}"
        assert console.advisor(tmp_path / "home", "exercise", "check", str(file)).code == 1
