"""The read model of cases: each as it stands after its last event. It is derived, and made again at will."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from pydantic import ValidationError
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from advisor.approval.case import evolve
from advisor.approval.casefile import Case, Status
from advisor.approval.event import Event
from advisor.approval.proposal import CaseKind
from advisor.ledger import chain
from advisor.ledger.case_tables import case_parties, cases
from advisor.ledger.times import time_text


@lru_cache(maxsize=4096)
def read(snapshot: str) -> Case:
    """A case from its stored form. It is frozen, so the one that was read before is given again."""
    return Case.model_validate_json(snapshot)


def one(connection: Connection, case_id: str) -> Case | None:
    """A case as it stands."""
    found = connection.execute(select(cases.c.snapshot).where(cases.c.id == case_id)).scalar()
    return None if found is None else read(found)


class CaseRow(NamedTuple):
    """A row of the read model, with its parties from the table beside it."""

    version: int
    kind: str
    recorded_status: str
    trial: int
    author_id: str
    last_at: str
    snapshot: str
    party_ids: frozenset[str]


def row_of(case: Case, last: Event) -> CaseRow:
    """The row that shows a case as it stands after its last event."""
    return CaseRow(
        version=case.version,
        kind=case.kind.value,
        recorded_status=case.recorded_status.value,
        trial=int(case.proposal.trial),
        author_id=case.author_id,
        last_at=time_text(last.at),
        snapshot=case.model_dump_json(),
        party_ids=frozenset(case.proposal.party_ids),
    )


def shows(row: CaseRow, case: Case, last: Event) -> bool:
    """Whether a row shows a case as it stands, in whatever form of an earlier release it was stored."""
    right = row_of(case, last)
    try:
        return row._replace(snapshot="") == right._replace(snapshot="") and read(row.snapshot) == case
    except ValidationError:
        return False


def rows(connection: Connection) -> dict[str, CaseRow]:
    """Every row of the read model, by case."""
    parties: dict[str, set[str]] = {}
    for party in connection.execute(select(case_parties)):
        parties.setdefault(party.case_id, set()).add(party.organisation_id)
    return {
        row["id"]: CaseRow(
            **{name: value for name, value in row.items() if name != "id"},
            party_ids=frozenset(parties.get(row["id"], ())),
        )
        for row in connection.execute(select(cases)).mappings()
    }


def write(connection: Connection, case: Case, last: Event) -> None:
    """Put a case as it stands after its last event in the place of what stood there."""
    row = row_of(case, last)
    values = {name: value for name, value in row._asdict().items() if name != "party_ids"}
    if connection.execute(update(cases).where(cases.c.id == case.id).values(values)).rowcount == 0:
        connection.execute(insert(cases).values(id=case.id, **values))
    of_case = case_parties.c.case_id == case.id
    shown = connection.execute(select(case_parties.c.organisation_id).where(of_case)).scalars()
    if frozenset(shown) != row.party_ids:
        connection.execute(delete(case_parties).where(of_case))
        connection.execute(
            insert(case_parties),
            [{"case_id": case.id, "organisation_id": party} for party in sorted(row.party_ids)],
        )


def select_cases(
    connection: Connection,
    *,
    organisation_ids: Collection[str] | None,
    statuses: Collection[Status] | None,
    kinds: Collection[CaseKind] | None,
    trial: bool | None,
    author_id: str | None,
) -> list[Case]:
    """The cases that fit every condition that is given, the latest change first."""
    wanted = select(cases.c.snapshot).order_by(cases.c.last_at.desc(), cases.c.id)
    if organisation_ids is not None:
        wanted = wanted.where(
            cases.c.id.in_(
                select(case_parties.c.case_id).where(case_parties.c.organisation_id.in_(list(organisation_ids)))
            )
        )
    if statuses is not None:
        wanted = wanted.where(cases.c.recorded_status.in_([status.value for status in statuses]))
    if kinds is not None:
        wanted = wanted.where(cases.c.kind.in_([kind.value for kind in kinds]))
    if trial is not None:
        wanted = wanted.where(cases.c.trial == int(trial))
    if author_id is not None:
        wanted = wanted.where(cases.c.author_id == author_id)
    return [read(snapshot) for snapshot in connection.execute(wanted).scalars()]


def last_at(connection: Connection) -> dict[str, datetime]:
    """When each case changed last."""
    return {
        row.id: datetime.fromisoformat(row.last_at) for row in connection.execute(select(cases.c.id, cases.c.last_at))
    }


def rebuild(connection: Connection, leaving: Collection[str]) -> int:
    """Drop the read model, but for the cases to leave, and make it again from the events; how many were made again.

    Raises:
        HistoryFault: the events of a case do not follow one another; ``advisor ledger verify`` says where.
    """
    gone = [{"gone": one} for one in connection.execute(select(cases.c.id)).scalars() if one not in leaving]
    if gone:
        connection.execute(delete(case_parties).where(case_parties.c.case_id == bindparam("gone")), gone)
        connection.execute(delete(cases).where(cases.c.id == bindparam("gone")), gone)
    standing: dict[str, tuple[Case, Event]] = {}
    for row in chain.rows(connection):
        if row.case_id is not None and row.case_id not in leaving:
            event = Event.model_validate_json(row.body)
            before = standing.get(row.case_id)
            standing[row.case_id] = (evolve(before[0] if before else None, event), event)
    for case, last in standing.values():
        write(connection, case, last)
    return len(standing)
