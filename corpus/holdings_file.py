"""The SQLite file behind the holdings: its tables, safe connections, and faults told in a person's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import CorpusError

SCHEMA_VERSION = 2

_SCHEMA = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sources (
    id TEXT PRIMARY KEY, url TEXT NOT NULL, origin TEXT NOT NULL, body TEXT NOT NULL, warnings TEXT NOT NULL,
    passages INTEGER NOT NULL, added_on TEXT NOT NULL, original TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS sources_by_url ON sources (url);
CREATE TABLE IF NOT EXISTS passages (
    id TEXT PRIMARY KEY, source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, sha256 TEXT NOT NULL, body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS passages_by_source ON passages (source_id, number);
CREATE TABLE IF NOT EXISTS addresses (
    address TEXT NOT NULL, passage_id TEXT NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
    contained INTEGER NOT NULL,
    PRIMARY KEY (address, passage_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS addresses_by_passage ON addresses (passage_id);
CREATE TABLE IF NOT EXISTS fetches (
    address TEXT PRIMARY KEY, etag TEXT NOT NULL, last_modified TEXT NOT NULL, sha256 TEXT NOT NULL,
    source_id TEXT NOT NULL, fetched_on TEXT NOT NULL, misses INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS to_index (
    passage_id TEXT PRIMARY KEY, source_id TEXT NOT NULL, gone INTEGER NOT NULL
) WITHOUT ROWID;
"""


class HoldingsFile:
    """One SQLite file, synced fully and opened afresh for each piece of work, so that threads may share it."""

    def __init__(self, path: Path) -> None:
        """Open or create the file.

        Raises:
            CorpusError: where the folder cannot be written, or the file is not of this release's making.
        """
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CorpusError(
                f"The folder {path.parent} cannot be written: {error.strerror}.", "Set ADVISOR_HOME to another."
            ) from error
        with self.connection() as connection:
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'fetches'").fetchone() is None:
                connection.executescript(_SCHEMA)
                connection.execute("INSERT OR IGNORE INTO about VALUES ('schema', ?)", (str(SCHEMA_VERSION),))
            found = connection.execute("SELECT value FROM about WHERE name = 'schema'").fetchone()[0]
        if int(found) < SCHEMA_VERSION:
            raise CorpusError(
                f"{path} was written by a development version before the first release.",
                "Move it away and start again; add your own documents again from the folder originals beside it.",
            )
        if int(found) > SCHEMA_VERSION:
            raise CorpusError(
                f"{path} was written by a newer release.", "Update the advisor, or set another ADVISOR_HOME."
            )

    @contextmanager
    def connection(self, *, writing: bool = False) -> Iterator[sqlite3.Connection]:
        """A connection whose work is committed at the end, or undone whole if anything fails.

        With ``writing`` nobody else writes from the first look on, so that what is not held yet is not held twice.

        Raises:
            CorpusError: for a full disk, a locked, read-only or damaged file.
        """
        try:
            connection = sqlite3.connect(self.path, timeout=30)
        except sqlite3.Error as error:
            raise _fault(self.path, error) from error
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            with connection:
                if writing:
                    connection.execute("BEGIN IMMEDIATE")
                yield connection
        except sqlite3.Error as error:
            raise _fault(self.path, error) from error
        finally:
            connection.close()


def _fault(path: Path, error: sqlite3.Error) -> CorpusError:
    text = str(error)
    if "disk is full" in text or "disk I/O" in text:
        return CorpusError(
            f"The disk that holds {path.parent} is full or failing; nothing was changed.",
            "Free some space and run again.",
        )
    if "locked" in text:
        return CorpusError(
            "Another run of the advisor is writing to the holdings.", "Wait for it to finish and run again."
        )
    if "readonly" in text or "unable to open" in text:
        return CorpusError(
            f"The folder {path.parent} cannot be written.", "Check its permissions, or set ADVISOR_HOME to another."
        )
    if "not a database" in text or "malformed" in text:
        return CorpusError(
            f"The holdings file {path} is damaged.",
            "Move it away and start again: shipped cards return by themselves, and your own documents are kept in "
            f"{path.parent / 'originals'}.",
        )
    return CorpusError(f"The holdings cannot be used: {text}.", "Run: advisor corpus verify")
