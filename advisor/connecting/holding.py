"""Connecting what is held: the shipped cards brought in, official texts fetched, a source given up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from advisor import __version__
from advisor.settings import Settings
from corpus.errors import CorpusError
from corpus.fetching import Fetcher
from corpus.holdings import Holdings
from corpus.ingestion import Ingestion
from corpus.shipped import load_shipped, shipped_digest
from corpus.sync import Sync, Synced, feeds
from retrieval.indexing import Progress

SHIPPED = "shipped"
"""Origin of the cards that come with the advisor."""


def bring_in_shipped(holdings: Holdings, today: date) -> None:
    """Hold the cards of this release, where they are not held yet.

    Raises:
        CardFault: a card breaks the format.
    """
    digest = shipped_digest()
    if holdings.note("shipped") == digest:
        return
    loaded = load_shipped()
    holdings.put_all([(card.source, [card.passage]) for card in loaded], origin=SHIPPED, added_on=today)
    as_at = max((card.source.as_at for card in loaded if card.source.as_at), default=None)
    holdings.set_note("as_at", as_at.isoformat() if as_at else "")
    holdings.set_note("shipped", digest)


def as_at(holdings: Holdings) -> date | None:
    """The day on which the newest of the shipped cards was checked."""
    noted = holdings.note("as_at")
    return date.fromisoformat(noted) if noted else None


def sync(
    settings: Settings,
    holdings: Holdings,
    ingestion: Ingestion,
    now: Callable[[], datetime],
    on_progress: Progress | None,
) -> list[Synced]:
    """Fetch the official texts that changed.

    Raises:
        CorpusError: the list of sources cannot be used.
    """
    chosen = settings.sync
    contact = chosen.contact or "no contact set"
    fetcher = Fetcher(
        agent=f"governance-advisor/{__version__} ({contact})",
        trusted_hosts=chosen.trusted_hosts,
        pause_seconds=chosen.pause_seconds,
        timeout_seconds=chosen.timeout_seconds,
        largest_bytes=chosen.largest_mb * 1_000_000,
        now=lambda: now().timestamp(),
    )
    try:
        run = Sync(holdings, ingestion, fetcher)
        return run.run(feeds(chosen.sources_file), today=now().date(), on_progress=on_progress)
    finally:
        fetcher.close()


def check_may_go(holdings: Holdings, source_id: str) -> str | None:
    """The name of the original of a source that may be given up.

    Raises:
        NotHeld: there is no source of that id.
        CorpusError: it is a shipped card.
    """
    held = holdings.source(source_id)
    if held.origin == SHIPPED:
        raise CorpusError(
            f"{source_id} ships with the advisor and stays.",
            "Only documents that were added or synced can be removed.",
        )
    return held.original
