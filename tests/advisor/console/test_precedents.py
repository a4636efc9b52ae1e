"""``advisor precedents`` as a person runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from advisor import settings
from advisor.cli import app
from advisor.composition import open_advisor
from advisor.governance.precedents.case_facts import facts_of_words
from corpus.concept_files import lexicon
from corpus.source import Classification

ROW = {
    "id": "p-1",
    "title": "Beehives of the island entered in a honey ledger",
    "purpose": "To judge honey at the summer show",
    "facts": "Beekeepers lend their hive ledgers to the honey judges, who taste heather honey before the summer show.",
    "decision": "approved",
    "decided_on": "2024-05-01",
    "valid_until": "2025-04-30",
}
QUESTION = "beekeepers lending hive ledgers to the judges who taste heather honey at the summer show"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path / "home"))
    settings.current.cache_clear()
    yield
    settings.current.cache_clear()


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


def test_what_another_process_withdraws_is_gone_from_the_next_search_of_this_one(register: Path) -> None:
    run("import", str(register), "--json")
    consult = open_advisor().precedents.consult
    facts = facts_of_words(QUESTION, lexicon())

    def found() -> list[str]:
        return [one.id for one in consult.search(facts, on=date(2026, 11, 22), clearance=Classification.OFFICIAL)]

    assert found()[:1] == ["p-1"]
    command = [sys.executable, "-m", "advisor", "precedents", "withdraw", "p-1", "--reason", "It named a person."]
    subprocess.run(command, check=True, capture_output=True)
    assert "p-1" not in found()


def test_a_day_that_is_none_is_wrong_usage() -> None:
    run("search", QUESTION, "--on", "yesterday", code=2)
