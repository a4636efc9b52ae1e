"""What falls due on a case, and when: the list behind the queue, the reminders and the calendar file."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from advisor.approval.casefile import APPROVED, Case, Status
from advisor.approval.day import day_of
from corpus.source import Frozen


class Due(StrEnum):
    """What falls due."""

    REVIEW = "review"
    EXPIRY = "expiry"
    CONDITION = "condition"
    REGULATOR = "regulator's advice"
    EXTENSION = "last day to be told of an extension"


class Deadline(Frozen):
    """One thing that falls due. ``about`` is the identifier of the condition, where it is one."""

    case_id: str
    due: Due
    on: date
    about: str | None = None


def deadlines(case: Case, now: datetime) -> tuple[Deadline, ...]:
    """Everything that falls due on a case, the earliest first; what is past due stays until it is done."""
    found: list[Deadline] = []
    opened = case.open_consultation
    status = case.status(now)
    ended = status in {Status.REJECTED, Status.WITHDRAWN, Status.REVOKED, Status.SUPERSEDED}
    if opened is not None and not ended:
        found.append(Deadline(case_id=case.id, due=Due.REGULATOR, on=opened.advice_due(day_of(now))))
        if opened.extended_on is None and day_of(now) <= opened.extension_due:
            found.append(Deadline(case_id=case.id, due=Due.EXTENSION, on=opened.extension_due))
    if status in APPROVED or status is Status.SUSPENDED:
        if case.next_review_on is not None:
            found.append(Deadline(case_id=case.id, due=Due.REVIEW, on=case.next_review_on))
        if case.valid_until is not None:
            found.append(Deadline(case_id=case.id, due=Due.EXPIRY, on=case.valid_until))
        found += [
            Deadline(case_id=case.id, due=Due.CONDITION, on=one.due_on, about=one.id)
            for one in case.conditions
            if one.is_open and one.due_on is not None
        ]
    return tuple(sorted(found, key=lambda one: (one.on, one.due)))
