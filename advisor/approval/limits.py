"""The numbers that a body may set for its approvals."""

from __future__ import annotations

from pydantic import Field

from corpus.source import Frozen


class ApprovalLimits(Frozen):
    """How long an approval may last, and how long before it is looked at again."""

    longest_days: int = Field(default=3 * 366, ge=1)
    longest_to_review_days: int = Field(default=366, ge=1)
