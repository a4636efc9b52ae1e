"""The signing key, and decisions that travel between installations."""

from __future__ import annotations

import json
import threading
from datetime import date
from pathlib import Path

import pytest

from advisor.approval.exchange import ExchangedDecision
from advisor.approval.proposal import text_digest
from advisor.approval.record import Outcome
from advisor.approval.refusal import Reason, Refusal
from advisor.errors import LedgerError
from advisor.ledger.signature import verifies
from advisor.ledger.signing import Signing

DECISION = ExchangedDecision(
    case_digest=text_digest("case"), organisation_id="board", outcome=Outcome.APPROVED, decided_on=date(2026, 11, 23)
)


@pytest.fixture
def signing(tmp_path: Path) -> Signing:
    return Signing(tmp_path / "keys" / "key.pem")


def test_a_key_is_made_once_for_its_owner_alone_and_found_again(signing: Signing, tmp_path: Path) -> None:
    first = signing.key_id
    file = tmp_path / "keys" / "key.pem"
    assert file.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in file.parent.iterdir()] == ["key.pem"]
    assert Signing(file).key_id == first
    assert Signing(tmp_path / "other.pem").key_id != first


def test_threads_that_make_the_key_at_once_end_up_with_one(tmp_path: Path) -> None:
    found: list[str] = []
    together = threading.Barrier(8)

    def make() -> None:
        own = Signing(tmp_path / "key.pem")
        together.wait()
        found.append(own.key_id)

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert set(found) == {Signing(tmp_path / "key.pem").key_id}


def test_a_signature_holds_for_its_bytes_and_its_key_only(signing: Signing, tmp_path: Path) -> None:
    made = signing.sign(b"words")
    assert verifies(b"words", made)
    assert not verifies(b"other words", made)
    other = Signing(tmp_path / "other.pem").sign(b"words")
    assert not verifies(b"words", made.model_copy(update={"value": other.value}))
    assert not verifies(b"words", other.model_copy(update={"key_id": made.key_id}))
    assert not verifies(b"words", made.model_copy(update={"public_key": "not base64!"}))


def test_a_file_that_is_no_key_is_told_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "key.pem"
    file.write_text("a shopping list")
    with pytest.raises(LedgerError, match="not a signing key"):
        Signing(file).sign(b"words")
    assert file.read_text() == "a shopping list"


def test_a_decision_arrives_as_it_was_sent_with_the_key_that_signed_it(signing: Signing, tmp_path: Path) -> None:
    data = signing.signed_decision(DECISION)
    elsewhere = Signing(tmp_path / "elsewhere.pem")
    decision, file_digest, key_id = elsewhere.read_signed_decision(data)
    assert (decision, key_id) == (DECISION, signing.key_id)
    assert file_digest == __import__("hashlib").sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("old", "new"),
    [("approved", "rejected"), ("2026-11-23", "2026-11-24"), ("board", "hoard"), (text_digest("case"), "0" * 64)],
)
def test_a_decision_that_was_changed_on_the_way_is_refused(signing: Signing, old: str, new: str) -> None:
    data = signing.signed_decision(DECISION)
    assert old.encode() in data
    with pytest.raises(Refusal, match="signature of this file is wrong") as refused:
        signing.read_signed_decision(data.replace(old.encode(), new.encode()))
    assert refused.value.reason is Reason.OUTSIDE_DECISION


def test_a_key_is_not_named_by_a_file_that_only_claims_it(signing: Signing, tmp_path: Path) -> None:
    told = json.loads(signing.signed_decision(DECISION))
    forger = json.loads(Signing(tmp_path / "forger.pem").signed_decision(DECISION))
    forger["signature"]["key_id"] = told["signature"]["key_id"]
    with pytest.raises(Refusal, match="signature of this file is wrong"):
        signing.read_signed_decision(json.dumps(forger).encode())


@pytest.mark.parametrize("signature", [{}, {"signature": None}], ids=["left out", "empty"])
def test_a_decision_without_a_signature_is_refused(signing: Signing, signature: dict[str, None]) -> None:
    data = json.dumps({"decision": DECISION.model_dump(mode="json"), **signature}).encode()
    with pytest.raises(Refusal, match="not signed"):
        signing.read_signed_decision(data)


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"{}", b"[]", b'{"decision": {}}', b"\xff\xfe", b"[" * 200_000, b" " * 1_000_001]
)
def test_what_is_no_decision_is_refused_in_words(signing: Signing, data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        signing.read_signed_decision(data)
    assert refused.value.reason is Reason.OUTSIDE_DECISION
