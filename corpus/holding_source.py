"""Writing one source into the holdings, inside somebody else's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import date

from corpus import address
from corpus.errors import CorpusError
from corpus.passage import Passage
from corpus.source import Kind, Source


def put_source(
    connection: sqlite3.Connection, source: Source, passages: Sequence[Passage], origin: str, added_on: date,
    warnings: Sequence[str], original: str,
) -> str:  # fmt: skip
    """Write a source, its passages and what the index must do; gives ``added``, ``updated`` or ``unchanged``.

    Raises:
        CorpusError: where two of the passages have one id; nothing is written.
    """
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
            "UPDATE sources SET url = ?, origin = ?, body = ?, warnings = ?, passages = ?, added_on = ?, original = ?"
            " WHERE id = ?",
            (source.url, origin, body, json.dumps(list(warnings)), len(new), added_on.isoformat(), original, source.id),
        )
    for gone in old.keys() - new.keys():
        connection.execute("DELETE FROM passages WHERE id = ?", (gone,))
        connection.execute("INSERT OR REPLACE INTO to_index VALUES (?, ?, 1)", (gone, source.id))
    for number, passage in enumerate(passages):
        if old.get(passage.id) == new[passage.id]:
            connection.execute("UPDATE passages SET number = ? WHERE id = ?", (number, passage.id))
            continue
        connection.execute("DELETE FROM passages WHERE id = ? AND source_id = ?", (passage.id, source.id))
        connection.execute(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?)",
            (passage.id, source.id, number, passage.sha256, new[passage.id]),
        )
        places = {address.canonical(place) for place in (passage.url, *passage.also_at)}
        connection.executemany(
            "INSERT INTO addresses VALUES (?, ?, ?)",
            [(place, passage.id, _contains(passage, place)) for place in places],
        )
        connection.execute("INSERT OR REPLACE INTO to_index VALUES (?, ?, 0)", (passage.id, source.id))
    _note_change(connection)
    return "added" if before is None else "updated"


def _contains(passage: Passage, place: str) -> bool:
    """Whether the provision at an address stands in the passage, or is what it is about, rather than being cited."""
    return passage.kind is not Kind.TOPIC and (
        passage.kind is Kind.LEGISLATION or place == address.canonical(passage.url)
    )


def remove_source(connection: sqlite3.Connection, source_id: str) -> None:
    """Delete a source with its passages, and note that the index must forget them."""
    connection.execute(
        "INSERT OR REPLACE INTO to_index SELECT id, source_id, 1 FROM passages WHERE source_id = ?", (source_id,)
    )
    connection.execute("DELETE FROM sources WHERE id = ?", (source_id,))
    _note_change(connection)


def _note_change(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO about VALUES ('state', '1') ON CONFLICT (name)"
        " DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)"
    )
