"""Risks to people as the library holds them: what speaks for each, the measures against it and how grave it is."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from corpus.drafting_rules import Condition
from corpus.source import Frozen

Rating = tuple[Literal[1, 2, 3], Literal[1, 2, 3]]
"""Likelihood and severity, each from 1 (remote, minimal) to 3 (probable, severe)."""


class SignOfRisk(Condition):
    """Something in a proposal that speaks for a risk: how strongly, and why."""

    weight: int = Field(ge=1, le=5)
    why: str = Field(min_length=8)


class RiskRule(Frozen):
    """A risk to people, what speaks for it, and the measures against it; ratings hold until a person weighs them.

    ``only_with``: signs of which one must show, else the risk is not listed; none named, nothing is asked.
    """

    id: str
    harm: str = Field(min_length=20)
    who: str = Field(min_length=4)
    source: str = Field(min_length=8)
    only_with: tuple[str, ...] = ()
    signs: tuple[SignOfRisk, ...] = Field(min_length=1)
    measures: tuple[str, ...] = Field(min_length=1)
    before: Rating
    after: Rating
    citations: tuple[str, ...] = Field(min_length=1)

    def may_arise(self, shown: frozenset[str]) -> bool:
        """Whether the proposal shows what the risk cannot be without."""
        return not self.only_with or not shown.isdisjoint(self.only_with)

    @model_validator(mode="after")
    def _measures_never_make_it_worse(self) -> Self:
        if self.after[0] > self.before[0] or self.after[1] > self.before[1]:
            raise ValueError(f"the risk {self.id} is rated higher after the measures than before")
        return self


class RiskLibrary(Frozen):
    """All risks, each once."""

    risks: tuple[RiskRule, ...] = Field(min_length=60)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [one.id for one in self.risks]
        if twice := next((one for one in ids if ids.count(one) > 1), None):
            raise ValueError(f"the risk {twice!r} is there twice")
        return self
