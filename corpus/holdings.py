"""The holdings: every source and passage that the advisor holds, in one SQLite file of the home folder.

A source is replaced whole, in one transaction, together with a note of which passages the index must still take in or
forget. A process killed at any moment therefore leaves either the old source or the new one, and a list of what the
next run has to finish. Everything here can be rebuilt from the shipped cards and the kept originals.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from corpus import address
from corpus.errors import CorpusError, NotHeld
from corpus.passage import Passage
from corpus.source import Frozen, Source

SCHEMA_VERSION = 1

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
    PRIMARY KEY (address, passage_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS addresses_by_passage ON addresses (passage_id);
CREATE TABLE IF NOT EXISTS to_index (
    passage_id TEXT PRIMARY KEY, source_id TEXT NOT NULL, gone INTEGER NOT NULL
) WITHOUT ROWID;
"""


class Held(Frozen):
    """A source as it is held. ``origin`` is ``shipped``, ``added`` or ``synced``; ``original`` the sha256 of the kept file."""

    source: Source
    passages: int
    added_on: date
    origin: str
    warnings: tuple[str, ...]
    original: str


class Holdings:
    """Sources and passages on disk. One instance a process and thread-safe by opening a connection for each call."""

    def __init__(self, path: Path) -> None:
        """Open or create the file.

        Raises:
            CorpusError: where the folder cannot be written, or the file is not of this release's making.
        """
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with self._connection() as connection:
                connection.executescript(_SCHEMA)
                connection.execute("INSERT OR IGNORE INTO about VALUES ('schema', ?)", (str(SCHEMA_VERSION),))
                found = connection.execute("SELECT value FROM about WHERE name = 'schema'").fetchone()[0]
        except OSError as error:
            raise CorpusError(
                f"The folder {path.parent} cannot be written: {error.strerror}.", "Set ADVISOR_HOME to another."
            ) from error
        if int(found) > SCHEMA_VERSION:
            raise CorpusError(
                f"{path} was written by a newer release.", "Update the advisor, or set another ADVISOR_HOME."
            )

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = sqlite3.connect(self._path, timeout=30)
        except sqlite3.Error as error:
            raise _store_fault(self._path, error) from error
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            with connection:
                yield connection
        except sqlite3.Error as error:
            raise _store_fault(self._path, error) from error
        finally:
            connection.close()

    # What is held

    def sources(self) -> list[Held]:
        """Every source, by title."""
        with self._connection() as connection:
            rows = connection.execute(_EVERY_SOURCE).fetchall()
        return sorted((_held(row) for row in rows), key=lambda held: held.source.title.lower())

    def source(self, source_id: str) -> Held:
        """One source.

        Raises:
            NotHeld: where there is none of that id.
        """
        with self._connection() as connection:
            row = connection.execute(_ONE_SOURCE, (source_id,)).fetchone()
        if row is None:
            raise NotHeld(f"No source {source_id} is held.", "List what is held with: advisor corpus status")
        return _held(row)

    def passages(self, source_id: str) -> list[Passage]:
        """A source's passages in their order."""
        with self._connection() as connection:
            rows = connection.execute("SELECT body FROM passages WHERE source_id = ? ORDER BY number", (source_id,))
            return [Passage.model_validate_json(row[0]) for row in rows]

    def passage(self, passage_id: str) -> Passage:
        """One passage.

        Raises:
            NotHeld: where there is none of that id.
        """
        found = self.some_passages([passage_id])
        if passage_id not in found:
            raise NotHeld(f"No passage {passage_id} is held.", "List what is held with: advisor corpus status")
        return found[passage_id]

    def some_passages(self, passage_ids: Sequence[str]) -> dict[str, Passage]:
        """Those of the named passages that are held."""
        found: dict[str, Passage] = {}
        with self._connection() as connection:
            for start in range(0, len(passage_ids), 500):
                chosen = passage_ids[start : start + 500]
                marks = ",".join("?" * len(chosen))
                wanted = f"SELECT id, body FROM passages WHERE id IN ({marks})"  # noqa: S608 (only question marks)
                rows = connection.execute(wanted, tuple(chosen))
                found.update((row[0], Passage.model_validate_json(row[1])) for row in rows)
        return found

    def all_passages(self) -> Iterator[Passage]:
        """Every passage, source by source."""
        with self._connection() as connection:
            for row in connection.execute("SELECT body FROM passages ORDER BY source_id, number"):
                yield Passage.model_validate_json(row[0])

    def at(self, official_address: str) -> list[Passage]:
        """Passages that contain the provision at an address, or stand nearest above it; cards come first.

        Raises:
            NotHeld: where nothing of that instrument or page is held.
        """
        wanted = address.canonical(official_address)
        for candidate in address.containers(wanted):
            found = self.ids_at(candidate)
            if found:
                held = self.some_passages(found)
                return sorted(
                    held.values(), key=lambda passage: (not passage.source_id.startswith("card/"), passage.id)
                )
        raise NotHeld(
            f"Nothing at {wanted} is held.", "Add the text with: advisor corpus add FILE, or run advisor corpus sync"
        )

    def ids_at(self, official_address: str) -> list[str]:
        """Ids of passages recorded at exactly this canonical address."""
        with self._connection() as connection:
            rows = connection.execute("SELECT passage_id FROM addresses WHERE address = ?", (official_address,))
            return [row[0] for row in rows]

    # What changes

    def put(
        self,
        source: Source,
        passages: Sequence[Passage],
        *,
        origin: str,
        added_on: date,
        warnings: Sequence[str] = (),
        original: str = "",
    ) -> str:
        """Hold a source, replacing any of the same id in one transaction; returns ``added``, ``updated`` or ``unchanged``."""
        with self._connection() as connection:
            return _put(connection, source, passages, origin, added_on, warnings, original)

    def put_all(
        self,
        readings: Iterable[tuple[Source, Sequence[Passage]]],
        *,
        origin: str,
        added_on: date,
        keep_others: bool = False,
    ) -> dict[str, int]:
        """Hold many sources of one origin in one transaction; unless ``keep_others``, sources of that origin left out go."""
        counts = {"added": 0, "updated": 0, "unchanged": 0, "removed": 0}
        with self._connection() as connection:
            kept = set()
            for source, passages in readings:
                counts[_put(connection, source, passages, origin, added_on, (), "")] += 1
                kept.add(source.id)
            if not keep_others:
                rows = connection.execute("SELECT id FROM sources WHERE origin = ?", (origin,)).fetchall()
                for (source_id,) in rows:
                    if source_id not in kept:
                        _remove(connection, source_id)
                        counts["removed"] += 1
        return counts

    def remove(self, source_id: str) -> int:
        """Stop holding a source; returns how many passages went.

        Raises:
            NotHeld: where there is none of that id.
        """
        held = self.source(source_id)
        with self._connection() as connection:
            _remove(connection, source_id)
        return held.passages

    # What the index has still to do

    def to_index(self, limit: int = 512) -> tuple[list[str], list[str]]:
        """Passages the index must still take in, and those it must forget; at most ``limit`` of each."""
        with self._connection() as connection:
            take = connection.execute(
                "SELECT passage_id FROM to_index WHERE gone = 0 ORDER BY source_id, passage_id LIMIT ?", (limit,)
            )
            taken = [row[0] for row in take]
            forget = connection.execute(
                "SELECT passage_id FROM to_index WHERE gone = 1 ORDER BY passage_id LIMIT ?", (limit,)
            )
            return taken, [row[0] for row in forget]

    def waiting(self) -> int:
        """How many passages the index has still to take in or forget."""
        with self._connection() as connection:
            return int(connection.execute("SELECT count(*) FROM to_index").fetchone()[0])

    def unfinished_sources(self) -> frozenset[str]:
        """Sources of which something is not yet indexed; a search passes them over."""
        with self._connection() as connection:
            return frozenset(
                row[0] for row in connection.execute("SELECT DISTINCT source_id FROM to_index WHERE gone = 0")
            )

    def indexed(self, passage_ids: Sequence[str]) -> None:
        """Record that the index has taken in, or forgotten, these passages."""
        with self._connection() as connection:
            connection.executemany("DELETE FROM to_index WHERE passage_id = ?", [(one,) for one in passage_ids])

    def index_everything_again(self) -> None:
        """Forget what was indexed: every passage waits to be taken in again."""
        with self._connection() as connection:
            connection.execute("DELETE FROM to_index")
            connection.execute("INSERT INTO to_index SELECT id, source_id, 0 FROM passages")

    # Facts about the whole

    def count(self) -> int:
        """How many passages are held."""
        with self._connection() as connection:
            return int(connection.execute("SELECT count(*) FROM passages").fetchone()[0])

    def state(self) -> str:
        """A short text that changes whenever what is held changes."""
        return self.note("state") or "0"

    def note(self, name: str) -> str | None:
        """A fact recorded under a name, for example the digest of the shipped cards last taken in."""
        with self._connection() as connection:
            row = connection.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set_note(self, name: str, value: str) -> None:
        """Record a fact under a name."""
        with self._connection() as connection:
            connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))


_EVERY_SOURCE = "SELECT body, passages, added_on, origin, warnings, original FROM sources ORDER BY id"
_ONE_SOURCE = "SELECT body, passages, added_on, origin, warnings, original FROM sources WHERE id = ?"


def _held(row: tuple[str, int, str, str, str, str]) -> Held:
    return Held(
        source=Source.model_validate_json(row[0]),
        passages=row[1],
        added_on=date.fromisoformat(row[2]),
        origin=row[3],
        warnings=tuple(json.loads(row[4])),
        original=row[5],
    )


def _put(
    connection: sqlite3.Connection, source: Source, passages: Sequence[Passage], origin: str, added_on: date,
    warnings: Sequence[str], original: str,
) -> str:  # fmt: skip
    body = source.model_dump_json()
    before = connection.execute("SELECT body FROM sources WHERE id = ?", (source.id,)).fetchone()
    old = dict(connection.execute("SELECT id, body FROM passages WHERE source_id = ?", (source.id,)).fetchall())
    new = {passage.id: passage.model_dump_json() for passage in passages}
    if len(new) != len(passages):
        raise CorpusError(
            f"{source.title} was read into passages of which two have one id.",
            "Tell the maintainers; nothing was stored.",
        )
    if before is not None and before[0] == body and old == new:
        return "unchanged"
    if before is None:
        connection.execute(
            "INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (source.id, source.url, origin, body, json.dumps(list(warnings)), len(new), added_on.isoformat(), original),
        )
    else:
        connection.execute(
            "UPDATE sources SET url = ?, origin = ?, body = ?, warnings = ?, passages = ?, added_on = ?, original = ? WHERE id = ?",
            (source.url, origin, body, json.dumps(list(warnings)), len(new), added_on.isoformat(), original, source.id),
        )
    for gone in old.keys() - new.keys():
        connection.execute("DELETE FROM passages WHERE id = ?", (gone,))
        connection.execute("INSERT OR REPLACE INTO to_index VALUES (?, ?, 1)", (gone, source.id))
    for number, passage in enumerate(passages):
        if old.get(passage.id) == new[passage.id]:
            connection.execute("UPDATE passages SET number = ? WHERE id = ?", (number, passage.id))
            continue
        connection.execute("DELETE FROM passages WHERE id = ?", (passage.id,))
        connection.execute(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?)",
            (passage.id, source.id, number, passage.sha256, new[passage.id]),
        )
        places = {address.canonical(place) for place in (passage.url, *passage.also_at)}
        connection.executemany("INSERT INTO addresses VALUES (?, ?)", [(place, passage.id) for place in places])
        connection.execute("INSERT OR REPLACE INTO to_index VALUES (?, ?, 0)", (passage.id, source.id))
    _moved(connection)
    return "added" if before is None else "updated"


def _remove(connection: sqlite3.Connection, source_id: str) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO to_index SELECT id, source_id, 1 FROM passages WHERE source_id = ?", (source_id,)
    )
    connection.execute("DELETE FROM sources WHERE id = ?", (source_id,))
    _moved(connection)


def _moved(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO about VALUES ('state', '1') ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)"
    )


def _store_fault(path: Path, error: sqlite3.Error) -> CorpusError:
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
            f"Move it away and run: advisor corpus sync; shipped cards return by themselves. ({text})",
        )
    return CorpusError(f"The holdings cannot be used: {text}.", "Run: advisor corpus verify")
