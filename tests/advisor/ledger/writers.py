"""Processes that write to a ledger: many at once, or one that is killed at any moment.

``python -m tests.advisor.ledger.writers share PLACE NAME COMMANDS`` and ``… die PLACE MOMENTS SEED`` print JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from advisor.approval import command as ask
from advisor.approval.event import Event
from advisor.approval.handling import check_command
from advisor.approval.refusal import Reason, Refusal
from advisor.ledger.case_records import CaseRecords
from advisor.ledger.store import Store
from advisor.ledger.verification import verify
from tests.advisor.approval import world
from tests.advisor.approval.world import LIMITS, MONDAY, PEOPLE, A
from tests.advisor.ledger.lives import KeptLife

SHARED_CASES = 10


def opened(place: str) -> Store:
    # SQLite does not queue its writers: eight that never rest, on a busy machine, can keep one out for a long while.
    return Store(place if "://" in place else Path(place), now=MONDAY, busy_seconds=90)


def refused(records: CaseRecords, events: Sequence[Event], texts: Mapping[str, str]) -> Refusal | None:
    try:
        records.append(events, texts)
    except Refusal as refusal:
        return refusal if refusal.reason is Reason.CHANGED_SINCE else pytest.fail(str(refusal))
    return None


def share(place: str, name: str, commands: int) -> dict[str, int]:
    """Attach notes to cases that others write to as well, each command sent twice; look again after each conflict."""
    records, register, chance = CaseRecords(opened(place)), world.register(), random.Random(name)
    conflicts = doubled = 0
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(commands):
        case_id = f"case {chance.randrange(SHARED_CASES)}"
        kept = False
        while not kept:
            case = records.case(case_id)
            assert case is not None
            attach = ask.Attach(
                id=f"{name} {number}", case_id=case_id, seen_version=case.version, organisation_id=A,
                text=f"{name} {number}",
            )  # fmt: skip
            events = check_command(attach, case, PEOPLE["a-author"], register, MONDAY, LIMITS)
            refusal = refused(records, events, attach.texts)
            kept = refusal is None
            if refusal is not None:
                assert refusal.sentence.startswith("Somebody else changed this case"), refusal
                conflicts += 1
        again = refused(records, events, attach.texts)
        assert again is None or again.sentence == "This was recorded already.", again
        doubled += again is None
    return {"conflicts": conflicts, "doubled": doubled}


def write_on(place: str, name: str, told: int) -> None:
    """Open cases and live them until killed; each command of one or two events is told once it was kept."""
    records = CaseRecords(opened(place))
    number = 0
    while True:
        title = f"{name} {number}"
        life = KeptLife(records, title)
        proposal = world.proposal(case_id=title, title_digest=world.text_digest(title))
        for step in ("open", "submit", "advise"):
            if step == "open":
                life.does("a-author", ask.Open, title=title, proposal=proposal)
            elif step == "submit":
                life.does("a-author", ask.Submit)
            else:
                life.does("a-dpo", ask.Advise, view=world.View.SUPPORTS, text=f"Advice on {title}")
            os.write(told, f"{life.events[-1].id}\n".encode())
        number += 1


def die(place: str, moments: int, seed: int) -> dict[str, object]:
    """Kill a writer with signal 9 at random moments, and look at the ledger after each."""
    chance = random.Random(seed)
    wrong: list[str] = []
    halves, told_in_all = 0, 0
    for moment in range(moments):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            write_on(place, f"writer {moment}", writing)
        os.close(writing)
        first = os.read(reading, 4096)
        began = time.monotonic()
        first += os.read(reading, 4096)
        # Within the time of the next three commands, however busy the machine is.
        time.sleep(chance.uniform(0, 3 * (time.monotonic() - began)))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        told = (first + _rest(reading)).decode().split("\n")[:-1]
        told_in_all += len(told)
        store = opened(place)
        report = verify(store)
        wrong += [f"{moment}: {fault.reason}" for fault in report.faults]
        records = CaseRecords(store)
        for event_id in told:
            case_id, _, version = event_id.rpartition("/")
            if len(records.history(case_id)) < int(version):
                wrong.append(f"{moment}: {event_id} was told as kept and is not")
        for case in records.cases():
            halves += case.version == 3  # advice is two events: the review begins, and the advice is given
            named = [case.proposal.title_digest, *(advice.text_digest for advice in case.advice)]
            if case.id.startswith(f"writer {moment} ") and set(records.texts(named)) != set(named):
                wrong.append(f"{moment}: the texts of {case.id} are not held")
        store.close()
    return {"wrong": wrong, "halves": halves, "told": told_in_all, "events": report.events}


def _rest(reading: int) -> bytes:
    parts = []
    while part := os.read(reading, 65536):
        parts.append(part)
    os.close(reading)
    return b"".join(parts)


if __name__ == "__main__":
    what, where, *rest = sys.argv[1:]
    done = share(where, rest[0], int(rest[1])) if what == "share" else die(where, int(rest[0]), int(rest[1]))
    print(json.dumps(done))
