"""A draft as the ledger keeps it: what it is and whose, and its versions, each with who made it and by what act."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from advisor.governance.drafting.draft import Document, Draft
from advisor.governance.drafting.fidelity import WithoutOrigin
from advisor.governance.drafting.work import Work
from corpus.source import Frozen


class DraftAbout(Frozen):
    """A draft. Its author sees it, and the people of ``organisation_id`` where one is named.

    ``case_id`` is the case that decides on it, once it was put up.
    """

    id: str
    author_id: str
    organisation_id: str | None = None
    title: str
    document: Document
    started_at: datetime
    last_at: datetime
    case_id: str | None = None


class DraftVersion(Frozen):
    """One version: its number from 1, the digest of the draft, who made it, when, and what they did."""

    number: int
    digest: str
    by: str
    at: datetime
    did: str


class SavedDraft(Frozen):
    """What a version holds: the work, the draft that it makes, and what was left out for want of an origin."""

    work: Work
    draft: Draft
    without_origin: tuple[WithoutOrigin, ...] = ()

    @property
    def digest(self) -> str:
        """The sha256 of the draft's JSON, by which a decision names it."""
        return sha256(self.draft.model_dump_json().encode()).hexdigest()
