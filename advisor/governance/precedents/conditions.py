"""The library of conditions: which conditions decided cases carried, in what sort of case, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from advisor.governance.precedents.precedent import Precedent
from corpus.concepts import Lexicon
from corpus.source import Frozen

_SHARED = 0.6


class UsualCondition(Frozen):
    """A condition with its wordings: the precedents that carried it, what those were about, and their reasons."""

    text: str
    wordings: tuple[str, ...]
    precedent_ids: tuple[str, ...]
    purposes: tuple[str, ...]
    why: tuple[str, ...]

    @property
    def times(self) -> int:
        """In how many cases it stands."""
        return len(self.precedent_ids)


def condition_library(precedents: Iterable[Precedent], lexicon: Lexicon) -> tuple[UsualCondition, ...]:
    """Every condition of the precedents given, like wordings put together, the commonest first."""
    groups: list[tuple[frozenset[str], dict[str, list[Precedent]]]] = []
    at: dict[str, set[int]] = defaultdict(set)
    for precedent in precedents:
        for text in precedent.conditions:
            stems = frozenset(lexicon.stems_of(text))
            near = {number for stem in stems for number in at[stem]}
            number = next((one for one in sorted(near) if _alike(groups[one][0], stems)), len(groups))
            if number == len(groups):
                groups.append((stems, {}))
                for stem in stems:
                    at[stem].add(number)
            groups[number][1].setdefault(text, []).append(precedent)
    found = [_usual(wordings, lexicon) for _, wordings in groups]
    return tuple(sorted(found, key=lambda one: (-one.times, one.text)))


def _usual(wordings: dict[str, list[Precedent]], lexicon: Lexicon) -> UsualCondition:
    ordered = sorted(wordings, key=lambda text: (-len(wordings[text]), text))
    carried = list({one.id: one for text in ordered for one in wordings[text]}.values())
    purposes = {
        label for one in carried for label in lexicon.found_in(f"{one.title} . {one.purpose}").of_kind("purpose")
    }
    return UsualCondition(
        text=ordered[0],
        wordings=tuple(ordered),
        precedent_ids=tuple(one.id for one in carried),
        purposes=tuple(sorted(purposes)),
        why=tuple(dict.fromkeys(one.reasons for one in carried if one.reasons)),
    )


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one | other) and len(one & other) / len(one | other) >= _SHARED
