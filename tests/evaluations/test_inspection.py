"""The evaluation runs under Inspect without a model, and its log shows every answer with citations and scores."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("inspect_ai", reason="needs the extra: pip install 'governance-advisor[evaluate]'")

from inspect_ai.log import EvalLog, read_eval_log

from advisor.errors import SettingsFault
from evaluations import inspection
from evaluations.record import MEASURES
from evaluations.running import chosen
from tests import console

pytestmark = pytest.mark.slow


def inspected(home: Path, logs: Path, file: str, limit: int) -> EvalLog:
    command = [
        sys.executable, "-m", "inspect_ai", "eval", f"evaluations/{file}", "--model", "none", "--log-dir", str(logs),
        "--display", "plain", "--limit", str(limit),
    ]  # fmt: skip
    done = subprocess.run(
        command,
        cwd=console.ROOT,
        env=console.environment(home),
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (log,) = logs.glob("*.eval")
    return read_eval_log(str(log))


def test_every_sample_shows_the_answer_its_citations_and_its_scores(home: Path, tmp_path: Path) -> None:
    log = inspected(home, tmp_path / "logs", "answering.py", 6)
    assert log.status == "success"
    assert log.samples is not None
    assert len(log.samples) == 6
    answered = 0
    for sample in log.samples:
        assert sample.output.completion
        assert sample.scores is not None
        assert {one.name for one in MEASURES} <= set(sample.scores)
        if sample.metadata["answer"]["outcome"] == "answered":
            answered += 1
            assert "https://" in sample.output.completion
            assert sample.scores["resolution"].value == 1.0
        if sample.metadata["kind"] != "answerable":
            assert math.isnan(float(sample.scores["right_in_five"].value))
    assert answered > 0
    assert log.stats.model_usage == {}


def test_the_search_alone_is_scored_on_answerable_questions(home: Path, tmp_path: Path) -> None:
    log = inspected(home, tmp_path / "logs", "searching.py", 4)
    assert log.samples is not None
    assert log.status == "success"
    assert all(set(sample.scores or {}) == set(inspection.SEARCHING) for sample in log.samples)
    assert all(0 <= float(score.value) <= 1 for sample in log.samples for score in (sample.scores or {}).values())


def test_every_question_of_the_sample_is_a_sample() -> None:
    made = inspection.dataset("sample")
    assert [one.id for one in made] == [question.id for question in chosen("sample")]


def test_questions_that_do_not_exist_are_refused() -> None:
    with pytest.raises(SettingsFault, match="no questions called everything"):
        inspection.dataset("everything")
