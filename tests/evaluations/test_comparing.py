"""A step back is noticed, a step forward is let pass, and what must be perfect may not slip at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.errors import GovernanceError
from evaluations import comparing
from evaluations.comparing import Change, compared
from evaluations.record import MEASURES
from tests.evaluations import runs

HALF = [1.0, 0.0] * 30


def moved(measure: str, before: list[float], after: list[float]) -> Change:
    one, other = ({measure: {f"q-{at}": value for at, value in enumerate(given)}} for given in (before, after))
    (change,) = compared(one, other)
    return change


def test_the_same_answers_are_neither_worse_nor_better() -> None:
    assert not any(change.worse or change.better for change in compared(*[runs.run(runs.marks(HALF)).values] * 2))


def test_a_fall_beyond_the_interval_is_worse() -> None:
    change = moved("right_in_five", HALF, [0.0] * 60)
    assert change.worse
    assert change.after < change.low


def test_a_small_fall_of_the_same_questions_is_worse_though_within_the_interval() -> None:
    change = moved("right_in_five", HALF, [0.0] * 10 + HALF[10:])
    assert change.low < change.after < change.before
    assert change.difference_high < 0
    assert change.worse


def test_one_question_lost_and_another_won_is_no_change() -> None:
    assert not moved("right_in_five", [1.0, 0.0, *HALF], [0.0, 1.0, *HALF]).worse


@pytest.mark.parametrize("measure", [one.name for one in MEASURES if one.better])
def test_every_measure_with_a_direction_can_get_worse_and_better(measure: str) -> None:
    up = moved(measure, [0.0] * 20 + [1.0] * 10, [1.0] * 30)
    down = moved(measure, [1.0] * 30, [0.0] * 20 + [1.0] * 10)
    higher_is_better = next(one for one in MEASURES if one.name == measure).better == "higher"
    assert (up.worse, down.worse) == (not higher_is_better, higher_is_better)
    assert (up.better, down.better) == (higher_is_better, not higher_is_better)


@pytest.mark.parametrize("measure", ["words", "sources", "milliseconds", "reading_grade"])
def test_length_and_time_never_turn_a_run_red(measure: str) -> None:
    assert not moved(measure, [10.0] * 30, [900.0] * 30).worse


@pytest.mark.parametrize("measure", ["resolution", "quotation_fidelity"])
def test_one_false_quotation_is_enough(measure: str) -> None:
    assert moved(measure, [1.0] * 60, [1.0] * 59 + [0.5]).worse


def test_only_questions_that_both_answered_are_compared() -> None:
    before = {"right_in_five": {"a": 1.0, "b": 1.0, "gone": 1.0}}
    after = {"right_in_five": {"a": 1.0, "b": 1.0, "new": 0.0}}
    (change,) = compared(before, after)
    assert (change.questions, change.worse) == (2, False)
    assert compared(before, {"right_in_five": {"new": 0.0}}) == []


def test_a_lost_card_and_a_touched_prompt_are_named() -> None:
    before, after = runs.run(runs.marks(HALF)), runs.run(runs.marks(HALF), coverage=runs.coverage("card/look"))
    assert comparing.lost(before, before) == []
    assert comparing.lost(before, after) == ["the card card/listen is no longer held"]
    touched = runs.run(runs.marks(HALF), stamp=runs.stamp(prompts={"prompts/answer.md": "spoiled"}))
    assert comparing.lost(before, touched) == ["the prompt prompts/answer.md is not the one that was measured"]
    assert comparing.lost(after, before) == [], "a new card is no loss"


def test_a_baseline_gives_back_the_marks_it_was_made_of(tmp_path: Path) -> None:
    made = runs.run(runs.marks(HALF), to_read=(runs.to_read("a question's words"),))
    path = tmp_path / "baseline.json"
    comparing.write_baseline(comparing.as_baseline(made), path)
    found = comparing.read_baseline(path)
    assert found is not None
    assert found.values["right_in_five"] == made.values["right_in_five"]
    assert comparing.lost(found, made) == []
    assert "a question's words" not in path.read_text("utf-8")
    assert any(change.worse for change in compared(found.values, runs.run(runs.marks([0.0] * 60)).values))


def test_a_file_that_is_no_baseline_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text("{}", "utf-8")
    with pytest.raises(GovernanceError, match="cannot be read"):
        comparing.read_baseline(path)
    with pytest.raises(GovernanceError, match="no baseline"):
        comparing.read_baseline(tmp_path / "none.json")


def test_the_baseline_that_ships_can_be_read_and_holds_development_questions_only() -> None:
    from evaluations.questions import questions

    shipped = comparing.read_baseline()
    assert shipped is not None
    assert set(shipped.ids) <= {one.id for one in questions("development")}
    assert len(shipped.ids) > 200
