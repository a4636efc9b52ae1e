"""``advisor ask``: one question, or a batch of them in JSON Lines that can be broken off and resumed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer
from pydantic import BaseModel, ValidationError

from advisor.composition import Advisor, open_advisor
from advisor.console import answer_view, output
from advisor.errors import GovernanceError, SettingsFault
from advisor.governance.published import published_answer
from corpus.source import Classification, Jurisdiction


class _Row(BaseModel):
    """A row of a batch; further keys are let pass."""

    id: str | int | None = None
    question: str
    jurisdiction: Jurisdiction | None = None
    on: date | None = None


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
    day = _day(on)
    advisor = open_advisor()
    with output.progress() as on_progress:
        advisor.prepare(on_progress)
    answer = advisor.ask(question, jurisdiction=jurisdiction, on=day, classification=classification)
    if as_json:
        output.print_json(published_answer(answer))
    else:
        answer_view.show(answer, output.screen())


def _batch(advisor: Advisor, source: Path, target: Path, classification: Classification, as_json: bool) -> None:
    if not source.is_file():
        raise SettingsFault(f"There is no file {source}.", "Give a JSON Lines file with id and question in each row.")
    lines = [line for line in source.read_text("utf-8-sig", errors="replace").split("\n") if line.strip()]
    done = _already_answered(target)
    counts = {"rows": len(lines), "answered": 0, "skipped": 0, "errors": 0}
    with output.progress() as on_progress:
        advisor.prepare(on_progress)
        with _opened(target) as results:
            for number, row in enumerate(_answers(advisor, lines, done, classification)):
                on_progress("Answering", number + 1, len(lines))
                if row is None:
                    counts["skipped"] += 1
                    continue
                counts["errors" if "error" in row else "answered"] += 1
                results.write(_written(row) + "\n")
                results.flush()
    if as_json:
        output.print_json(counts)
    else:
        done_in_words = (
            f"{counts['answered']} answered, {counts['skipped']} already there, {counts['errors']} with errors"
        )
        output.aside().print(f"{done_in_words}: {target}")


def _answers(
    advisor: Advisor, lines: list[str], done: set[str], classification: Classification
) -> Iterator[dict[str, Any] | None]:
    """One output row for each line, ``None`` for a row that was answered by an earlier run."""
    for number, line in enumerate(lines, start=1):
        row_id: object = f"line {number}"
        try:
            row = _Row.model_validate_json(line)
            row_id = row.id if row.id is not None else row_id
            if str(row_id) in done:
                yield None
                continue
            answer = advisor.ask(row.question, jurisdiction=row.jurisdiction, on=row.on, classification=classification)
        except ValidationError as error:
            first = error.errors()[0]
            row_id = _id_of(line, row_id)
            if str(row_id) in done:
                yield None
                continue
            yield {"id": row_id, "error": f"{'.'.join(map(str, first['loc'])) or 'row'}: {first['msg']}"}
        except GovernanceError as error:
            yield {"id": row_id, "error": str(error)}
        else:
            yield published_answer(answer, row_id)


def _opened(target: Path) -> TextIO:
    try:
        return target.open("a", encoding="utf-8", newline="\n")
    except OSError as error:
        raise _unwritable(target, error) from error


def _unwritable(target: Path, error: OSError) -> SettingsFault:
    return SettingsFault(f"{target} cannot be written: {error.strerror}.", "Give another file with --out.")


def _written(row: dict[str, Any]) -> str:
    """A row as JSON; letters as they are, unless one of them is half of a pair that UTF-8 cannot write."""
    text = json.dumps(row, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(row)
    return text


def _id_of(line: str, otherwise: object) -> object:
    try:
        return json.loads(line)["id"]
    except (ValueError, KeyError, TypeError):
        return otherwise


def _already_answered(target: Path) -> set[str]:
    """Ids in the output so far; a last line broken off by a kill is cut away."""
    if not target.exists():
        return set()
    try:
        data = target.read_bytes()
    except OSError as error:
        raise _unwritable(target, error) from error
    whole = data[: data.rfind(b"\n") + 1]
    if len(whole) != len(data):
        target.write_bytes(whole)
    found = set()
    for line in whole.decode("utf-8", "replace").removesuffix("\n").split("\n") if whole else ():
        try:
            found.add(str(json.loads(line)["id"]))
        except (ValueError, KeyError, TypeError):
            raise SettingsFault(
                f"{target} holds something other than answers.", "Give another file with --out."
            ) from None
    return found


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date; write it as 2026-11-21", param_hint="--on") from None
