"""Grading by a model: optional, pinned, and never the model that wrote the answer.

The judge sees the question, the answer and the points that its author listed; it does not know the law and is not asked
to. Its grade stands beside the measures that need no model and replaces none.
"""

from __future__ import annotations

import hashlib
import json
import re
from importlib.resources import files
from string import Template
from typing import Protocol

from inspect_ai.model import GenerateConfig, ModelOutput, get_model
from inspect_ai.scorer import Score, Scorer, Target, mean, scorer, stderr
from inspect_ai.solver import TaskState

from advisor.errors import SettingsFault
from evaluations.questions import Question

_PINNED = re.compile(r"\d{4}-?\d{2}-?\d{2}|@sha256:[0-9a-f]{12,}|:(?!latest\b)[\w.-]*\d[\w.-]*$")
_VARIABLES = {"question", "answer", "key_points", "must_not"}
_GRADES = {"right": 1.0, "partly": 0.5, "wrong": 0.0}


def check_judge(judge: str, answering_model: str | None) -> None:
    """Whether a model may judge.

    Raises:
        SettingsFault: for a name that may mean another model tomorrow, and for the model that wrote the answers.
    """
    if not _PINNED.search(judge):
        raise SettingsFault(
            f"The judge {judge} is not pinned: its name may stand for another model tomorrow.",
            "Name a dated release (provider/name-2026-01-31), a tag with a version, or a digest (@sha256:…).",
        )
    if answering_model and _bare(judge) == _bare(answering_model):
        raise SettingsFault(
            f"{judge} wrote the answers and cannot judge them.", "Name another model as the judge, or none."
        )


def prompt() -> Template:
    """The judge's instructions, from their file.

    Raises:
        SettingsFault: where the file's variables are not those that are filled in.
    """
    template = Template(files("evaluations").joinpath("judge.md").read_text("utf-8"))
    if set(template.get_identifiers()) != _VARIABLES:
        raise SettingsFault("evaluations/judge.md has other variables than it should.", "Put the file back.")
    return template


def prompt_digest() -> str:
    """sha256 of the judge's instructions, so that grades can be told apart by them."""
    return hashlib.sha256(prompt().template.encode()).hexdigest()


class Judge(Protocol):
    """A model that replies to a text; Inspect's models are."""

    async def generate(self, input: str, *, config: GenerateConfig) -> ModelOutput:  # noqa: A002 (Inspect's name)
        """The reply."""
        ...


def model_graded(judge: str | Judge) -> Scorer:
    """The scorer that asks the judge; a grade that cannot be read leaves the sample without one."""

    @scorer(metrics=[mean(), stderr()], name="model_graded")
    def graded() -> Scorer:
        async def score(state: TaskState, target: Target) -> Score:  # noqa: ARG001 (Inspect's signature)
            question = Question.model_validate(state.metadata["question"])
            model: Judge = get_model(judge) if isinstance(judge, str) else judge
            asked = prompt().substitute(
                question=question.question,
                answer=state.output.completion,
                key_points="\n".join(f"- {one.point}" for one in question.key_points) or "- none listed",
                must_not="\n".join(f"- {one.point}" for one in question.must_not) or "- none listed",
            )
            said = (await model.generate(asked, config=GenerateConfig(temperature=0.0, seed=1))).completion
            grade, why = read_grade(said)
            told = {"judge": str(model), "prompt_sha256": prompt_digest(), "said": said}
            if grade is None:
                return Score.unscored(reason="grade_unreadable", explanation=why, metadata=told)
            return Score(value=grade, explanation=why, metadata=told)

        return score

    return graded()


def read_grade(said: str) -> tuple[float | None, str]:
    """The grade in what a judge said, from the one JSON object that it was asked for, with its reason."""
    found = re.search(r"\{[^{}]*\}", said)
    try:
        value = json.loads(found[0]) if found else {}
    except ValueError:
        value = {}
    grade = _GRADES.get(str(value.get("grade", "")).lower())
    return grade, str(value.get("why", "")) if grade is not None else f"no grade in: {said[:200]!r}"


def _bare(model: str) -> str:
    """A model's name without its provider."""
    return model.rsplit("/", 1)[-1].casefold()
