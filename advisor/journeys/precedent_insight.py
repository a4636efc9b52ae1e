"""Insight: the cases that a person may read and the published precedents, as tables over time. Trials never count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from advisor.approval.actor import Actor
from advisor.approval.event import Event, PartyDecided, Returned, Submitted
from advisor.governance.precedents.insight import Handled, Insight, insight
from advisor.journeys.casework_ports import CaseLedger
from advisor.journeys.casework_reading import CaseReading
from advisor.journeys.consult import Consult
from corpus.concepts import Lexicon
from corpus.source import Classification

REVIEWERS_DIFFER = "the two reviewers differ"
NO_REASON_HELD = "the reason is no longer held"


def over_time(
    reading: CaseReading,
    cases: CaseLedger,
    consult: Consult,
    lexicon: Lexicon,
    actor: Actor,
    *,
    on: date,
    clearance: Classification,
) -> Insight:
    """The tables for one reader on a day.

    Raises:
        Refusal: the person is not signed in.
    """
    handled = [
        one
        for summary in reading.cases(actor)
        if summary.watermark is None
        for one in _handled(summary.case_id, summary.kind.value, reading.history(actor, summary.case_id), cases)
    ]
    return insight(handled, consult.published(on=on, clearance=clearance), lexicon, on=on)


def _handled(case_id: str, kind: str, events: Iterable[Event], cases: CaseLedger) -> Iterator[Handled]:
    """How a case went; nothing for one that was never submitted."""
    events = tuple(events)
    submitted = next((one.at.date() for one in events if isinstance(one.body, Submitted)), None)
    if submitted is None:
        return
    decided = [one.at.date() for one in events if isinstance(one.body, PartyDecided)]
    returns = [one.body for one in events if isinstance(one.body, Returned)]
    texts = cases.texts(one.reasons_digest for one in returns if one.reasons_digest)
    yield Handled(
        case_id=case_id,
        kind=kind,
        submitted_on=submitted,
        decided_on=max(decided, default=None),
        returned=tuple(
            REVIEWERS_DIFFER if one.reasons_digest is None else texts.get(one.reasons_digest, NO_REASON_HELD)
            for one in returns
        ),
    )
