"""``advisor corpus``: what is held, bringing it in, keeping it whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from advisor.composition import open_advisor
from advisor.console import output
from advisor.errors import NotHeld
from advisor.governance.words import CHECKED_WORDS, counted, date_in_words, extent_in_words, standing_in_words
from corpus.document import About
from corpus.ingestion import FileReport
from corpus.passage import Passage
from corpus.source import UK, Classification, Jurisdiction

app = typer.Typer(help="What the advisor holds: add, sync, status, verify, remove, show.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON value.")]


@app.command()
def add(
    files: Annotated[
        list[str],
        typer.Argument(help="Files, or folders of files: CLML or Akoma Ntoso XML, HTML, PDF, DOCX, Markdown, text."),
    ],
    publisher: Annotated[str, typer.Option(help="Who published them.")] = "",
    licence: Annotated[str, typer.Option(help="Under which licence.")] = "",
    classification: Annotated[Classification, typer.Option(help="Their classification.")] = Classification.OFFICIAL,
    jurisdiction: Annotated[
        Jurisdiction, typer.Option(help="Where they apply, if they do not say so themselves.")
    ] = Jurisdiction.UK,
    as_json: Json = False,
) -> None:
    """Bring documents in; each is added, unchanged, updated or rejected with a reason. Adding again is harmless."""
    if not all(file.strip() for file in files):
        raise typer.BadParameter("name the files or folders to add")
    territory = jurisdiction.territory
    about = About(
        publisher=publisher, licence=licence, classification=classification, extent=(territory,) if territory else UK
    )
    advisor = open_advisor()
    with output.progress() as on_progress, output.stopwatch() as seconds:
        reports = advisor.add_files([Path(file) for file in files], about, on_progress)
    if as_json:
        output.print_json({"files": [report.model_dump(mode="json") for report in reports], "seconds": seconds()})
        return
    for report in reports:
        _print_report(report)
    output.aside().print(f"{counted(len(reports), 'file')} in {seconds():.1f} s.")


@app.command()
def sync(as_json: Json = False) -> None:
    """Fetch the official texts that changed since the last run. This is the only command that reaches the internet."""
    advisor = open_advisor()
    with output.progress() as on_progress, output.stopwatch() as seconds:
        reports = advisor.sync(on_progress)
    if as_json:
        output.print_json({"sources": [report.model_dump(mode="json") for report in reports], "seconds": seconds()})
        return
    for status_ in ("added", "updated", "withdrawn", "missing", "unreachable", "refused", "rejected"):
        for report in (one for one in reports if one.status == status_):
            output.screen().print(f"{status_:11} {escape(report.address)} {escape(report.reason)}")
    unchanged = sum(report.status == "unchanged" for report in reports)
    output.aside().print(f"{len(reports)} addresses, {unchanged} unchanged, in {seconds():.0f} s.")


@app.command()
def status(as_json: Json = False) -> None:
    """What is held, and how fresh it is."""
    advisor = open_advisor()
    with output.progress() as on_progress:
        advisor.prepare(on_progress)
    held = advisor.holdings.sources()
    if as_json:
        rows = [
            {**one.source.model_dump(mode="json"), **one.model_dump(mode="json", exclude={"source"})} for one in held
        ]
        output.print_json(
            {"sources": rows, "passages": advisor.holdings.count(), "to_index": advisor.holdings.waiting()}
        )
        return
    table = Table("Kind", "Sources", "Passages", "Oldest as at", title="Held")
    for kind in sorted({one.source.kind for one in held}):
        of_kind = [one for one in held if one.source.kind is kind]
        oldest = min((one.source.as_at for one in of_kind if one.source.as_at), default=None)
        table.add_row(
            kind,
            str(len(of_kind)),
            str(sum(one.passages for one in of_kind)),
            date_in_words(oldest) if oldest else "not stated",
        )
    output.screen().print(table)
    for one in held:
        if one.origin != "shipped":
            output.screen().print(
                f"[bold]{escape(one.source.title)}[/] {escape(one.source.id)} ({counted(one.passages, 'passage')})"
            )


@app.command()
def verify(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="First rebuild the index from what is held.")] = False,
    as_json: Json = False,
) -> None:
    """Check what is held against its digests, its originals and the index; exit 1 where something is wrong."""
    advisor = open_advisor()
    with output.progress() as on_progress:
        if rebuild:
            advisor.indexing.rebuild(on_progress)
        faults = advisor.verify()
    if as_json:
        output.print_json({"ok": not faults, "faults": [fault.model_dump(mode="json") for fault in faults]})
    else:
        for fault in faults:
            output.screen().print(f"[red]{escape(fault.where)}[/]: {escape(fault.reason)}. {escape(fault.what_to_do)}")
        output.screen().print("All is well." if not faults else f"{counted(len(faults), 'fault')}.")
    if faults:
        raise typer.Exit(1)


@app.command()
def remove(
    source_id: Annotated[str, typer.Argument(help="The source's id, as in: advisor corpus status --json")],
    as_json: Json = False,
) -> None:
    """Stop holding a source that was added or synced. Shipped cards stay."""
    passages = open_advisor().remove(source_id)
    if as_json:
        output.print_json({"removed": source_id, "passages": passages})
    else:
        output.screen().print(f"Removed {escape(source_id)}: {counted(passages, 'passage')}.")


@app.command()
def show(
    what: Annotated[str, typer.Argument(metavar="ID", help="A passage, card or source id, or an official address.")],
    as_json: Json = False,
) -> None:
    """Open a passage, a card or a source, by id or by official address."""
    advisor = open_advisor()
    advisor.prepare()
    passages = _found(advisor.holdings, what)
    if as_json:
        shown = passage_json(passages[0])
        if len(passages) > 1:
            shown["also"] = [passage_json(passage) for passage in passages[1:]]
        output.print_json(shown)
        return
    for passage in passages:
        _print_passage(passage)


def passage_json(passage: Passage) -> dict[str, Any]:
    """A passage as ``show --json`` prints it."""
    cited = {reference.url: None for statement in passage.statements for reference in statement.references}
    return {"passage_id": passage.id, "citations": list(cited), **passage.model_dump(mode="json", exclude={"id"})}


def _found(holdings: Any, what: str) -> list[Passage]:
    if what.startswith(("http://", "https://")):
        return list(holdings.at(what))
    for candidate in (what, f"card/{what}"):
        try:
            return [holdings.passage(candidate)]
        except NotHeld:
            if found := holdings.passages(candidate):
                return list(found)
    raise NotHeld(f"Nothing with the id {what} is held.", "List what is held with: advisor corpus status --json")


def _print_report(report: FileReport) -> None:
    colours = {"added": "green", "updated": "green", "unchanged": "dim", "rejected": "red"}
    line = f"[{colours[report.status]}]{report.status:9}[/] {escape(output.visible(report.path))}"
    detail = report.reason or f"{counted(report.passages, 'passage')}, {report.source_id}"
    output.screen().print(f"{line}: {escape(output.visible(detail))}")
    for warning in report.warnings[:5]:
        output.screen().print(f"          [yellow]{escape(warning)}[/]")
    if len(report.warnings) > 5:
        output.screen().print(f"          [yellow]and {len(report.warnings) - 5} more warnings[/]")


def _print_passage(passage: Passage) -> None:
    screen = output.screen()
    screen.print(f"[bold]{escape(passage.title)}[/]")
    standing = standing_in_words(passage.standing, passage.in_force_from, passage.in_force_to)
    screen.print(
        f"[dim]{escape(passage.url)}\n{standing} · {extent_in_words(passage.extent)} · "
        f"{CHECKED_WORDS[passage.checked]} · {passage.id}[/]\n"
    )
    screen.print(escape(passage.text))
    for warning in passage.warnings:
        screen.print(f"[yellow]Note:[/] {escape(warning)}")
    screen.print()
