"""``advisor model``: the language model that may word answers."""

from __future__ import annotations

import typer
from rich.markup import escape
from rich.table import Table

from advisor.composition import open_advisor
from advisor.console import output
from advisor.console.corpus import Json

app = typer.Typer(name="model", help="The language model that may word answers.", no_args_is_help=True)


@app.callback()
def _model() -> None:
    """The language model that may word answers."""


@app.command()
def check(as_json: Json = False) -> None:
    """Ask the model something harmless and say what works; exit 1 where something needs mending."""
    from advisor import model_check

    advisor = open_advisor()
    checks = model_check.examine(advisor)
    well = all(one.state != "wrong" for one in checks)
    if as_json:
        configured = advisor.connection is not None
        output.print_json({"ok": well, "configured": configured, "checks": [one.model_dump() for one in checks]})
    else:
        table = Table("", "What", "Found", "What to do", title="Language model")
        marks = {"well": "[green]well[/]", "absent": "[dim]absent[/]", "wrong": "[red]wrong[/]"}
        for one in checks:
            table.add_row(marks[one.state], escape(one.what), escape(one.found), escape(one.what_to_do))
        output.screen().print(table)
    if not well:
        raise typer.Exit(1)
