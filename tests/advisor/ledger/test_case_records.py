"""Cases in the ledger: all of a command or nothing of it, and a read model that shows what the events say."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from advisor.approval import command as ask
from advisor.approval.case import replay
from advisor.approval.casefile import HistoryFault, Status
from advisor.approval.change import EndRole, RegisterEvent
from advisor.approval.proposal import CaseKind, text_digest
from advisor.approval.refusal import Reason, Refusal
from advisor.errors import LedgerError, NotHeld
from advisor.ledger import case_snapshots
from advisor.ledger.case_records import CaseRecords
from advisor.ledger.case_tables import case_parties, cases, events
from advisor.ledger.register_records import RegisterRecords
from advisor.ledger.store import Store
from advisor.ledger.verification import verify
from tests.advisor.approval import world
from tests.advisor.approval.exploration import Found, Place, start, steps
from tests.advisor.approval.places import PLACES
from tests.advisor.approval.world import A, B, Life
from tests.advisor.ledger import lives
from tests.advisor.ledger.conftest import NOW


@pytest.fixture
def records(store: Store) -> CaseRecords:
    return CaseRecords(store)


def count(store: Store) -> int:
    with store.reading() as connection:
        return len(connection.execute(select(events.c.sequence)).all())


def shown(store: Store) -> Any:
    with store.reading() as connection:
        return case_snapshots.rows(connection)


def test_a_kept_case_comes_back_as_it_was_lived(store: Store, records: CaseRecords) -> None:
    life = lives.approved(records, kind=CaseKind.AGREEMENT)
    assert records.case("case") == life.held
    assert records.history("case") == tuple(life.events)
    assert replay(records.history("case")) == life.held
    assert records.texts([text_digest("These are the reasons.")]) == {
        text_digest("These are the reasons."): "These are the reasons."
    }
    assert verify(store).ok


def test_nothing_is_known_of_a_case_that_never_was(records: CaseRecords) -> None:
    assert records.case("nowhere") is None
    assert records.history("nowhere") == ()
    assert records.of_command("nothing") == ()
    assert records.cases() == []


def test_of_two_decisions_on_one_version_one_is_kept_and_the_other_refused_with_nothing_of_it_left(
    store: Store, records: CaseRecords
) -> None:
    life = Life().advised()
    records.append(life.events)
    before = life.held
    first = life.does("a-decider", ask.Approve)
    life.case, life.events = before, life.events[:-1]
    second = life.does("a-second", ask.Reject, id="another command", reasons="Kept nowhere.")
    records.append(first)
    held = count(store)
    with pytest.raises(Refusal, match="Somebody else changed this case") as refused:
        records.append(second, {text_digest("Kept nowhere."): "Kept nowhere."})
    assert refused.value.reason is Reason.CHANGED_SINCE
    assert count(store) == held
    assert records.history("case")[-1] == first[0]
    assert records.texts([text_digest("Kept nowhere.")]) == {}


def test_a_command_is_recorded_once(store: Store, records: CaseRecords) -> None:
    life = lives.KeptLife(records).opened()
    submitted = life.does("a-author", ask.Submit)
    assert records.of_command(submitted[0].command_id) == submitted
    held = count(store)
    again = submitted[0].model_copy(update={"version": 3})
    with pytest.raises(Refusal, match="recorded already") as refused:
        records.append([again])
    assert refused.value.reason is Reason.CHANGED_SINCE
    assert count(store) == held


def test_a_renewal_is_kept_with_what_it_renews_or_not_at_all(store: Store, records: CaseRecords) -> None:
    life = lives.approved(records)
    other = lives.KeptLife(records, "renewal").opened(world.proposal(case_id="renewal"))
    held = count(store)
    begun = Life.send(life, "a-author", ask.Renew(**life.filled(ask.Renew)))
    assert not isinstance(begun, Refusal)
    assert [event.case_id for event in begun] == ["case", "renewal"]
    with pytest.raises(Refusal):
        records.append(begun)
    assert count(store) == held
    assert records.case("renewal") == other.held
    assert records.case("case") is not None
    assert records.case("case").renewal_ids == ()  # type: ignore[union-attr]


def test_a_renewal_leads_to_two_cases_by_one_command(store: Store, records: CaseRecords) -> None:
    life = lives.approved(records)
    begun = life.does("a-author", ask.Renew)
    assert records.of_command(begun[0].command_id) == begun
    renewed = records.case("renewal")
    assert renewed is not None
    assert renewed.renews == "case"
    assert verify(store).ok


def test_a_history_with_a_gap_is_not_kept(store: Store, records: CaseRecords) -> None:
    life = Life().submitted()
    with pytest.raises(HistoryFault):
        records.append(life.events[1:])
    assert count(store) == 0


def test_a_text_under_another_digest_is_not_kept_and_neither_is_its_event(store: Store, records: CaseRecords) -> None:
    life = Life().opened()
    with pytest.raises(ValueError, match="another digest"):
        records.append(life.events, {text_digest("one"): "other"})
    assert count(store) == 0


def test_authority_taken_back_in_the_meantime_stops_the_decision(store: Store, records: CaseRecords) -> None:
    register = RegisterRecords(store)
    register.found(world.register(), NOW)
    life = lives.KeptLife(records).advised()
    seen = register.register().version
    decided = Life.send(life, "a-decider", ask.Approve(**life.filled(ask.Approve)))
    register.append(
        RegisterEvent(
            id="register/1",
            version=1,
            actor_id="a-admin",
            at=NOW,
            change=EndRole(grant_id="a-decider council APPROVER"),
        )
    )
    held = count(store)
    with pytest.raises(Refusal, match="register of authority changed") as refused:
        records.append(decided, register_version=seen)  # type: ignore[arg-type]
    assert refused.value.reason is Reason.CHANGED_SINCE
    assert count(store) == held
    records.append(decided, register_version=1)  # type: ignore[arg-type]
    assert count(store) == held + 1


def test_the_lists_are_narrowed_by_every_condition(records: CaseRecords) -> None:
    lives.approved(records, "both", kind=CaseKind.AGREEMENT)
    lives.KeptLife(records, "ours").submitted(world.proposal(case_id="ours"))
    lives.KeptLife(records, "trial").opened(world.proposal(case_id="trial", trial=True))
    theirs = lives.KeptLife(records, "theirs")
    theirs.does("b-author", ask.Open, B, proposal=world.proposal(case_id="theirs", party_ids=(B,)))

    def ids(**conditions: Any) -> set[str]:
        return {case.id for case in records.cases(**conditions)}

    assert ids() == {"both", "ours", "trial", "theirs"}
    assert ids(organisation_ids=[B]) == {"both", "theirs"}
    assert ids(organisation_ids=[A, B]) == {"both", "ours", "trial", "theirs"}
    assert ids(organisation_ids=[]) == set()
    assert ids(statuses=[Status.SUBMITTED]) == {"ours"}
    assert ids(kinds=[CaseKind.AGREEMENT]) == {"both"}
    assert ids(trial=True) == {"trial"}
    assert ids(trial=False, organisation_ids=[A]) == {"both", "ours"}
    assert ids(author_id="b-author") == {"theirs"}
    assert [case.version for case in records.cases(statuses=[Status.DRAFT], trial=True)] == [1]


def test_a_party_that_is_taken_out_no_longer_sees_the_case_in_its_list(records: CaseRecords) -> None:
    life = lives.KeptLife(records).opened(world.proposal(CaseKind.AGREEMENT))
    assert records.cases(organisation_ids=[B]) == [life.held]
    life.does("a-author", ask.Revise, proposal=world.proposal(CaseKind.AGREEMENT, party_ids=(A, "charity")))
    assert records.cases(organisation_ids=[B]) == []
    assert records.cases(organisation_ids=["charity"]) == [life.held]


@settings(
    max_examples=12, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(place=st.sampled_from(PLACES), choices=st.lists(st.integers(min_value=0, max_value=10_000), max_size=12))
def test_the_rebuilt_read_model_is_the_live_one(store: Store, place: Place, choices: list[int]) -> None:
    state = start(place)
    for choice in choices:
        following = [after for after, _, _ in steps(place, state, Found())]
        if not following:
            break
        state = following[choice % len(following)]
    records = CaseRecords(store)
    name = f"case {len(shown(store))}"
    commands: dict[str, list[Any]] = {}
    for event in state.trail:
        own = event.model_copy(update={"case_id": name, "command_id": f"{name} {event.command_id}"})
        commands.setdefault(own.command_id, []).append(own)
    for together in commands.values():
        records.append(together)
    live = shown(store)
    if state.trail:
        assert records.case(name) == state.case.model_copy(update={"id": name})
    assert records.rebuild() == len(live)
    assert shown(store) == live


def test_the_read_model_comes_back_from_the_events_alone(store: Store, records: CaseRecords) -> None:
    lives.approved(records, "one", kind=CaseKind.AGREEMENT)
    lives.KeptLife(records, "two").submitted(world.proposal(case_id="two"))
    live = shown(store)
    with store.writing() as connection:
        connection.execute(case_parties.delete())
        connection.execute(cases.delete())
    assert records.cases() == []
    assert records.rebuild() == 2
    assert shown(store) == live


def test_an_event_can_neither_be_changed_nor_deleted(store: Store, records: CaseRecords) -> None:
    lives.KeptLife(records).submitted()
    for statement in ("UPDATE events SET version = 9", "DELETE FROM events WHERE sequence = 2"):
        with pytest.raises(LedgerError), store.writing() as connection:
            connection.execute(text(statement))
    assert [event.version for event in records.history("case")] == [1, 2]


def test_a_file_comes_back_byte_by_byte_with_its_name(records: CaseRecords) -> None:
    body = bytes(range(256)) * 100
    digest = records.put_artefact(body, "application/pdf", "letter.pdf")
    assert records.put_artefact(body, "application/pdf", "the same again.pdf") == digest
    held = records.artefact(digest)
    assert (held.body, held.media_type, held.name) == (body, "application/pdf", "letter.pdf")
    with pytest.raises(NotHeld):
        records.artefact("0" * 64)


def test_an_erased_text_is_gone_from_the_file_and_verification_says_when(store: Store, records: CaseRecords) -> None:
    lives.approved(records)
    reasons = text_digest("These are the reasons.")
    on = NOW + timedelta(days=400)
    records.erase_artefact(reasons, on, "a-admin")
    assert records.texts([reasons]) == {}
    with pytest.raises(NotHeld, match="erased"):
        records.artefact(reasons)
    with pytest.raises(NotHeld):
        records.erase_artefact(reasons, on)
    assert records.erased() == {reasons: on}
    report = verify(store)
    assert report.ok
    assert [(one.case_id, one.digest, one.at) for one in report.erased] == [("case", reasons, on)]


def test_no_byte_of_an_erased_text_stays_in_the_file(tmp_path: Path) -> None:
    store = Store(tmp_path / "ledger.sqlite", now=NOW)
    records = CaseRecords(store)
    lives.approved(records)
    reasons = "These are the reasons."
    assert reasons.encode() in b"".join(one.read_bytes() for one in tmp_path.iterdir())
    records.erase_artefact(text_digest(reasons), NOW)
    assert reasons.encode() not in b"".join(one.read_bytes() for one in tmp_path.iterdir())
    store.close()


def test_the_same_words_written_again_after_they_were_erased_are_kept(store: Store, records: CaseRecords) -> None:
    lives.approved(records)
    reasons = text_digest("These are the reasons.")
    records.erase_artefact(reasons, NOW)
    lives.approved(records, "second")
    assert records.texts([reasons])
    assert verify(store).ok


def test_a_legal_hold_stands_until_it_is_lifted(store: Store, records: CaseRecords) -> None:
    records.hold("case", "A complaint is being looked into.", NOW, "a-admin")
    assert records.holds() == {"case": "A complaint is being looked into."}
    records.release("case", NOW, "a-admin")
    records.release("case", NOW, "a-admin")
    assert records.holds() == {}
    assert count(store) == 2
    assert verify(store).ok
