"""The ways in which a point is said, and the near misses beside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import yaml

from advisor.connecting.practising import shipped_exercises
from advisor.errors import ExerciseFault
from advisor.governance.exercises.evidence import parts_of, ways_of
from advisor.governance.exercises.exercise import read
from advisor.governance.exercises.own_words import KnownTexts
from advisor.governance.exercises.scheme import FEWEST_NEAR_MISSES, FEWEST_WAYS, Point, PointMarking
from advisor.governance.exercises.skeleton import Origin, skeleton
from tests.advisor.governance.exercises.invented import data


def shipped_points() -> Iterator[tuple[str, str, Point]]:
    for exercise in shipped_exercises():
        for step in exercise.steps:
            for one in step.marking.points if isinstance(step.marking, PointMarking) else ():
                yield f"{exercise.id}/{step.id}/{one.id}", step.model_answer, one


def test_every_shipped_point_has_enough_ways_and_near_misses() -> None:
    short = [
        name
        for name, _, one in shipped_points()
        if len(one.said_as) < FEWEST_WAYS or len(one.not_said_as) < FEWEST_NEAR_MISSES
    ]
    assert short == []


def test_no_way_is_a_near_miss_as_well_or_stands_twice() -> None:
    for name, _, one in shipped_points():
        listed = [each.casefold() for each in (*one.said_as, *one.not_said_as)]
        assert len(listed) == len(set(listed)), name


def test_no_way_copies_the_model_answer() -> None:
    copied = [
        (name, way)
        for name, model_answer, one in shipped_points()
        for way in one.said_as
        if KnownTexts([model_answer]).is_pasted(way)
    ]
    assert copied == []


def test_an_empty_way_is_a_fault() -> None:
    spoilt = data()
    spoilt["steps"][1]["marking"]["points"][0]["said_as"] = [""]
    with pytest.raises(ExerciseFault, match="why"):
        read(spoilt, "lost-keys")


def test_a_point_without_ways_is_known_by_itself_and_by_the_model_answer() -> None:
    point = Point(id="p1", point="The clock runs.", marks=1, accepts=(("runs*",),))
    assert ways_of(point, "We wait. It runs from Friday on.")[:2] == ["The clock runs.", "It runs from Friday on."]


def test_the_whole_answer_is_the_last_of_its_parts() -> None:
    assert parts_of("No. It runs, because we noticed.")[-1] == "No. It runs, because we noticed."
    assert parts_of("It runs.") == ["It runs."]


def test_a_new_exercise_asks_for_ways_and_near_misses() -> None:
    text = skeleton("mine", Origin(title="Mine", jurisdiction="uk", sayings=("It runs.",)), date(2026, 11, 22))
    points = [one for step in yaml.safe_load(text)["steps"] for one in step["marking"].get("points", ())]
    assert points
    assert all({"said_as", "not_said_as"} <= set(one) for one in points)
