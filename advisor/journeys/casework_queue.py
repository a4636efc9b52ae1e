"""Lists of cases: those that a person may read, what waits for them, and what falls due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from advisor.approval.actor import Actor, Role
from advisor.approval.authority import Register
from advisor.approval.awaiting import awaited
from advisor.approval.casefile import Case, Status
from advisor.approval.command import CommandKind
from advisor.approval.day import day_of
from advisor.approval.deadline import Deadline, Due, deadlines
from advisor.approval.in_force import watermark
from advisor.approval.proposal import CaseKind, RiskLevel
from advisor.governance.diary import DiaryEntry
from advisor.journeys.casework_ports import CaseLedger, PeopleBook
from corpus.source import Frozen

LIVE = frozenset(Status) - {Status.REJECTED, Status.WITHDRAWN, Status.REVOKED, Status.SUPERSEDED, Status.ANSWERED}
"""Statuses in which something may still wait for somebody."""

NO_TEXT = "[no longer held]"
"""Stands where a text was erased."""

AWAITED_WORDS: dict[CommandKind, str] = {
    CommandKind.SUBMIT: "Finish the draft and submit it",
    CommandKind.REVISE: "Revise it",
    CommandKind.ADVISE: "Give your advice",
    CommandKind.ANSWER: "Answer the question",
    CommandKind.ACCEPT_RISK: "Accept the high residual risk, or not",
    CommandKind.OPEN_CONSULTATION: "Record that the regulator was asked",
    CommandKind.WAIVE_CONSULTATION: "Say why the regulator need not be asked, if so",
    CommandKind.CLOSE_CONSULTATION: "Record how the consultation of the regulator ended",
    CommandKind.APPROVE: "Decide",
    CommandKind.ATTEST: "Vouch for the decision of the party outside, once its file has come",
    CommandKind.MEET_CONDITION: "Record that a condition is met, once you have seen the evidence",
    CommandKind.RECORD_REVIEW: "Review the approval",
    CommandKind.RENEW: "Renew it before it runs out, if it is still needed",
}

DUE_WORDS: dict[Due, str] = {
    Due.REVIEW: "Review is due",
    Due.EXPIRY: "Approval ends",
    Due.CONDITION: "Condition is due",
    Due.REGULATOR: "Regulator’s advice is due",
    Due.EXTENSION: "Last day for the regulator to ask for longer",
}


class DueItem(Frozen):
    """Something that falls due on a case, with the words for it."""

    case_id: str
    title: str
    due: Due
    on: date
    words: str
    about: str | None = None
    overdue: bool
    watermark: str | None = None

    @property
    def diary_entry(self) -> DiaryEntry:
        """The same for a calendar; a trial says so in its title."""
        mark = "TRIAL: " if self.watermark else ""
        return DiaryEntry(
            id=f"{self.case_id}-{self.due.name.lower()}-{self.about or ''}".rstrip("-"),
            on=self.on,
            title=f"{mark}{self.words}: {self.title}",
            words=self.watermark or f"Case {self.case_id}",
        )


class CaseSummary(Frozen):
    """A case on a list."""

    case_id: str
    title: str
    kind: CaseKind
    status: Status
    watermark: str | None
    parties: tuple[str, ...]
    author: str
    residual_risk: RiskLevel
    opened_at: datetime
    submitted_at: datetime | None
    valid_until: date | None
    next_due: DueItem | None
    version: int


class QueueTask(Frozen):
    """One thing that waits for the person on a case."""

    organisation_id: str
    do: CommandKind
    capacity: Role | None
    since: datetime
    words: str


class QueueItem(Frozen):
    """A case that waits for the person, with what they can do."""

    summary: CaseSummary
    tasks: tuple[QueueTask, ...]
    since: datetime
    overdue: bool


def summaries(
    cases: Sequence[Case], ledger: CaseLedger, people: PeopleBook, register: Register, now: datetime
) -> tuple[CaseSummary, ...]:
    """The cases as lines of a list, those opened last first."""
    titles = ledger.texts({case.proposal.title_digest for case in cases})
    names = people.names({case.author_id for case in cases})
    bodies = {one.id: one.name for one in register.organisations}
    listed = [_summary(case, titles, names, bodies, now) for case in cases]
    return tuple(sorted(listed, key=lambda one: one.opened_at, reverse=True))


def queue(
    cases: Sequence[Case], actor: Actor, ledger: CaseLedger, people: PeopleBook, register: Register, now: datetime
) -> tuple[QueueItem, ...]:
    """What waits for a person: what is overdue first, then what has waited longest."""
    waiting = [(case, found) for case in cases if (found := awaited(case, actor, register, now))]
    listed = {one.case_id: one for one in summaries([case for case, _ in waiting], ledger, people, register, now)}
    back = ledger.returned_at([case.id for case, _ in waiting if case.recorded_status is Status.RETURNED])
    items = []
    for case, found in waiting:
        tasks = tuple(
            QueueTask(
                organisation_id=one.organisation_id,
                do=one.do,
                capacity=one.capacity,
                since=back.get(case.id, one.since),
                words=AWAITED_WORDS[one.do],
            )
            for one in found
        )
        summary = listed[case.id]
        overdue = summary.next_due is not None and summary.next_due.overdue
        items.append(QueueItem(summary=summary, tasks=tasks, since=min(one.since for one in tasks), overdue=overdue))
    return tuple(sorted(items, key=lambda one: (not one.overdue, one.since)))


def due(cases: Sequence[Case], ledger: CaseLedger, now: datetime) -> tuple[DueItem, ...]:
    """Everything that falls due on the cases, the earliest first."""
    found = [(case, deadlines(case, now)) for case in cases]
    titles = ledger.texts({case.proposal.title_digest for case, dates in found if dates})
    items = [due_item(one, case, titles, now) for case, dates in found for one in dates]
    return tuple(sorted(items, key=lambda one: (one.on, one.case_id, one.due)))


def due_item(deadline: Deadline, case: Case, titles: dict[str, str], now: datetime) -> DueItem:
    """A deadline with its words."""
    return DueItem(
        case_id=case.id,
        title=titles.get(case.proposal.title_digest, NO_TEXT),
        due=deadline.due,
        on=deadline.on,
        about=deadline.about,
        words=DUE_WORDS[deadline.due],
        overdue=deadline.on < day_of(now),
        watermark=watermark(case),
    )


def _summary(
    case: Case, titles: dict[str, str], names: dict[str, str], bodies: dict[str, str], now: datetime
) -> CaseSummary:
    dates = deadlines(case, now)
    return CaseSummary(
        case_id=case.id,
        title=titles.get(case.proposal.title_digest, NO_TEXT),
        kind=case.kind,
        status=case.status(now),
        watermark=watermark(case),
        parties=tuple(bodies.get(party, party) for party in case.proposal.party_ids),
        author=names.get(case.author_id, case.author_id),
        residual_risk=case.proposal.residual_risk,
        opened_at=case.opened_at,
        submitted_at=case.submitted_at,
        valid_until=case.valid_until,
        next_due=due_item(dates[0], case, titles, now) if dates else None,
        version=case.version,
    )
