"""What somebody with the file and no scruples can do to a ledger, one act at a time, and that each is found."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from advisor.approval import command as ask
from advisor.approval.exchange import ExchangedDecision
from advisor.approval.proposal import text_digest
from advisor.approval.record import Outcome
from advisor.errors import LedgerError
from advisor.ledger import chain
from advisor.ledger.case_records import CaseRecords
from advisor.ledger.checkpoint import Checkpoint, checkpoint, read_checkpoint
from advisor.ledger.export import lines
from advisor.ledger.register_records import RegisterRecords
from advisor.ledger.signing import Signing
from advisor.ledger.store import Store
from advisor.ledger.verification import LedgerReport, cases_in_doubt, verify
from tests.advisor.approval import world
from tests.advisor.approval.world import OUTSIDE, A
from tests.advisor.ledger import lives
from tests.advisor.ledger.conftest import NOW


class Ledger:
    """A ledger in a file, with a register, two cases and an attested decision, and hands that reach into it."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "ledger.sqlite"
        self.store = Store(self.file, now=NOW)
        self.signing = Signing(folder / "key.pem")
        self.outside = Signing(folder / "their-key.pem")
        self.records = CaseRecords(self.store)
        RegisterRecords(self.store).found(world.register(key=self.outside.key_id), NOW)
        self.first = lives.approved(self.records, "first")
        self.shared = lives.with_outside_decision(self.records, self.outside, "shared")

    def reach_in(self, *statements: str, **values: object) -> None:
        with closing(sqlite3.connect(self.file)) as connection:
            for trigger in ("events_are_not_changed", "events_are_not_deleted"):
                connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
            for statement in statements:
                assert connection.execute(statement, values).rowcount != 0, statement
            connection.commit()

    def rechain(self, change: Callable[[int, str], str], after: int = 0) -> None:
        """Change bodies and give every row from there on its right digests again, as one who knows the form would."""
        with closing(sqlite3.connect(self.file)) as connection:
            for trigger in ("events_are_not_changed", "events_are_not_deleted"):
                connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
            previous = chain.FIRST_PREVIOUS
            found = connection.execute(
                "SELECT sequence, stream, version, body, artefacts FROM events ORDER BY sequence"
            ).fetchall()
            for sequence, stream, version, body, artefacts in found:
                made = change(sequence, body)
                own = chain.row_digest(sequence, stream, version, made, tuple(json.loads(artefacts)), previous)
                connection.execute(
                    "UPDATE events SET body = ?, previous = ?, digest = ? WHERE sequence = ?",
                    (made, previous, own, sequence),
                )
                previous = own
            connection.commit()

    def sequence_of(self, case_id: str, version: int) -> int:
        with closing(sqlite3.connect(self.file)) as connection:
            (found,) = connection.execute(
                "SELECT sequence FROM events WHERE stream = ? AND version = ?", (f"case/{case_id}", version)
            ).fetchone()
        return int(found)

    def verify(self, seen: Checkpoint | None = None) -> LedgerReport:
        return verify(self.store, seen)

    def checkpoint(self) -> Checkpoint:
        return checkpoint(self.store, NOW)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path)


def places(report: LedgerReport) -> list[tuple[str | None, int | None]]:
    return [(fault.case_id, fault.version) for fault in report.faults]


def test_an_empty_ledger_is_whole(store: Store) -> None:
    report = verify(store, checkpoint(store, NOW))
    assert (report.ok, report.events, report.head, report.faults) == (True, 0, chain.FIRST_PREVIOUS, ())


def test_what_was_lived_honestly_is_whole(ledger: Ledger) -> None:
    before = ledger.checkpoint()
    lives.KeptLife(ledger.records, "later").submitted(world.proposal(case_id="later"))
    report = ledger.verify(before)
    assert report.faults == ()
    assert report.ok
    assert report.events == before.events + 2


def test_a_changed_event_is_found_at_its_place(ledger: Ledger) -> None:
    ledger.reach_in(
        "UPDATE events SET body = replace(body, 'a-dpo', 'a-friend') WHERE stream = 'case/first' AND version = 4"
    )
    report = ledger.verify()
    assert ("first", 4) in places(report)
    assert "not what was recorded" in report.faults[0].reason


def test_a_changed_event_with_its_own_digest_made_right_is_found_at_the_next(ledger: Ledger) -> None:
    place = ledger.sequence_of("first", 4)
    with closing(sqlite3.connect(ledger.file)) as connection:
        body, artefacts, previous = connection.execute(
            "SELECT body, artefacts, previous FROM events WHERE sequence = ?", (place,)
        ).fetchone()
    body = body.replace("a-dpo", "a-friend")
    own = chain.row_digest(place, "case/first", 4, body, tuple(json.loads(artefacts)), previous)
    ledger.reach_in(
        "UPDATE events SET body = :body, digest = :digest WHERE sequence = :place", body=body, digest=own, place=place
    )
    report = ledger.verify()
    assert [fault.event for fault in report.faults if "does not follow" in fault.reason] == [place + 1]


def changed(line: str) -> bool:
    """Whether a line of the export is the fourth event of the first case, whatever its row says."""
    body = json.loads(line)["body"]
    return body.get("case_id") == "first" and body["version"] == 4


@pytest.mark.parametrize("column", ["command_id", "version", "stream", "artefacts", "previous", "digest"])
def test_every_column_of_an_event_is_watched(ledger: Ledger, column: str) -> None:
    value = {"command_id": "'other'", "version": "40", "stream": "'case/other'", "artefacts": "'[]'"}
    ledger.reach_in(
        f"UPDATE events SET {column} = {value.get(column, repr('f' * 64))} WHERE stream = 'case/first' AND version = 4"
    )
    place = next(number for number, line in enumerate(lines(ledger.store), start=1) if changed(line))
    found = {fault.event for fault in ledger.verify().faults}
    assert found & {place, place + 1}


@pytest.mark.parametrize(
    "value",
    ["version = 'x'", "body = X'FF00'", "body = '['", "artefacts = '7'", "artefacts = '[[1]]'", "artefacts = X'FF'",
     "stream = 'nowhere'", "stream = X'00'", "previous = 1.5", "digest = X'00'"],
)  # fmt: skip
def test_nonsense_in_a_row_is_a_fault_and_not_a_crash(ledger: Ledger, value: str) -> None:
    ledger.reach_in(f"UPDATE events SET {value} WHERE sequence = 6")
    assert {fault.event for fault in ledger.verify().faults} & {6, 7}


@pytest.mark.parametrize(
    "value", ["version = 'x'", "snapshot = X'00'", "recorded_status = 7", "trial = 'x'", "last_at = X'00'"]
)
def test_nonsense_in_the_list_of_cases_is_a_fault_and_not_a_crash(ledger: Ledger, value: str) -> None:
    ledger.reach_in(f"UPDATE cases SET {value} WHERE id = 'first'")
    assert places(ledger.verify()) == [("first", ledger.first.held.version)]


def test_a_row_taken_out_of_the_middle_is_found_where_it_is_missing(ledger: Ledger) -> None:
    place = ledger.sequence_of("first", 3)
    ledger.reach_in("DELETE FROM events WHERE stream = 'case/first' AND version = 3")
    report = ledger.verify()
    assert (report.faults[0].event, report.faults[0].case_id) == (place + 1, "first")
    assert "1 events before this one are gone" in report.faults[0].reason


def test_a_tail_cut_off_is_found_against_the_list_of_cases(ledger: Ledger) -> None:
    ledger.reach_in("DELETE FROM events WHERE stream = 'case/shared' AND version = 3")
    report = ledger.verify()
    assert places(report) == [("shared", 2)]
    assert "the events after this one are gone" in report.faults[0].reason


def test_a_tail_cut_off_together_with_its_list_is_found_against_a_checkpoint(ledger: Ledger) -> None:
    seen = ledger.checkpoint()
    ledger.reach_in("DELETE FROM events WHERE stream = 'case/shared' AND version = 3")
    ledger.records.rebuild()
    assert ledger.verify().ok
    report = ledger.verify(seen)
    assert places(report) == [("shared", 2)]
    assert f"saw {seen.events}" in report.faults[0].reason


def test_a_tail_cut_off_and_grown_again_is_found_against_a_checkpoint(ledger: Ledger) -> None:
    seen = ledger.checkpoint()
    ledger.reach_in("DELETE FROM events WHERE stream = 'case/shared' AND version = 3")
    ledger.records.rebuild()
    lives.KeptLife(ledger.records, "later").submitted(world.proposal(case_id="later"))
    assert ledger.verify().ok
    report = ledger.verify(seen)
    assert [fault.event for fault in report.faults] == [seen.events]


def test_a_chain_written_anew_is_found_against_a_checkpoint_and_without_one_by_the_list_of_cases(
    ledger: Ledger,
) -> None:
    seen = ledger.checkpoint()
    ledger.rechain(lambda _, body: body.replace('"supports"', '"opposes"'))
    assert ("first", ledger.first.held.version) in places(ledger.verify())
    ledger.records.rebuild()
    assert ledger.verify().ok
    report = ledger.verify(seen)
    assert places(report) == [("shared", 3)]
    assert "is not the one that the checkpoint" in report.faults[0].reason


@pytest.mark.parametrize("body", ["X'00'", "X''"])
def test_a_swapped_artefact_is_found_at_the_event_that_names_it(ledger: Ledger, body: str) -> None:
    digest = text_digest("This is the advice.")
    ledger.reach_in(f"UPDATE case_artefacts SET body = {body} WHERE digest = '{digest}'")
    report = ledger.verify()
    assert places(report) == [("first", 4)]
    assert digest in report.faults[0].reason


@pytest.mark.parametrize("how", ["DELETE FROM case_artefacts", "UPDATE case_artefacts SET body = NULL"])
def test_an_artefact_that_vanished_without_being_erased_is_found(ledger: Ledger, how: str) -> None:
    digest = text_digest("This is the advice.")
    ledger.reach_in(f"{how} WHERE digest = '{digest}'")
    report = ledger.verify()
    assert places(report) == [("first", 4)]
    assert "no record says that it was erased" in report.faults[0].reason


def test_an_erasure_on_record_is_no_fault_and_a_forged_record_of_one_is(ledger: Ledger) -> None:
    digest = text_digest("This is the advice.")
    ledger.records.erase_artefact(digest, NOW)
    assert ledger.verify().ok
    ledger.reach_in("UPDATE events SET body = '{}' WHERE stream = 'keeping'")
    report = ledger.verify()
    assert not report.ok
    assert any(fault.reason.startswith("record of what was erased") for fault in report.faults)
    assert ("first", 4) in places(report)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases SET recorded_status = 'approved' WHERE id = 'shared'",
        "UPDATE cases SET snapshot = replace(snapshot, 'a-author', 'a-friend') WHERE id = 'shared'",
        "UPDATE cases SET snapshot = '{}' WHERE id = 'shared'",
        "UPDATE cases SET trial = 1 WHERE id = 'shared'",
        "DELETE FROM case_parties WHERE case_id = 'shared' AND organisation_id = 'charity'",
    ],
)
def test_a_list_that_shows_a_case_otherwise_is_found_and_mended_by_a_rebuild(ledger: Ledger, statement: str) -> None:
    ledger.reach_in(statement)
    report = ledger.verify()
    assert places(report) == [("shared", 3)]
    assert "ledger rebuild" in report.faults[0].reason
    ledger.records.rebuild()
    assert ledger.verify().ok


def test_no_rebuild_is_advised_where_the_events_are_wrong_and_the_list_is_left_to_show_what_it_showed(
    ledger: Ledger,
) -> None:
    ledger.reach_in("UPDATE events SET body = replace(body, 'a-decider', 'a-friend') WHERE stream = 'case/first'")
    ledger.reach_in("UPDATE cases SET recorded_status = 'approved' WHERE id = 'shared'")
    told = {fault.case_id: fault.reason for fault in ledger.verify().faults}
    assert "ledger rebuild" in told["shared"]
    assert "ledger rebuild" not in told["first"]
    assert "leave the list as it is" in told["first"]
    left = cases_in_doubt(ledger.store)
    assert left == {"first"}
    assert ledger.records.rebuild(leaving=left) == 1
    shown = {case.id: case for case in ledger.records.cases()}
    assert shown["first"] == ledger.first.held
    assert {fault.case_id for fault in ledger.verify().faults} == {"first"}


def test_an_event_given_its_right_digest_again_puts_it_and_its_neighbour_in_doubt(ledger: Ledger) -> None:
    place = ledger.sequence_of("first", 3)
    with closing(sqlite3.connect(ledger.file)) as connection:
        row = connection.execute("SELECT body, artefacts, previous FROM events WHERE sequence = ?", (place,)).fetchone()
    body = row[0].replace("a-dpo", "a-friend")
    assert body != row[0]
    digest = chain.row_digest(place, "case/first", 3, body, tuple(json.loads(row[1])), row[2])
    ledger.reach_in("UPDATE events SET body = :body, digest = :digest WHERE sequence = :place",
                    body=body, digest=digest, place=place)  # fmt: skip
    assert "first" in cases_in_doubt(ledger.store)
    assert not any("ledger rebuild" in fault.reason for fault in ledger.verify().faults)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM events WHERE stream = 'case/shared' AND version = 3",
        "DELETE FROM events WHERE stream = 'case/shared'",
    ],
)
def test_a_case_whose_events_are_gone_is_left_in_the_list(ledger: Ledger, statement: str) -> None:
    ledger.reach_in(statement)
    left = cases_in_doubt(ledger.store)
    assert left == {"shared"}
    before = ledger.records.case("shared")
    assert ledger.records.rebuild(leaving=left) == 1
    assert ledger.records.case("shared") == before
    assert "shared" in {fault.case_id for fault in ledger.verify().faults}


def test_a_case_without_events_in_the_list_is_found(ledger: Ledger) -> None:
    ledger.reach_in("INSERT INTO cases SELECT 'ghost', version, kind, recorded_status, trial, author_id, last_at, "
                    "replace(snapshot, 'shared', 'ghost') FROM cases WHERE id = 'shared'")  # fmt: skip
    assert places(ledger.verify()) == [("ghost", None)]


def test_words_that_were_shown_and_then_changed_are_found(ledger: Ledger) -> None:
    ledger.reach_in(f"INSERT INTO artefacts VALUES ('{text_digest('shown')}', 'never shown')")
    assert "the words shown with an answer were changed" in ledger.verify().faults[0].reason


def forged(ledger: Ledger, signing: Signing, **changes: object) -> bytes:
    """A decision of the outside party as somebody else would write it."""
    (attested,) = [event.body for event in ledger.shared.events if event.kind == "outside decision attested"]
    decision = ExchangedDecision(
        case_digest=attested.judgement.digest, organisation_id=OUTSIDE, outcome=Outcome.APPROVED,
        decided_on=attested.decided_on, terms=(world.CONTINUING,), valid_until=attested.judgement.valid_until,
        review_on=attested.judgement.review_on,
    )  # fmt: skip
    return signing.signed_decision(decision.model_copy(update=changes))


def put_in_its_place(ledger: Ledger, data: bytes, key_id: str) -> None:
    """Let the whole ledger, digests, artefacts and lists, name another file as the outside party's decision."""
    (attested,) = [event.body for event in ledger.shared.events if event.kind == "outside decision attested"]
    old, new = attested.file_digest, sha256(data).hexdigest()
    ledger.reach_in(
        "UPDATE case_artefacts SET digest = :new, body = :data WHERE digest = :old", new=new, data=data, old=old
    )
    ledger.reach_in("UPDATE events SET artefacts = replace(artefacts, :old, :new)", new=new, old=old)
    with closing(sqlite3.connect(ledger.file)) as connection:
        for sequence, artefacts in connection.execute("SELECT sequence, artefacts FROM events").fetchall():
            ordered = json.dumps(sorted(json.loads(artefacts)))
            connection.execute("UPDATE events SET artefacts = ? WHERE sequence = ?", (ordered, sequence))
        connection.commit()

    def change(_sequence: int, body: str) -> str:
        if '"outside decision attested"' not in body:
            return body
        return body.replace(old, new).replace(ledger.outside.key_id, key_id)

    ledger.rechain(change)
    ledger.records.rebuild()


def test_a_forged_outside_decision_by_another_key_is_found(ledger: Ledger) -> None:
    data = forged(ledger, ledger.signing)
    put_in_its_place(ledger, data, ledger.signing.key_id)
    report = ledger.verify()
    assert places(report) == [("shared", 3)]
    assert "not signed with a key that the organisation had" in report.faults[0].reason


def test_a_forged_outside_decision_under_the_right_key_s_name_is_found(ledger: Ledger) -> None:
    data = forged(ledger, ledger.outside).replace(b'"approved"', b'"rejected"')
    put_in_its_place(ledger, data, ledger.outside.key_id)
    report = ledger.verify()
    assert places(report) == [("shared", 3)]
    assert "signature of this file is wrong" in report.faults[0].reason


def test_a_true_file_about_something_else_is_found(ledger: Ledger) -> None:
    data = forged(ledger, ledger.outside, terms=())
    put_in_its_place(ledger, data, ledger.outside.key_id)
    report = ledger.verify()
    assert places(report) == [("shared", 3)]
    assert "says something else than was recorded" in report.faults[0].reason


def test_an_attested_decision_without_its_file_is_found(tmp_path: Path) -> None:
    store = Store(tmp_path / "ledger.sqlite", now=NOW)
    RegisterRecords(store).found(world.register(), NOW)
    life = lives.KeptLife(CaseRecords(store)).submitted(
        world.proposal(world.CaseKind.AGREEMENT, party_ids=(A, OUTSIDE))
    )
    life.does("a-decider", ask.Attest, file=life.file())
    report = verify(store)
    assert places(report) == [("case", 3)]
    assert "file of this outside decision is not held" in report.faults[0].reason


def test_a_replaced_register_is_found(ledger: Ledger) -> None:
    ledger.reach_in("UPDATE events SET body = replace(body, 'a-dpo', 'a-friend') WHERE stream = 'register'")
    report = ledger.verify()
    assert report.faults[0].reason.startswith("register of authority: ")
    assert report.faults[0].event == 1


def test_a_checkpoint_is_read_back_only_as_it_was_signed(ledger: Ledger) -> None:
    signed = ledger.signing.signed_checkpoint(ledger.checkpoint())
    written = signed.model_dump_json().encode()
    assert read_checkpoint(written) == signed
    with pytest.raises(LedgerError, match="signature of the checkpoint is wrong"):
        read_checkpoint(written.replace(b'"events":', b'"events":1'))
    for nonsense in (b"", b"[]", b"{}", b"\xff", b"[" * 100_000):
        with pytest.raises(LedgerError, match="not a checkpoint"):
            read_checkpoint(nonsense)


def test_the_export_holds_every_event_and_no_text(ledger: Ledger) -> None:
    told = [json.loads(line) for line in lines(ledger.store)]
    assert [one["event"] for one in told] == list(range(1, ledger.checkpoint().events + 1))
    assert told[-1]["digest"] == ledger.checkpoint().head
    whole = json.dumps(told)
    for written in ("These are the reasons", "This is the advice", world.TITLE, world.CONTINUING.text):
        assert written not in whole
    assert next(json.loads(line)["event"] for line in lines(ledger.store, after=3)) == 4
