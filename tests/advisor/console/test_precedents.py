"""``advisor precedents`` as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from advisor.cli import app

ROW = {
    "id": "p-1",
    "title": "Drones count seals on the skerries",
    "purpose": "To count seals",
    "facts": "The council flies drones over the skerries to count seals and films walkers on the beach.",
    "decision": "approved",
    "decided_on": "2024-05-01",
    "valid_until": "2025-04-30",
}
QUESTION = "drones that count seals on the skerries and film walkers on the beach"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path / "home"))


@pytest.fixture
def register(tmp_path: Path) -> Path:
    file = tmp_path / "register.jsonl"
    file.write_text(json.dumps(ROW) + '\n{"id": "bad"}\n', "utf-8")
    return file


def run(*words: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, ["precedents", *words])
    assert done.exit_code == code, done.output
    return done.stdout


def test_a_file_is_searched_alone_and_nothing_of_it_is_kept(register: Path) -> None:
    (found,) = json.loads(run("search", QUESTION, "--register", str(register), "--on", "2026-11-22", "--json"))
    assert (found["id"], found["status"], found["decision"]) == ("p-1", "expired", "approved")
    assert found["warnings"] == ["Expired: it was valid until 30 April 2025."]
    on_the_day = run("search", QUESTION, "--register", str(register), "--on", "2024-04-30", "--json")
    assert json.loads(on_the_day) == []
    assert json.loads(run("search", QUESTION, "--json")) == []


def test_what_is_imported_is_found_until_it_is_withdrawn(register: Path) -> None:
    done = json.loads(run("import", str(register), "--json"))
    assert (done["added"], [bad["line"] for bad in done["rejected"]]) == (1, [2])
    assert json.loads(run("search", QUESTION, "--json"))[0]["id"] == "p-1"
    assert '"p-1"' in run("export")
    run("withdraw", "p-1", "--reason", "A person could be told from it.", "--json")
    assert json.loads(run("search", QUESTION, "--json")) == []
    assert '"p-1"' not in run("export")


def test_a_day_that_is_none_is_wrong_usage() -> None:
    run("search", QUESTION, "--on", "yesterday", code=2)
