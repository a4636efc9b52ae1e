"""A ledger of the first release, opened by this one: everything that it held is still there and still true."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from advisor.approval.case import replay
from advisor.approval.casefile import Status
from advisor.approval.proposal import text_digest
from advisor.governance.person import ERASED
from advisor.ledger.case_records import CaseRecords
from advisor.ledger.checkpoint import read_checkpoint
from advisor.ledger.conversations import Conversations
from advisor.ledger.migrations import MIGRATIONS
from advisor.ledger.model_calls import ModelCalls
from advisor.ledger.people import People
from advisor.ledger.register_records import RegisterRecords
from advisor.ledger.store import Store
from advisor.ledger.verification import verify
from tests.advisor.approval import world
from tests.advisor.ledger import lives

FIXTURES = Path(__file__).parent / "fixtures"
LATER = datetime(2027, 11, 22, tzinfo=UTC)
STATUSES = {
    "agreement": Status.SUSPENDED,
    "renewed": Status.APPROVED_WITH_CONDITIONS,
    "renewal": Status.DRAFT,
    "outside": Status.UNDER_REVIEW,
    "question": Status.ANSWERED,
    "trial": Status.DRAFT,
}


@pytest.fixture
def upgraded(tmp_path: Path) -> Store:
    """A copy of the first release's ledger, opened and so brought to this release's shape."""
    file = Path(shutil.copy(FIXTURES / "first_release.sqlite", tmp_path / "ledger.sqlite"))
    return Store(file, now=LATER)


def test_its_shape_is_this_release_s_and_its_record_is_whole(upgraded: Store) -> None:
    assert upgraded.version == MIGRATIONS[-1].number
    signed = read_checkpoint((FIXTURES / "first_release.checkpoint.json").read_bytes())
    report = verify(upgraded, signed.checkpoint)
    assert report.faults == ()
    assert report.events == signed.checkpoint.events
    assert report.head == signed.checkpoint.head
    assert [one.digest for one in report.erased] == [text_digest("A reader of the file left without training.")]


def test_its_cases_stand_where_they_stood(upgraded: Store) -> None:
    records = CaseRecords(upgraded)
    assert {case.id: case.recorded_status for case in records.cases()} == STATUSES
    for case in records.cases():
        assert replay(records.history(case.id)) == case
    assert records.holds() == {"agreement": "A complaint is being looked into."}
    assert records.texts([text_digest("It may, for thirty days.")])
    assert records.rebuild() == len(STATUSES)
    assert {case.id: case.recorded_status for case in records.cases()} == STATUSES


def test_its_cases_can_be_worked_on(upgraded: Store) -> None:
    life = lives.KeptLife(CaseRecords(upgraded), "new this year").submitted(world.proposal(case_id="new this year"))
    assert CaseRecords(upgraded).case("new this year") == life.held
    assert verify(upgraded).ok


def test_its_people_register_and_conversations_are_known(upgraded: Store) -> None:
    people = People(upgraded)
    assert people.names(["a-author", "gone"]) == {"a-author": "Ailsa Grant (invented)", "gone": ERASED}
    register = RegisterRecords(upgraded).register()
    assert register.version == 1
    assert register.belongs("newcomer", world.A, LATER)
    talks = Conversations(upgraded)
    _, turns = talks.open("talk")
    assert [turn.answer.question for turn in turns] == ["How long may we keep it?"]
    assert talks.evidence(text_digest("Words that were shown.")) == "Words that were shown."
    assert [one.id for one in talks.referred()] == ["question"]
    calls = ModelCalls(upgraded, person_tokens_per_day=1, tokens_per_day=1).latest()
    assert [call.id for call in calls] == ["call"]
