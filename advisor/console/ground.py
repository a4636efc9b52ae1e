"""``advisor ground``: how far passages carry claims, for a batch in JSON Lines."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel, Field

from advisor import connecting, settings
from advisor.console import batch, output
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
    lines = batch.lines_of(source, "id, passages and claim")
    done = batch.already_done(out)
    check = connecting.grounding_check(settings.current())
    counts = {"rows": len(lines), "checked": 0, "skipped": 0, "errors": 0}
    with output.progress() as on_progress, batch.opened(out) as results:
        for number, row in enumerate(batch.results(lines, done, _Row, lambda row, row_id: _found(check, row, row_id))):
            on_progress("Checking", number + 1, len(lines))
            if row is None:
                counts["skipped"] += 1
                continue
            counts["errors" if "error" in row else "checked"] += 1
            results.write(batch.written(row) + "\n")
            results.flush()
    if as_json:
        output.print_json(counts)
    else:
        in_words = f"{counts['checked']} checked, {counts['skipped']} already there, {counts['errors']} with errors"
        output.aside().print(f"{in_words}: {out}")


def _found(check: GroundingCheck, row: _Row, row_id: object) -> dict[str, Any]:
    support = check([passage.text for passage in row.passages], row.claim)
    return {"id": row_id, "score": support.score, "label": support.label.value, "reasons": list(support.reasons)}
