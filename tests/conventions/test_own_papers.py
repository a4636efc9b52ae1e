"""The advisor's own impact assessment is what the advisor makes today, and its papers say what the settings say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from advisor.cli import app
from advisor.governance.drafting.draft import Draft
from advisor.settings import Settings

_STALE = "Run the command in docs/papers/README.md, and read what changed."
_NEARLY_ALL = 0.85
"""What a model of meaning decides close to its limit may fall otherwise on another processor."""


@pytest.fixture
def papers(root: Path) -> Path:
    """The folder of the papers."""
    return root / "docs" / "papers"


def test_the_impact_assessment_is_what_the_advisor_makes_today(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path / "home"))
    asked = ["--proposal", str(papers / "proposal.md"), "--answers", str(papers / "answers.yaml")]
    done = CliRunner().invoke(app, ["draft", "dpia", *asked, "--out", str(tmp_path), "--format", "json"])
    assert done.exit_code == 0, done.output
    fresh, kept = (
        Draft.model_validate_json((folder / "dpia.json").read_text("utf-8")) for folder in (tmp_path, papers)
    )
    assert [one.value for one in fresh.facts] == [one.value for one in kept.facts], _STALE
    assert fresh.screening.required == kept.screening.required, _STALE
    assert _shared(_statements(fresh), _statements(kept)) >= _NEARLY_ALL, _STALE
    assert _shared({one.id for one in fresh.risks}, {one.id for one in kept.risks}) >= _NEARLY_ALL, _STALE


def _statements(draft: Draft) -> set[str]:
    return {one.text for section in draft.sections for one in section.statements}


def _shared(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other)


def test_the_questions_that_each_body_answers_for_itself_are_left_open(papers: Path) -> None:
    draft = Draft.model_validate_json((papers / "dpia.json").read_text("utf-8"))
    asked = {one.field for one in draft.gaps}
    assert {"dpo_advice", "power", "article_6", "privacy_notice", "rights_handling", "equality"} <= asked
    assert not draft.contradictions
    assert draft.screening.required


def test_the_periods_that_the_papers_give_are_those_of_the_settings(papers: Path) -> None:
    defaults = Settings(home=papers)
    for name in ("proposal.md", "transparency-record.md"):
        days = re.findall(r"([\d,]+) days", (papers / name).read_text("utf-8"))
        assert days == [f"{defaults.retention.cases_days:,}"], name
    minutes = re.findall(r"(\d+) minutes", (papers / "proposal.md").read_text("utf-8"))
    assert minutes == [str(defaults.identity.idle_minutes)]


def test_every_share_that_the_transparency_record_gives_stands_in_the_changes(papers: Path, root: Path) -> None:
    share = re.compile(r"\d+(?:\.\d+)? %")
    changes = " ".join((root / "CHANGELOG.md").read_text("utf-8").split())
    named = {
        found
        for name in ("transparency-record.md", "answers.yaml")
        for found in share.findall(" ".join((papers / name).read_text("utf-8").split()))
    }
    assert named
    assert sorted(named - set(share.findall(changes))) == []
