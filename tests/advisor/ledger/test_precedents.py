"""The register of precedents in the ledger, and bringing rows into it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from advisor.approval import command as ask
from advisor.approval.actor import Actor, SignIn
from advisor.approval.proposal import CaseKind
from advisor.approval.refusal import Reason, Refusal
from advisor.connecting.invented import COUNCIL
from advisor.errors import CorpusError, NotHeld
from advisor.governance.precedents.precedent import Decided, Precedent
from advisor.governance.precedents.register_rows import RowRead, read_json_lines
from advisor.journeys.casework import Done
from advisor.journeys.casework_opening import Draft, Facts
from advisor.journeys.precedent_register import PrecedentRegister
from advisor.ledger.precedents import PrecedentRecords, digest_of
from retrieval.embedding import Vectors
from tests.advisor.journeys.office import APPROVER, AUTHOR, Desk, actor

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SUMMARY = {"title": "Home visits", "facts": "Nurses visit people at home after discharge.", "reasons": "It is care."}


def no_vectors(texts: Sequence[str]) -> Vectors:
    return np.zeros((len(texts), 4), dtype=np.float32)


def rows(*facts: str, first: int = 1) -> list[RowRead]:
    made = [
        {"id": f"p-{number}", "facts": text, "decision": "approved", "decided_on": "2024-01-01"}
        for number, text in enumerate(facts, start=first)
    ]
    return list(read_json_lines([json.dumps(row) for row in made]))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "home")


@pytest.fixture
def records(desk: Desk) -> PrecedentRecords:
    return PrecedentRecords(desk.store)


@pytest.fixture
def register(desk: Desk, records: PrecedentRecords) -> PrecedentRegister:
    office = desk.office
    return PrecedentRegister(records, office.records, office.register, no_vectors, digest_of, now=lambda: desk.now)


def test_what_is_published_comes_back_whole_and_changes_the_state(records: PrecedentRecords) -> None:
    one = Precedent(
        id="p-1", facts="Ä list.", decision=Decided.APPROVED, decided_on=date(2024, 1, 1), conditions=("x",)
    )
    before = records.state()
    records.publish([one], origin="import", at=NOW, person_id="local")
    assert records.published() == (one,)
    assert records.state() == before + 1


def test_importing_again_changes_nothing_and_goes_on_where_it_stopped(register: PrecedentRegister) -> None:
    local = actor("local")
    assert register.bring_in(rows("one", "two"), local, origin="import").added == 2
    again = register.bring_in(rows("one", "two, changed", "three"), local, origin="import")
    assert (again.added, again.updated, again.unchanged) == (1, 1, 1)


def test_an_import_that_is_stopped_keeps_its_whole_batches(
    register: PrecedentRegister, records: PrecedentRecords
) -> None:
    class Stopped(Exception):
        pass

    def stop(_count: int) -> None:
        raise Stopped

    many = rows(*[f"case {number}" for number in range(600)])
    with pytest.raises(Stopped):
        register.bring_in(many, actor("local"), origin="import", on_progress=stop)
    assert 0 < len(records.published()) < 600
    done = register.bring_in(many, actor("local"), origin="import")
    assert (done.added + done.unchanged, len(records.published())) == (600, 600)
    assert done.unchanged > 0


def test_an_id_that_stands_twice_is_told_with_both_lines(register: PrecedentRegister) -> None:
    twice = list(
        read_json_lines(
            [
                json.dumps({"id": "p", "facts": text, "decision": "approved", "decided_on": "2024-01-01"})
                for text in "ab"
            ]
        )
    )
    done = register.bring_in(twice, actor("local"), origin="import")
    assert done.added == 1
    assert [(bad.line, bad.reason) for bad in done.rejected] == [(2, "id: p stands on line 1 already")]


def test_what_was_withdrawn_is_gone_and_does_not_come_back(
    register: PrecedentRegister, records: PrecedentRecords
) -> None:
    local = actor("local")
    register.bring_in(rows("one", "two"), local, origin="import")
    register.withdraw(local, "p-1", "It named a person.")
    assert [one.id for one in records.published()] == ["p-2"]
    assert register.bring_in(rows("one", "two"), local, origin="import").rejected[0].line == 1
    assert [one.id for one in records.published()] == ["p-2"]
    assert records.changes()[-1]["reason"] == "It named a person."
    with pytest.raises(NotHeld):
        register.withdraw(local, "p-1", "Again.")


def test_what_others_withdraw_or_change_is_seen_and_the_rest_comes_as_the_same_object(
    register: PrecedentRegister, records: PrecedentRecords, desk: Desk
) -> None:
    register.bring_in(rows("one", "two", "three"), actor("local"), origin="import")
    _, second, third = records.published()
    others = PrecedentRecords(desk.store)
    others.withdraw("p-1", "It named a person.", NOW, "local")
    changed = third.model_copy(update={"facts": "three, changed"})
    others.publish([changed], origin="import", at=NOW, person_id="local")
    left = records.published()
    assert left == (second, changed)
    assert left[0] is second


def test_a_trial_case_never_becomes_a_precedent(desk: Desk, register: PrecedentRegister) -> None:
    case = desk.approved(desk.opened())
    with pytest.raises(Refusal) as refused:
        register.publish(actor(APPROVER), case, SUMMARY)
    assert refused.value.reason is Reason.TRIAL_ONLY


class RealDesk(Desk):
    """The same invented people, signed in through a provider, so that their cases are real."""

    def opened(self, who: str = AUTHOR, body: str = COUNCIL, draft: str = "# Draft", **_: Any) -> str:
        facts = Facts(kind=CaseKind.ASSESSMENT, title="Home visits", party_ids=(body,))
        return self.casework.open(signed_in(who), body, facts, Draft(body=draft.encode(), name="draft.md")).case.id

    def does(self, who: str, case_id: str, kind: type[ask.Command], body: str = COUNCIL, **values: Any) -> Done:
        return self.casework.do(self.command(case_id, kind, body, **values), signed_in(who))


def signed_in(person_id: str) -> Actor:
    return actor(person_id, SignIn.PROVIDER)


class TestWithAProvider:
    """Real cases."""

    @pytest.fixture
    def desk(self, tmp_path: Path) -> Desk:
        return RealDesk(tmp_path / "home")

    def test_an_open_case_is_refused_and_a_decided_one_published_by_who_may(
        self, desk: Desk, register: PrecedentRegister, records: PrecedentRecords
    ) -> None:
        case = desk.opened()
        with pytest.raises(Refusal) as refused:
            register.publish(signed_in(APPROVER), case, SUMMARY)
        assert refused.value.reason is Reason.NOT_ACTIVE
        desk.approved(case)
        with pytest.raises(Refusal) as refused:
            register.publish(signed_in(AUTHOR), case, SUMMARY)
        assert refused.value.reason is Reason.NOT_PERMITTED
        done = register.publish(signed_in(APPROVER), case, {**SUMMARY, "decision": "rejected"})
        assert (done.decision, done.decided_on) == (Decided.APPROVED, desk.now.date())
        assert records.published() == (done,)

    def test_identifiers_hold_a_publication_back_until_they_are_redacted(
        self, desk: Desk, register: PrecedentRegister, records: PrecedentRecords
    ) -> None:
        case = desk.approved(desk.opened())
        summary = {**SUMMARY, "reasons": "Ask jo@example.org."}
        with pytest.raises(CorpusError) as held_back:
            register.publish(signed_in(APPROVER), case, summary)
        assert "email in reasons" in held_back.value.sentence
        assert records.published() == ()
        done = register.publish(signed_in(APPROVER), case, summary, redact=True)
        assert "jo@example.org" not in done.model_dump_json()

    def test_a_rejected_case_keeps_its_decision(self, desk: Desk, register: PrecedentRegister) -> None:
        case = desk.advised(desk.opened())
        desk.does(APPROVER, case, ask.Reject)
        assert register.publish(signed_in(APPROVER), case, SUMMARY).decision is Decided.REJECTED
