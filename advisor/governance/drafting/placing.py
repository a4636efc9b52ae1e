"""Where what a proposal says is shown: a sentence in the fields that it is most particularly about, not everywhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from advisor.governance.drafting.draft import Fact, FactKind, FactSource
from corpus.source import Frozen

PLACES = 3
"""In how many fields a sentence is shown at most."""
_FEW_SENTENCES = 8
_TAKES_NEARLY_ALL = 0.4
NAMES = frozenset({FactKind.ORGANISATION, FactKind.SYSTEM, FactKind.PERSON})
"""Kinds of fact that name somebody or something."""
_EXACT = frozenset({
    FactKind.ORGANISATION, FactKind.SYSTEM, FactKind.VOLUME, FactKind.DATE, FactKind.AMOUNT, FactKind.PERSON,
    FactKind.RETENTION, FactKind.FREQUENCY,
})  # fmt: skip


class Said(Frozen):
    """What is said of one field: ``whole`` are sentences and clauses, ``exact`` are names, dates, sums and numbers."""

    whole: tuple[Fact, ...] = ()
    exact: tuple[Fact, ...] = ()


def place(facts: Sequence[Fact]) -> dict[str, Said]:
    """What is shown of each field.

    A field that would take nearly every sentence of a long proposal tells a reader nothing, so it keeps only those that
    stand in no more particular one.
    """
    whole = [one for one in facts if one.source is FactSource.ANSWER or is_whole(one)]
    kept = _most_particular([one for one in whole if one.source is FactSource.PROPOSAL])
    fields: dict[str, list[Fact]] = defaultdict(list)
    for one in whole:
        if one.source is FactSource.ANSWER or one.id in kept:
            fields[one.field].append(one)
    exact: dict[str, list[Fact]] = defaultdict(list)
    for one in facts:
        if one.source is FactSource.PROPOSAL and not is_whole(one):
            exact[one.field].append(one)
    return {
        field: Said(whole=tuple(fields.get(field, ())), exact=tuple(exact.get(field, ())))
        for field in dict.fromkeys((*fields, *exact))
    }


def is_whole(fact: Fact) -> bool:
    """Whether a fact is a sentence or clause, not a name, date, sum or number inside one."""
    return fact.kind not in _EXACT or fact.value == fact.source_text


def _most_particular(whole: Sequence[Fact]) -> set[str]:
    of_stretch: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    for one in whole:
        of_stretch[one.start, one.end].append(one)
    taken = Counter(field for facts in of_stretch.values() for field in {one.field for one in facts})
    greedy = _greedy(taken, len(of_stretch))
    kept: set[str] = set()
    for facts in of_stretch.values():
        first = _first_places(facts, taken, greedy)
        kept.update(one.id for one in facts if one.field in first)
    return kept


def _greedy(taken: Mapping[str, int], sentences: int) -> frozenset[str]:
    if sentences < _FEW_SENTENCES:
        return frozenset()
    return frozenset(field for field, number in taken.items() if number > sentences * _TAKES_NEARLY_ALL)


def _first_places(facts: Iterable[Fact], taken: Mapping[str, int], greedy: frozenset[str]) -> frozenset[str]:
    fields = sorted({one.field for one in facts}, key=lambda field: (field in greedy, taken[field], field))
    particular = [field for field in fields if field not in greedy]
    return frozenset((particular or fields[:1])[:PLACES])
