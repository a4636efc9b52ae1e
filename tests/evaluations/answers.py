"""Invented questions and answers whose marks are known."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from advisor.governance.answer import Answer, Claim, Outcome, RetrievedEntry
from advisor.governance.citation import Citation
from corpus.passage import Part, Passage
from corpus.source import UK, Checked, Jurisdiction, Standing
from evaluations.questions import Point, Question
from tests import invented

ONE = f"{invented.LAW}/ukpga/2018/12/section/171"
TWO = f"{invented.LAW}/eur/2016/679/article/15"
OTHER = f"{invented.LAW}/ukpga/2018/12/section/1"


def point(words: str) -> Point:
    """A point that a text states by having the words."""
    return Point(point=words, words=((words,),))


def question(kind: str = "answerable", **more: Any) -> Question:
    """A question that needs sections 171 and Article 15, whose point is 'an offence'."""
    answerable = kind == "answerable"
    values: dict[str, Any] = {
        "id": "q-1",
        "question": "May I look at a neighbour's file?",
        "jurisdiction": Jurisdiction.SCOTLAND,
        "kind": kind,
        "outcomes": (Outcome.ANSWERED,) if answerable else (Outcome.OUT_OF_SCOPE,),
        "needed": ((ONE,), (TWO,)) if answerable else (),
        "key_points": (point("an offence"),) if answerable else (),
    }
    return Question.model_validate({**values, **more})


def passage(text: str = "It is an offence to look.", url: str = ONE, name: str = "card/look") -> Passage:
    """A passage that says the text and cites the address."""
    reference = invented.Reference(label="DPA 2018 section 171", url=url)
    return invented.passage(name, invented.statement(text, reference), questions=("may I look",))


def citation(of: Passage, quotation: str | None = None, **more: Any) -> Citation:
    """A true citation of a passage's first statement; ``more`` makes it false."""
    statement = of.statements[0]
    values: dict[str, Any] = {
        "url": statement.references[0].url,
        "label": statement.references[0].label,
        "quotation": statement.text if quotation is None else quotation,
        "passage_id": of.id,
        "passage_sha256": of.sha256,
        "passage_title": of.title,
        "standing": Standing.IN_FORCE,
        "checked": Checked.INSTRUMENT,
        "extent": UK,
        "in_force_from": date(2018, 5, 25),
    }
    return Citation.model_validate({**values, **more})


def claim(of: Passage, text: str | None = None, part: Part = Part.LEAD, **more: Any) -> Claim:
    """A claim that cites the passage."""
    return Claim(text=text or of.statements[0].text, citations=(citation(of, **more),), part=part)


def answer(*claims: Claim, outcome: Outcome = Outcome.ANSWERED, found: tuple[str, ...] = (), **more: Any) -> Answer:
    """An answer of these claims; ``found`` are the addresses retrieved, best first."""
    values: dict[str, Any] = {
        "id": "a-1",
        "question": "May I look at a neighbour's file?",
        "jurisdiction": Jurisdiction.SCOTLAND,
        "outcome": outcome,
        "claims": claims,
        "retrieved": tuple(
            RetrievedEntry(url=url, label=url, score=round(0.9 - place / 100, 2), passage_id="card/look")
            for place, url in enumerate(found)
        ),
        "as_at": invented.TODAY,
        "extent": UK,
        "evidence_digest": "0" * 64,
        "answered_at": datetime(2026, 11, 21, tzinfo=UTC),
        "milliseconds": 12,
    }
    return Answer.model_validate({**values, **more})
