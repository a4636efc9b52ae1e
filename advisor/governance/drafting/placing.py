"""Where what a proposal says is shown: a sentence in the fields that it is most particularly about, not everywhere."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from advisor.governance.drafting.draft import Fact, FactKind, FactSource
from advisor.governance.drafting.sentences import Sentence, sentences
from advisor.governance.drafting.wording import field_words
from corpus.source import Frozen

PLACES = 2
"""In how many fields a sentence is shown at most."""
Stretch = tuple[int, int]
"""From where to where in the proposal."""
_FEW_SENTENCES = 8
_TAKES_NEARLY_ALL = 0.4
NAMES = frozenset({FactKind.ORGANISATION, FactKind.SYSTEM, FactKind.PERSON})
"""Kinds of fact that name somebody or something."""
_NEVER_A_DAY = frozenset({"title", "data_subjects"})
_EXACT = frozenset({
    FactKind.ORGANISATION, FactKind.SYSTEM, FactKind.VOLUME, FactKind.DATE, FactKind.AMOUNT, FactKind.PERSON,
    FactKind.RETENTION, FactKind.FREQUENCY,
})  # fmt: skip


_FILLED_BY = {
    "author": FactKind.PERSON, "liaison": FactKind.PERSON, "signatories": FactKind.PERSON, "cost": FactKind.AMOUNT,
}  # fmt: skip
"""Fields that only a name or a sum fills; a sentence without one touches on them and says more of something else."""
_HEADING_WORDS = 12
_UNMARKED_WORDS = 3


class Said(Frozen):
    """What is said of one field: ``whole`` are sentences and clauses, ``exact`` are names, dates, sums and numbers."""

    whole: tuple[Fact, ...] = ()
    exact: tuple[Fact, ...] = ()


def headings(text: str) -> frozenset[Stretch]:
    """Where headings of the proposal stand, but for its title: they lead to a place and say nothing by themselves.

    A line without any mark of a heading may be a sentence that lost its stop, a name under a letter or one line of a
    list, so only a very short one counts that stands alone over other lines.
    """
    told = sentences(text)
    short = [_stands_as_heading(one, _UNMARKED_WORDS) for one in told]
    found = set()
    for place, one in enumerate(told):
        alone = short[place] and not any(short[max(0, place - 1) : place]) and not all(short[place + 1 : place + 2])
        marked = _is_marked(one, text) and _stands_as_heading(one, _HEADING_WORDS)
        if marked or alone or _heads_a_table(one, text):
            found.add((one.start, one.end))
    return frozenset(found)


def _stands_as_heading(one: Sentence, words: int) -> bool:
    return one.text.strip("*# \t:") == one.heading != "" and len(one.heading.split()) <= words


def _heads_a_table(one: Sentence, text: str) -> bool:
    """Whether it is the first row of a table, over the rule."""
    if not text[text.rfind("\n", 0, one.start) + 1 : one.start].lstrip().startswith("|"):
        return False
    below = text.find("\n", one.end)
    following = text[below + 1 : text.find("\n", below + 1)] if below >= 0 else ""
    return "-" in following and not following.strip(" \t|:-")


def _is_marked(one: Sentence, text: str) -> bool:
    before = text[text.rfind("\n", 0, one.start) + 1 : one.start]
    return "#" in before or one.text.startswith("**") or text[one.end - 1 : one.end + 1].strip().endswith(":")


def place(facts: Sequence[Fact], unshown: frozenset[Stretch] = frozenset()) -> dict[str, Said]:
    """What is shown of each field, but for sentences that are ``unshown``.

    A field that would take nearly every sentence of a long proposal tells a reader nothing, so it keeps only those that
    stand in no more particular one.
    """
    whole = [one for one in facts if one.source is FactSource.ANSWER or is_whole(one)]
    told = [one for one in whole if one.source is FactSource.PROPOSAL and (one.start, one.end) not in unshown]
    kept = _most_particular(told, _filled(facts))
    fields: dict[str, list[Fact]] = defaultdict(list)
    for one in whole:
        if one.source is FactSource.ANSWER or one.id in kept:
            fields[one.field].append(one)
    exact: dict[str, list[Fact]] = defaultdict(list)
    for one in facts:
        if one.source is FactSource.PROPOSAL and not is_whole(one) and not _is_idle_date(one):
            exact[one.field].append(one)
    return {
        field: Said(whole=tuple(fields.get(field, ())), exact=tuple(exact.get(field, ())))
        for field in dict.fromkeys((*fields, *exact))
    }


def _is_idle_date(fact: Fact) -> bool:
    """Whether it is a date in a field that a day says nothing of, since the sentence is of that field too."""
    return fact.kind is FactKind.DATE and fact.field in _NEVER_A_DAY


def is_whole(fact: Fact) -> bool:
    """Whether a fact is a sentence or clause, not a name, date, sum or number inside one."""
    return fact.kind not in _EXACT or fact.value == fact.source_text


def _filled(facts: Iterable[Fact]) -> frozenset[tuple[str, Stretch]]:
    """The fields that only a name or a sum fills, with each stretch that holds one."""
    return frozenset(
        (field, (one.start, one.end))
        for one in facts
        for field, kind in _FILLED_BY.items()
        if one.kind is kind and not is_whole(one)
    )


def _most_particular(whole: Sequence[Fact], filled: frozenset[tuple[str, Stretch]]) -> set[str]:
    of_stretch: dict[Stretch, list[Fact]] = defaultdict(list)
    for one in whole:
        of_stretch[one.start, one.end].append(one)
    taken = Counter(field for facts in of_stretch.values() for field in {one.field for one in facts})
    greedy = _greedy(taken, len(of_stretch))
    kept: set[str] = set()
    for facts in of_stretch.values():
        fitting = [one for one in facts if _fits(one, filled)]
        first = _first_places(fitting or facts, taken, greedy)
        kept.update(one.id for one in facts if one.field in first)
    return kept


def _fits(fact: Fact, filled: Iterable[tuple[str, Stretch]]) -> bool:
    if fact.field not in _FILLED_BY:
        return True
    return any(field == fact.field and fact.start <= start and end <= fact.end for field, (start, end) in filled)


def _greedy(taken: Mapping[str, int], sentences: int) -> frozenset[str]:
    if sentences < _FEW_SENTENCES:
        return frozenset()
    return frozenset(field for field, number in taken.items() if number > sentences * _TAKES_NEARLY_ALL)


def _first_places(facts: Iterable[Fact], taken: Mapping[str, int], greedy: frozenset[str]) -> frozenset[str]:
    named = {one.field for one in facts if _names_its_field(one)}
    fields = sorted(
        {one.field for one in facts}, key=lambda field: (field not in named, field in greedy, taken[field], field)
    )
    particular = [field for field in fields if field in named or field not in greedy]
    return frozenset((particular or fields[:1])[:PLACES])


def _names_its_field(fact: Fact) -> bool:
    """Whether a sentence begins with the word for its field: “The purpose is …”, “Benefits: …”."""
    return re.match(rf"(?:the |our |as an? )?{field_words(fact.field).lower()}\b", fact.value.lower()) is not None
