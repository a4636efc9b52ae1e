"""What is measured of one answer: pure functions from a question and an answer to numbers.

Shares run from 0 to 1; ``None`` means that the measure does not apply to the question and is left out of its mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor.governance.answer import Answer, Outcome
from corpus import address
from corpus.passage import Part
from corpus.source import Frozen
from evaluations.questions import Question

ANSWERING = (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)


class Marks(Frozen):
    """The measures of one answer."""

    id: str
    kind: str
    tags: tuple[str, ...]
    right_in_five: float | None = None
    all_in_ten: float | None = None
    cites_enough: float | None = None
    citation_precision: float | None = None
    key_points: float | None = None
    must_nots: int = 0
    outcome_right: float = 0.0
    wrongly_refused: float | None = None
    premise_first: float | None = None
    dates_given: float | None = None
    words: int | None = None
    sources: int | None = None
    milliseconds: int = 0


def mark(question: Question, answer: Answer) -> Marks:
    """Everything that is measured of one answer."""
    answerable = question.kind == "answerable"
    found = [entry.url for entry in answer.retrieved]
    cited = list(dict.fromkeys(citation.url for claim in answer.claims for citation in claim.citations))
    text = answer.text
    return Marks(
        id=question.id,
        kind=question.kind,
        tags=question.tags,
        right_in_five=float(needs_met(question, found[:5]) > 0) if answerable else None,
        all_in_ten=float(needs_met(question, found[:10]) == len(question.needed)) if answerable else None,
        cites_enough=float(needs_met(question, cited) == len(question.needed)) if answerable else None,
        citation_precision=precision(question, cited) if answerable and cited else None,
        key_points=share(point.stated_in(text) for point in question.key_points) if answerable else None,
        must_nots=sum(point.stated_in(text) for point in question.must_not),
        outcome_right=float(answer.outcome in question.outcomes),
        wrongly_refused=float(answer.outcome not in ANSWERING) if answerable else None,
        premise_first=_premise_first(question, answer),
        dates_given=share(day in text for day in question.dates) if question.dates and answerable else None,
        words=len(text.split()) if answer.claims else None,
        sources=len(cited) if answer.claims else None,
        milliseconds=answer.milliseconds,
    )


def needs_met(question: Question, addresses: Sequence[str]) -> int:
    """How many of the question's needs the addresses meet; a deeper address meets the need of what contains it."""
    return sum(any(address.covers(wanted, found) for wanted in need for found in addresses) for need in question.needed)


def precision(question: Question, cited: Sequence[str]) -> float:
    """Share of the cited addresses that the question's author holds right or helpful, deeper or shallower included."""
    listed = [*(wanted for need in question.needed for wanted in need), *question.helpful]
    return share(any(address.covers(one, url) or address.covers(url, one) for one in listed) for url in cited)


def share(truths: Iterable[bool]) -> float:
    """Share of truths; 1.0 for none."""
    values = list(truths)
    return sum(values) / len(values) if values else 1.0


def _premise_first(question: Question, answer: Answer) -> float | None:
    """Whether a wrong premise is corrected by the first thing said."""
    if "wrong_premise" not in question.tags or question.kind != "answerable":
        return None
    return float(answer.premise_corrected and bool(answer.claims) and answer.claims[0].part is Part.CORRECTION)
