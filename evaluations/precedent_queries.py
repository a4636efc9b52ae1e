"""The graded queries over precedents, and the register that they are asked of.

See ``evaluations/datasets/precedents/README.md``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from advisor.governance.precedents import comparison
from advisor.governance.precedents.case_facts import CaseFacts, facts_of_form, facts_of_words
from advisor.governance.precedents.precedent import Precedent
from advisor.governance.precedents.register_rows import read_json_lines
from advisor.governance.precedents.standing import PrecedentStatus
from advisor.journeys.precedent_reading import described
from corpus.concept_files import lexicon
from corpus.source import Classification
from retrieval.precedent_matching import PrecedentMatching, Sought
from retrieval.precedent_preparing import Embed, Prepared, Preparing

FOLDER = Path(__file__).parent / "datasets" / "precedents"
ASKED_ON = date(2026, 11, 22)
"""The day of the queries that name none."""


class GradedQuery(BaseModel):
    """One query and what a right result is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    query: str | None = None
    case: dict[str, Any] | None = None
    on: date = ASKED_ON
    clearance: Classification = Classification.OFFICIAL
    aim: str
    grades: dict[str, int] = {}
    twins: tuple[tuple[str, str], ...] = ()
    difference: str = ""
    difference_words: tuple[tuple[str, ...], ...] = ()
    status: dict[str, PrecedentStatus] = {}
    absent: tuple[str, ...] = ()
    none: bool = False

    @property
    def facts(self) -> CaseFacts:
        """What is asked, as the search takes it."""
        if self.case is not None:
            return facts_of_form(self.case, lexicon())
        return facts_of_words(self.query or "", lexicon())

    @property
    def sought(self) -> Sought:
        """What is asked, as the matching takes it."""
        facts = self.facts
        return Sought(facts.text, facts.parts, facts.found)


@cache
def register() -> tuple[Precedent, ...]:
    """The shipped precedents and those of the test register; what only graders know of them is not read."""
    shipped = files("corpus").joinpath("precedents", "invented.jsonl").read_text("utf-8").splitlines()
    others = (FOLDER / "register.jsonl").read_text("utf-8").splitlines()
    rows = list(read_json_lines([*shipped, *others]))
    faults = [f"line {row.line}: {row.fault}" for row in rows if row.precedent is None]
    if faults:
        raise ValueError(f"the register of the evaluation has bad rows: {faults}")
    return tuple(row.precedent for row in rows if row.precedent is not None)


def development_queries() -> list[GradedQuery]:
    """The half that may be read."""
    return list(_queries("development"))


def training_queries() -> list[GradedQuery]:
    """Those written for training alone; they say nothing of statuses or differences."""
    text = (Path(__file__).parent / "training" / "precedent_queries.jsonl").read_text("utf-8")
    return [*(GradedQuery.model_validate(json.loads(line)) for line in text.splitlines()), *_queries("training")]


def sets() -> list[str]:
    """The names of the sets of queries that are held, each a folder."""
    return sorted(file.parent.relative_to(FOLDER).as_posix() for file in FOLDER.rglob("queries.jsonl"))


def queries(chosen: str) -> list[GradedQuery]:
    """The queries of one set."""
    return list(_queries(chosen))


@cache
def _prepared(vectors: Embed) -> tuple[Preparing, tuple[Prepared, ...]]:
    preparing = Preparing(vectors)
    rows = [described(one, comparison.features_of(one, lexicon())) for one in register()]
    return preparing, tuple(preparing.prepared(rows))


def searched_register(query: GradedQuery, vectors: Embed) -> PrecedentMatching:
    """The matching over what the reader of a query may see on its day."""
    seen = {
        one.id for one in register() if one.decided_on <= query.on and one.classification.rank <= query.clearance.rank
    }
    preparing, prepared = _prepared(vectors)
    return PrecedentMatching([one for one in prepared if one.id in seen], preparing)


def _queries(chosen: str) -> Iterator[GradedQuery]:
    for line in (FOLDER / chosen / "queries.jsonl").read_text("utf-8").splitlines():
        yield GradedQuery.model_validate(json.loads(line))
