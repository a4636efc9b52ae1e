"""The holdings: every source and passage that the advisor holds, in one SQLite file of the home folder.

A source is replaced whole, in one transaction, together with a note of which passages the index must still take in or
forget. A process killed at any moment therefore leaves either the old source or the new one, and a list of what the
next run has to finish. Everything here can be rebuilt from the shipped cards and the kept originals.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from corpus import address
from corpus.errors import NotHeld
from corpus.holding_source import put_source, remove_source
from corpus.holdings_file import HoldingsFile
from corpus.passage import Passage
from corpus.source import Frozen, Source


class Held(Frozen):
    """A source as it is held.

    ``origin`` is ``shipped``, ``added`` or ``synced``; ``original`` is the sha256 of the kept file.
    """

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
        self.file = HoldingsFile(path)
        self._connection = self.file.connection

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
                found.update((row[0], _parsed(row[1])) for row in rows)
        return found

    def all_passages(self) -> Iterator[Passage]:
        """Every passage, source by source."""
        with self._connection() as connection:
            for row in connection.execute("SELECT body FROM passages ORDER BY source_id, number"):
                yield Passage.model_validate_json(row[0])

    def at(self, official_address: str) -> list[Passage]:
        """Passages that contain the provision at an address, or stand nearest above it.

        Cards come first, and among them those about that very provision.

        Raises:
            NotHeld: where nothing of that instrument or page is held.
        """
        wanted = address.canonical(official_address)
        for candidate in address.containers(wanted):
            found = self.ids_at(candidate)
            if found:
                held = self.some_passages(found)
                return sorted(
                    held.values(),
                    key=lambda one: (not one.source_id.startswith("card/"), one.url != candidate, one.id),
                )
        raise NotHeld(
            f"Nothing at {wanted} is held.", "Add the text with: advisor corpus add FILE, or run advisor corpus sync"
        )

    def ids_at(self, official_address: str, *, cited_too: bool = True) -> list[str]:
        """Ids of passages that contain or are about exactly this canonical address, then those that only cite it."""
        question = (
            "SELECT passage_id FROM addresses WHERE address = ? AND contained >= ? ORDER BY contained DESC, passage_id"
        )
        with self._connection() as connection:
            return [row[0] for row in connection.execute(question, (official_address, int(not cited_too)))]

    def held_at(self, official_addresses: Sequence[str]) -> dict[str, list[Passage]]:
        """Passages that contain or are about exactly these canonical addresses, by address; empty ones are left out."""
        found: dict[str, list[str]] = {}
        with self._connection() as connection:
            for start in range(0, len(official_addresses), 500):
                chosen = official_addresses[start : start + 500]
                marks = ",".join("?" * len(chosen))
                wanted = f"SELECT address, passage_id FROM addresses WHERE contained AND address IN ({marks})"  # noqa: S608
                for place, passage_id in connection.execute(wanted, tuple(chosen)):
                    found.setdefault(place, []).append(passage_id)
        passages = self.some_passages(list({passage_id for ids in found.values() for passage_id in ids}))
        return {place: [passages[one] for one in ids if one in passages] for place, ids in found.items()}

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
        """Hold a source, replacing any of the same id whole; returns ``added``, ``updated`` or ``unchanged``."""
        with self._connection(writing=True) as connection:
            return put_source(connection, source, passages, origin, added_on, warnings, original)

    def put_all(
        self,
        readings: Iterable[tuple[Source, Sequence[Passage]]],
        *,
        origin: str,
        added_on: date,
        keep_others: bool = False,
    ) -> dict[str, int]:
        """Hold many sources of one origin in one transaction; unless ``keep_others``, those left out go."""
        counts = {"added": 0, "updated": 0, "unchanged": 0, "removed": 0}
        with self._connection(writing=True) as connection:
            kept = set()
            for source, passages in readings:
                counts[put_source(connection, source, passages, origin, added_on, (), "")] += 1
                kept.add(source.id)
            if not keep_others:
                rows = connection.execute("SELECT id FROM sources WHERE origin = ?", (origin,)).fetchall()
                for (source_id,) in rows:
                    if source_id not in kept:
                        remove_source(connection, source_id)
                        counts["removed"] += 1
        return counts

    def remove(self, source_id: str) -> int:
        """Stop holding a source; returns how many passages went.

        Raises:
            NotHeld: where there is none of that id.
        """
        held = self.source(source_id)
        with self._connection(writing=True) as connection:
            remove_source(connection, source_id)
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

    def earlier_editions(self) -> frozenset[str]:
        """Sources of law of which a later text is held too; they can be opened, and a search passes them over."""
        with self._connection() as connection:
            rows = connection.execute(
                "SELECT id, url, json_extract(body, '$.as_at') FROM sources WHERE id LIKE 'law/%'"
            ).fetchall()
        latest: dict[str, str] = {}
        for _, url, as_at in rows:
            latest[url] = max(latest.get(url, ""), as_at or "")
        return frozenset(source_id for source_id, url, as_at in rows if (as_at or "") < latest[url])

    def indexed(self, passage_ids: Sequence[str], state: str | None = None) -> None:
        """Record that the index has taken in, or forgotten, these passages.

        Where ``state`` is given and what is held has changed since, they wait again: one of them may be another by now.
        """
        with self._connection() as connection:
            connection.executemany(_INDEXED, [(one, state, state) for one in passage_ids])

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


@lru_cache(maxsize=2048)
def _parsed(body: str) -> Passage:
    return Passage.model_validate_json(body)


_EVERY_SOURCE = "SELECT body, passages, added_on, origin, warnings, original FROM sources ORDER BY id"
_INDEXED = (
    "DELETE FROM to_index WHERE passage_id = ? AND "
    "(? IS NULL OR ? = coalesce((SELECT value FROM about WHERE name = 'state'), '0'))"
)
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
