"""The shape of an answer that other programs rely on: every promised field, of its type, in a real answer."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.console import advisor

OUTCOMES = {
    "answered", "partly_answered", "no_evidence", "unsupported", "out_of_scope", "refer_to_dpo", "model_unavailable",
}  # fmt: skip
ANSWER: dict[str, type | tuple[type, ...]] = {
    "id": str, "answer_id": str, "question": str, "outcome": str, "premise_corrected": bool, "answer": str,
    "claims": list, "retrieved": list, "withheld": int, "caveats": list, "as_at": str, "extent": list, "writer": str,
    "milliseconds": int,
}  # fmt: skip
CLAIM: dict[str, type | tuple[type, ...]] = {"text": str, "support": (int, float), "citations": list}
CITATION: dict[str, type | tuple[type, ...]] = {
    "url": str, "label": str, "quotation": str, "passage_id": str, "standing": str, "checked": str, "extent": list,
    "in_force_from": (str, type(None)), "in_force_to": (str, type(None)),
}  # fmt: skip
ENTRY: dict[str, type | tuple[type, ...]] = {"url": str, "label": str, "score": (int, float), "passage_id": str}
QUESTIONS = {
    "plain": ("How long do we have to answer a subject access request?", ()),
    "wrong premise": ("As Article 22 prohibits solely automated decisions, can we use software at all?", ()),
    "past": ("How long do we have to answer a subject access request?", ("--on", "2019-01-01")),
    "outside": ("Who won the football on Saturday?", ()),
    "own papers": ("What does our retention schedule say about invoices?", ()),
    "decision": ("Please approve this DPIA for me", ()),
}


def fields(value: dict[str, Any], wanted: dict[str, type | tuple[type, ...]]) -> list[str]:
    """The promised fields that are missing or of another type."""
    return [name for name, kind in wanted.items() if name not in value or not isinstance(value[name], kind)]


@pytest.fixture(scope="module")
def answers(read_home: Path) -> dict[str, dict[str, Any]]:
    return {
        name: advisor(read_home, "ask", question, *more, "--json").json for name, (question, more) in QUESTIONS.items()
    }


@pytest.mark.parametrize("name", list(QUESTIONS))
def test_every_promised_field_is_there_with_its_type(answers: dict[str, dict[str, Any]], name: str) -> None:
    answer = answers[name]
    assert fields(answer, ANSWER) == []
    assert answer["outcome"] in OUTCOMES
    date.fromisoformat(answer["as_at"])
    assert answer["id"] == answer["answer_id"]
    assert set(answer["extent"]) <= {"E", "W", "S", "NI"}
    assert all(isinstance(caveat, str) for caveat in answer["caveats"])
    for claim in answer["claims"]:
        assert fields(claim, CLAIM) == []
        assert 0 <= claim["support"] <= 1
        assert claim["citations"]
        assert claim["text"] in answer["answer"]
        for citation in claim["citations"]:
            assert fields(citation, CITATION) == []
            assert citation["standing"] in {"in force", "prospective", "repealed", "superseded"}
            assert citation["checked"] in {"instrument", "secondary", "knowledge", "unverified", "own document"}
            for day in (citation["in_force_from"], citation["in_force_to"]):
                assert day is None or date.fromisoformat(day).year > 1000
    scores = [entry["score"] for entry in answer["retrieved"]]
    assert scores == sorted(scores, reverse=True)
    for entry in answer["retrieved"]:
        assert fields(entry, ENTRY) == []


def test_outcomes_are_what_the_contract_says(answers: dict[str, dict[str, Any]]) -> None:
    assert answers["plain"]["outcome"] == "answered"
    assert answers["plain"]["writer"] == "quoting"
    assert answers["plain"]["withheld"] == 0
    assert answers["wrong premise"]["premise_corrected"] is True
    assert answers["wrong premise"]["claims"][0]["part"] == "correction"
    assert answers["outside"]["outcome"] == "out_of_scope"
    assert answers["own papers"]["outcome"] == "no_evidence"
    assert answers["decision"]["outcome"] == "refer_to_dpo"
    assert answers["past"]["as_at"] == "2019-01-01"


def test_enough_is_retrieved_to_judge_the_search_by(answers: dict[str, dict[str, Any]]) -> None:
    assert len(answers["plain"]["retrieved"]) >= 20
    urls = [entry["url"] for entry in answers["plain"]["retrieved"]]
    assert len(urls) == len(set(urls))


def test_the_check_notices_a_field_that_is_gone() -> None:
    assert fields(json.loads('{"url": "u", "label": "l", "score": "high"}'), ENTRY) == ["score", "passage_id"]
