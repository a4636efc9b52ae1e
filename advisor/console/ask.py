"""``advisor ask``: one question, or a batch of them in JSON Lines that can be broken off and resumed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel, Field

from advisor.composition import Advisor, open_advisor
from advisor.console import answer_view, output
from advisor.console import batch as batch_files
from advisor.console.day import day
from advisor.governance.days import EARLIEST, LATEST
from advisor.governance.published import published_answer
from corpus.source import Classification, Jurisdiction


class _Row(BaseModel):
    """A row of a batch; further keys are let pass."""

    id: str | int | None = None
    question: str
    jurisdiction: Jurisdiction | None = None
    on: date | None = Field(default=None, ge=EARLIEST, lt=LATEST)


def ask(
    question: Annotated[
        str | None, typer.Argument(help="The question, in plain words; '-' reads it from standard input.")
    ] = None,
    jurisdiction: Annotated[
        Jurisdiction | None, typer.Option(help="Where you work; the setting answer.jurisdiction otherwise.")
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="A day in the past whose law is wanted, as YYYY-MM-DD.")
    ] = None,
    classification: Annotated[
        Classification, typer.Option(help="The highest classification of text that may be used.")
    ] = Classification.OFFICIAL,
    batch: Annotated[
        Path | None,
        typer.Option(metavar="IN", help="Answer every row of a JSON Lines file: id, question, jurisdiction?, on?."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Where the batch's answers go; rows already there are skipped.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON value.")] = False,
) -> None:
    """Ask a question and get a short answer with pinpoint citations, or an honest silence."""
    if batch is not None:
        if out is None or question is not None:
            raise typer.BadParameter("give --batch IN together with --out OUT, and no question")
        _batch(open_advisor(), batch, out, classification, as_json)
        return
    if question is None:
        raise typer.BadParameter("give a question, or --batch IN --out OUT")
    if question == "-":
        question = typer.get_text_stream("stdin", errors="replace").read()
    asked_day = day(on) if on is not None else None
    advisor = open_advisor()
    with output.progress() as on_progress:
        advisor.prepare(on_progress)
    answer = advisor.ask(question, jurisdiction=jurisdiction, on=asked_day, classification=classification)
    if as_json:
        output.print_json(published_answer(answer))
    else:
        answer_view.show(answer, output.screen())


def _batch(advisor: Advisor, source: Path, target: Path, classification: Classification, as_json: bool) -> None:
    def answered(row: _Row, row_id: object) -> dict[str, Any]:
        answer = advisor.ask(row.question, jurisdiction=row.jurisdiction, on=row.on, classification=classification)
        return published_answer(answer, row_id)

    counts = batch_files.run(
        source, target, _Row, answered,
        keys="id and question", doing="Answering", done="answered", prepare=advisor.prepare,
    )  # fmt: skip
    batch_files.say(counts, "answered", target, as_json)
