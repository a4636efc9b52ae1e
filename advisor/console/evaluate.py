"""``advisor evaluate``: measure the advisor on its own questions, compare with what was reached before, and report.

The evaluations stand above the advisor, so they are imported when a command runs and by this module alone; see
docs/adr/0008-the-console-opens-the-evaluations.md.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from advisor.composition import open_advisor
from advisor.console import output
from advisor.console.corpus import Json
from advisor.errors import SettingsFault

if TYPE_CHECKING:
    from evaluations.comparing import Baseline, Change
    from evaluations.record import Run

app = typer.Typer(help="How good the answers are: run, compare, report.", no_args_is_help=True)

_BASELINE = "baseline"


@app.command()
def run(
    name: Annotated[str, typer.Argument(help="What to call the run, for compare and report.")] = "run",
    questions: Annotated[
        str, typer.Option(help="Which questions: sample (of the development half), development or reporting.")
    ] = "sample",
    peers: Annotated[
        bool, typer.Option("--peers", help="Run other ways of finding on the same questions; takes minutes.")
    ] = False,
    haiku_python: Annotated[
        str | None, typer.Option(metavar="PATH", help="A Python 3.12 with haiku-rag-slim, for that peer.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A baseline to compare with; the one that ships otherwise.")
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write this run as a baseline instead of comparing.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Ask and mark every question, keep the run, and exit 1 where a figure falls beyond the baseline's interval."""
    from evaluations import comparing, record, running
    from evaluations.peers.all_peers import every_peer

    if questions not in running.CHOICES:
        raise typer.BadParameter(f"--questions is one of {', '.join(running.CHOICES)}")
    if not record.is_a_name(name) or name == _BASELINE:
        raise typer.BadParameter("a run's name has letters, digits, dots and hyphens only, and is not 'baseline'")
    if write_baseline is not None and questions == "reporting":
        raise typer.BadParameter("a baseline is made of development questions, so that its marks may be read")
    before = None if write_baseline else comparing.read_baseline(baseline)
    advisor = open_advisor()
    with output.progress() as on_progress, tempfile.TemporaryDirectory() as folder:
        advisor.prepare(on_progress)
        done = running.run(
            advisor,
            running.chosen(questions),
            name=name,
            which=questions,
            peers=every_peer(advisor, Path(folder), haiku_python) if peers else (),
            may_be_read=questions != "reporting",
            on_progress=on_progress,
        )
    kept = record.keep(done, advisor.settings.home)
    if write_baseline is not None:
        comparing.write_baseline(comparing.as_baseline(done), write_baseline)
    changes = comparing.compared(before.values, done.values) if before else []
    lost = comparing.lost(before, done) if before else []
    if as_json:
        output.print_json(_run_json(done, kept, before, changes, lost))
    else:
        _print_run(done, before, changes)
        _print_lost(lost)
        output.aside().print(f"Kept in {kept}, {done.seconds:.0f} s.", markup=False)
    if lost or any(change.worse for change in changes):
        raise typer.Exit(1)


@app.command()
def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="The earlier run: its name, its file, or 'baseline'.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The later run: its name or its file.")],
    as_json: Json = False,
) -> None:
    """Compare two runs question by question; exit 1 where the later one is worse."""
    from evaluations import comparing, record

    home = open_advisor().settings.home
    before = _baseline() if a == _BASELINE else record.find(a, home)
    after = _baseline() if b == _BASELINE else record.find(b, home)
    changes = comparing.compared(before.values, after.values)
    lost = comparing.lost(before, after)
    if as_json:
        worse = [change.measure for change in changes if change.worse]
        rows = [change.model_dump(mode="json") for change in changes]
        output.print_json({"a": a, "b": b, "changes": rows, "worse": worse, "lost": lost, "ok": not (worse or lost)})
    else:
        _print_changes(changes, f"{a} → {b}")
        _print_lost(lost)
        if not changes:
            output.screen().print("The two runs have no question in common, so nothing can be compared.")
    if lost or any(change.worse for change in changes):
        raise typer.Exit(1)


@app.command()
def report(
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where report.html and report.md go.")],
    name: Annotated[str | None, typer.Argument(help="Which run; the latest otherwise.")] = None,
    as_json: Json = False,
) -> None:
    """Write a run as one page that needs no network, and as a Markdown summary."""
    from evaluations import comparing, record, report_page, report_summary

    home = open_advisor().settings.home
    kept = record.kept(home)
    if name is None and not kept:
        raise SettingsFault("There is no run to report.", "Make one with: advisor evaluate run")
    chosen = record.find(name, home) if name is not None else record.read(kept[-1])
    baseline = comparing.read_baseline()
    changes = comparing.compared(baseline.values, chosen.values) if baseline else []
    lost = comparing.lost(baseline, chosen) if baseline else []
    earlier = [one for one in record.history(home, chosen.questions) if one.stamp.at <= chosen.stamp.at]
    out.mkdir(parents=True, exist_ok=True)
    page, summary = out / "report.html", out / "report.md"
    page.write_text(report_page.page(chosen, changes, lost, earlier), "utf-8")
    summary.write_text(report_summary.summary(chosen, changes, lost), "utf-8")
    if as_json:
        output.print_json({"run": chosen.name, "html": str(page), "markdown": str(summary)})
    else:
        output.screen().print(f"{page}\n{summary}", markup=False)


def _baseline() -> Baseline:
    from evaluations import comparing

    found = comparing.read_baseline()
    if found is None:
        raise SettingsFault("No baseline ships with this release.", "Write one; see docs/how-to/evaluate.md.")
    return found


def _run_json(done: Run, kept: Path, before: Baseline | None, changes: list[Change], lost: list[str]) -> dict[str, Any]:
    worse = [change.measure for change in changes if change.worse]
    return {
        "name": done.name,
        "file": str(kept),
        "questions": done.questions,
        "asked": len(done.marks),
        "seconds": done.seconds,
        "stamp": done.stamp.model_dump(mode="json"),
        "figures": {name: one.model_dump(mode="json") for name, one in done.figures.items()},
        "peers": [one.model_dump(mode="json") for one in done.peers],
        "left_out": [one.model_dump(mode="json") for one in done.left_out],
        "baseline": before.stamp.model_dump(mode="json") if before else None,
        "changes": [change.model_dump(mode="json") for change in changes],
        "worse": worse,
        "lost": lost,
        "ok": not (worse or lost),
    }


def _print_run(done: Run, before: Baseline | None, changes: list[Change]) -> None:
    from evaluations.record import BY_NAME

    table = Table("Measure", "Mean", "Interval", "Questions", title=f"{done.name}: {done.questions}")
    for name, one in done.figures.items():
        table.add_row(BY_NAME[name].words, f"{one.value:.3f}", f"{one.low:.3f} to {one.high:.3f}", str(one.questions))
    output.screen().print(table)
    for peer in done.peers:
        right, every = peer.figures.get("right_in_five"), peer.figures.get("all_in_ten")
        if right and every:
            words = f"{peer.name}: right in five {right.value:.3f}, all in ten {every.value:.3f}"
            output.screen().print(f"{words}, {peer.milliseconds_p50:.0f} ms", markup=False)
    for absent in done.left_out:
        output.aside().print(f"Left out: {absent.what}: {absent.why}", markup=False)
    if before is None:
        output.aside().print("Compared with no baseline.")
    elif not changes:
        output.aside().print("The baseline has none of these questions, so nothing was compared.")
    else:
        _print_changes([one for one in changes if one.worse or one.better], "Against the baseline")


def _print_lost(lost: list[str]) -> None:
    for one in lost:
        output.screen().print(f"Lost: {one}.", style="red", markup=False)
    if lost:
        output.aside().print("If that is meant, make the baseline again; see docs/how-to/evaluate.md.")


def _print_changes(changes: list[Change], title: str) -> None:
    from evaluations.record import BY_NAME

    table = Table("", "Measure", "Before", "After", "Difference", "Questions", title=title)
    for one in changes:
        verdict = "[red]worse[/]" if one.worse else "[green]better[/]" if one.better else "[dim]as before[/]"
        difference = f"{one.difference_low:+.3f} to {one.difference_high:+.3f}"
        words = escape(BY_NAME[one.measure].words)
        table.add_row(verdict, words, f"{one.before:.3f}", f"{one.after:.3f}", difference, str(one.questions))
    if changes:
        output.screen().print(table)
    elif title == "Against the baseline":
        output.screen().print("No figure moved beyond its interval.")
