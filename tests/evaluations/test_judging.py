"""A judge is pinned, is not the model that answered, and its grade is read strictly."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

pytest.importorskip("inspect_ai", reason="needs the extra: pip install 'governance-advisor[evaluate]'")

from inspect_ai.model import ChatMessageUser, GenerateConfig, ModelName, ModelOutput
from inspect_ai.scorer import Target
from inspect_ai.solver import TaskState

from advisor.errors import SettingsFault
from evaluations import judging
from tests.evaluations.answers import question


@pytest.mark.parametrize(
    "judge", ["lab/judge-2026-01-31", "lab/judge-20260131", "local/judge:8b-q4", "local/judge@sha256:0123456789ab"]
)
def test_a_pinned_judge_is_let_in(judge: str) -> None:
    judging.check_judge(judge, "lab/writer-2026-01-31")


@pytest.mark.parametrize("judge", ["lab/judge", "lab/judge-latest", "local/judge:latest", "lab/judge-4"])
def test_a_judge_that_may_change_is_refused(judge: str) -> None:
    with pytest.raises(SettingsFault, match="not pinned"):
        judging.check_judge(judge, None)


@pytest.mark.parametrize("writer", ["lab/same-2026-01-31", "other-host/SAME-2026-01-31", "same-2026-01-31"])
def test_nobody_judges_their_own_answers(writer: str) -> None:
    with pytest.raises(SettingsFault, match="cannot judge"):
        judging.check_judge("lab/same-2026-01-31", writer)


@pytest.mark.parametrize(
    ("said", "grade"),
    [
        ('{"grade": "right", "why": "all points"}', 1.0),
        ('Here: {"grade": "Partly", "why": "one"} done', 0.5),
        ('{"grade": "wrong"}', 0.0),
        ('{"grade": "excellent"}', None),
        ("right", None),
        ('{"grade": "right"', None),
        ("", None),
    ],
)
def test_a_grade_is_read_from_the_one_object_or_not_at_all(said: str, grade: float | None) -> None:
    assert judging.read_grade(said)[0] == grade


class Replies:
    """A judge that always replies the same, after looking at what it was asked."""

    def __init__(self, reply: str) -> None:
        self.reply = reply

    async def generate(self, input: str, *, config: GenerateConfig) -> ModelOutput:  # noqa: A002
        assert "It is an offence." in input
        assert "an offence" in input.split("Points that a right answer states:")[1]
        assert config.temperature == 0.0
        return ModelOutput.from_content("judge", self.reply)


def graded(reply: str) -> Any:
    given = question()
    state = TaskState(
        model=ModelName("none/none"), sample_id=given.id, epoch=1, input=given.question,
        messages=[ChatMessageUser(content=given.question)], metadata={"question": given.model_dump(mode="json")},
        output=ModelOutput.from_content("advisor/quoting", "It is an offence."),
    )  # fmt: skip
    return asyncio.run(judging.model_graded(Replies(reply))(state, Target([])))


def test_the_judge_s_grade_is_the_score_and_carries_the_prompt_s_digest() -> None:
    score = graded('{"grade": "partly", "why": "one of two"}')
    assert (score.value, score.explanation) == (0.5, "one of two")
    assert score.metadata["prompt_sha256"] == judging.prompt_digest()


def test_a_rambling_judge_leaves_the_sample_without_a_grade() -> None:
    score = graded("I think it is fine.")
    assert score.value != score.value
    assert score.reason == "grade_unreadable"
