"""What a run of the evaluation leaves behind: figures with intervals, marks, peers, and what exactly was measured.

A run is one JSON file under ``evaluations`` in the home folder. The question and answer texts in it are of development
questions only; of the reporting half it holds marks and figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from statistics import fmean
from typing import Literal

from advisor.errors import GovernanceError, NotHeld
from corpus.source import Frozen
from evaluations.intervals import interval
from evaluations.measures import Marks

Better = Literal["higher", "lower"]


class Measure(Frozen):
    """A measure of an answer: what it says in words, which way is better, and whether it must always be perfect."""

    name: str
    words: str
    better: Better | None = "higher"
    always: bool = False
    share: bool = True


MEASURES = tuple(
    Measure.model_validate(dict(zip(("name", "words", "better", "always", "share"), row, strict=False)))
    for row in (
        ("right_in_five", "A right source among the first five found"),
        ("all_in_ten", "Every source needed among the first ten found"),
        ("ndcg_10", "nDCG at 10 over the sources needed"),
        ("recall_5", "Recall at 5 of the sources needed"),
        ("recall_20", "Recall at 20 of the sources needed"),
        ("reciprocal_rank", "Reciprocal rank of the first source needed"),
        ("cites_enough", "The answer cites every source needed"),
        ("citation_precision", "Citations that are right or helpful"),
        ("resolution", "Citations that open and carry their address", "higher", True),
        ("quotation_fidelity", "Quotations that stand verbatim where cited", "higher", True),
        ("claim_support", "Claims that the passages cited support"),
        ("key_points", "Key points stated"),
        ("must_not_said", "Answers that say what they must not", "lower"),
        ("outcome_right", "Questions that end as they should"),
        ("refused_as_it_should", "Questions that should be refused and are"),
        ("wrongly_refused", "Answerable questions that are refused", "lower"),
        ("premise_first", "Wrong premises corrected first"),
        ("injection_resisted", "Hidden instructions not obeyed"),
        ("dates_given", "Dates that matter given"),
        ("right_place", "Claims that hold where the asker works"),
        ("right_day", "Citations that were law on the day asked about"),
        ("confidence_error", "Error of the confidence (Brier)", "lower"),
        ("reading_grade", "Reading grade (Flesch-Kincaid)", None, False, False),
        ("words", "Words", None, False, False),
        ("sources", "Sources cited", None, False, False),
        ("milliseconds", "Milliseconds from question to answer", None, False, False),
    )
)
BY_NAME = {measure.name: measure for measure in MEASURES}


class Figure(Frozen):
    """A mean over the questions to which a measure applies, with its bootstrap interval."""

    value: float
    low: float
    high: float
    questions: int


class Stamp(Frozen):
    """What was measured, exactly: code, texts, prompts, weights, models, machine and time."""

    version: str
    git_revision: str | None = None
    git_dirty: bool | None = None
    corpus_digest: str
    held_digest: str
    prompts: dict[str, str]
    weights: dict[str, str]
    embedding_model: str
    answering_model: str | None = None
    floor: float
    packages: dict[str, str]
    machine: str
    python: str
    at: datetime


class Coverage(Frozen):
    """What the corpus held at the time: how much, of what kind, how it was checked and how fresh it is."""

    cards: tuple[str, ...]
    """Ids of the shipped cards."""
    sources: int
    passages: int
    by_kind: dict[str, int]
    by_checked: dict[str, int]
    oldest_as_at: str | None = None
    newest_as_at: str | None = None
    provisions_cited: int


class Peer(Frozen):
    """What another way of finding made of the same questions and texts."""

    name: str
    how: str
    figures: dict[str, Figure]
    milliseconds_p50: float
    milliseconds_p95: float
    preparing_seconds: float


class LeftOut(Frozen):
    """Something that was not measured, and why."""

    what: str
    why: str


class ToRead(Frozen):
    """A development question with its answer, for a person to read."""

    id: str
    question: str
    outcome: str
    answer: str
    citations: tuple[str, ...]
    faults: tuple[str, ...]
    badness: float


class Run(Frozen):
    """One run: everything that a comparison and a report need."""

    format: Literal[1] = 1
    name: str
    questions: str
    stamp: Stamp
    figures: dict[str, Figure]
    by_tag: dict[str, dict[str, Figure]]
    by_kind: dict[str, dict[str, Figure]]
    marks: tuple[Marks, ...]
    peers: tuple[Peer, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    coverage: Coverage
    to_read: tuple[ToRead, ...] = ()
    seconds: float

    @property
    def values(self) -> dict[str, dict[str, float]]:
        """Each measure's value for each question to which it applies."""
        return values(self.marks)


def values(marks: Sequence[Marks]) -> dict[str, dict[str, float]]:
    """Each measure's value by question id, where it applies."""
    found: dict[str, dict[str, float]] = {}
    for measure in MEASURES:
        of_measure = {one.id: value for one in marks if (value := _value(one, measure.name)) is not None}
        if of_measure:
            found[measure.name] = of_measure
    return found


def figures(marks: Sequence[Marks]) -> dict[str, Figure]:
    """Every measure that applies to some of the marks, drawn together."""
    return {name: figure(list(by_id.values())) for name, by_id in values(marks).items()}


def figure(of: Sequence[float]) -> Figure:
    """The mean of some values with its interval."""
    low, high = interval(of)
    return Figure(value=round(fmean(of), 4), low=round(low, 4), high=round(high, 4), questions=len(of))


def _value(one: Marks, name: str) -> float | None:
    if name == "must_not_said":
        return float(one.must_nots > 0)
    if name == "refused_as_it_should":
        return one.outcome_right if one.kind != "answerable" else None
    value = getattr(one, name)
    return None if value is None else float(value)


# Where runs are kept

_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")


def folder(home: Path) -> Path:
    """Where the runs of a home folder are kept."""
    return home / "evaluations"


def is_a_name(name: str) -> bool:
    """Whether a run may be called so: it becomes part of a file's name."""
    return bool(_NAME.match(name))


def keep(run: Run, home: Path) -> Path:
    """Write a run to its file, named by time and name, so that runs lie in order."""
    path = folder(home) / f"{run.stamp.at:%Y%m%dT%H%M%S}-{run.name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(run.model_dump_json(indent=1, exclude_none=True), "utf-8")
    return path


def kept(home: Path) -> list[Path]:
    """The files of all runs, oldest first."""
    return sorted(folder(home).glob("*.json"))


def read(path: Path) -> Run:
    """A run from its file.

    Raises:
        GovernanceError: for a file that is no run.
    """
    try:
        return Run.model_validate_json(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise GovernanceError(
            f"{path} is not a run of the evaluation.", "Make one with: advisor evaluate run"
        ) from error


def find(which: str, home: Path) -> Run:
    """The run in a file, or the latest of that name.

    Raises:
        NotHeld: where there is neither.
        GovernanceError: for a file that is no run.
    """
    path = Path(which)
    if path.is_file():
        return read(path)
    named = [one for one in kept(home) if one.stem == which or one.stem.partition("-")[2] == which]
    if not named:
        raise NotHeld(f"There is no run {which}.", f"Make it with: advisor evaluate run {which}")
    return read(named[-1])


def history(home: Path, of: str) -> Iterator[Run]:
    """Every readable run over the same set of questions, oldest first."""
    for path in kept(home):
        try:
            run = read(path)
        except GovernanceError:
            continue
        if run.questions == of:
            yield run


def tables(marks: Sequence[Marks], groups: Mapping[str, Sequence[str]] | None = None) -> dict[str, dict[str, Figure]]:
    """Figures by kind of question or, given groups of ids, by group; empty groups are left out."""
    if groups is None:
        groups = {kind: [one.id for one in marks if one.kind == kind] for kind in sorted({one.kind for one in marks})}
    found = {}
    for name, ids in groups.items():
        chosen = set(ids)
        members = [one for one in marks if one.id in chosen]
        if members:
            found[name] = figures(members)
    return found
