"""Exercises are read strictly, and every fault names the exercise and the step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from advisor.governance.exercises.exercise import read
from corpus.errors import ExerciseFault
from tests.advisor.governance.exercises.invented import data

SPOILT: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda one: one.update(colour="red"), "colour"),
    (lambda one: one.pop("lesson"), "lesson"),
    (lambda one: one["steps"][1].update(colour="red"), "step why"),
    (lambda one: one["steps"][1].pop("model_answer"), "step why"),
    (lambda one: one["steps"][1].update(citations=[]), "step why"),
    (lambda one: one["steps"][1].update(citations=[{}]), "step why"),
    (lambda one: one["steps"][1]["hints"][0].update(costs=9), "step why: its hints cost more"),
    (lambda one: one["steps"][1].update(next="first"), "step why: it leads to 'first'"),
    (lambda one: one["steps"][0]["options"][1].update(goes_to="nowhere"), "step first: it leads to 'nowhere'"),
    (lambda one: one["steps"][2].update(next="decide"), "step several: nothing leads to this step"),
    (lambda one: one["steps"][3].update(id="why"), "step why: two steps have this id"),
    (lambda one: one["steps"][4]["options"][0].update(right=True), "step decide"),
    (lambda one: one["steps"][5]["marking"]["points"][0].update(passage="d9"), "step look"),
    (lambda one: one["steps"][5]["marking"]["points"][0].pop("passage"), "step look"),
    (lambda one: one.update(id="another"), "not the file's name"),
]


def test_a_whole_exercise_is_read() -> None:
    exercise = read(data(), "lost-keys")
    assert sorted(exercise.courses()) == [
        ("first", "clock", "several", "decide", "look"),
        ("first", "why", "clock", "several", "decide", "look"),
    ]


@pytest.mark.parametrize(("spoil", "said"), SPOILT, ids=range(len(SPOILT)))
def test_a_fault_is_told_with_its_step(spoil: Callable[[dict[str, Any]], object], said: str) -> None:
    spoilt = data()
    spoil(spoilt)
    with pytest.raises(ExerciseFault) as told:
        read(spoilt, "lost-keys")
    assert said in told.value.sentence
    assert "lost-keys" in told.value.sentence


def test_a_file_that_holds_no_exercise_is_refused() -> None:
    with pytest.raises(ExerciseFault):
        read(["format"], "lost-keys")
