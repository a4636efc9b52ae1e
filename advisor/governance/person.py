"""A person as the ledger knows them: the only place of a name, so that one can be erased and the events stay."""

from __future__ import annotations

from corpus.source import Frozen

ERASED = "Erased person"
"""What stands in the place of the name of a person who was erased."""


class Person(Frozen):
    """A person. ``issuer`` and ``subject`` say how their identity provider knows them; ``email`` is only shown."""

    id: str
    name: str = ""
    email: str = ""
    issuer: str | None = None
    subject: str | None = None
