"""Who gains from a use of data and what not doing it costs: suggestions for a person to weigh beside the risks."""

from __future__ import annotations

from pydantic import Field

from corpus.drafting_rules import Condition
from corpus.source import Frozen


class BenefitRule(Frozen):
    """Who gains, what, and what they bear without it; offered for proposals that meet one of the conditions."""

    id: str
    who: str = Field(min_length=4)
    benefit: str = Field(min_length=20)
    harm_of_not_sharing: str = Field(min_length=20)
    when: tuple[Condition, ...] = Field(min_length=1)


class BenefitLibrary(Frozen):
    """All of them, the most particular first."""

    benefits: tuple[BenefitRule, ...] = Field(min_length=10)
