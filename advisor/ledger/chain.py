"""The chain of events: every row carries the digest of the row before it, over all cases and the register together.

A row's digest covers its place, its stream and version, the digest of its body, and the digests of the artefacts that
it names and that were held when it was added; so a body, an order or an artefact cannot change unseen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

import rfc8785
from sqlalchemy import Connection, func, insert, select

from advisor.ledger.case_tables import case_artefacts, events

REGISTER = "register"
KEEPING = "keeping"
_CASE = "case/"

FIRST_PREVIOUS = "0" * 64
"""What the first row names as the digest before it."""

NO_VERSION = -1
"""Stands where a row holds no number of a version."""

_BATCH = 1000
_A_DIGEST = re.compile(r"[0-9a-f]{64}")


class Row(NamedTuple):
    """One row of the chain. ``body`` is canonical JSON, ``artefacts`` the sorted digests that it binds."""

    sequence: int
    stream: str
    version: int
    command_id: str | None
    body: str
    artefacts: tuple[str, ...]
    previous: str
    digest: str

    @property
    def case_id(self) -> str | None:
        """The case that it is about, or ``None`` for the register and for what was erased or held."""
        return self.stream.removeprefix(_CASE) if self.stream.startswith(_CASE) else None

    @property
    def is_whole(self) -> bool:
        """Whether it has the digest that it has to have."""
        try:
            own = row_digest(self.sequence, self.stream, self.version, self.body, self.artefacts, self.previous)
        except ValueError:  # a number or a text that no event of ours can hold
            return False
        return own == self.digest


def stream_of(case_id: str) -> str:
    """The stream of a case's events; the register and what was erased have streams of their own."""
    return _CASE + case_id


def canonical(value: Any) -> bytes:
    """A value as canonical JSON.

    Source: RFC 8785.
    """
    return rfc8785.dumps(value)


def row_digest(sequence: int, stream: str, version: int, body: str, artefacts: tuple[str, ...], previous: str) -> str:
    """The digest of a row of the chain."""
    return sha256(
        canonical(
            {
                "artefacts": list(artefacts), "body": sha256(body.encode()).hexdigest(), "previous": previous,
                "sequence": sequence, "stream": stream, "version": version,
            }
        )
    ).hexdigest()  # fmt: skip


def add(
    connection: Connection, stream: str, version: int, value: Mapping[str, Any], command_id: str | None = None
) -> None:
    """Add a row at the end of the chain, in a transaction that is alone in writing."""
    sequence, previous = head(connection)
    body = canonical(value).decode()
    bound = _held(connection, sorted(set(_A_DIGEST.findall(body))))
    connection.execute(
        insert(events).values(
            sequence=sequence + 1,
            stream=stream,
            version=version,
            command_id=command_id,
            body=body,
            artefacts=json.dumps(bound),
            previous=previous,
            digest=row_digest(sequence + 1, stream, version, body, bound, previous),
        )
    )


def head(connection: Connection) -> tuple[int, str]:
    """How many rows there are, and the digest of the last."""
    last = connection.execute(select(events.c.sequence, events.c.digest).order_by(events.c.sequence.desc()).limit(1))
    found = last.first()
    return (0, FIRST_PREVIOUS) if found is None else (found.sequence, found.digest)


def stream(connection: Connection, name: str) -> list[Row]:
    """The rows of a stream in order."""
    rows = connection.execute(select(events).where(events.c.stream == name).order_by(events.c.version))
    return [_row(row) for row in rows.mappings()]


def version(connection: Connection, name: str) -> int | None:
    """Version of the last row of a stream, or ``None`` where it has none."""
    last = connection.execute(select(func.max(events.c.version)).where(events.c.stream == name)).scalar()
    return None if last is None else int(last)


def of_command(connection: Connection, command_id: str) -> list[Row]:
    """The rows that a command led to, in order."""
    rows = connection.execute(select(events).where(events.c.command_id == command_id).order_by(events.c.sequence))
    return [_row(row) for row in rows.mappings()]


def last_of_kind(connection: Connection, streams: Collection[str], kind: str) -> dict[str, Row]:
    """The last row of each stream whose body is of a kind; a stream that has none is left out."""
    wanted = (
        select(events)
        # A body is canonical JSON and holds no words of people, so nothing else in it reads like this.
        .where(events.c.stream.in_(streams), events.c.body.contains(f'"kind":"{kind}"', autoescape=True))
        .order_by(events.c.version)
    )
    return {row["stream"]: _row(row) for row in connection.execute(wanted).mappings()}


def row_at(connection: Connection, sequence: int) -> Row | None:
    """The row at a place."""
    found = connection.execute(select(events).where(events.c.sequence == sequence)).mappings().first()
    return None if found is None else _row(found)


def rows(connection: Connection, *, after: int = -1) -> Iterator[Row]:
    """Every row behind a place, in order, a batch at a time."""
    while True:
        wanted = select(events).where(events.c.sequence > after).order_by(events.c.sequence).limit(_BATCH)
        found = [_row(row) for row in connection.execute(wanted).mappings()]
        yield from found
        if len(found) < _BATCH:
            return
        after = found[-1].sequence


def _row(found: Mapping[Any, Any]) -> Row:
    # SQLite keeps whatever an attacker writes, so a column may hold another sort of value than it should.
    version = found["version"] if isinstance(found["version"], int) else NO_VERSION
    texts = {name: _text(found[name]) for name in ("stream", "body", "previous", "digest")}
    return Row(**{**found, **texts, "version": version, "artefacts": _bound(_text(found["artefacts"]))})


def _text(value: object) -> str:
    return value if isinstance(value, str) else repr(value)


def _bound(text: str) -> tuple[str, ...]:
    """The digests that a row binds; words that are no such list are kept as they are, and fail the row's digest."""
    try:
        return tuple(str(one) for one in json.loads(text))
    except (ValueError, TypeError):
        return (text,)


def _held(connection: Connection, digests: list[str]) -> tuple[str, ...]:
    if not digests:
        return ()
    found = connection.execute(select(case_artefacts.c.digest).where(case_artefacts.c.digest.in_(digests)))
    return tuple(sorted(found.scalars()))
