"""Drafts in the ledger: every version as it was, with who made it, when and by what act. Nothing is written over."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from advisor.errors import DraftRefused, NotHeld
from advisor.governance.drafting.kept import DraftAbout, DraftVersion, SavedDraft
from advisor.ledger.draft_tables import draft_versions, drafts
from advisor.ledger.store import Store
from advisor.ledger.times import time_text

_LONGEST_TITLE = 200


class DraftRecords:
    """The drafts in a ledger."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, about: DraftAbout, saved: SavedDraft, did: str) -> DraftVersion:
        """Keep a new draft with its first version.

        Raises:
            StoreUnavailable: the ledger cannot be written.
        """
        row = {
            **about.model_dump(mode="json"),
            "title": about.title[:_LONGEST_TITLE],
            "started_at": time_text(about.started_at),
            "last_at": time_text(about.last_at),
        }
        with self._store.writing() as connection:
            connection.execute(insert(drafts).values(row))
            return _put(connection, about.id, 1, saved, about.author_id, about.started_at, did)

    def keep(self, draft_id: str, seen: int, saved: SavedDraft, *, by: str, at: datetime, did: str) -> DraftVersion:
        """Keep another version after the one that was seen.

        Raises:
            DraftRefused: somebody else was quicker.
            NotHeld: there is no such draft.
            StoreUnavailable: the ledger cannot be written.
        """
        with self._store.writing() as connection:
            newest = connection.execute(
                select(func.max(draft_versions.c.number)).where(draft_versions.c.draft_id == draft_id)
            ).scalar()
            if newest is None:
                raise _no_draft()
            if newest != seen:
                raise DraftRefused(
                    "The draft has changed since you looked at it.", "Open it again and repeat what you still want."
                )
            title = saved.work.title[:_LONGEST_TITLE]
            connection.execute(update(drafts).where(drafts.c.id == draft_id).values(last_at=time_text(at), title=title))
            return _put(connection, draft_id, seen + 1, saved, by, at, did)

    def about(self, draft_id: str) -> DraftAbout:
        """What a draft is.

        Raises:
            NotHeld: there is none of that id.
        """
        with self._store.reading() as connection:
            row = connection.execute(select(drafts).where(drafts.c.id == draft_id)).mappings().first()
        if row is None:
            raise _no_draft()
        return _about(row)

    def saved(self, draft_id: str, number: int | None = None) -> tuple[DraftVersion, SavedDraft]:
        """One version, the newest where no number is given.

        Raises:
            NotHeld: there is no such version.
        """
        wanted = select(draft_versions).where(draft_versions.c.draft_id == draft_id)
        if number is not None:
            wanted = wanted.where(draft_versions.c.number == number)
        with self._store.reading() as connection:
            row = connection.execute(wanted.order_by(draft_versions.c.number.desc()).limit(1)).mappings().first()
        if row is None:
            raise NotHeld("There is no such version of a draft.", "Open the draft, and choose one of its versions.")
        return _version(row), SavedDraft.model_validate_json(row["saved"])

    def versions(self, draft_id: str) -> tuple[DraftVersion, ...]:
        """Every version, the first one first."""
        columns = [column for column in draft_versions.c if column.name != "saved"]
        wanted = select(*columns).where(draft_versions.c.draft_id == draft_id).order_by(draft_versions.c.number)
        with self._store.reading() as connection:
            return tuple(_version(row) for row in connection.execute(wanted).mappings())

    def list_for(self, person_id: str, organisation_ids: Collection[str]) -> list[DraftAbout]:
        """The drafts that a person wrote or that belong to one of the organisations, the latest first."""
        theirs = or_(drafts.c.author_id == person_id, drafts.c.organisation_id.in_(list(organisation_ids)))
        with self._store.reading() as connection:
            rows = connection.execute(select(drafts).where(theirs).order_by(drafts.c.last_at.desc(), drafts.c.id))
            return [_about(row) for row in rows.mappings()]

    def put_up(self, draft_id: str, case_id: str) -> None:
        """Note the case that decides on a draft.

        Raises:
            NotHeld: there is no such draft.
        """
        with self._store.writing() as connection:
            if connection.execute(update(drafts).where(drafts.c.id == draft_id).values(case_id=case_id)).rowcount == 0:
                raise _no_draft()

    def erase(self, draft_id: str) -> None:
        """Forget a draft with all its versions.

        Raises:
            NotHeld: there is no such draft.
        """
        with self._store.writing() as connection:
            connection.execute(delete(draft_versions).where(draft_versions.c.draft_id == draft_id))
            if connection.execute(delete(drafts).where(drafts.c.id == draft_id)).rowcount == 0:
                raise _no_draft()
        self._store.settle()


def _put(
    connection: Connection, draft_id: str, number: int, saved: SavedDraft, by: str, at: datetime, did: str
) -> DraftVersion:
    connection.execute(
        insert(draft_versions).values(
            draft_id=draft_id,
            number=number,
            digest=saved.digest,
            saved=saved.model_dump_json(),
            made_by=by,
            at=time_text(at),
            did=did,
        )
    )
    return DraftVersion(number=number, digest=saved.digest, by=by, at=at, did=did)


def _about(row: Mapping[Any, Any]) -> DraftAbout:
    return DraftAbout.model_validate(dict(row))


def _version(row: Mapping[Any, Any]) -> DraftVersion:
    return DraftVersion(number=row["number"], digest=row["digest"], by=row["made_by"], at=row["at"], did=row["did"])


def _no_draft() -> NotHeld:
    return NotHeld("There is no such draft.", "It may have been deleted.")
