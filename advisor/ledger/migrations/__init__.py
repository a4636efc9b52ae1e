"""The numbered changes that bring a ledger to the shape that this release reads and writes.

A migration is never edited once released: a ledger somewhere has already run it. A new shape is a new number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from advisor.ledger.migrations import casework, drafts, first_tables, model_calls, practice, precedents


@dataclass(frozen=True)
class Migration:
    """One change of shape: its number, what it is for, and its statements in portable SQL.

    ``in_own_words`` are further statements, by the name of the database, for what SQL has no common word for.
    """

    number: int
    name: str
    statements: tuple[str, ...]
    in_own_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def statements_for(self, database: str) -> tuple[str, ...]:
        """Everything that a database has to run."""
        return (*self.statements, *self.in_own_words.get(database, ()))


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "first tables", first_tables.STATEMENTS),
    Migration(2, "model calls", model_calls.STATEMENTS),
    Migration(3, "casework", casework.STATEMENTS, casework.IN_OWN_WORDS),
    Migration(4, "precedents", precedents.STATEMENTS),
    Migration(5, "practice", practice.STATEMENTS),
    Migration(6, "drafts", drafts.STATEMENTS),
)
"""Every migration, in the order in which they run."""
