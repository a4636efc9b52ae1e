"""Times as the ledger writes them: ISO 8601 text in UTC, which sorts as it reads."""

from __future__ import annotations

from datetime import UTC, datetime


def time_text(at: datetime) -> str:
    """A moment as text.

    Raises:
        ValueError: it has no zone.
    """
    if at.tzinfo is None:
        raise ValueError("times in the ledger carry their zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")
