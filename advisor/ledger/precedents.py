"""The register of precedents in the ledger: published, changed, withdrawn."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, func, insert, select, update

from advisor.errors import NotHeld
from advisor.governance.precedents.precedent import Precedent
from advisor.governance.precedents.publishing import Kept
from advisor.ledger import precedent_tables as tables
from advisor.ledger.store import Store
from advisor.ledger.times import time_text

_AT_ONCE = 500


class PrecedentRecords:
    """The precedents of one ledger. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: dict[str, tuple[str, Precedent]] = {}

    def state(self) -> int:
        """The number of the last change; it grows with every change, whichever process made it."""
        with self._store.reading() as connection:
            return _last_change(connection)

    def published(self) -> tuple[Precedent, ...]:
        """Every precedent that is not withdrawn, by identifier; one that has not changed comes as the same object."""
        table = tables.precedents
        before = self._read
        with self._store.reading() as connection:
            digests = {
                row.id: row.digest
                for row in connection.execute(
                    select(table.c.id, table.c.digest).where(table.c.withdrawn_at.is_(None)).order_by(table.c.id)
                )
            }
            changed = [one for one, digest in digests.items() if one not in before or before[one][0] != digest]
            read = {one: before[one] for one in digests if one in before}
            for start in range(0, len(changed), _AT_ONCE):
                rows = connection.execute(
                    select(table.c.id, table.c.digest, table.c.body).where(
                        table.c.id.in_(changed[start : start + _AT_ONCE])
                    )
                )
                read |= {row.id: (row.digest, Precedent.model_validate_json(row.body)) for row in rows}
        self._read = read
        return tuple(read[one][1] for one in digests)

    def kept(self, ids: Collection[str]) -> dict[str, Kept]:
        """What is known of each of these identifiers; one never published is left out."""
        table = tables.precedents
        wanted = list(ids)
        found: dict[str, Kept] = {}
        with self._store.reading() as connection:
            for start in range(0, len(wanted), _AT_ONCE):
                rows = connection.execute(
                    select(table.c.id, table.c.digest, table.c.origin, table.c.withdrawn_at).where(
                        table.c.id.in_(wanted[start : start + _AT_ONCE])
                    )
                )
                found |= {
                    row.id: Kept(digest=row.digest, origin=row.origin, withdrawn=row.withdrawn_at is not None)
                    for row in rows
                }
        return found

    def publish(
        self, precedents: Sequence[Precedent], *, origin: str, at: datetime, person_id: str, change: str = "published"
    ) -> None:
        """Keep these rows, all of them or none; a row of a known identifier takes the place of the old one."""
        if not precedents:
            return
        table = tables.precedents
        known = set(self.kept([one.id for one in precedents]))
        stamp = {"origin": origin, "published_at": time_text(at), "published_by": person_id, "withdrawn_at": None}
        fresh = [
            {"id": one.id, "digest": digest_of(one), "body": one.model_dump_json(), **stamp}
            for one in precedents
            if one.id not in known
        ]
        with self._store.writing() as connection:
            if fresh:
                connection.execute(insert(table), fresh)
            for one in precedents:
                if one.id in known:
                    connection.execute(
                        update(table)
                        .where(table.c.id == one.id)
                        .values(digest=digest_of(one), body=one.model_dump_json(), **stamp)
                    )
            only = precedents[0].id if len(precedents) == 1 else None
            _note(connection, change, only, len(precedents), "", at, person_id)

    def withdraw(self, precedent_id: str, reason: str, at: datetime, person_id: str) -> None:
        """Take a precedent out of everything that is searched or shown.

        Raises:
            NotHeld: there is none that is published.
        """
        table = tables.precedents
        with self._store.writing() as connection:
            gone = connection.execute(
                update(table)
                .where(table.c.id == precedent_id, table.c.withdrawn_at.is_(None))
                .values(withdrawn_at=time_text(at))
            )
            if gone.rowcount == 0:
                raise NotHeld(f"No precedent {precedent_id} is published.", "It may have been withdrawn already.")
            _note(connection, "withdrawn", precedent_id, 1, reason, at, person_id)

    def changes(self) -> list[Mapping[str, object]]:
        """Everything that was done to the register, in order."""
        with self._store.reading() as connection:
            table = tables.precedent_changes
            return [dict(row) for row in connection.execute(select(table).order_by(table.c.number)).mappings()]


def digest_of(precedent: Precedent) -> str:
    """The sha256 of a row, by which an import sees that nothing has changed."""
    row = precedent.model_dump(mode="json")
    return sha256(json.dumps(row, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _note(
    connection: Connection,
    change: str,
    precedent_id: str | None,
    rows: int,
    reason: str,
    at: datetime,
    person_id: str,
) -> None:
    connection.execute(
        insert(tables.precedent_changes).values(
            number=_last_change(connection) + 1,
            change=change,
            precedent_id=precedent_id,
            rows_changed=rows,
            reason=reason,
            at=time_text(at),
            person_id=person_id,
        )
    )


def _last_change(connection: Connection) -> int:
    return int(connection.execute(select(func.max(tables.precedent_changes.c.number))).scalar() or 0)
