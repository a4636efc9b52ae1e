"""``advisor precedents``: decided cases that were published. They inform; they bind nobody."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from advisor.approval import publication
from advisor.approval.actor import Actor
from advisor.composition import Advisor, now, open_advisor
from advisor.connecting.identity import LOCAL_PERSON
from advisor.connecting.precedents import rows_of_file
from advisor.console import output
from advisor.console.corpus import Json
from advisor.console.day import day as given_day
from advisor.console.precedent_lists import print_conditions, print_insight, print_near, print_pack
from advisor.console.sign_in import acting
from advisor.errors import CorpusError
from advisor.governance.precedents.case_facts import CaseFacts, facts_of_case, facts_of_words
from advisor.governance.precedents.precedent import Precedent
from advisor.governance.precedents.register_rows import (
    catalogue_of,
    csv_of,
    digital_economy_act_csv_of,
    json_lines_of,
    row_of,
)
from advisor.journeys.consult import LIMIT, Consult
from corpus.concept_files import lexicon
from corpus.source import Classification

app = typer.Typer(
    help="Precedents: search, pack, show, conditions, insight, import, export, publish, withdraw, schema.",
    no_args_is_help=True,
)

On = Annotated[str | None, typer.Option("--on", help="As they stood on a day, as 2025-01-31; today otherwise.")]
Clearance = Annotated[
    Classification,
    typer.Option(
        "--classification", help="The highest classification to show; above OFFICIAL only to who holds a role."
    ),
]
Query = Annotated[str, typer.Argument(help="What the case is about, or its facts as JSON.")]
CaseOption = Annotated[str | None, typer.Option("--case", help="Take the facts from a case that you may read.")]
RegisterFile = Annotated[
    Path | None, typer.Option("--register", help="Search the rows of this file alone, without bringing them in.")
]
Limit = Annotated[int, typer.Option(min=1, max=100, help="How many at most.")]
PrecedentId = Annotated[str, typer.Argument(metavar="ID", help="The precedent's id.")]


@app.command()
def search(
    query: Query = "",
    case: CaseOption = None,
    register: RegisterFile = None,
    on: On = None,
    limit: Limit = LIMIT,
    classification: Clearance = Classification.OFFICIAL,
    as_json: Json = False,
) -> None:
    """The nearest precedents, best first, with what is alike and what differs; nothing where none is near."""
    advisor = open_advisor()
    facts, day = _facts(advisor, query, case), _day(on)
    found = _consult(advisor, register, classification).search(facts, on=day, clearance=classification, limit=limit)
    if as_json:
        output.print_json([one.model_dump(mode="json") for one in found])
    else:
        print_near(found)


@app.command()
def pack(
    query: Query = "",
    case: CaseOption = None,
    register: RegisterFile = None,
    on: On = None,
    limit: Limit = LIMIT,
    classification: Clearance = Classification.OFFICIAL,
    as_json: Json = False,
) -> None:
    """The precedent pack of a case: the nearest, and the conditions to consider."""
    advisor = open_advisor()
    facts, day = _facts(advisor, query, case), _day(on)
    found = _consult(advisor, register, classification).pack(facts, on=day, clearance=classification, limit=limit)
    if as_json:
        output.print_json(found.model_dump(mode="json"))
    else:
        print_pack(found)


@app.command()
def show(
    precedent_id: PrecedentId,
    on: On = None,
    classification: Clearance = Classification.OFFICIAL,
    as_json: Json = False,
) -> None:
    """One precedent, as it stands on a day."""
    consult, day = _register(open_advisor(), classification), _day(on)
    found = consult.show(precedent_id, on=day, clearance=classification)
    row = consult.precedent(precedent_id, on=day, clearance=classification)
    if as_json:
        shown = found.model_dump(mode="json", exclude={"score", "alike"})
        output.print_json({**row_of(row), **shown})
        return
    output.screen().print(escape(row.facts))
    print_near((found,))


@app.command()
def conditions(on: On = None, classification: Clearance = Classification.OFFICIAL, as_json: Json = False) -> None:
    """The conditions that decided cases carried, the commonest first, with the cases and their reasons."""
    found = _register(open_advisor(), classification).conditions(on=_day(on), clearance=classification)
    if as_json:
        output.print_json([one.model_dump(mode="json") for one in found])
    else:
        print_conditions(found)


@app.command()
def insight(on: On = None, classification: Clearance = Classification.OFFICIAL, as_json: Json = False) -> None:
    """How long approvals take, what is returned and why, which conditions recur, what expires by the next quarter."""
    advisor = open_advisor()
    _register(advisor, classification)
    found = advisor.precedents.insight(_keeper(advisor), on=_day(on), clearance=classification)
    if as_json:
        output.print_json(found.model_dump(mode="json"))
    else:
        print_insight(found)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A register in JSON Lines, or in CSV as export writes it.")],
    as_json: Json = False,
) -> None:
    """Bring the rows of a register in. Bad rows are told with their line; run again, it goes on where it stopped."""
    advisor = open_advisor()
    rows = rows_of_file(file)
    actor = _keeper(advisor)
    register = advisor.precedents.register
    with output.progress() as bar, output.stopwatch() as seconds:
        done = register.bring_in(
            rows, actor, origin="import", on_progress=lambda count: bar("Bringing in", count, len(rows))
        )
    if as_json:
        output.print_json({**done.model_dump(mode="json"), "seconds": seconds()})
    else:
        for bad in done.rejected:
            output.screen().print(f"[red]line {bad.line}[/]: {escape(bad.reason)}")
        output.screen().print(
            f"{done.added} added, {done.updated} updated, {done.unchanged} unchanged, {len(done.rejected)} rejected."
        )
    if rows and len(done.rejected) == len(rows):
        raise typer.Exit(1)


@app.command()
def export(
    out: Annotated[Path | None, typer.Option(help="The file to write; standard output otherwise.")] = None,
    form: Annotated[
        str, typer.Option("--format", help="jsonl, csv, dea (columns of the Digital Economy Act register) or dcat.")
    ] = "jsonl",
    classification: Clearance = Classification.OFFICIAL,
) -> None:
    """Every published precedent, for another installation, a spreadsheet, a public register or a catalogue."""
    advisor = open_advisor()
    found = _register(advisor, classification).published(on=now().date(), clearance=classification)
    text = _written(form, found)
    if out is None:
        sys.stdout.write(text)
        return
    try:
        out.write_text(text, "utf-8", newline="")
    except OSError as error:
        raise CorpusError(f"{out} cannot be written: {error.strerror}.", "Give another file.") from error
    output.aside().print(f"{len(found)} precedents written to {escape(str(out))}.")


@app.command()
def publish(
    case_id: Annotated[str, typer.Argument(metavar="CASE", help="A decided case that you may read; never a trial.")],
    summary: Annotated[Path, typer.Option(help="What to publish of it, as a JSON object; the decision is added.")],
    redact: Annotated[bool, typer.Option("--redact", help="Put placeholders for identifiers that are found.")] = False,
    as_json: Json = False,
) -> None:
    """Publish a decided case as a precedent, with a summary that names no person; identifiers found are shown first."""
    advisor = open_advisor()
    actor = acting(advisor).actor
    written = _summary(summary)
    register = advisor.precedents.register
    for pointer in register.proposed(actor, case_id, written).pointers:
        output.aside().print(f"Found in {escape(pointer.field)}: {pointer.kind}: “{escape(pointer.around)}”")
    done = register.publish(actor, case_id, written, redact=redact)
    if as_json:
        output.print_json(row_of(done))
    else:
        output.screen().print(f"Published as {escape(done.id)}. Names are not recognised: read it once more for those.")


@app.command()
def withdraw(
    precedent_id: PrecedentId,
    reason: Annotated[str, typer.Option(help="Why.")],
    as_json: Json = False,
) -> None:
    """Take a precedent out of search, packs and answers at once."""
    advisor = open_advisor()
    actor = _keeper(advisor)
    advisor.precedents.register.withdraw(actor, precedent_id, reason)
    if as_json:
        output.print_json({"withdrawn": precedent_id})
    else:
        output.screen().print(f"Withdrawn: {escape(precedent_id)}.")


@app.command()
def schema() -> None:
    """The JSON Schema of a row."""
    output.print_json(Precedent.model_json_schema())


def _keeper(advisor: Advisor) -> Actor:
    """Who has signed in; in local mode whoever sits at the machine, who need not."""
    return acting(advisor).actor if advisor.identity.provider else advisor.identity.of_local(LOCAL_PERSON).actor


def _register(advisor: Advisor, classification: Classification) -> Consult:
    """The register, for somebody who is cleared for what they ask for."""
    if classification is not Classification.OFFICIAL:
        publication.check_cleared(classification, _keeper(advisor), advisor.authority.register(), now())
    return advisor.precedents.consult


def _consult(advisor: Advisor, register: Path | None, classification: Classification) -> Consult:
    if register is None:
        return _register(advisor, classification)
    rows = rows_of_file(register)
    for row in rows:
        if row.precedent is None:
            output.aside().print(f"[red]line {row.line}[/]: {escape(row.fault)}")
    return advisor.precedents.consult_file(rows)


def _facts(advisor: Advisor, query: str, case_id: str | None) -> CaseFacts:
    if case_id is None:
        if not query.strip():
            raise typer.BadParameter("say what the case is about, or give --case")
        return facts_of_words(query, lexicon())
    draft = advisor.casework.view(acting(advisor).actor, case_id).draft.text
    if draft is None:
        raise CorpusError(
            f"The draft of case {case_id} is no text that facts could be read from.", "Say what the case is about."
        )
    return facts_of_case(f"{query}\n{draft}" if query.strip() else draft, lexicon())


def _day(on: str | None) -> date:
    return now().date() if on is None else given_day(on)


def _summary(path: Path) -> dict[str, Any]:
    try:
        written = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {error.strerror}.", "Give the summary's file.") from error
    except ValueError as error:
        raise CorpusError(f"{path} is not JSON.", "Write the summary as one JSON object.") from error
    if not isinstance(written, dict):
        raise CorpusError(f"{path} is not a JSON object.", "Write the summary as one JSON object.")
    return written


def _written(form: str, found: tuple[Precedent, ...]) -> str:
    if form == "jsonl":
        return json_lines_of(found)
    if form == "csv":
        return csv_of(found)
    if form == "dea":
        return digital_economy_act_csv_of(found)
    if form == "dcat":
        publisher = next((one.organisation for one in found if one.organisation and not one.invented), "")
        return json.dumps(catalogue_of(found, publisher), ensure_ascii=False, indent=2) + "\n"
    raise typer.BadParameter("the format is jsonl, csv, dea or dcat")
