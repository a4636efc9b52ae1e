"""The limits of a scope as numbers, so that both indexes can filter inside the query and never after it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, Self

from corpus.passage import EVER, Passage
from corpus.source import TERRITORIES
from retrieval.evidence import Scope


class Limits(NamedTuple):
    """A passage's limits: territories as bits in the order E, W, S, NI; classification rank; days as day numbers.

    ``first`` is the first day on which its statements are true, ``end`` the first on which they no longer are;
    ``holds_now`` says that they began by the day they were checked and have no known end.
    """

    territories: int
    rank: int
    first: int
    end: int
    holds_now: bool


class Group(NamedTuple):
    """What the passages of one collection have in common."""

    territories: int
    rank: int
    holds_now: bool

    @property
    def name(self) -> str:
        """Short text that names the group, for example ``t15-r0-now``."""
        return f"t{self.territories}-r{self.rank}-{'now' if self.holds_now else 'dated'}"

    @classmethod
    def named(cls, name: str) -> Self:
        """The group that a name stands for."""
        territories, rank, when = name.split("-")
        return cls(int(territories[1:]), int(rank[1:]), when == "now")

    def admitted_by(self, scope: Scope) -> bool:
        """Whether the scope may see any passage of the group."""
        wanted = bits((scope.jurisdiction.territory,)) if scope.jurisdiction.territory else 0
        return self.rank <= scope.clearance.rank and self.territories & wanted == wanted


def day_number(day: date) -> int:
    """A day as an integer that orders like the day: 20261121."""
    return day.year * 10_000 + day.month * 100 + day.day


def bits(letters: tuple[str, ...]) -> int:
    """Territories as bits, England lowest."""
    return sum(1 << TERRITORIES.index(letter) for letter in letters)


def limits_of(passage: Passage) -> Limits:
    """What a passage's filters are."""
    begun = passage.as_at is None or passage.true_from <= passage.as_at
    return Limits(
        territories=bits(passage.extent),
        rank=passage.classification.rank,
        first=day_number(passage.true_from),
        end=day_number(passage.true_to),
        holds_now=begun and passage.true_to == EVER,
    )


def group_of(limits: Limits) -> Group:
    """The group in which a passage with these limits stands."""
    return Group(limits.territories, limits.rank, limits.holds_now)


def admits(scope: Scope, limits: Limits) -> bool:
    """Whether a passage with these limits may be given within the scope."""
    return group_of(limits).admitted_by(scope) and limits.first <= day_number(scope.on) < limits.end
