"""How long pages wait for a ledger of 3,000 cases with 20 events each. Limits are three times the target."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.approval import command as ask
from advisor.approval.casefile import PENDING, Status
from advisor.approval.event import CaseOpened, Event
from advisor.ledger import case_snapshots
from advisor.ledger.case_records import CaseRecords
from advisor.ledger.store import Store
from advisor.ledger.verification import verify
from tests.advisor.approval import world
from tests.advisor.approval.world import A, B, Life

CASES, EVENTS = 3000, 20
PAGE_SECONDS, QUEUE_SECONDS = 0.2, 0.3
CPU_SHARE = 3


def seconds(what: Callable[[], object], times: int = 1) -> float:
    """The median of several runs, each without what the last one left in memory."""
    took = []
    for _ in range(times):
        case_snapshots.read.cache_clear()
        began = time.perf_counter()
        what()
        took.append(time.perf_counter() - began)
    return sorted(took)[len(took) // 2]


def lived(*, decided: bool) -> tuple[list[Event], dict[str, str]]:
    life = Life().advised()
    if decided:
        life.does("a-decider", ask.Approve, terms=(world.PRECEDENT, world.CONTINUING))
        life.does("a-decider", ask.MeetCondition, condition_id=life.held.conditions[0].id)
    texts = {}
    while len(life.events) < EVENTS:
        attach = ask.Attach(**life.filled(ask.Attach, text=f"A note of some length, number {len(life.events)}."))
        life.send("a-author", attach)
        texts |= attach.texts
    return life.events, texts


def of_case(event: Event, case_id: str, party: str) -> Event:
    body = event.body
    if isinstance(body, CaseOpened):
        own = body.proposal.model_copy(update={"case_id": case_id, "party_ids": (party,)})
        body = body.model_copy(update={"proposal": own})
    return event.model_copy(
        update={"case_id": case_id, "command_id": f"{case_id} {event.command_id}", "id": f"{case_id}/{event.version}",
                "body": body}
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_pages_and_lists_stay_quick_with_three_thousand_cases(tmp_path: Path) -> None:
    store = Store(tmp_path / "ledger.sqlite", now=world.MONDAY)
    records = CaseRecords(store)
    kinds = [lived(decided=True), lived(decided=False)]
    began = time.perf_counter()
    for number in range(CASES):
        events, texts = kinds[number % 4 == 0]
        party = A if number % 3 else B
        records.append([of_case(event, f"case {number}", party) for event in events], texts)
    told = {"written": time.perf_counter() - began}

    def page() -> None:
        case, history = records.case("case 1777"), records.history("case 1777")
        assert case is not None
        assert len(history) == EVENTS
        assert len(records.texts([note.text_digest for note in case.notes])) == len(case.notes)

    def queue() -> None:
        assert len(records.cases(organisation_ids=[A], statuses=PENDING)) == CASES // 6

    told["page"] = seconds(page, 9)
    told["queue"] = seconds(queue, 9)
    told["all cases, the first time"] = seconds(lambda: records.cases(), 5)
    began = time.perf_counter()
    assert len(records.cases()) == CASES
    told["all cases, again"] = time.perf_counter() - began
    told["rebuild"] = seconds(records.rebuild)
    began = time.perf_counter()
    report = verify(store)
    told["verify"] = time.perf_counter() - began
    print("\n" + ", ".join(f"{what} {took:.3f} s" for what, took in told.items()))
    assert report.faults == ()
    assert report.events == CASES * EVENTS
    assert {case.recorded_status for case in records.cases()} == {Status.APPROVED_WITH_CONDITIONS, Status.UNDER_REVIEW}
    assert told["page"] < PAGE_SECONDS * CPU_SHARE
    assert told["queue"] < QUEUE_SECONDS * CPU_SHARE
