"""The files of exercises: those that ship with the package, a body's own, and the record of which cards were reviewed.

``checked.json`` gives for each exercise the digest of every card it cites, as they were when a person last read the
exercise against them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import yaml

from corpus.errors import ExerciseFault
from corpus.source import Frozen
from corpus.strict_yaml import StrictLoader

RECORD = "checked.json"


class ExerciseFile(Frozen):
    """What one file holds, before it is read as an exercise."""

    name: str
    data: object


def shipped() -> Traversable:
    """The folder of the exercises that ship."""
    return files("corpus").joinpath("exercises")


def in_folder(folder: Traversable | Path) -> Iterator[ExerciseFile]:
    """Every exercise file of a folder, in order of name; none where there is no such folder.

    Raises:
        ExerciseFault: a file is not YAML.
    """
    if not folder.is_dir():
        return
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if one.name.endswith(".yaml"):
            yield parsed(one.read_text("utf-8"), one.name.removesuffix(".yaml"))


def parsed(text: str, name: str) -> ExerciseFile:
    """The data of a file.

    Raises:
        ExerciseFault: it is not YAML, or gives a key twice.
    """
    try:
        return ExerciseFile(name=name, data=yaml.load(text, Loader=StrictLoader))  # noqa: S506  # a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}: " if mark else ""
        raise ExerciseFault(
            f"Exercise {name}, {line}this is not YAML: {getattr(error, 'problem', error)}.", "Mend the file."
        ) from error


def reviewed(folder: Traversable | Path) -> dict[str, dict[str, str]]:
    """For each exercise the digests of the cards that it was reviewed against."""
    record = folder.joinpath(RECORD)
    if not record.is_file():
        return {}
    found: dict[str, dict[str, str]] = json.loads(record.read_text("utf-8"))
    return found


def record_review(folder: Path, exercise: str, digests: Mapping[str, str]) -> None:
    """Write down that an exercise was read against its cards as they are."""
    held = {**reviewed(folder), exercise: dict(sorted(digests.items()))}
    text = json.dumps(dict(sorted(held.items())), indent=1, ensure_ascii=False) + "\n"
    folder.joinpath(RECORD).write_text(text, "utf-8")
