"""Consulting precedents: the facts of a case → the nearest that the reader may see → how they stand → the pack.

Whatever a reader may not see takes no part: it is in no result, no count, no weight, and no link names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Protocol

from advisor.errors import NotHeld
from advisor.governance.precedents import comparison
from advisor.governance.precedents.case_facts import CaseFacts
from advisor.governance.precedents.conditions import UsualCondition, condition_library
from advisor.governance.precedents.pack import NearPrecedent, PrecedentPack, is_opposite, pack_of
from advisor.governance.precedents.precedent import Precedent
from advisor.governance.precedents.replaced_law import replaced_by, replaced_law_warning
from advisor.governance.precedents.standing import PrecedentStatus, Succession, status_on, status_warning
from corpus.concepts import Found, Lexicon
from corpus.source import Classification
from retrieval.precedent_matching import Described, Embed, Match, PrecedentMatching, Sought, headline_of

LIMIT = 10
MOST_TWINS = 2


class PrecedentBook(Protocol):
    """Keeps the precedents that are published and not withdrawn."""

    def state(self) -> int:
        """A number that grows whenever anything is published, changed or withdrawn, by whichever process."""
        ...

    def published(self) -> Sequence[Precedent]:
        """Every precedent that is published and not withdrawn."""
        ...


class Consult:
    """The journey. What is read of the register is kept until the register changes."""

    def __init__(
        self,
        book: PrecedentBook,
        vectors: Embed,
        lexicon: Lexicon,
        *,
        today: Callable[[], date],
        background: Sequence[Precedent] = (),
    ) -> None:
        """``background`` are open precedents that are never shown: a small register is weighed against them."""
        self._background = tuple(one for one in background if one.classification is Classification.OFFICIAL)
        self._today = today
        self._book = book
        self._vectors = vectors
        self._lexicon = lexicon
        self._state: int | None = None
        self._readings: dict[Classification, Reading] = {}

    def search(
        self, facts: CaseFacts, *, on: date, clearance: Classification, limit: int = LIMIT
    ) -> tuple[NearPrecedent, ...]:
        """The nearest precedents, best first, as they stand on a day; empty where none is near."""
        return tuple(self._as_known(one, on) for one in self._reading(clearance).near(facts, on, limit))

    def pack(self, facts: CaseFacts, *, on: date, clearance: Classification, limit: int = LIMIT) -> PrecedentPack:
        """The precedent pack of a case."""
        return pack_of(self.search(facts, on=on, clearance=clearance, limit=limit), on)

    def show(self, precedent_id: str, *, on: date, clearance: Classification) -> NearPrecedent:
        """One precedent as it stands on a day.

        Raises:
            NotHeld: there is none, it was decided later, or the reader may not see it.
        """
        return self._as_known(self._reading(clearance).shown(precedent_id, on), on)

    def precedent(self, precedent_id: str, *, on: date, clearance: Classification) -> Precedent:
        """The row itself.

        Raises:
            NotHeld: as ``show``.
        """
        self.show(precedent_id, on=on, clearance=clearance)
        return self._reading(clearance).held[precedent_id]

    def published(self, *, on: date, clearance: Classification) -> tuple[Precedent, ...]:
        """Everything that the reader may see and that had been decided."""
        return tuple(one for one in self._reading(clearance).held.values() if one.decided_on <= on)

    def conditions(self, *, on: date, clearance: Classification) -> tuple[UsualCondition, ...]:
        """The library of conditions of what the reader may see."""
        return condition_library(self.published(on=on, clearance=clearance), self._lexicon)

    def _as_known(self, one: NearPrecedent, on: date) -> NearPrecedent:
        """What happened afterwards bears no date, so it is not told where an earlier day is asked about."""
        return one.model_copy(update={"outcome": ""}) if on < self._today() else one

    def _reading(self, clearance: Classification) -> Reading:
        state = self._book.state()
        if state != self._state:
            self._state, self._readings = state, {}
        if clearance not in self._readings:
            self._readings[clearance] = Reading(
                self._book.published(), clearance, self._vectors, self._lexicon, self._background
            )
        return self._readings[clearance]


class Reading:
    """The register as readers of one clearance have it."""

    def __init__(
        self,
        published: Iterable[Precedent],
        clearance: Classification,
        vectors: Embed,
        lexicon: Lexicon,
        background: Sequence[Precedent] = (),
    ) -> None:
        everything = tuple(published)
        self.held = {one.id: one for one in everything if one.classification.rank <= clearance.rank}
        # Whether something was superseded is so for every reader, though not every reader is told by what.
        self._succession = Succession(everything)
        self._vectors = vectors
        self._background = [one for one in background if one.id not in self.held]
        self._lexicon = lexicon
        self._features = {one.id: comparison.features_of(one, lexicon) for one in self.held.values()}

    @cached_property
    def _matching(self) -> PrecedentMatching:
        shown = [described(one, self._features[one.id]) for one in self.held.values()]
        behind = [described(one, comparison.features_of(one, self._lexicon)) for one in self._background]
        return PrecedentMatching([*shown, *behind], self._vectors)

    def _is_shown(self, precedent_id: str, on: date) -> bool:
        return precedent_id in self.held and self.held[precedent_id].decided_on <= on

    def near(self, facts: CaseFacts, on: date, limit: int) -> tuple[NearPrecedent, ...]:
        """See ``Consult.search``."""
        sought = Sought(facts.text, facts.parts, facts.found)
        found = self._matching.matches(sought, lambda one: self._is_shown(one, on), limit)
        twins = {match.id: self._twins(match.id, on) for match in found}
        ordered = _with_twins(self._newest_first(found, on), twins)[:limit]
        return tuple(
            self._told(match, facts, on, twins[match.id] if match.id in twins else self._twins(match.id, on))
            for match in ordered
        )

    def shown(self, precedent_id: str, on: date) -> NearPrecedent:
        """See ``Consult.show``."""
        one = self.held.get(precedent_id)
        if one is None or one.decided_on > on:
            raise NotHeld(f"No precedent {precedent_id} is held.", "Look for one with: advisor precedents search")
        return self._told(Match(precedent_id, 1.0), None, on, self._twins(precedent_id, on))

    def _twins(self, precedent_id: str, on: date) -> tuple[str, ...]:
        """The near-identical precedents that were decided the other way."""
        one = self.held[precedent_id]
        others = (match.id for match in self._matching.near_copies(precedent_id))
        shown = (other for other in others if self._is_shown(other, on))
        return tuple(other for other in shown if is_opposite(one, self.held[other]))[:MOST_TWINS]

    def _newest_first(self, found: list[Match], on: date) -> list[Match]:
        """What was superseded stands behind what took its place, where both were found."""
        ordered = list(found)
        for match in found:
            for successor in self._succession.successors(self.held[match.id]):
                at = next((place for place, one in enumerate(ordered) if one.id == successor.id), None)
                here = ordered.index(match)
                if at is not None and at > here and successor.begins_on <= on:
                    moved = ordered.pop(at)
                    ordered.insert(here, moved._replace(score=max(moved.score, match.score)))
        return ordered

    def _told(self, match: Match, facts: CaseFacts | None, on: date, twins: tuple[str, ...]) -> NearPrecedent:
        one = self.held[match.id]
        status = status_on(one, self._succession, on)
        if status is None:
            raise NotHeld(f"No precedent {match.id} is held.", "Look for one with: advisor precedents search")
        features = self._features[match.id]
        return NearPrecedent(
            id=one.id,
            title=one.name,
            score=match.score,
            status=status,
            decision=one.decision,
            decided_on=one.decided_on,
            jurisdiction=one.jurisdiction,
            organisation=one.organisation,
            alike=comparison.alike(facts, features, one) if facts else (),
            different=(
                *(comparison.different(facts, features, one, self._lexicon) if facts else ()),
                *(sentence for twin in twins for sentence in self._against(one, self.held[twin])),
            ),
            warnings=self._warnings(one, status, on),
            reasons=one.reasons,
            conditions=one.conditions,
            outcome=one.outcome,
            twins=twins,
            invented=one.invented,
        )

    def _against(self, one: Precedent, twin: Precedent) -> tuple[str, ...]:
        """A near-identical case that was decided the other way, and the points on which the two differ."""
        found = comparison.differences(one, twin, self._features[one.id], self._features[twin.id], self._lexicon)
        begins = f"{twin.id} is nearly the same case and was {twin.decision.in_words}"
        return tuple(f"{begins}. {each.in_words}" for each in found)

    def _warnings(self, one: Precedent, status: PrecedentStatus, on: date) -> tuple[str, ...]:
        seen = (each for each in self._succession.successors(one) if each.id in self.held and each.decided_on <= on)
        said = status_warning(one, status, seen, on)
        return (*((said,) if said else ()), *(replaced_law_warning(each) for each in replaced_by(one, on)))


def described(one: Precedent, found: Found) -> Described:
    """A precedent as it is matched."""
    headline = headline_of(one.title, one.purpose)
    text = " ".join((headline, one.facts, one.reasons, *one.conditions, *one.data_categories, *one.kinds_of_party))
    return Described(one.id, headline, one.facts, text, found)


def _with_twins(found: list[Match], twins: dict[str, tuple[str, ...]]) -> list[Match]:
    """Each precedent followed by its near-identical cases of the other outcome, wherever those had come."""
    scores = {match.id: match.score for match in found}
    ordered: list[Match] = []
    placed: set[str] = set()
    for match in found:
        if match.id in placed:
            continue
        placed.add(match.id)
        ordered.append(match)
        for twin in twins[match.id]:
            if twin not in placed:
                placed.add(twin)
                ordered.append(Match(twin, min(match.score, max(scores.get(twin, 0.0), match.score / 2))))
    return ordered
