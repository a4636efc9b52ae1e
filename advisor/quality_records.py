"""The records that evaluations leave behind, read for whoever shows them: runs of one's own and the one that ships.

The evaluations stand above the advisor, so no page may import them. What they write is plain JSON: one file a run under
``evaluations`` in the home folder, and ``baseline.json``, which travels as a data file beside their code. Reading files
is no journey of a person and knows neither ledger nor model, so this stands beside those as an adapter of its own. It
reads only what is shown and passes over the rest, so that a later field breaks nothing.
"""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, FiniteFloat, ValidationError, model_validator

MAY_BE_READ = ("sample", "development")
"""The sets of questions whose texts a person may see; all others count as the reporting half."""


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Figure(_Read):
    """A mean over the questions to which a measure applies, with its bootstrap interval."""

    value: FiniteFloat
    low: FiniteFloat
    high: FiniteFloat
    questions: int


class Stamp(_Read):
    """What was measured, and when."""

    version: str
    corpus_digest: str
    at: AwareDatetime
    git_revision: str | None = None
    git_dirty: bool | None = None
    answering_model: str | None = None


class ToRead(_Read):
    """A question with its answer and what was wrong with it."""

    id: str
    question: str
    outcome: str
    answer: str
    citations: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    badness: FiniteFloat = 0.0


class Record(_Read):
    """One run, or the baseline: ``asked`` is how many questions were put, ``to_read`` its answers, the worst first."""

    format: Literal[1] = 1
    name: str
    questions: str
    stamp: Stamp
    figures: dict[str, Figure]
    asked: int
    to_read: tuple[ToRead, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _counted(cls, given: Any) -> Any:
        """Count the questions from the marks of a run or the ids of a baseline; drop texts that nobody is to read."""
        if not isinstance(given, dict):
            return given
        counted = given.get("ids", given.get("marks"))
        if not isinstance(counted, list):
            raise ValueError("a record lists its questions under ids or marks")  # noqa: TRY004 (pydantic's way)
        shown = {**given, "asked": len(counted)}
        if given.get("questions") not in MAY_BE_READ:
            shown.pop("to_read", None)
        return shown


class RecordFile(_Read):
    """A file as it lies there, with the digest of its bytes."""

    name: str
    data: bytes
    digest: str


def runs(home: Path) -> list[RecordFile]:
    """The files of all runs in a home folder, by name; one that cannot be opened is empty."""
    return [_file(path.name, path) for path in sorted((home / "evaluations").glob("*.json"))]


def shipped() -> RecordFile | None:
    """The baseline that ships; ``None`` where this installation has none."""
    try:
        path = files("evaluations").joinpath("baseline.json")
        return _opened("baseline.json", path.read_bytes())
    except (ModuleNotFoundError, OSError):
        return None


def read(file: RecordFile) -> Record | None:
    """The record in a file; ``None`` where it is damaged or of a version that is not known here."""
    try:
        record = Record.model_validate_json(file.data)
    except ValidationError:
        return None
    worst_first = sorted(record.to_read, key=lambda one: -one.badness)
    return record.model_copy(update={"to_read": tuple(worst_first)})


def _file(name: str, path: Path) -> RecordFile:
    try:
        return _opened(name, path.read_bytes())
    except OSError:
        return _opened(name, b"")


def _opened(name: str, data: bytes) -> RecordFile:
    return RecordFile(name=name, data=data, digest=hashlib.sha256(data).hexdigest())
