"""What the register and the cases tell over time: how long approvals take, what comes back and why, what expires."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import median

from advisor.governance.precedents.conditions import condition_library
from advisor.governance.precedents.precedent import Precedent
from advisor.governance.precedents.standing import PrecedentStatus, Succession, status_on
from corpus.concepts import Lexicon
from corpus.source import Frozen


class Handled(Frozen):
    """One case as it went: when it was first submitted and decided, and each return with its reason."""

    case_id: str
    kind: str
    submitted_on: date
    decided_on: date | None = None
    returned: tuple[str, ...] = ()


class Waiting(Frozen):
    """How many days cases of one kind took from submission to decision. ``slow`` is what nine in ten did not pass."""

    kind: str
    cases: int
    median: float
    slow: int
    longest: int


class Returned(Frozen):
    """A reason for which cases came back, and how often."""

    reason: str
    times: int


class Recurring(Frozen):
    """A condition and in how many precedents it stands."""

    text: str
    times: int


class Expiring(Frozen):
    """A precedent that is current and ends within the span looked at."""

    id: str
    title: str
    valid_until: date


class Insight(Frozen):
    """The tables, each with a total of what it rests on."""

    waiting: tuple[Waiting, ...]
    undecided: int
    returned: tuple[Returned, ...]
    recurring: tuple[Recurring, ...]
    expiring: tuple[Expiring, ...]
    precedents: int


def insight(handled: Sequence[Handled], precedents: Sequence[Precedent], lexicon: Lexicon, *, on: date) -> Insight:
    """The tables on a day. What expires is looked at to the end of the next quarter of the year."""
    succession = Succession(precedents)
    last = end_of_next_quarter(on)
    ending = [
        Expiring(id=one.id, title=one.name, valid_until=one.valid_until)
        for one in precedents
        if one.valid_until is not None
        and one.decision.permits
        and on <= one.valid_until <= last
        and status_on(one, succession, on) is PrecedentStatus.CURRENT
    ]
    decided = [one for one in precedents if one.decided_on <= on]
    usual = condition_library(decided, lexicon)
    reasons = Counter(reason for one in handled for reason in one.returned)
    return Insight(
        waiting=_waiting(handled),
        undecided=sum(one.decided_on is None for one in handled),
        returned=tuple(Returned(reason=reason, times=times) for reason, times in reasons.most_common()),
        recurring=tuple(Recurring(text=one.text, times=one.times) for one in usual if one.times > 1),
        expiring=tuple(sorted(ending, key=lambda one: (one.valid_until, one.id))),
        precedents=len(decided),
    )


def end_of_next_quarter(on: date) -> date:
    """The last day of the quarter of the year after the one in which a day lies."""
    month = (on.month - 1) // 3 * 3 + 7
    year, month = on.year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1) - timedelta(days=1)


def _waiting(handled: Iterable[Handled]) -> tuple[Waiting, ...]:
    days: dict[str, list[int]] = defaultdict(list)
    for one in handled:
        if one.decided_on is not None:
            days[one.kind].append((one.decided_on - one.submitted_on).days)
    return tuple(
        Waiting(
            kind=kind,
            cases=len(taken),
            median=float(median(taken)),
            slow=sorted(taken)[max(0, -(-len(taken) * 9 // 10) - 1)],
            longest=max(taken),
        )
        for kind, taken in sorted(days.items())
    )
