"""How a precedent differs: from the case that was looked for, and from each near-identical one decided otherwise."""

from __future__ import annotations

from advisor.governance.precedents.pack import NearPrecedent
from corpus.source import Frozen


class Opposite(Frozen):
    """A near-identical precedent of the other outcome, with the points on which the two differ."""

    precedent_id: str
    decided: str
    points: tuple[str, ...]


def from_case(one: NearPrecedent) -> tuple[str, ...]:
    """The sentences of ``different`` that compare it with the case."""
    return tuple(said for said in one.different if not any(said.startswith(_begins(twin)) for twin in one.twins))


def from_opposites(one: NearPrecedent) -> tuple[Opposite, ...]:
    """The other sentences, put together by the precedent that they compare it with."""
    found = []
    for twin in one.twins:
        told = [said.removeprefix(_begins(twin)) for said in one.different if said.startswith(_begins(twin))]
        if told:
            decided = told[0].partition(". ")[0]
            points = tuple(said.partition(". ")[2] for said in told)
            found.append(Opposite(precedent_id=twin, decided=decided, points=points))
    return tuple(found)


def _begins(twin: str) -> str:
    """As ``advisor.journeys.precedent_reading`` begins such a sentence."""
    return f"{twin} is nearly the same case and was "
