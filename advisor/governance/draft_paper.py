"""A draft as it leaves the advisor: the draft itself, and what stands on the paper around it."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Literal

from advisor.governance.drafting.draft import Draft
from corpus.source import Frozen
from corpus.template import Template

NOT_APPROVED = "Draft, not approved"


class CitedSource(Frozen):
    """What stands behind an address that the draft cites.

    ``extent`` holds the letters of the parts of the United Kingdom, empty where that is not said; ``as_at`` is the day
    to which it was checked; ``note`` is a warning that a reader needs, such as that it is no longer in force.
    """

    url: str
    title: str
    publisher: str = ""
    extent: tuple[str, ...] = ()
    as_at: date | None = None
    note: str = ""


class DraftPaper(Frozen):
    """The draft with its title, date, author and marking.

    ``marking`` stands on every page; ``scale`` is how many steps likelihood and severity of a risk have.
    """

    draft: Draft
    template: Template
    title: str
    prepared_on: date
    organisation: str = ""
    prepared_by: str = ""
    marking: str = NOT_APPROVED
    reference: str = ""
    version: int | None = None
    scale: Literal[3, 5] = 3
    sources: tuple[CitedSource, ...] = ()


def draft_mark(draft: Draft) -> str:
    """A short digest of the draft; a document carries it, so that one that comes back finds its version."""
    return hashlib.sha256(draft.model_dump_json().encode("utf-8")).hexdigest()[:16]
