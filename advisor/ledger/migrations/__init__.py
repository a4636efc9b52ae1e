"""The numbered changes that bring a ledger to the shape that this release reads and writes.

A migration is never edited once released: a ledger somewhere has already run it. A new shape is a new number.
"""

from __future__ import annotations

from dataclasses import dataclass

from advisor.ledger.migrations import first_tables, model_calls


@dataclass(frozen=True)
class Migration:
    """One change of shape: its number, what it is for, and its statements in portable SQL."""

    number: int
    name: str
    statements: tuple[str, ...]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "first tables", first_tables.STATEMENTS),
    Migration(2, "model calls", model_calls.STATEMENTS),
)
"""Every migration, in the order in which they run."""
