"""The README's tour holds, step by step, on the console and in a home of its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conventions.house import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

Run = Callable[..., Any]
POLICY = "docs/tour/borsetshire-home-working-policy.md"
ABOUT_THE_POLICY = "what does Borsetshire Council's home working policy say about printing at home?"


@pytest.fixture(scope="module")
def advisor(tmp_path_factory: pytest.TempPathFactory, prepared_home: Path) -> Run:
    """Runs the console command with ``--json`` and gives what it printed."""
    home = shutil.copytree(prepared_home, tmp_path_factory.mktemp("tour") / "home")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ADVISOR_")}

    def run(*arguments: str) -> Any:
        done = subprocess.run(
            [sys.executable, "-c", "from advisor.cli import main; main()", *arguments, "--json"],
            cwd=ROOT,
            env={**environment, "ADVISOR_HOME": str(home)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=280,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def quoted(answer: Any) -> set[str]:
    return {citation["passage_id"].split("#")[0] for claim in answer["claims"] for citation in claim["citations"]}


def test_the_readme_takes_the_tour_that_is_tested_here() -> None:
    readme = re.sub(r"\s+", " ", (ROOT / "README.md").read_text("utf-8"))
    for words in ("how many days do we get for a SAR", "we have 40 days", ABOUT_THE_POLICY, POLICY, "a recipe"):
        assert words in readme


def test_a_question_as_people_ask_it_leads_with_the_limit_and_its_citation(advisor: Run) -> None:
    answer = advisor("ask", "how many days do we get for a SAR", "--jurisdiction", "scotland")
    assert answer["outcome"] == "answered"
    assert "one month" in answer["claims"][0]["text"]
    urls = {citation["url"] for citation in answer["claims"][0]["citations"]}
    assert "https://www.legislation.gov.uk/eur/2016/679/article/12A" in urls


def test_a_wrong_belief_is_corrected_first(advisor: Run) -> None:
    answer = advisor("ask", "we have 40 days to answer a subject access request, don't we?")
    assert answer["premise_corrected"] is True
    assert "40 days" in answer["claims"][0]["text"]


def test_a_policy_is_not_held_until_it_is_added_and_then_quoted(advisor: Run) -> None:
    before = advisor("ask", ABOUT_THE_POLICY)
    added = advisor("corpus", "add", POLICY, "--publisher", "Borsetshire Council", "--licence", "Internal")["files"][0]
    again = advisor("corpus", "add", POLICY, "--publisher", "Borsetshire Council", "--licence", "Internal")["files"][0]
    after = advisor("ask", ABOUT_THE_POLICY)
    advisor("corpus", "remove", added["source_id"])
    removed = advisor("ask", ABOUT_THE_POLICY)
    assert (added["status"], again["status"]) == ("added", "unchanged")
    assert after["outcome"] == "answered"
    assert added["source_id"] in quoted(after)
    assert any("head of service" in claim["text"] for claim in after["claims"])
    assert added["source_id"] not in quoted(removed)
    assert (before["outcome"], removed["outcome"]) in {
        (outcome, outcome) for outcome in ("no_evidence", "partly_answered", "refer_to_dpo")
    }


def test_a_recipe_is_out_of_its_field(advisor: Run) -> None:
    answer = advisor("ask", "Can you give me a recipe for lentil soup?")
    assert answer["outcome"] == "out_of_scope"
    assert answer["claims"] == []
