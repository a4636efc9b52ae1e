"""``advisor ledger`` as an administrator runs it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from advisor.ledger.case_records import CaseRecords
from advisor.ledger.store import Store
from tests.advisor.approval import world
from tests.advisor.ledger import lives
from tests.advisor.ledger.conftest import NOW
from tests.console import advisor

EMPTY = "0" * 64


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def cases(home: Path) -> None:
    store = Store(home / "ledger.sqlite", now=NOW)
    lives.approved(CaseRecords(store), "first")
    lives.KeptLife(CaseRecords(store), "second").submitted(world.proposal(case_id="second"))
    store.close()


def cut_off(home: Path) -> None:
    """What an attacker with the file does to its last event."""
    with closing(sqlite3.connect(home / "ledger.sqlite")) as connection:
        connection.execute("DROP TRIGGER events_are_not_deleted")
        connection.execute("DELETE FROM events WHERE sequence = (SELECT max(sequence) FROM events)")
        connection.commit()


def test_an_empty_ledger_is_valid(home: Path) -> None:
    ran = advisor(home, "ledger", "verify", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.json == {"ok": True, "events": 0, "head": EMPTY, "faults": [], "erased": []}


def test_what_was_cut_off_behind_a_checkpoint_is_told_with_its_place_and_exit_1(home: Path, tmp_path: Path) -> None:
    cases(home)
    file = tmp_path / "kept-elsewhere.json"
    written = advisor(home, "ledger", "checkpoint", "--out", str(file), "--json")
    assert written.code == 0
    assert written.json["events"] == 7
    assert len(written.json["key_id"]) == 64
    whole = advisor(home, "ledger", "verify", "--checkpoint", str(file), "--json")
    assert (whole.code, whole.json["ok"], whole.json["head"]) == (0, True, written.json["head"])

    cut_off(home)
    rebuilt = advisor(home, "ledger", "rebuild", "--json")
    assert (rebuilt.code, rebuilt.json["cases"], rebuilt.json["left"]) == (1, 1, ["second"])
    store = Store(home / "ledger.sqlite", now=NOW)
    CaseRecords(store).rebuild()  # the list, too, is made to agree
    store.close()
    assert advisor(home, "ledger", "verify", "--json").code == 0
    assert advisor(home, "ledger", "rebuild", "--json").json["cases"] == 2
    ran = advisor(home, "ledger", "verify", "--checkpoint", str(file), "--json")
    assert ran.code == 1
    (fault,) = ran.json["faults"]
    assert (fault["case_id"], fault["version"]) == ("second", 1)
    assert "cut off after this event" in fault["reason"]
    spoken = advisor(home, "ledger", "verify", "--checkpoint", str(file))
    assert spoken.code == 1
    assert "Case second, event 1" in spoken.out
    assert not spoken.crashed


def test_a_rebuild_over_a_forged_event_names_it_and_leaves_its_case_as_it_was_shown(home: Path) -> None:
    cases(home)
    with closing(sqlite3.connect(home / "ledger.sqlite")) as connection:
        connection.execute("DROP TRIGGER events_are_not_changed")
        connection.execute("UPDATE events SET body = replace(body, 'a-decider', 'a-friend')")
        connection.commit()
    ran = advisor(home, "ledger", "rebuild")
    assert ran.code == 1
    assert "Case first, event" in ran.out
    assert "does not have its digest" in " ".join(ran.out.split())
    assert "1 case left as shown" in ran.out
    assert not ran.crashed
    store = Store(home / "ledger.sqlite", now=NOW)
    shown = CaseRecords(store).case("first")
    store.close()
    assert shown is not None
    assert "a-friend" not in shown.model_dump_json()


def test_a_checkpoint_that_was_changed_is_refused_in_words(home: Path, tmp_path: Path) -> None:
    cases(home)
    file = tmp_path / "checkpoint.json"
    advisor(home, "ledger", "checkpoint", "--out", str(file))
    file.write_text(file.read_text("utf-8").replace('"events": 7', '"events": 2'), "utf-8")
    for named, said in ((file, "signature of the checkpoint is wrong"), (tmp_path / "nowhere", "cannot be read")):
        ran = advisor(home, "ledger", "verify", "--checkpoint", str(named), "--json")
        assert (ran.code, ran.out) == (1, "")
        assert said in " ".join(ran.err.split())
        assert not ran.crashed


def test_the_export_is_one_line_of_json_for_each_event(home: Path, tmp_path: Path) -> None:
    cases(home)
    ran = advisor(home, "ledger", "export")
    told = [json.loads(line) for line in ran.out.splitlines()]
    assert [one["event"] for one in told] == list(range(1, 8))
    out = tmp_path / "events.jsonl"
    assert advisor(home, "ledger", "export", "--after", "5", "--out", str(out)).code == 0
    assert [json.loads(line)["event"] for line in out.read_text("utf-8").splitlines()] == [6, 7]


def test_the_password_of_a_database_is_told_nowhere(home: Path) -> None:
    settings = {"ADVISOR_LEDGER__URL": "postgresql://advisor:secret-word@127.0.0.1:9/ledger"}
    ran = advisor(home, "ledger", "verify", settings=settings)
    assert ran.code == 1
    assert "server cannot be reached" in " ".join(ran.err.split())
    assert "secret-word" not in ran.err + ran.out
    assert not ran.crashed
    wrong = advisor(home, "ledger", "verify", settings={"ADVISOR_LEDGER__URL": "mysql://a:secret-word@b/c"})
    assert wrong.code == 2
    assert "secret-word" not in wrong.err + wrong.out
