"""What was last fetched from each address, so that the next sync asks only for what changed."""

from __future__ import annotations

from datetime import date

from corpus.holdings_file import HoldingsFile
from corpus.source import Frozen


class FetchRecord(Frozen):
    """The last good fetch of an address. ``misses`` counts how often in a row the page has since been missing."""

    address: str
    etag: str = ""
    last_modified: str = ""
    sha256: str = ""
    source_id: str = ""
    fetched_on: date
    misses: int = 0


def record_of(file: HoldingsFile, address: str) -> FetchRecord | None:
    """The record of an address, or ``None`` where nothing was ever fetched from it."""
    with file.connection() as connection:
        row = connection.execute("SELECT * FROM fetches WHERE address = ?", (address,)).fetchone()
    return FetchRecord.model_validate(dict(zip(FetchRecord.model_fields, row, strict=True))) if row else None


def keep_record(file: HoldingsFile, record: FetchRecord) -> None:
    """Keep, or replace, the record of an address."""
    values = record.model_dump(mode="json")
    with file.connection() as connection:
        connection.execute("INSERT OR REPLACE INTO fetches VALUES (?, ?, ?, ?, ?, ?, ?)", tuple(values.values()))
