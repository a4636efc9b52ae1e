"""Ways round authority that lead through the journey: sessions that outlive a right, and files from elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advisor.approval import command as ask
from advisor.approval.change import EndRole, Leave, RevokeDelegation
from advisor.approval.exchange import ExchangedDecision
from advisor.approval.proposal import CaseKind
from advisor.approval.record import Outcome
from advisor.approval.refusal import Reason, Refusal
from advisor.connecting.invented import CHARITY, COUNCIL
from advisor.ledger.signing import Signing
from tests.advisor.journeys.office import (
    ADMINISTRATOR,
    APPROVER,
    DELEGATE,
    OFFICER,
    OWNER,
    REVIEW_ON,
    VALID_UNTIL,
    Desk,
    actor,
)


@pytest.mark.parametrize(
    ("who", "by", "change"),
    [
        (APPROVER, ADMINISTRATOR, Leave(person_id=APPROVER, organisation_id=COUNCIL)),
        (APPROVER, ADMINISTRATOR, EndRole(grant_id="morag-bell approver")),
        (DELEGATE, APPROVER, RevokeDelegation(delegation_id="morag-bell to ailsa-grant")),
        (DELEGATE, ADMINISTRATOR, Leave(person_id=APPROVER, organisation_id=COUNCIL)),
        (DELEGATE, ADMINISTRATOR, EndRole(grant_id="morag-bell approver")),
    ],
    ids=["left", "role ended", "delegation revoked", "principal left", "principal\u2019s role ended"],
)
def test_a_session_from_before_a_right_was_taken_away_does_nothing_by_it(
    desk: Desk, who: str, by: str, change: object
) -> None:
    session = actor(who)
    case_id = desk.advised(desk.opened())
    form = desk.command(case_id, ask.Approve)
    desk.casework.view(session, case_id)
    desk.office.authority.change(change, actor(by))  # type: ignore[arg-type]
    with pytest.raises(Refusal):
        desk.casework.do(form, session)
    case = desk.office.records.case(case_id)
    assert case is not None
    assert case.decisions == ()


def test_somebody_who_left_and_was_erased_neither_reads_nor_writes_by_an_open_session(desk: Desk) -> None:
    session = actor(APPROVER)
    case_id = desk.advised(desk.opened())
    desk.office.authority.change(Leave(person_id=APPROVER, organisation_id=COUNCIL), actor(ADMINISTRATOR))
    desk.office.authority.erase_person(actor(ADMINISTRATOR), APPROVER)
    with pytest.raises(Refusal):
        desk.casework.view(session, case_id)
    with pytest.raises(Refusal):
        desk.casework.do(desk.command(case_id, ask.Attach, text="Still here."), session)
    assert desk.casework.cases(session) == ()


@pytest.fixture
def shared(desk: Desk) -> str:
    """An agreement with a body that decides outside and for which the register holds no key."""
    case_id = desk.opened(kind=CaseKind.AGREEMENT, party_ids=(COUNCIL, CHARITY))
    desk.does("isla-reid", case_id, ask.Submit)
    desk.does(OFFICER, case_id, ask.Advise)
    return case_id


def decision(desk: Desk, case_id: str, tmp_path: Path, **other: object) -> bytes:
    case = desk.office.records.case(case_id)
    assert case is not None
    said: dict[str, object] = {
        "case_digest": case.proposal.digest, "organisation_id": CHARITY, "outcome": Outcome.APPROVED,
        "decided_on": desk.now.date(), "valid_until": VALID_UNTIL, "review_on": REVIEW_ON, "holder_ids": ("x",),
        **other,
    }  # fmt: skip
    return Signing(tmp_path / "their-key.pem").signed_decision(ExchangedDecision.model_validate(said))


def attest(desk: Desk, case_id: str, file: bytes) -> None:
    case = desk.office.records.case(case_id)
    assert case is not None
    desk.casework.attest(actor(OWNER), COUNCIL, case_id, case.version, file, "I rang them.")


def test_the_signature_of_a_file_cannot_be_taken_off_even_where_the_register_holds_no_key(
    desk: Desk, shared: str, tmp_path: Path
) -> None:
    file = json.loads(decision(desk, shared, tmp_path, outcome=Outcome.REJECTED, valid_until=None, review_on=None))
    file["decision"].update(outcome="approved", valid_until="2027-06-30", review_on="2027-03-31")
    for bare in ({**file, "signature": None}, {"decision": file["decision"]}, file):
        with pytest.raises(Refusal) as refused:
            attest(desk, shared, json.dumps(bare).encode())
        assert refused.value.reason is Reason.OUTSIDE_DECISION
    attest(desk, shared, decision(desk, shared, tmp_path))


def test_a_file_for_another_case_or_another_version_is_not_played_again(
    desk: Desk, shared: str, tmp_path: Path
) -> None:
    file = decision(desk, shared, tmp_path)
    other = desk.opened(kind=CaseKind.AGREEMENT, party_ids=(COUNCIL, CHARITY))
    desk.does("isla-reid", other, ask.Submit)
    with pytest.raises(Refusal):
        attest(desk, other, file)
    attest(desk, shared, file)
    with pytest.raises(Refusal) as refused:
        attest(desk, shared, file)
    assert refused.value.reason is Reason.ALREADY_DECIDED
