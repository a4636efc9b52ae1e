"""The register as the readers of one clearance have it on a day: what is near, how it stands, what may be named.

What was found in a precedent is kept while the precedent stays as it is, so that a change to the register costs the
rows that changed and not all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from functools import cached_property
from threading import Lock

from advisor.errors import NotHeld
from advisor.governance.precedents import comparison
from advisor.governance.precedents.case_facts import CaseFacts
from advisor.governance.precedents.pack import NearPrecedent, is_opposite
from advisor.governance.precedents.precedent import Precedent
from advisor.governance.precedents.replaced_law import replaced_by, replaced_law_warning
from advisor.governance.precedents.standing import PrecedentStatus, Succession, status_on, status_warning
from corpus.concepts import Found, Lexicon
from corpus.source import Classification
from retrieval.precedent_matching import Match, PrecedentMatching, Sought
from retrieval.precedent_preparing import Described, Embed, Prepared, Preparing, face_of, headline_of

MOST_TWINS = 3
TwinsOf = Callable[[Iterable[str]], dict[str, tuple[str, ...]]]
WITHHELD = "withheld"
"""Stands for the identifier of a successor that the reader is not shown, so that a row never looks current."""


class Studies:
    """What was found in each precedent. Safe to share between threads."""

    def __init__(self, vectors: Embed, lexicon: Lexicon, asked: Embed | None = None) -> None:
        self.lexicon = lexicon
        self._preparing = Preparing(vectors, asked)
        self._features: dict[str, tuple[Precedent, Found]] = {}
        self._prepared: dict[str, tuple[Precedent, Prepared]] = {}
        self._at_work = Lock()

    def features(self, one: Precedent) -> Found:
        """What the lexicon finds in a precedent."""
        kept = self._features.get(one.id)
        if kept is None or kept[0] is not one:
            kept = (one, comparison.features_of(one, self.lexicon))
            self._features[one.id] = kept
        return kept[1]

    def matching(self, precedents: Sequence[Precedent]) -> PrecedentMatching:
        """The matching over some precedents; only those that are new or changed are prepared."""
        with self._at_work:
            kept = self._prepared
            fresh = [one for one in precedents if one.id not in kept or kept[one.id][0] is not one]
            prepared = self._preparing.prepared([described(one, self.features(one)) for one in fresh])
            kept.update((one.id, (one, each)) for one, each in zip(fresh, prepared, strict=True))
            return PrecedentMatching([kept[one.id][1] for one in precedents], self._preparing)

    def forget_others(self, ids: Collection[str]) -> None:
        """Keep nothing of precedents but these."""
        with self._at_work:
            for kept in (self._features, self._prepared):
                for gone in kept.keys() - set(ids):
                    del kept[gone]


class Reading:
    """The register for one clearance. ``background`` are precedents that are weighed and never shown."""

    def __init__(
        self,
        published: Iterable[Precedent],
        clearance: Classification,
        studies: Studies,
        background: Sequence[Precedent] = (),
    ) -> None:
        everything = tuple(published)
        self.held = {one.id: one for one in everything if one.classification.rank <= clearance.rank}
        # Whether something was superseded is so for every reader, though not every reader is told by what.
        self._succession = Succession(everything)
        self._background = [one for one in background if one.id not in self.held]
        self._studies = studies
        studies.forget_others({one.id for one in (*everything, *self._background)})

    @cached_property
    def _matching(self) -> PrecedentMatching:
        return self._studies.matching([*self.held.values(), *self._background])

    def is_shown(self, precedent_id: str, on: date) -> bool:
        """Whether the reader may see a precedent and it had been decided by a day."""
        return precedent_id in self.held and self.held[precedent_id].decided_on <= on

    def near(self, facts: CaseFacts, on: date, limit: int) -> tuple[NearPrecedent, ...]:
        """The nearest, best first, each followed by its near-identical cases of the other outcome."""
        sought = Sought(facts.text, facts.parts, facts.found)
        found = self._matching.matches(sought, lambda one: self.is_shown(one, on), limit)
        known = self._twins([match.id for match in found], on)

        def twins_of(ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
            known.update(self._twins([one for one in ids if one not in known], on))
            return known

        ordered = _with_twins(self._newest_first(found, on), twins_of, limit)
        twins, held = twins_of(match.id for match in ordered), {match.id for match in ordered}
        return tuple(
            self._told(match, facts, on, tuple(twin for twin in twins[match.id] if twin in held)) for match in ordered
        )

    def shown(self, precedent_id: str, on: date) -> NearPrecedent:
        """One precedent by its identifier.

        Raises:
            NotHeld: there is none, it was decided later, or the reader may not see it.
        """
        if not self.is_shown(precedent_id, on):
            raise _not_held(precedent_id)
        return self._told(Match(precedent_id, 1.0), None, on, self._twins([precedent_id], on)[precedent_id])

    def row(self, precedent_id: str, on: date) -> Precedent:
        """The row of a precedent; no link in it names one that is not shown.

        Raises:
            NotHeld: as ``shown``.
        """
        if not self.is_shown(precedent_id, on):
            raise _not_held(precedent_id)
        one = self.held[precedent_id]
        before = one.supersedes if one.supersedes and self.is_shown(one.supersedes, on) else None
        after = one.superseded_by if one.superseded_by and self.is_shown(one.superseded_by, on) else None
        seen = (each for each in self._succession.successors(one) if self.is_shown(each.id, on))
        if self._succession.is_superseded(one, on) and not any(each.begins_on <= on for each in seen):
            after = WITHHELD
        if (before, after) == (one.supersedes, one.superseded_by):
            return one
        return one.model_copy(update={"supersedes": before, "superseded_by": after})

    def _twins(self, ids: Sequence[str], on: date) -> dict[str, tuple[str, ...]]:
        """For each precedent the near-identical ones that were decided the other way."""
        if not ids:
            return {}

        def is_other(one: str, other: str) -> bool:
            return self.is_shown(other, on) and is_opposite(self.held[one], self.held[other])

        found = self._matching.opposites(ids, is_other)
        return {one: tuple(match.id for match in found[one][:MOST_TWINS]) for one in ids}

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
            raise _not_held(match.id)
        features = self._studies.features(one)
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
                *(comparison.different(facts, features, one, self._studies.lexicon) if facts else ()),
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
        mine, other = self._studies.features(one), self._studies.features(twin)
        found = comparison.differences(one, twin, mine, other, self._studies.lexicon)
        begins = f"{twin.id} is nearly the same case and was {twin.decision.in_words}"
        return tuple(f"{begins}. {each.in_words}" for each in found)

    def _warnings(self, one: Precedent, status: PrecedentStatus, on: date) -> tuple[str, ...]:
        seen = (each for each in self._succession.successors(one) if self.is_shown(each.id, on))
        said = status_warning(one, status, seen, on)
        return (*((said,) if said else ()), *(replaced_law_warning(each) for each in replaced_by(one, on)))


def described(one: Precedent, found: Found) -> Described:
    """A precedent as it is matched."""
    headline = headline_of(one.title, one.purpose)
    text = " ".join((headline, one.facts, one.reasons, *one.conditions, *one.data_categories, *one.kinds_of_party))
    return Described(one.id, face_of(one.title, one.purpose, one.facts), text, found)


def _with_twins(found: list[Match], twins_of: TwinsOf, limit: int) -> list[Match]:
    """Each precedent followed by its near-identical cases of the other outcome, wherever those had come.

    At the limit no pair is torn: who would have to stand there without the nearest such case of its own is left out,
    and the nearest of all brings its own even where that is one more than was asked for.
    """
    scores = {match.id: match.score for match in found}
    ordered: list[Match] = []
    placed: set[str] = set()
    for match in found:
        if match.id in placed:
            continue
        room = limit - len(ordered)
        if room < 1:
            break
        together = _together(match.id, twins_of, placed, MOST_TWINS)
        if len(together) > room:
            together = _together(match.id, twins_of, placed, 1)
        if ordered and len(together) > room:
            break
        ordered.append(match)
        ordered += [Match(twin, min(match.score, max(scores.get(twin, 0.0), match.score / 2))) for twin in together[1:]]
        placed.update(together)
    return ordered


def _together(one: str, twins_of: TwinsOf, placed: set[str], most: int) -> list[str]:
    """A precedent, then so many of its near-identical cases of the other outcome, then the nearest to each of those."""
    together = [one]
    fresh = [twin for twin in twins_of([one])[one][:most] if twin not in placed]
    while fresh:
        together += fresh
        twins = twins_of(fresh)
        nearest = (twin for each in fresh for twin in twins[each][:1])
        fresh = [twin for twin in dict.fromkeys(nearest) if twin not in placed and twin not in together]
    return together


def _not_held(precedent_id: str) -> NotHeld:
    return NotHeld(f"No precedent {precedent_id} is held.", "Look for one with: advisor precedents search")
