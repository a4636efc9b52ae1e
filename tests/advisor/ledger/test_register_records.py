"""The register of authority in the ledger."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from advisor.approval.authority import Register
from advisor.approval.casefile import HistoryFault
from advisor.approval.change import EndRole, Enrol, RegisterEvent
from advisor.approval.refusal import Reason, Refusal
from advisor.approval.registering import evolve_register
from advisor.ledger.register_records import RegisterRecords
from advisor.ledger.store import Store
from advisor.ledger.verification import verify
from tests.advisor.approval import world
from tests.advisor.ledger.conftest import NOW


def enrolled(version: int, person_id: str = "newcomer") -> RegisterEvent:
    change = Enrol(person_id=person_id, organisation_id=world.A)
    return RegisterEvent(id=f"register/{version}", version=version, actor_id="a-admin", at=NOW, change=change)


def test_a_register_is_founded_once(store: Store) -> None:
    records = RegisterRecords(store)
    assert records.register() == Register()
    with pytest.raises(Refusal):
        records.append(enrolled(1))
    records.found(world.register(), NOW)
    assert records.register() == world.register()
    with pytest.raises(Refusal):
        records.found(Register(), NOW)
    assert records.history() == ()
    assert verify(store).ok


def test_a_change_counts_at_once_in_every_process(store: Store) -> None:
    records, elsewhere = RegisterRecords(store), RegisterRecords(store)
    records.found(world.register(), NOW)
    assert not elsewhere.register().belongs("newcomer", world.A, NOW)
    records.append(enrolled(1))
    assert elsewhere.register().belongs("newcomer", world.A, NOW)
    assert elsewhere.register() == evolve_register(world.register(), enrolled(1))
    assert elsewhere.history() == (enrolled(1),)
    assert verify(store).ok


def test_of_two_changes_at_once_the_second_is_refused(store: Store) -> None:
    records = RegisterRecords(store)
    records.found(world.register(), NOW)
    records.append(enrolled(1))
    second = enrolled(1).model_copy(update={"change": EndRole(grant_id="a-decider council APPROVER")})
    with pytest.raises(Refusal, match="Somebody else changed the register") as refused:
        records.append(second)
    assert refused.value.reason is Reason.CHANGED_SINCE
    with pytest.raises(HistoryFault):
        records.append(enrolled(3))
    assert records.history() == (enrolled(1),)


def test_events_hold_no_name_of_a_person(store: Store) -> None:
    RegisterRecords(store).found(world.register(), NOW)
    with store.reading() as connection:
        (body,) = connection.execute(text("SELECT body FROM events")).scalars()
    assert '"name":"Borsetshire Council"' in body
    assert '"email"' not in body
