"""How often the lists of casework read the ledger: as often for many cases as for few."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import event

from advisor.approval import command as ask
from advisor.approval.record import Nature, Term
from tests.advisor.journeys.office import ADMINISTRATOR, APPROVER, AUTHOR, DELEGATE, OFFICER, Desk, actor


def lead(desk: Desk, number: int) -> None:
    """Cases of every standing."""
    for _ in range(number):
        desk.does(AUTHOR, desk.opened(), ask.Submit)
        desk.does(AUTHOR, desk.advised(desk.opened()), ask.Attach, text=f"A note on the {number}th.")
        returned = desk.advised(desk.opened())
        desk.does(APPROVER, returned, ask.Return)
        term = Term(nature=Nature.PRECEDENT, text="Print it.", due_on=desk.now.date() + timedelta(days=3))
        approved = desk.advised(desk.opened())
        desk.does(DELEGATE, approved, ask.Approve, terms=(term,))
        desk.does(AUTHOR, desk.opened(), ask.Withdraw)


READ: dict[str, Callable[[Desk], object]] = {
    "what waits for an author": lambda desk: desk.casework.queue(actor(AUTHOR)),
    "what waits for an officer": lambda desk: desk.casework.queue(actor(OFFICER)),
    "what waits for an approver": lambda desk: desk.casework.queue(actor(APPROVER)),
    "what falls due": lambda desk: desk.casework.due(actor(APPROVER)),
    "cases": lambda desk: desk.casework.cases(actor(APPROVER)),
    "lent authority": lambda desk: desk.casework.delegated(actor(APPROVER)),
    "past their time": lambda desk: desk.office.retention.past(actor(ADMINISTRATOR)),
}


@pytest.mark.parametrize("what", READ)
def test_a_list_reads_the_ledger_as_often_for_many_cases_as_for_few(desk: Desk, what: str) -> None:
    statements: list[str] = []
    event.listen(desk.store._engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    counts, sizes = [], []
    for number in (2, 6):
        began = desk.now
        lead(desk, number)
        desk.later(days=8 * 366 if what == "past their time" else 0)
        statements.clear()
        sizes.append(len(READ[what](desk)))  # type: ignore[arg-type]
        counts.append(len(statements))
        desk.now = began
    assert sizes[0] < sizes[1], "there has to be something to read"
    assert counts[0] == counts[1], counts
