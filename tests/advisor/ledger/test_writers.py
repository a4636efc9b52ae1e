"""Many processes that write at once, and one that is killed in the middle of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest

from advisor.approval import command as ask
from advisor.approval.proposal import text_digest
from advisor.ledger.case_records import CaseRecords
from advisor.ledger.store import Store
from advisor.ledger.verification import verify
from tests.advisor.approval import world
from tests.advisor.ledger import lives
from tests.advisor.ledger.writers import SHARED_CASES
from tests.console import ROOT, environment

WRITERS, COMMANDS = 8, 250
MOMENTS = 50


def started(home: Path, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.advisor.ledger.writers", *map(str, arguments)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        env=environment(home),
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_eight_processes_lose_nothing_double_nothing_and_are_refused_clearly(
    place: Path | str, store: Store, tmp_path: Path
) -> None:
    records = CaseRecords(store)
    for number in range(SHARED_CASES):
        lives.KeptLife(records, f"case {number}").does(
            "a-author", ask.Open, proposal=world.proposal(case_id=f"case {number}")
        )
    with ExitStack() as stack:
        writers = [
            stack.enter_context(started(tmp_path, "share", place, f"writer {number}", COMMANDS))
            for number in range(WRITERS)
        ]
        for writer in writers:
            stack.callback(writer.kill)
        for writer in writers:
            assert writer.stdout is not None
            assert writer.stderr is not None
            assert writer.stdout.readline() == "ready\n" or pytest.fail(writer.stderr.read())
        for writer in writers:
            assert writer.stdin is not None
            writer.stdin.write("go\n")
            writer.stdin.flush()
        told = [writer.communicate(timeout=350) for writer in writers]
        assert [err for _, err in told if err] == []
    done = [json.loads(out) for out, _ in told]
    assert sum(one["doubled"] for one in done) == 0
    assert sum(one["conflicts"] for one in done) > 0
    notes = Counter(note.text_digest for case in records.cases() for note in case.notes)
    sent = [text_digest(f"writer {name} {number}") for name in range(WRITERS) for number in range(COMMANDS)]
    assert notes == Counter(sent)
    assert len(records.texts(sent)) == WRITERS * COMMANDS
    report = verify(store)
    assert report.faults == ()
    assert report.events == WRITERS * COMMANDS + SHARED_CASES
    print(f"\n{store.place}: {WRITERS * COMMANDS} commands, {sum(one['conflicts'] for one in done)} conflicts")


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_a_writer_killed_at_any_moment_leaves_nothing_half_done(place: Path | str, tmp_path: Path) -> None:
    with started(tmp_path, "die", place, MOMENTS, 20_261_122) as writer:
        out, err = writer.communicate(timeout=350)
    done = json.loads(out) if out else pytest.fail(err)
    assert done["wrong"] == []
    assert done["halves"] == 0
    assert done["told"] >= 2 * MOMENTS
    print(f"\n{done['told']} commands told as kept over {MOMENTS} kills, {done['events']} events")
