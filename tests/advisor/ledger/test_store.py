"""The store: its shape, its copies before a change, and what a person is told when the disk fails."""

from __future__ import annotations

import importlib
import os
import pkgutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from advisor.connecting.ledger import open_ledger
from advisor.errors import LedgerError, StoreUnavailable
from advisor.ledger import tables
from advisor.ledger.migrations import MIGRATIONS, Migration
from advisor.ledger.store import Store
from advisor.settings import load

ROOT = Path(__file__).parents[3]
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
NEXT = MIGRATIONS[-1].number + 1
SECOND = Migration(NEXT, "a colour", ("ALTER TABLE people ADD COLUMN colour VARCHAR(20)",))
BROKEN = Migration(
    NEXT, "half done", ("ALTER TABLE people ADD COLUMN colour VARCHAR(20)", "ALTER TABLE nowhere ADD x TEXT")
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


def people_of(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [row[0] for row in connection.execute("SELECT id FROM people ORDER BY id")]


def add_person(store: Store, person_id: str) -> None:
    with store.writing() as connection:
        connection.execute(tables.people.insert().values(id=person_id, first_seen_at="2026-11-21T12:00:00+00:00"))


def test_the_migrations_leave_exactly_the_tables_that_the_code_reads(file: Path) -> None:
    for module in pkgutil.iter_modules([str(ROOT / "advisor" / "ledger")]):
        if module.name.endswith("_tables"):
            importlib.import_module(f"advisor.ledger.{module.name}")
    store = Store(file, now=NOON)
    with store.reading() as connection:
        seen = inspect(connection)
        found = {name: {column["name"] for column in seen.get_columns(name)} for name in seen.get_table_names()}
    assert found == {table.name: {column.name for column in table.columns} for table in tables.metadata.sorted_tables}
    assert [migration.number for migration in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))
    assert store.version == MIGRATIONS[-1].number


def test_the_tables_can_be_made_in_postgresql() -> None:
    for table in tables.metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))
    only_sqlite = ("PRAGMA", "AUTOINCREMENT", "WITHOUT ROWID", "INSERT OR", "REPLACE INTO")
    folder = ROOT / "advisor" / "ledger"
    for path in folder.rglob("*.py"):
        if path.name != "store.py":
            assert not [word for word in only_sqlite if word in path.read_text("utf-8")], path.name


def test_a_new_ledger_makes_no_copy_and_is_readable_by_its_owner_only(file: Path) -> None:
    Store(file, now=NOON).close()
    assert list(file.parent.glob("*.before-*")) == []
    assert file.stat().st_mode & 0o077 == 0


def test_a_copy_of_the_ledger_as_it_was_is_made_before_its_shape_changes(file: Path) -> None:
    first = Store(file, now=NOON)
    add_person(first, "ada")
    first.close()
    second = Store(file, now=NOON, migrations=(*MIGRATIONS, SECOND))
    add_person(second, "bob")
    copy = file.with_name(f"ledger.sqlite.before-{NEXT:04d}")
    assert people_of(copy) == ["ada"]
    assert people_of(file) == ["ada", "bob"]
    assert second.version == NEXT
    assert Store(copy, now=NOON).version == NEXT - 1
    assert copy.stat().st_mode & 0o077 == 0


def test_a_change_of_shape_that_fails_leaves_the_ledger_as_it_was(file: Path) -> None:
    first = Store(file, now=NOON)
    add_person(first, "ada")
    first.close()
    with pytest.raises(StoreUnavailable):
        Store(file, now=NOON, migrations=(*MIGRATIONS, BROKEN))
    again = Store(file, now=NOON)
    assert again.version == NEXT - 1
    add_person(again, "bob")
    assert people_of(file) == ["ada", "bob"]


def test_a_ledger_of_a_newer_release_is_refused_and_left_alone(file: Path) -> None:
    Store(file, now=NOON, migrations=(*MIGRATIONS, SECOND)).close()
    before = file.read_bytes()
    with pytest.raises(LedgerError, match="newer release") as refused:
        Store(file, now=NOON)
    assert "newer release" in refused.value.what_to_do
    assert file.read_bytes() == before


def test_a_file_that_is_no_ledger_is_told_as_damaged(file: Path) -> None:
    file.write_bytes(b"This is a shopping list, not a database. " * 200)
    with pytest.raises(StoreUnavailable, match="damaged") as refused:
        Store(file, now=NOON)
    assert "backup" in refused.value.what_to_do


def test_a_folder_that_cannot_be_made_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnavailable) as refused:
        Store(tmp_path / "file" / "ledger.sqlite", now=NOON)
    assert refused.value.what_to_do


def test_a_ledger_that_cannot_be_written_is_told_with_what_to_do(file: Path) -> None:
    store = Store(file, now=NOON)
    with pytest.raises(StoreUnavailable, match="cannot be written") as refused, store.writing() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
        connection.execute(tables.people.insert().values(id="ada", first_seen_at="x"))
    assert "writable" in refused.value.what_to_do


def test_a_full_disk_is_told_and_what_was_held_before_stays_readable(file: Path) -> None:
    script = """
        import resource, signal, sys
        from datetime import UTC, datetime
        from pathlib import Path
        from advisor.errors import StoreUnavailable
        from advisor.ledger import tables
        from advisor.ledger.store import Store

        store = Store(Path(sys.argv[1]), now=datetime(2026, 11, 21, tzinfo=UTC))
        with store.writing() as connection:
            connection.execute(tables.people.insert().values(id="ada", first_seen_at="x"))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        size = 400_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        try:
            for number in range(1000):
                with store.writing() as connection:
                    row = {"sha256": f"{number:064d}", "body": "kettle " * 3000}
                    connection.execute(tables.artefacts.insert().values(row))
        except StoreUnavailable as error:
            print(error.sentence, "|", error.what_to_do)
            with store.reading() as connection:
                print([row.id for row in connection.execute(tables.people.select())])
            sys.exit(0)
        sys.exit("the disk was never full")
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "disk" in done.stdout.lower()
    assert "['ada']" in done.stdout


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("database or disk is full", "full"),
        ("database is locked", "too long"),
        ("attempt to write a readonly database", "cannot be written"),
    ],
)
def test_each_failure_of_the_database_has_its_sentence(file: Path, said: str, sentence: str) -> None:
    store = Store(file, now=NOON)
    with pytest.raises(StoreUnavailable, match=sentence) as refused, store.writing():
        raise sqlite3.OperationalError(said)
    assert refused.value.what_to_do


def test_a_writer_gives_up_in_words_while_another_program_holds_the_ledger(file: Path) -> None:
    store = Store(file, now=NOON, busy_seconds=0.2)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(StoreUnavailable, match="too long"):
            add_person(store, "ada")
        assert time.monotonic() - began < 5
        other.execute("ROLLBACK")
    add_person(store, "ada")
    assert people_of(file) == ["ada"]


WRITER = """
    import sys
    from datetime import UTC, datetime
    from pathlib import Path
    from advisor.governance.answer import Answer, Outcome
    from advisor.ledger.conversations import Conversations
    from advisor.ledger.store import Store
    from corpus.source import UK, Classification, Jurisdiction

    file, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)
    ledger = Conversations(Store(file, now=at))
    try:
        ledger.start("shared", person_id="local", title="t", jurisdiction=Jurisdiction.UK,
                     classification=Classification.OFFICIAL, at=at)
    except Exception:
        pass
    print("ready", flush=True)
    number = 0
    while number < count:
        answer = Answer(id=f"{name}-{number}", question="q" * 3000, jurisdiction=Jurisdiction.UK, as_at=at.date(),
                        outcome=Outcome.NO_EVIDENCE, extent=UK, evidence_digest="0", answered_at=at)
        ledger.record("shared", answer, passages={}, at=at)
        number += 1
"""


def writer(file: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WRITER), str(file), name, str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_processes_opening_and_writing_at_once_lose_nothing(file: Path) -> None:
    both = [writer(file, name, 40) for name in ("one", "two")]
    for process in both:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said
    with closing(sqlite3.connect(file)) as connection:
        numbers = [row[0] for row in connection.execute("SELECT number FROM turns ORDER BY number")]
        assert connection.execute("SELECT count(DISTINCT answer_id) FROM turns").fetchone() == (80,)
    assert numbers == list(range(1, 81))


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a POSIX signal")
def test_a_process_killed_while_writing_leaves_whole_turns_only(file: Path) -> None:
    process = writer(file, "one", 1_000_000)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(0.5)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=20)
    store = Store(file, now=NOON)
    with store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        numbers = list(connection.execute(tables.turns.select().with_only_columns(tables.turns.c.number)).scalars())
    assert len(numbers) > 0
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    add_person(store, "ada")
    assert people_of(file) == ["ada", "local"]


def test_the_ledger_lies_in_the_home_folder_unless_a_setting_says_otherwise(tmp_path: Path) -> None:
    store = open_ledger(load({"ADVISOR_HOME": str(tmp_path)}), NOON)
    assert store.place == str(tmp_path / "ledger.sqlite")


@pytest.mark.server
def test_the_ledger_is_kept_in_postgresql_by_a_setting(tmp_path: Path, server: str) -> None:
    settings = load({"ADVISOR_HOME": str(tmp_path), "ADVISOR_LEDGER__URL": f"{server}postgres"})
    for _ in ("made", "found again"):
        store = open_ledger(settings, NOON)
        assert store.version == MIGRATIONS[-1].number
        store.close()
    assert not (tmp_path / "ledger.sqlite").exists()


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("postgresql://advisor:secret-word@127.0.0.1:9/ledger", "server cannot be reached"),
        ("postgresql+nonsense://advisor:secret-word@127.0.0.1:9/ledger", "not one of a database"),
    ],
)
def test_a_database_that_cannot_be_opened_is_told_without_its_password(address: str, sentence: str) -> None:
    with pytest.raises(LedgerError, match=sentence) as refused:
        Store(address, now=NOON)
    assert refused.value.what_to_do
    assert "secret-word" not in refused.value.sentence + refused.value.what_to_do


def test_a_second_writer_waits_for_the_first_and_then_gives_up_in_words(place: Path | str) -> None:
    store, other = Store(place, now=NOON), Store(place, now=NOON, busy_seconds=0.2)
    with store.writing() as connection:
        connection.execute(tables.people.insert().values(id="ada", first_seen_at="x"))
        with pytest.raises(StoreUnavailable, match="too long"):
            add_person(other, "bob")
        with other.reading() as reader:
            assert reader.execute(tables.people.select()).all() == []
    add_person(other, "bob")
    store.close()
    other.close()


def test_a_ledger_that_is_first_opened_by_many_at_once_is_made_once(place: Path | str) -> None:
    together = threading.Barrier(6)

    def opened(_: int) -> int:
        together.wait()
        store = Store(place, now=NOON)
        try:
            return store.version
        finally:
            store.close()

    with ThreadPoolExecutor(6) as many:
        assert list(many.map(opened, range(6))) == [MIGRATIONS[-1].number] * 6


def test_a_reader_sees_one_state_from_beginning_to_end(place: Path | str) -> None:
    store = Store(place, now=NOON)
    with store.reading() as reader:
        before = reader.execute(tables.people.select()).all()
        add_person(store, "ada")
        assert reader.execute(tables.people.select()).all() == before == []
    with store.reading() as reader:
        assert len(reader.execute(tables.people.select()).all()) == 1
    store.close()


def test_a_writer_waits_longer_for_its_own_process_than_for_another(file: Path) -> None:
    store = Store(file, now=NOON, busy_seconds=1)
    begun = threading.Event()

    def slowly() -> None:
        with store.writing():
            begun.set()
            time.sleep(1.6)

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(slowly)
        assert begun.wait(timeout=30)
        add_person(store, "ada")
        writing.result()
    assert people_of(file) == ["ada"]


def test_a_writer_does_not_wait_for_ever_in_its_own_process(file: Path) -> None:
    store = Store(file, now=NOON, busy_seconds=0.05)
    begun, over = threading.Event(), threading.Event()

    def without_end() -> None:
        with store.writing():
            begun.set()
            over.wait(timeout=60)

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(without_end)
        assert begun.wait(timeout=30)
        with pytest.raises(StoreUnavailable, match="too busy"):
            add_person(store, "ada")
        over.set()
        writing.result()
    assert people_of(file) == []
