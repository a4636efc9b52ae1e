"""Which words of the passages carry which words of a claim, and which few sentences carry it together."""

from __future__ import annotations

from typing import NamedTuple

from advisor.governance.grounding.passages import Passages
from advisor.governance.grounding.thesaurus import thesaurus
from advisor.governance.grounding.wording import Unit

CARRIED = 0.5
_MOST_UNITS = 4
_WORTH_ADDING = 0.6
_FAMILY_LETTERS = 5
_CONTEXT = 0.9
_LED = 0.98
_SURE = 0.85


class Carried(NamedTuple):
    """How well a claim's word is carried, from 0 to 1, and by which unit and content word (-1: by none)."""

    strength: float
    unit: int
    content: int


class Alignment(NamedTuple):
    """A claim laid beside the passages.

    ``kin`` gives for each content word of the claim the passages' words near it; ``chosen`` are the units that together
    carry it, best first; ``carried`` says how each word is carried by these, ``anywhere`` by any unit.
    """

    claim: Unit
    passages: Passages
    kin: tuple[dict[str, float], ...]
    chosen: tuple[int, ...]
    carried: tuple[Carried, ...]
    anywhere: tuple[float, ...]
    best: tuple[float, ...]

    def units(self) -> list[Unit]:
        """The chosen units, best first."""
        return [self.passages.units[number] for number in self.chosen]


def align(claim: Unit, passages: Passages) -> Alignment:
    """Lay a claim beside passages."""
    kin = _kin(claim, passages)
    weights = [one.weight for one in claim.content]
    strengths = [
        [max((near[word] for word in near.keys() & unit.places.keys()), default=0.0) for near in kin]
        for unit in passages.units
    ]
    context = [0.0] * len(weights)
    for number, unit in enumerate(passages.units):
        if unit.heading:
            context = [max(had, _CONTEXT * new) for had, new in zip(context, strengths[number], strict=True)]
    chosen = _chosen(passages, strengths, weights, context)
    for number in chosen:
        lead = passages.units[number].lead
        if lead is not None:
            led = [max((near[word] for word in near.keys() & lead.places.keys()), default=0.0) for near in kin]
            context = [max(had, _LED * new) for had, new in zip(context, led, strict=True)]
    carried = []
    for place in range(len(weights)):
        best = max(chosen, key=lambda number: strengths[number][place], default=-1)
        strength = strengths[best][place] if best >= 0 else 0.0
        if strength > 0 and strength >= min(context[place], _SURE):
            carried.append(Carried(strength, best, _where(kin[place], passages.units[best])))
        else:
            carried.append(Carried(max(strength, context[place]), -1, -1))
    anywhere = tuple(max((row[place] for row in strengths), default=0.0) for place in range(len(weights)))
    best_row = tuple(strengths[chosen[0]]) if chosen else tuple(0.0 for _ in weights)
    return Alignment(claim, passages, tuple(kin), tuple(chosen), tuple(carried), anywhere, best_row)


def _kin(claim: Unit, passages: Passages) -> list[dict[str, float]]:
    unknown = tuple(dict.fromkeys(one.lemma for one in claim.content if one.lemma not in passages.kin))
    for word in unknown:
        known = thesaurus().kin(word)
        near = {other: known[other] for other in known.keys() & passages.known}
        if len(word) >= _FAMILY_LETTERS:
            opposites = thesaurus().opposites(word)
            stem = word[:_FAMILY_LETTERS]
            for other in passages.words:
                if other.startswith(stem) and other not in near and other not in opposites:
                    near[other] = _family(word, other)
        if word in passages.known:
            near[word] = 1.0
        passages.kin[word] = near
    return [passages.kin[one.lemma] for one in claim.content]


def _family(word: str, other: str) -> float:
    """Nearness of two words that begin alike: ``statistic`` and ``statistical``."""
    shared = 0
    for one, two in zip(word, other, strict=False):
        if one != two:
            break
        shared += 1
    longest = max(len(word), len(other))
    return 0.85 if shared >= 0.7 * longest else 0.45 if shared >= 0.5 * longest else 0.0


def _chosen(passages: Passages, strengths: list[list[float]], weights: list[float], context: list[float]) -> list[int]:
    """Units that together carry the claim: the best, then those that add at least most of a word."""
    candidates = [number for number, unit in enumerate(passages.units) if not unit.heading]
    candidates = candidates or list(range(len(passages.units)))
    have = list(context)
    chosen: list[int] = []
    while candidates and len(chosen) < _MOST_UNITS:
        gains = [
            sum(weight * max(0.0, new - old) for weight, new, old in zip(weights, strengths[number], have, strict=True))
            for number in candidates
        ]
        best = max(range(len(gains)), key=gains.__getitem__)
        if chosen and gains[best] < _WORTH_ADDING:
            break
        number = candidates.pop(best)
        chosen.append(number)
        have = [max(old, new) for old, new in zip(have, strengths[number], strict=True)]
    return chosen


def _where(near: dict[str, float], unit: Unit) -> int:
    word = max(near.keys() & unit.places.keys(), key=near.__getitem__)
    return unit.places[word][0]
