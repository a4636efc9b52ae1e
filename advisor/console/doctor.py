"""``advisor doctor``: what is missing or wrong on this machine, and how to mend it."""

from __future__ import annotations

import typer
from rich.markup import escape
from rich.table import Table

from advisor import health
from advisor.composition import open_advisor
from advisor.console import output
from advisor.console.corpus import Json


def doctor(as_json: Json = False) -> None:
    """Check this machine: Python, folders, model files, index, optional parts; exit 1 where something needs mending."""
    checks = health.examine(open_advisor())
    if as_json:
        output.print_json(
            {"ok": all(check.state != "wrong" for check in checks), "checks": [check.model_dump() for check in checks]}
        )
    else:
        table = Table("", "What", "Found", "What to do", title="Doctor")
        marks = {"well": "[green]well[/]", "absent": "[dim]absent[/]", "wrong": "[red]wrong[/]"}
        for check in checks:
            table.add_row(marks[check.state], escape(check.what), escape(check.found), escape(check.what_to_do))
        output.screen().print(table)
    if any(check.state == "wrong" for check in checks):
        raise typer.Exit(1)
