"""``advisor exercise``: what can be practised, practising it, marking answers in a batch, and writing new exercises."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel
from rich.markup import escape

from advisor.composition import LOCAL_PERSON, Advisor, new_id, now, open_advisor
from advisor.connecting.exercise_checks import checked
from advisor.connecting.exercise_origins import origin_of
from advisor.console import batch as batch_files
from advisor.console import output
from advisor.console.exercise_view import show_marked, show_outcome, show_scene, show_step
from advisor.errors import ExerciseFault, PracticeRefused, SettingsFault
from advisor.governance.exercises.skeleton import skeleton
from corpus import exercise_files

app = typer.Typer(help="Practise with invented cases: list, run, mark, check, new.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON value.")]
HINT = "?"


class _Row(BaseModel):
    """A row of a batch; further keys are let pass."""

    id: str | int | None = None
    exercise: str
    step: str
    answer: str


@app.command("list")
def list_(as_json: Json = False) -> None:
    """Every exercise; one that waits for a review says why."""
    shelf = open_advisor().practising.practise.shelf()
    if as_json:
        output.print_json(
            [
                {
                    **one.exercise.model_dump(
                        mode="json", include={"id", "title", "level", "minutes", "audience", "jurisdiction"}
                    ),
                    "outdated": list(one.outdated_because),
                }
                for one in shelf
            ]
        )
        return
    for one in shelf:
        exercise = one.exercise
        output.screen().print(
            f"[bold]{escape(exercise.title)}[/] {exercise.id}: {exercise.level}, {exercise.minutes} minutes, "
            f"for {', '.join(exercise.audience)}, {exercise.jurisdiction}"
        )
        for reason in one.outdated_because:
            output.screen().print(f"  Waits for a review. {reason}", markup=False)


@app.command()
def run(
    exercise: Annotated[str, typer.Argument(help="Its id, as `advisor exercise list` shows it.")],
) -> None:
    """Practise here, and go on where you stopped. Type ? for a hint; the end of input stops, and nothing is lost."""
    practise = open_advisor().practising.practise
    sitting = practise.start(exercise, LOCAL_PERSON)
    screen = output.screen()
    show_scene(sitting, screen)
    while (step := sitting.current) is not None:
        show_step(step, screen)
        answer = _typed()
        if answer is None:
            screen.print("Stopped. The same command goes on from here.")
            return
        try:
            if answer.strip() == HINT:
                hint = practise.take_hint(sitting.attempt.id, step.id, LOCAL_PERSON)
                screen.print(f"Hint (costs {hint.costs:g}): {hint.text}", markup=False)
            else:
                marked = practise.answer(sitting.attempt.id, step.id, answer, LOCAL_PERSON)
                show_marked(step, marked, practise.citations(sitting.exercise, step.id), screen)
        except PracticeRefused as refused:
            screen.print(str(refused), markup=False)
        sitting = practise.resume(sitting.attempt.id, LOCAL_PERSON)
    show_outcome(sitting, screen)


@app.command()
def mark(
    source: Annotated[
        Path, typer.Option("--batch", metavar="IN", help="A JSON Lines file: id, exercise, step, answer.")
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="OUT", help="Where the marks go; rows already there are skipped.")
    ],
    as_json: Json = False,
) -> None:
    """Mark every answer of a file."""
    advisor = open_advisor()
    counts = batch_files.run(
        source, out, _Row, lambda row, row_id: _marked(advisor, row, row_id),
        keys="id, exercise, step and answer", doing="Marking", done="marked",
    )  # fmt: skip
    batch_files.say(counts, "marked", out, as_json)


@app.command()
def check(
    files: Annotated[list[Path] | None, typer.Argument(help="Exercise files; those that ship otherwise.")] = None,
    reviewed: Annotated[
        bool,
        typer.Option("--reviewed", help="Record, beside each file, that you read it against its cards as they are."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Check exercises: format, course, citations, and whether each model answer earns full marks; exit 1 for faults."""
    if reviewed and not files:
        raise typer.BadParameter("name the files that you have reviewed")
    practising = open_advisor().practising
    found = [checked(one, practising) for one in _files(files)]
    if as_json:
        output.print_json([one.model_dump(mode="json") for one in found])
    else:
        for one in found:
            for fault in one.faults:
                output.screen().print(fault, markup=False)
            for reason in one.outdated:
                output.screen().print(f"{one.id}: waits for a review. {reason}", markup=False)
            for advice in one.advice:
                output.aside().print(f"Advice: {advice}", markup=False)
        output.aside().print(f"{len(found)} exercises, {sum(len(one.faults) for one in found)} faults.")
    if reviewed:
        for path, one in zip(files or (), found, strict=True):
            if not one.faults:
                exercise_files.record_review(path.parent, one.id, one.digests)
    if any(one.faults for one in found):
        raise typer.Exit(1)


@app.command()
def new(
    exercise: Annotated[str, typer.Argument(help="The id of the new exercise, which names its file.")],
    card: Annotated[str | None, typer.Option(help="Make it from this card.")] = None,
    precedent: Annotated[str | None, typer.Option(help="Make it from this precedent that ships.")] = None,
    draft: Annotated[Path | None, typer.Option(help="Make it from this text: Markdown or plain.")] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Where it goes; the screen otherwise.")] = None,
) -> None:
    """Begin an exercise from a card, a precedent or a draft; a person writes it, and `check` says what is left."""
    if sum(one is not None for one in (card, precedent, draft)) != 1:
        raise typer.BadParameter("give one of --card, --precedent and --draft")
    text = skeleton(exercise, origin_of(card=card, precedent=precedent, draft=draft), now().date())
    if out is None:
        typer.echo(text, nl=False)
        return
    if out.exists():
        raise SettingsFault(f"{out} is there already, and was left as it is.", "Give another file with --out.")
    out.write_text(text, "utf-8")
    output.aside().print(f"Write {out}, then run: advisor exercise check {out}", markup=False)


def _marked(advisor: Advisor, row: _Row, row_id: object) -> dict[str, Any]:
    practise = advisor.practising.practise
    marked = practise.mark(row.exercise, row.step, row.answer)
    return {
        "id": row_id if row_id is not None else new_id(),
        "marks": marked.marks,
        "out_of": marked.out_of,
        "verdict": marked.verdict.value,
        "feedback": " ".join(marked.feedback),
        "citations": list(practise.citations(practise.exercise(row.exercise).exercise, row.step)),
    }


def _files(paths: list[Path] | None) -> list[exercise_files.ExerciseFile | ExerciseFault]:
    if not paths:
        return list(exercise_files.in_folder(exercise_files.shipped()))
    return [_file(path) for path in paths]


def _file(path: Path) -> exercise_files.ExerciseFile | ExerciseFault:
    if not path.is_file():
        raise SettingsFault(f"There is no file {path}.", "Name exercise files.")
    try:
        return exercise_files.parsed(path.read_text("utf-8", errors="replace"), path.stem)
    except ExerciseFault as fault:
        return fault


def _typed() -> str | None:
    """What was typed, up to an empty line; ``None`` at the end of input."""
    lines: list[str] = []
    for line in typer.get_text_stream("stdin"):
        if not line.strip():
            if lines:
                break
            continue
        lines.append(line.rstrip("\n"))
        if lines == [HINT]:
            break
    return "\n".join(lines) if lines else None
