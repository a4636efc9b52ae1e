"""What drafting needs from outside: the book of drafts, the understanding of a text, near cases, a model, casework."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from typing import Protocol

from advisor.governance.draft_paper import CitedSource
from advisor.governance.drafting.composing import Rulebook
from advisor.governance.drafting.draft import Statement
from advisor.governance.drafting.facts import Facts
from advisor.governance.drafting.kept import DraftAbout, DraftVersion, SavedDraft
from corpus.document import About, Reading

UnderstandText = Callable[[str], Facts]
"""What a proposal says."""

RulebookOf = Callable[[date], Rulebook]
"""What drafts are composed from on a day."""

ReadDocument = Callable[[bytes, str, About], Reading]
"""The text of a file that somebody brings, taken in a contained process; raises Unreadable."""

SourcesOf = Callable[[Sequence[str]], tuple[CitedSource, ...]]
"""What stands behind addresses."""

NearCases = Callable[[str], tuple[Statement, ...]]
"""Statements about the near cases of a proposal, which inform and bind nobody."""


class DraftBook(Protocol):
    """Keeps drafts, every version of them, and who did what."""

    def begin(self, about: DraftAbout, saved: SavedDraft, did: str) -> DraftVersion:
        """Keep a new draft with its first version."""
        ...

    def keep(self, draft_id: str, seen: int, saved: SavedDraft, *, by: str, at: datetime, did: str) -> DraftVersion:
        """Keep another version after the one that was seen.

        Raises:
            DraftRefused: somebody else was quicker.
            NotHeld: there is no such draft.
        """
        ...

    def about(self, draft_id: str) -> DraftAbout:
        """What a draft is.

        Raises:
            NotHeld: there is none of that id.
        """
        ...

    def saved(self, draft_id: str, number: int | None = None) -> tuple[DraftVersion, SavedDraft]:
        """One version, the newest where no number is given.

        Raises:
            NotHeld: there is no such version.
        """
        ...

    def versions(self, draft_id: str) -> tuple[DraftVersion, ...]:
        """Every version, the first one first."""
        ...

    def list_for(self, person_id: str, organisation_ids: Collection[str]) -> list[DraftAbout]:
        """The drafts that a person wrote or that belong to one of the organisations, the latest first."""
        ...

    def put_up(self, draft_id: str, case_id: str) -> None:
        """Note the case that decides on a draft."""
        ...

    def erase(self, draft_id: str) -> None:
        """Forget a draft with all its versions."""
        ...
