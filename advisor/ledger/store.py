"""The store under the ledger: one engine, opened with its migrations run, and failures told in words.

The embedded default is SQLite in the home folder; PostgreSQL is used by its address. Everything that only one of them
knows stands in this module and in the migrations.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, insert, inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, IntegrityError, NoSuchModuleError

from advisor.errors import GovernanceError, LedgerError, StoreUnavailable
from advisor.ledger.migrations import MIGRATIONS, Migration
from advisor.ledger.tables import schema_versions

BUSY_SECONDS = 15.0
"""How long a writer waits for another process before it gives up."""

_QUEUE = 4
"""How many times as long a writer waits for others of its own process, of whom there may be many."""

_WRITERS_LOCK = 7_305_191_266
"""Number of the lock that every writer of a PostgreSQL ledger takes; it means nothing else."""

_FAULTS: tuple[tuple[str, str, str], ...] = (
    ("is full", "The disk is full, so nothing was saved.", "Free some space where {place} lies, then try again."),
    ("too big", "The record is too large to be saved.", "Shorten it, then try again."),
    (
        "readonly",
        "The ledger cannot be written.",
        "Make {place} and its folder writable for this user, then try again.",
    ),
    ("locked", "Another program has held the ledger for too long.", "Wait a moment, then try again."),
    ("lock timeout", "Another program has held the ledger for too long.", "Wait a moment, then try again."),
    ("busy", "Another program has held the ledger for too long.", "Wait a moment, then try again."),
    ("unable to open", "The ledger cannot be opened.", "Check that the folder of {place} exists and is writable."),
    (
        "malformed",
        "The ledger file is damaged.",
        "Put a backup of {place} in its place; see docs/how-to/keep-the-ledger.md.",
    ),
    (
        "not a database",
        "The ledger file is damaged.",
        "Put a backup of {place} in its place; see docs/how-to/keep-the-ledger.md.",
    ),
    ("no space left", "The disk is full, so nothing was saved.", "Free some space on the server of {place}."),
    ("create a connection", "The ledger's server cannot be reached.", "Check that the server of {place} runs."),
    ("authentication failed", "The ledger's server refused the password.", "Correct the setting ledger.url."),
    ("disk i/o", "The disk failed while the ledger was in use.", "Check the disk and its free space at {place}."),
)


class Store:
    """An open ledger database. Safe to share between threads; several processes may open the same file at once."""

    def __init__(
        self,
        at: Path | str,
        *,
        now: datetime,
        migrations: Sequence[Migration] = MIGRATIONS,
        busy_seconds: float = BUSY_SECONDS,
    ) -> None:
        """Open the ledger, making it if it is absent, and bring its shape up to date.

        Args:
            at: the SQLite file, or the address of a database (``postgresql://user:password@host/name``).
            now: the time written beside each migration that runs.
            migrations: the changes of shape, in order; tests give their own.
            busy_seconds: how long to wait for another process.

        Raises:
            StoreUnavailable: the place cannot be opened or written.
            LedgerError: a newer release has already changed the ledger's shape.
        """
        self._migrations = tuple(migrations)
        self._queue = threading.RLock()
        self._queue_seconds = _QUEUE * busy_seconds
        self._file: Path | None = at if isinstance(at, Path) else None
        if self._file is None:
            self.place, self._engine = _server_engine(str(at), busy_seconds)
        else:
            self.place = str(self._file)
            with self._told():
                _make_folder(self._file)
                self._engine = _sqlite_engine(self._file, busy_seconds)
        # SQLite shows a reader one state by itself; PostgreSQL has to be asked to.
        self._reading = {"isolation_level": "REPEATABLE READ"} if self._file is None else {}
        try:
            with self._told():
                self._migrate(now)
        except GovernanceError:
            self._engine.dispose()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one consistent state.

        Raises:
            StoreUnavailable: the store failed.
        """
        with self._told(), self._engine.connect().execution_options(**self._reading) as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is alone in writing from its first statement; all of it is kept or none.

        Raises:
            StoreUnavailable: the store failed; nothing of the transaction was kept.
        """
        with (
            self._in_turn(),
            self._told(),
            self._engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            yield connection

    @property
    def version(self) -> int:
        """Number of the last migration that has run."""
        with self.reading() as connection:
            return _version(connection)

    def settle(self) -> None:
        """Write SQLite's log into its file and empty it, so that what was erased lies on no page of either.

        Somebody who reads just now keeps the log alive; the next settling, or closing, empties it.
        """
        if self._file is not None:
            with self._told(), closing(sqlite3.connect(self._file, timeout=1)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _migrate(self, now: datetime) -> None:
        newest = self._migrations[-1].number
        with self._engine.begin() as connection:
            if _version(connection) == newest:
                return
        with self._engine.connect().execution_options(writing=True) as connection, connection.begin():
            held = _version(connection)
            if held > newest:
                raise LedgerError(
                    f"The ledger {self.place} was written by a newer release (shape {held}; this one knows {newest}).",
                    "Install the newer release again, or restore the copy that was made before its upgrade.",
                )
            for migration in self._migrations:
                if migration.number <= held:
                    continue
                if held:
                    self._copy_before(migration.number)
                    held = 0  # one copy, of the state before the first of several changes
                for statement in migration.statements_for(connection.dialect.name):
                    connection.exec_driver_sql(statement)
                schema_versions.create(connection, checkfirst=True)
                connection.execute(
                    insert(schema_versions).values(number=migration.number, applied_at=now.astimezone(UTC).isoformat())
                )

    def _copy_before(self, number: int) -> None:
        """Copy the whole database beside itself before it is changed. A server's database is copied by its keeper."""
        if self._file is None:
            return
        target = self._file.with_name(f"{self._file.name}.before-{number:04d}")
        unfinished = target.with_name(target.name + ".part")
        with closing(sqlite3.connect(self._file)) as source, closing(sqlite3.connect(unfinished)) as copy:
            source.backup(copy)
        unfinished.chmod(0o600)
        unfinished.replace(target)

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Writers of this process wait for each other here; SQLite's own waiting lets a few of many starve."""
        if not self._queue.acquire(timeout=self._queue_seconds):
            raise StoreUnavailable("The ledger is too busy, so nothing was saved.", "Wait a moment, then try again.")
        try:
            yield
        finally:
            self._queue.release()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error, OSError) as error:
            raise _in_words(error, self.place) from error


def _in_words(error: Exception, place: str) -> LedgerError:
    said = str(getattr(error, "orig", None) or error).lower()
    for mark, sentence, what_to_do in _FAULTS:
        if mark in said:
            return StoreUnavailable(sentence, what_to_do.format(place=place))
    if isinstance(error, OSError):
        reason = error.strerror or "the system gave no reason"
        return StoreUnavailable(f"The ledger cannot be used: {reason}.", f"Check the folder of {place}.")
    if isinstance(error, DatabaseError | sqlite3.Error) and not isinstance(error, IntegrityError):
        return StoreUnavailable("The ledger failed, so nothing was saved.", f"Run `advisor doctor` to check {place}.")
    return LedgerError("The ledger refused the record.", "Report this with the reference shown on the page.")


def _version(connection: Connection) -> int:
    if not inspect(connection).has_table(schema_versions.name):
        return 0
    return int(connection.execute(select(func.max(schema_versions.c.number))).scalar() or 0)


def _make_folder(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():
        file.touch(mode=0o600)


def _server_engine(address: str, busy_seconds: float) -> tuple[str, Engine]:
    try:
        url = make_url(address)
        if url.drivername in ("postgres", "postgresql"):
            url = url.set(drivername="postgresql+pg8000")
        engine = create_engine(url)
    except (ArgumentError, NoSuchModuleError) as error:
        raise LedgerError("The address of the ledger is not one of a database.", "Correct ledger.url.") from error
    except ImportError as error:
        raise LedgerError(
            "The driver for PostgreSQL is not installed.", 'Install it: pip install "governance-advisor[postgresql]"'
        ) from error

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writing"):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(busy_seconds * 1000)}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")

    return url.render_as_string(hide_password=True), engine


def _sqlite_engine(file: Path, busy_seconds: float) -> Engine:
    engine = create_engine(f"sqlite+pysqlite:///{file}", connect_args={"timeout": busy_seconds})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin below, not where the driver guesses
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout = {int(busy_seconds * 1000)}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer takes the lock at once: upgrading a reader's lock later fails instead of waiting.
        alone = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if alone else "BEGIN")

    return engine
