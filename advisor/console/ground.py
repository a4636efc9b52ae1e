"""``advisor ground``: how far passages carry claims, for a batch in JSON Lines."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel, Field

from advisor import settings
from advisor.connecting.model import grounding_check
from advisor.console import batch
from advisor.governance.grounding import GroundingCheck


class _Passage(BaseModel):
    """A passage of a row; further keys are let pass."""

    text: str


class _Row(BaseModel):
    """A row of a batch; further keys are let pass."""

    id: str | int | None = None
    passages: list[_Passage] = Field(min_length=1)
    claim: str = Field(min_length=1)


def ground(
    source: Annotated[
        Path, typer.Option("--batch", metavar="IN", help="A JSON Lines file: id, passages (each with text), claim.")
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="OUT", help="Where the findings go; rows already there are skipped.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON value.")] = False,
) -> None:
    """Check claims against passages: a score, a label and the reasons for each row."""
    check = grounding_check(settings.current())
    counts = batch.run(
        source, out, _Row, lambda row, row_id: _found(check, row, row_id),
        keys="id, passages and claim", doing="Checking", done="checked",
    )  # fmt: skip
    batch.say(counts, "checked", out, as_json)


def _found(check: GroundingCheck, row: _Row, row_id: object) -> dict[str, Any]:
    support = check([passage.text for passage in row.passages], row.claim)
    return {"id": row_id, "score": support.score, "label": support.label.value, "reasons": list(support.reasons)}
