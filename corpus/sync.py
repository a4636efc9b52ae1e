"""Bringing the official texts up to date: fetch what changed, read it, and say what became of every address."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from corpus import address
from corpus.document import About
from corpus.errors import CorpusError, FetchRefused, NotHeld
from corpus.fetch_record import FetchRecord, keep_record, record_of
from corpus.fetching import Fetched, Fetcher
from corpus.holdings import Holdings
from corpus.ingestion import Ingestion
from corpus.passage import Passage
from corpus.source import Frozen

SYNCED = "synced"
_MISSES_THAT_MEAN_WITHDRAWN = 2


class Feed(Frozen):
    """Addresses of one publisher. ``suffix`` is added to each to fetch a machine-readable form."""

    publisher: str
    licence: str
    suffix: str = ""
    addresses: tuple[str, ...]


class Synced(Frozen):
    """What became of one address."""

    address: str
    status: Literal["added", "updated", "unchanged", "withdrawn", "missing", "unreachable", "refused", "rejected"]
    reason: str = ""
    source_id: str = ""
    passages: int = 0
    warnings: tuple[str, ...] = ()


def feeds(own_file: Path | None = None) -> tuple[Feed, ...]:
    """What a sync fetches: the shipped list, or a body's own file of the same form.

    Raises:
        CorpusError: where the file cannot be read or breaks the form.
    """
    try:
        text = own_file.read_text("utf-8") if own_file else files("corpus").joinpath("sources.toml").read_text("utf-8")
        return tuple(Feed.model_validate(row) for row in tomllib.loads(text).get("feed", []))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, ValidationError) as error:
        raise CorpusError(
            f"The list of sources {own_file} cannot be used: {error}", "Compare it with corpus/sources.toml."
        ) from error


class Sync:
    """Fetches every address of the feeds, one transaction an address, so that a killed run loses nothing."""

    def __init__(self, holdings: Holdings, ingestion: Ingestion, fetcher: Fetcher) -> None:
        self._holdings = holdings
        self._ingestion = ingestion
        self._fetcher = fetcher

    def run(
        self, what: tuple[Feed, ...], *, today: date, on_progress: Callable[[str, int, int], None] | None = None
    ) -> list[Synced]:
        """Bring every address up to date; one report for each, in order."""
        todo = [(feed, place) for feed in what for place in feed.addresses]
        reports = []
        for number, (feed, place) in enumerate(todo):
            if on_progress:
                on_progress(f"Fetching {place[-60:]}", number, len(todo))
            reports.append(self._bring(feed, place, today))
        if on_progress:
            on_progress("Fetching", len(todo), len(todo))
        return reports

    def _bring(self, feed: Feed, place: str, today: date) -> Synced:
        before = record_of(self._holdings.file, place)
        if before is not None and not self._still_held(before):
            before = None
        marks = {"etag": before.etag, "last_modified": before.last_modified} if before else {}
        try:
            fetched = self._fetcher.fetch(place + feed.suffix, **marks)
        except FetchRefused as error:
            return Synced(address=place, status="refused", reason=str(error))
        if fetched.found == "fresh":
            return self._hold(feed, place, fetched, before, today)
        if fetched.found == "unchanged":
            if before is not None and before.misses:
                keep_record(self._holdings.file, before.model_copy(update={"misses": 0}))
            return Synced(address=place, status="unchanged", source_id=before.source_id if before else "")
        if fetched.found in ("missing", "gone"):
            return self._missed(place, fetched, before, today)
        return Synced(address=place, status="unreachable", reason=fetched.reason)

    def _hold(self, feed: Feed, place: str, fetched: Fetched, before: FetchRecord | None, today: date) -> Synced:
        digest = hashlib.sha256(fetched.data).hexdigest()
        record = FetchRecord(
            address=place, etag=fetched.etag, last_modified=fetched.last_modified, sha256=digest,
            source_id=before.source_id if before else "", fetched_on=today,
        )  # fmt: skip
        if before is not None and before.sha256 == digest:
            keep_record(self._holdings.file, record)
            return Synced(address=place, status="unchanged", source_id=before.source_id)
        about = About(publisher=feed.publisher, licence=feed.licence, url=address.canonical(place))
        name = place.rstrip("/").rsplit("/", 1)[-1] or "page"
        report = self._ingestion.add_bytes(fetched.data, name, about, today=today, path=place, origin=SYNCED)
        if report.status == "rejected" or report.source_id is None:
            return Synced(address=place, status="rejected", reason=report.reason or "")
        keep_record(self._holdings.file, record.model_copy(update={"source_id": report.source_id}))
        status: Literal["added", "updated", "unchanged"] = "added"
        if report.status in ("updated", "unchanged"):
            status = "updated" if report.status == "updated" else "unchanged"
        return Synced(
            address=place, status=status, source_id=report.source_id, passages=report.passages, warnings=report.warnings
        )

    def _missed(self, place: str, fetched: Fetched, before: FetchRecord | None, today: date) -> Synced:
        """A page that is gone, or missing twice running, is no longer given as current from today."""
        if before is None:
            return Synced(address=place, status="missing", reason=fetched.reason)
        misses = before.misses + 1
        keep_record(self._holdings.file, before.model_copy(update={"misses": misses}))
        if fetched.found == "missing" and misses < _MISSES_THAT_MEAN_WITHDRAWN:
            reason = f"{fetched.reason}; still held, and withdrawn if it is missing at the next sync too"
            return Synced(address=place, status="missing", reason=reason, source_id=before.source_id)
        self._withdraw(before.source_id, today)
        # Without marks, a page that comes back is read again even if it is the same, and is current again.
        unmarked = {"misses": misses, "etag": "", "last_modified": "", "sha256": ""}
        keep_record(self._holdings.file, before.model_copy(update=unmarked))
        return Synced(address=place, status="withdrawn", reason=fetched.reason, source_id=before.source_id)

    def _withdraw(self, source_id: str, today: date) -> None:
        held = self._holdings.source(source_id)
        note = f"Withdrawn at its official address on or before {today.isoformat()}."

        def ended(passage: Passage) -> Passage:
            earlier = min(passage.in_force_to or today, today)
            notes = tuple(dict.fromkeys((*passage.warnings, note)))
            return passage.model_copy(update={"in_force_to": earlier, "warnings": notes})

        passages = [ended(passage) for passage in self._holdings.passages(source_id)]
        self._holdings.put(
            held.source, passages, origin=held.origin, added_on=held.added_on, original=held.original,
            warnings=tuple(dict.fromkeys((*held.warnings, note))),
        )  # fmt: skip

    def _still_held(self, record: FetchRecord) -> bool:
        try:
            self._holdings.source(record.source_id)
        except NotHeld:
            return False
        return True
