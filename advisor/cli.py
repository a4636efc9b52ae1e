"""The console command ``advisor``.

Exit 0: it did its work; 1: it failed or a rule refused it; 2: wrong usage or settings.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from advisor import __version__
from advisor.console import ask as ask_command
from advisor.console import authority as authority_commands
from advisor.console import case as case_commands
from advisor.console import corpus as corpus_commands
from advisor.console import doctor as doctor_command
from advisor.console import draft as draft_commands
from advisor.console import evaluate as evaluate_commands
from advisor.console import exercise as exercise_commands
from advisor.console import ground as ground_command
from advisor.console import ledger as ledger_commands
from advisor.console import model as model_commands
from advisor.console import output, serve
from advisor.console import precedents as precedent_commands
from advisor.console import sign_in as sign_in_commands
from advisor.errors import GovernanceError, SettingsFault

app = typer.Typer(
    name="advisor",
    help="An advisor on information governance for the UK public sector: cited answers or an honest silence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("ask")(ask_command.ask)
app.add_typer(authority_commands.app, name="authority")
app.add_typer(case_commands.app, name="case")
app.add_typer(corpus_commands.app, name="corpus")
app.command("doctor")(doctor_command.doctor)
app.add_typer(draft_commands.app, name="draft")
app.add_typer(evaluate_commands.app, name="evaluate")
app.add_typer(exercise_commands.app, name="exercise")
app.command("ground")(ground_command.ground)
app.add_typer(ledger_commands.app, name="ledger")
app.add_typer(model_commands.app, name="model")
app.add_typer(precedent_commands.app, name="precedents")
app.command("serve")(serve.serve)
app.command("sign-in")(sign_in_commands.sign_in)
app.command("sign-out")(sign_in_commands.sign_out)
app.command("whoami")(sign_in_commands.whoami)


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    if version:
        sys.stdout.write(f"{__version__}\n")
        raise typer.Exit


def main() -> None:
    """Run the command line and turn errors into sentences and exit codes."""
    try:
        app()
    except SettingsFault as error:
        _say(error)
        sys.exit(2)
    except GovernanceError as error:
        _say(error)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(1)


def _say(error: GovernanceError) -> None:
    console = output.aside()
    console.print(error.sentence, style="bold red", markup=False, soft_wrap=True)
    if error.what_to_do:
        console.print(error.what_to_do, markup=False, soft_wrap=True)
