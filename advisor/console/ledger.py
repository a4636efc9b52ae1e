"""``advisor ledger``: whether the record of cases still says what it said, and its checkpoints."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from advisor import settings
from advisor.composition import now
from advisor.connecting.ledger import open_ledger, signing
from advisor.console import output
from advisor.errors import LedgerError
from advisor.governance.words import counted, date_in_words
from advisor.ledger import checkpoint as checkpoints
from advisor.ledger import export as exporting
from advisor.ledger.case_records import CaseRecords
from advisor.ledger.verification import LedgerFault, cases_in_doubt
from advisor.ledger.verification import verify as verify_ledger

app = typer.Typer(help="The record of cases: verify, checkpoint, rebuild, export.", no_args_is_help=True)

_WHAT_TO_DO = "keep this ledger, and restore a copy from before."

Json = Annotated[bool, typer.Option("--json", help="Print one JSON value.")]


@app.command()
def verify(
    checkpoint: Annotated[
        Path | None, typer.Option(help="A checkpoint that was kept elsewhere; without one a cut-off tail may not show.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Check every event, text, file and outside decision; exit 1 where something is wrong, and say where."""
    seen = None
    chosen = settings.current()
    if checkpoint is not None:
        signed = checkpoints.read_checkpoint(_bytes_of(checkpoint))
        seen = signed.checkpoint
        output.aside().print(f"Checkpoint signed with the key {signed.signature.key_id}.")
    report = verify_ledger(open_ledger(chosen, now()), seen)
    if as_json:
        output.print_json(report.model_dump(mode="json"))
    else:
        screen = output.screen()
        _print_faults(report.faults)
        for one in report.erased:
            when = date_in_words(one.at.date())
            screen.print(f"Case {escape(one.case_id or '')}, event {one.version}: {one.digest} was erased on {when}.")
        screen.print(
            f"{report.events} events. "
            + ("All is well." if report.ok else f"{counted(len(report.faults), 'fault')}: {_WHAT_TO_DO}")
        )
    if not report.ok:
        raise typer.Exit(1)


@app.command()
def checkpoint(
    out: Annotated[Path, typer.Option(help="The file to write; keep it where the ledger's keeper cannot change it.")],
    as_json: Json = False,
) -> None:
    """Write a signed checkpoint, against which a later verification sees what was cut off or rewritten."""
    chosen = settings.current()
    at = now()
    signed = signing(chosen).signed_checkpoint(checkpoints.checkpoint(open_ledger(chosen, at), at))
    try:
        out.write_text(signed.model_dump_json(indent=2) + "\n", "utf-8")
    except OSError as error:
        raise LedgerError(f"{out} cannot be written: {error.strerror}.", "Give another file.") from error
    if as_json:
        output.print_json({**signed.checkpoint.model_dump(mode="json"), "key_id": signed.signature.key_id})
    else:
        output.screen().print(f"Checkpoint after {signed.checkpoint.events} events written to {escape(str(out))}.")


@app.command()
def rebuild(as_json: Json = False) -> None:
    """Make the lists of cases again from the events, save where events are wrong; exit 1 where faults are left."""
    ledger = open_ledger(settings.current(), now())
    with output.stopwatch() as seconds:
        left = cases_in_doubt(ledger)
        cases = CaseRecords(ledger).rebuild(leaving=left)
        report = verify_ledger(ledger)
    if as_json:
        faults = [fault.model_dump(mode="json") for fault in report.faults]
        output.print_json({"cases": cases, "left": sorted(left), "faults": faults, "seconds": seconds()})
    else:
        _print_faults(report.faults)
        screen = output.screen()
        screen.print(f"{counted(cases, 'case')} made again from their events in {seconds():.1f} s.")
        if left:
            screen.print(f"{counted(len(left), 'case')} left as shown, because events were changed or are gone.")
        if not report.ok:
            screen.print(f"{counted(len(report.faults), 'fault')}: {_WHAT_TO_DO}")
    if not report.ok:
        raise typer.Exit(1)


@app.command()
def export(
    out: Annotated[Path | None, typer.Option(help="The file to write; standard output otherwise.")] = None,
    after: Annotated[int, typer.Option(min=0, help="Only the events after this one.")] = 0,
) -> None:
    """Every event as a line of JSON, for a system that watches logs. It names no people and holds no texts."""
    ledger = open_ledger(settings.current(), now())
    if out is None:
        for line in exporting.lines(ledger, after=after):
            sys.stdout.write(line + "\n")
        return
    try:
        with out.open("w", encoding="utf-8") as written:
            written.writelines(line + "\n" for line in exporting.lines(ledger, after=after))
    except OSError as error:
        raise LedgerError(f"{out} cannot be written: {error.strerror}.", "Give another file.") from error


def _print_faults(faults: Sequence[LedgerFault]) -> None:
    for fault in faults:
        output.screen().print(f"[red]{escape(_place(fault))}[/]: {escape(fault.reason)}.")


def _place(fault: LedgerFault) -> str:
    if fault.case_id is not None:
        return f"Case {fault.case_id}, event {fault.version}"
    return f"Event {fault.event} of the ledger" if fault.event is not None else "Ledger"


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise LedgerError(f"{file} cannot be read: {error.strerror}.", "Give the checkpoint's own file.") from error
