"""A matter that a proposal can tell in one place and deny in another, as words."""

from __future__ import annotations

import re
from functools import cached_property

from corpus.source import Frozen

NO = r"\b(?:no|not|never|none|nothing|nobody|without|neither|nor|cannot)\b|n['’]t\b"
ANSWERED_NO = r"\s*[?:]?\s*(?:no|none|nil|n/?a|not applicable|never|nobody)\b"


class TwoWays(Frozen):
    """A matter: the words that deny or narrow it, those that tell of it, and those that speak of something else."""

    field: str
    denied: str
    told: str
    other: str

    @cached_property
    def denies(self) -> re.Pattern[str]:
        """The words that deny or narrow it."""
        return re.compile(self.denied, re.IGNORECASE)

    @cached_property
    def tells(self) -> re.Pattern[str]:
        """The words that tell of it."""
        return re.compile(self.told, re.IGNORECASE)

    @cached_property
    def speaks_of_another(self) -> re.Pattern[str]:
        """The words that speak of something else."""
        return re.compile(self.other, re.IGNORECASE)
