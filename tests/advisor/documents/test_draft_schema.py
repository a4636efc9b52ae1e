"""The published schema of a draft accepts what the advisor writes and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.advisor.documents import drafts

ROOT = Path(__file__).resolve().parents[3]
jsonschema = pytest.importorskip("jsonschema", reason="the schema is tried with jsonschema")

FIELDS = (
    "document", "template", "instrument", "instrument_why", "facts", "roles", "lawful_basis", "screening", "sections",
    "access", "benefit", "risks", "gaps", "contradictions", "corrections", "checklist",
)  # fmt: skip


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    held: dict[str, Any] = json.loads((ROOT / "docs" / "reference" / "draft.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(held)
    return held


def written() -> dict[str, Any]:
    held: dict[str, Any] = json.loads(drafts.draft().model_dump_json())
    return held


def test_what_is_written_keeps_to_the_schema(schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(schema).validate(written())


def test_every_field_of_the_contract_is_there_and_written(schema: dict[str, Any]) -> None:
    assert set(FIELDS) <= set(schema["properties"])
    assert set(FIELDS) <= set(written())


@pytest.mark.parametrize(
    "change",
    [{"document": "letter"}, {"instrument": "a deal"}, {"unknown": 1}, {"risks": [{"id": "x"}]}, {"screening": None}],
)
def test_what_is_no_draft_is_refused(schema: dict[str, Any], change: dict[str, Any]) -> None:
    assert not jsonschema.Draft202012Validator(schema).is_valid({**written(), **change})
