"""The days that may be asked about, the same on every surface."""

from __future__ import annotations

from datetime import date

EARLIEST = date(1900, 1, 1)
LATEST = date(2100, 1, 1)
"""The first day that is too late."""
