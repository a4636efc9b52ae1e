"""Connecting drafting with precedents: what the nearest decided cases came to, as statements that bind nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from advisor.governance.drafting.draft import Origin, Statement
from advisor.governance.precedents.case_facts import facts_of_words
from advisor.governance.precedents.pack import NearPrecedent
from advisor.governance.precedents.told_apart import from_opposites
from advisor.governance.words import date_in_words
from corpus.concept_files import lexicon
from corpus.source import Classification

if TYPE_CHECKING:
    from advisor.journeys.consult import Consult

AT_MOST = 3
_LAST_PROPOSALS = 8


class NearCasesOfDrafts:
    """Finds the near cases of a proposal once, however often the draft is composed anew."""

    def __init__(self, consult: Callable[[], Consult], today: Callable[[], date]) -> None:
        self._consult = consult
        self._today = today
        self._found: dict[tuple[str, date], tuple[Statement, ...]] = {}

    def __call__(self, proposal: str) -> tuple[Statement, ...]:
        """What the nearest precedents that everybody may see came to."""
        key = (proposal, self._today())
        if key not in self._found:
            while len(self._found) >= _LAST_PROPOSALS:
                self._found.pop(next(iter(self._found)))
            near = self._consult().search(
                facts_of_words(proposal, lexicon()), on=key[1], clearance=Classification.OFFICIAL, limit=AT_MOST
            )
            self._found[key] = tuple(Statement(text=told(one), origin=Origin.PRECEDENT) for one in near)
        return self._found[key]


def told(one: NearPrecedent) -> str:
    """A precedent in a few sentences: decision, conditions, what to beware of, and who decided the like otherwise."""
    invented = "An invented example: " if one.invented else ""
    by = f", {one.organisation}" if one.organisation else ""
    parts = [
        f"{invented}“{one.title}”{by}, was {one.decision.value.replace('_', ' ')} on {date_in_words(one.decided_on)}."
    ]
    if one.conditions:
        parts.append(f"Its conditions: {'; '.join(text.rstrip('.') for text in one.conditions)}.")
    parts += one.warnings
    for other in from_opposites(one):
        parts.append(f"Nearly the same case, precedent {other.precedent_id}, was {other.decided}. {other.points[0]}")
    parts.append(f"It informs and binds nobody (precedent {one.id}).")
    return " ".join(parts)
