"""The queries written for training the search over precedents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import evaluations.precedent_queries as graded
from retrieval.words import words

LONGEST_RUN = 8
FOLDER = Path(graded.__file__).parent / "datasets" / "precedents" / "training"


def runs(text: str) -> set[tuple[str, ...]]:
    stems = words(text)
    return {tuple(stems[start : start + LONGEST_RUN]) for start in range(len(stems) - LONGEST_RUN + 1)}


def written() -> list[tuple[str, str]]:
    lines = [line for file in FOLDER.rglob("queries.jsonl") for line in file.read_text("utf-8").splitlines()]
    rows = [json.loads(line) for line in lines]
    return [(row["id"], row.get("query") or " ".join(str(one) for one in row["case"].values())) for row in rows]


def test_no_training_query_nearly_repeats_a_precedent_or_a_query_that_may_be_read() -> None:
    texts = {one.id: " ".join((one.title, one.purpose, one.facts, one.reasons)) for one in graded.register()}
    texts |= {one.id: one.query for one in graded.development_queries() if one.query}
    held = {name: runs(text) for name, text in texts.items()}
    stems = {name: set(words(text)) for name, text in texts.items()}
    repeated = []
    for name, text in written():
        own = set(words(text))
        for other, others in stems.items():
            alike = len(own & others) / max(1, min(len(own), len(others)))
            if runs(text) & held[other] or (len(own) >= 6 and alike > 0.8):
                repeated.append((name, other, round(alike, 2)))
    assert repeated == []


def test_no_training_query_stands_twice_and_every_grade_is_of_a_precedent_that_is_held() -> None:
    ids = {one.id for one in graded.register()}
    queries = [*graded.training_queries(), *graded.queries("training/apart")]
    assert len({one.id for one in queries}) == len(queries)
    assert {one for query in queries for one in query.grades} <= ids
    assert all(bool(query.grades) != query.none for query in queries)


def test_at_least_sixty_training_queries_have_a_near_case_and_at_least_sixty_have_none() -> None:
    mine = {name for name, _ in written()}
    queries = [one for one in graded.training_queries() if one.id in mine]
    assert sum(one.none for one in queries) >= 60
    assert sum(not one.none for one in queries) >= 60


def test_a_set_is_measured_by_the_name_of_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {"development", "training"} <= set(graded.sets())
    for name in ("another", "another/apart"):
        (tmp_path / name).mkdir()
        row = {"id": name, "query": "swans", "aim": "none", "none": True}
        (tmp_path / name / "queries.jsonl").write_text(json.dumps(row) + "\n")
    monkeypatch.setattr(graded, "FOLDER", tmp_path)
    assert graded.sets() == ["another", "another/apart"]
    assert [one.id for one in graded.queries("another/apart")] == ["another/apart"]
