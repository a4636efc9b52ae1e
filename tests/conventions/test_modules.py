"""Modules are short and named for the field."""

from __future__ import annotations

from tests.conventions.house import Module

LONGEST_LINES = 300
LONGER_BECAUSE = {
    "corpus/card.py": "the card format in one place: reading, checking and the faults it names",
}
WORDS_THAT_SAY_NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "manager",
    "service",
    "services",
    "misc",
    "shared",
}


def test_no_module_is_long_without_a_reviewed_reason(modules: list[Module]) -> None:
    long = {module.path: module.lines for module in modules if module.lines > LONGEST_LINES}
    assert {path: lines for path, lines in long.items() if path not in LONGER_BECAUSE} == {}


def test_no_reviewed_reason_outlives_its_module(modules: list[Module]) -> None:
    long = {module.path for module in modules if module.lines > LONGEST_LINES}
    assert sorted(set(LONGER_BECAUSE) - long) == []


def test_no_module_is_named_for_a_shape(modules: list[Module]) -> None:
    named = [
        module.path
        for module in modules
        if WORDS_THAT_SAY_NOTHING & set(module.name.lower().replace("_", ".").split("."))
    ]
    assert named == []


def test_the_house_is_not_empty(modules: list[Module]) -> None:
    assert len(modules) > 15
    assert {"advisor", "corpus", "retrieval"} <= {module.name.split(".")[0] for module in modules}
