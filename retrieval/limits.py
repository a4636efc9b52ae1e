"""The limits of a scope as numbers, so that both indexes can filter inside the query and never after it."""

from __future__ import annotations

from datetime import date

from corpus.passage import Passage
from corpus.source import TERRITORIES
from retrieval.evidence import Scope

Limits = dict[str, int]


def day_number(day: date) -> int:
    """A day as an integer that orders like the day: 20261121."""
    return day.year * 10_000 + day.month * 100 + day.day


def limits_of(passage: Passage) -> Limits:
    """What a passage's filters are: territories (1 or 0 each), first and last day of truth, classification rank."""
    return {
        **{letter: int(letter in passage.extent) for letter in TERRITORIES},
        "from": day_number(passage.true_from),
        "to": day_number(passage.true_to),
        "rank": passage.classification.rank,
    }


def admits(scope: Scope, limits: Limits) -> bool:
    """Whether a passage with these limits may be given within the scope."""
    on = day_number(scope.on)
    territory = scope.jurisdiction.territory
    return (
        limits["rank"] <= scope.clearance.rank
        and limits["from"] <= on < limits["to"]
        and (territory is None or limits[territory] == 1)
    )
