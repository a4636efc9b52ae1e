"""What speaks for and against an answer's making a point: likeness to ways of saying it, words, figures and sides."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from advisor.governance.exercises.scheme import Point
from advisor.governance.exercises.spelling import plainly
from advisor.governance.exercises.wording import GLUE, NEGATIONS, Token, occurrences, tokens
from advisor.governance.grounding.quantities import quantities, same
from advisor.governance.grounding.thesaurus import NEAR, lemma, thesaurus
from advisor.governance.support import Support, SupportLabel

_ALONE = 0.3
"""How like an answer is to something else, where a step has nothing else."""

_NEAREST = 3
_SHORTEST_WEIGHTY, _SHORTEST_PART_WORDS, _SHORTEST_PIECE_WORDS = 3, 2, 3
_PARTS = re.compile(r"(?<=[.!?;:])\s+|\n|\s[-–—]\s|(?<=,)\s(?=and\b|but\b|so\b|because\b)")
_PIECES = re.compile(r",\s+|\s+(?=because\b|since\b|but\b|so\b|unless\b|and\b)")
_YES, _NO = frozenset({"yes", "right", "sure", "certainly"}), frozenset({"no", "never"})
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_TIMED = frozenset({"hour", "day", "month", "working day", "working hour", "school day", "minute"})


class Meaning(Protocol):
    """How like two texts are in meaning, as a model sees it."""

    def likeness(self, ones: Sequence[str], others: Sequence[str]) -> Sequence[Sequence[float]]:
        """For each of ``ones`` its likeness to each of ``others``, from -1 to 1."""
        ...


Grounding = Callable[[Sequence[str], str], Support]
"""How far passages carry a claim."""


class Asked(NamedTuple):
    """What an answer is held against: a point, the step's other points, and the model answer."""

    point: Point
    others: Sequence[Point]
    model_answer: str


class Evidence(NamedTuple):
    """What speaks for an answer's making a point, and against it."""

    groups: float
    """How telling the wordings found are, over all groups."""
    weakest_group: float
    """The likeness to the group that is least met."""
    point: float
    """The likeness to the point itself."""
    way: float
    """The likeness to the nearest way of saying it."""
    ways: float
    """The mean likeness of the same part to the nearest ways."""
    over_misses: float
    """By how much a part of the answer is nearer to a way than to every near miss."""
    over_others: float
    """By how much it is nearer to a way than to the ways of the other points."""
    astray: float
    """By how much some part is nearer to a near miss of any point of the step than to the ways of all of them."""
    whole: float
    """By how much the answer as a whole is nearer to a way than to every near miss of the step."""
    words_of_way: float
    """How much the answer shares with the words of the nearest way."""
    words_of_point: float
    words_of_model: float
    other_side_than_model: float
    other_side_than_point: float
    other_side_than_way: float
    """Whether a part denies and the way nearest to it does not, or the other way round."""
    other_figure: float
    contradicted: float
    mistaken: float
    """Whether the answer holds a mistake that the scheme knows."""


def evidence(
    meaning: Meaning,
    answer: str,
    asked: Asked,
    *,
    mistaken: bool,
    grounding: Grounding | None = None,
) -> Evidence:
    """Gather what speaks for and against.

    Args:
        meaning: tells likeness.
        answer: the learner's words, spelt plainly.
        asked: the point and what stands beside it.
        mistaken: whether the answer holds a mistake that the scheme knows.
        grounding: tells what contradicts a point.
    """
    point = asked.point
    parts, words = parts_of(answer), tokens(answer)
    ways, misses = ways_of(point, asked.model_answer), [_plain(one) for one in point.not_said_as]
    elsewhere = [way for other in asked.others for way in (other.point, *map(_plain, other.said_as))]
    missed_elsewhere = [_plain(one) for other in asked.others for one in other.not_said_as]
    accepted = [[one.rstrip("*") for one in group] for group in point.accepts]
    flat = [one for group in accepted for one in group]
    rows = meaning.likeness(parts, [*ways, *misses, *elsewhere, *missed_elsewhere, *flat])
    first_miss, first_other = len(ways), len(ways) + len(misses)
    first_missed = first_other + len(elsewhere)
    first_wording = first_missed + len(missed_elsewhere)
    by_way = [max(row[:first_miss]) for row in rows]
    by_miss = [max(row[first_miss:first_other], default=_ALONE) for row in rows]
    by_other = [max(row[first_other:first_missed], default=_ALONE) for row in rows]
    by_any_miss = [max(miss, *row[first_missed:first_wording], _ALONE) for miss, row in zip(by_miss, rows, strict=True)]
    best = max(range(len(parts)), key=lambda at: by_way[at] + 0.5 * (by_way[at] - by_miss[at]))
    nearest = max(range(len(ways)), key=lambda at: rows[best][at])
    first, by_group = first_wording, []
    for group in accepted:
        by_group.append(max(row[first + place] for row in rows for place in range(len(group))))
        first += len(group)
    said = [tokens(one) for one in parts]
    example = _example(asked)
    return Evidence(
        groups=sum(_telling_wording(group, words, asked) for group in point.accepts) / len(point.accepts),
        weakest_group=min(by_group),
        point=max(row[0] for row in rows),
        way=by_way[best],
        ways=sum(sorted(rows[best][:first_miss])[-_NEAREST:]) / min(_NEAREST, len(ways)),
        over_misses=by_way[best] - by_miss[best],
        over_others=by_way[best] - by_other[best],
        astray=max(miss - max(way, other) for miss, way, other in zip(by_any_miss, by_way, by_other, strict=True)),
        whole=by_way[-1] - by_any_miss[-1],
        words_of_way=max(_shared(tokens(way), one) for way in ways for one in said),
        words_of_point=max(_share_said(_weighty(point.point), one) for one in said),
        words_of_model=max(_share_said(_weighty(example[0] if example else point.point), one) for one in said),
        other_side_than_model=float(_side(answer) * _side(asked.model_answer) < 0),
        other_side_than_point=float(_side(answer) * _side(point.point) < 0),
        other_side_than_way=float(_denies(said[best]) != _denies(tokens(ways[nearest]))),
        other_figure=float(other_figure(parts[best], point.point) is not None),
        contradicted=float(
            grounding is not None and grounding([point.point], parts[best]).label is SupportLabel.CONTRADICTED
        ),
        mistaken=float(mistaken),
    )


def can_tell(point: Point) -> bool:
    """Whether a point says enough to be known by its meaning; “No.” alone does not."""
    return bool(point.said_as or _weighty(point.point))


def ways_of(point: Point, model_answer: str) -> list[str]:
    """The ways of saying a point that are known: itself first, those of its scheme, and where the model makes it."""
    making = [
        part
        for part in parts_of(model_answer)
        if all(any(occurrences(one, tokens(part)) for one in group) for group in point.accepts)
    ]
    return [*dict.fromkeys((point.point, *map(_plain, point.said_as), *sorted(making, key=len)[:2]))]


def parts_of(answer: str) -> list[str]:
    """The sentences of an answer, their clauses, and last the answer as a whole."""
    parts = [one.strip() for one in _PARTS.split(answer) if len(one.split()) >= _SHORTEST_PART_WORDS]
    pieces = [one.strip() for part in parts for one in _PIECES.split(part)]
    pieces = [one for one in pieces if len(one.split()) >= _SHORTEST_PIECE_WORDS]
    whole = answer.strip()
    return [*(one for one in dict.fromkeys((*parts, *pieces)) if one != whole), whole]


def other_figure(part: str, point: str) -> tuple[str, str] | None:
    """A length of time or a weekday where the point has another one: as written in the part, and in the point."""
    here = [one for one in quantities(part) if one.unit in _TIMED]
    there = [one for one in quantities(point) if one.unit in _TIMED]
    if here and there and not any(same(one, other) for one in here for other in there):
        return here[0].written, there[0].written
    days = [{one.word for one in tokens(text)} & _WEEKDAYS for text in (part, point)]
    if all(days) and not days[0] & days[1]:
        return min(days[0]).capitalize(), min(days[1]).capitalize()
    return None


@lru_cache(maxsize=8192)
def _plain(way: str) -> str:
    return plainly(way, ())


def _example(asked: Asked) -> list[str]:
    """The shortest part of the model answer that makes the point."""
    making = [
        part
        for part in parts_of(asked.model_answer)
        if all(any(occurrences(one, tokens(part)) for one in group) for group in asked.point.accepts)
    ]
    return sorted(making, key=len)[:1]


def _telling_wording(group: Sequence[str], words: Sequence[Token], asked: Asked) -> float:
    found = [one for one in group if occurrences(one, words, kin=True)]
    return max((_telling(one, asked.point, tuple(asked.others)) for one in found), default=0.0)


@lru_cache(maxsize=8192)
def _telling(wording: str, point: Point, others: tuple[Point, ...]) -> float:
    """How telling a wording is: less, the oftener it stands in near misses and in the ways of other points."""
    astray = (*point.not_said_as, *(way for one in others for way in (one.point, *one.said_as)))
    often = sum(bool(occurrences(wording, tokens(_plain(one)))) for one in astray)
    here = sum(bool(occurrences(wording, tokens(_plain(one)))) for one in (point.point, *point.said_as))
    return (here + 1) / (here + often + 1)


def _weighty(text: str) -> list[Token]:
    return [one for one in tokens(text) if one.word not in GLUE | NEGATIONS and len(one.word) >= _SHORTEST_WEIGHTY]


def _share_said(wanted: Sequence[Token], said: Sequence[Token]) -> float:
    """How much of the words wanted was said, a word near in meaning counting for as much as it is near."""
    stems, lemmas = {one.stem for one in said}, {lemma(one.word) for one in said}
    shares = 0.0
    for one in wanted:
        kin = thesaurus().kin(lemma(one.word))
        near = max((kin.get(other, 0.0) for other in lemmas), default=0.0)
        shares += 1.0 if one.stem in stems else near if near >= NEAR else 0.0
    return shares / max(1, len(wanted))


def _shared(one: Sequence[Token], other: Sequence[Token]) -> float:
    """The share of weighty words that two texts have in common."""
    here = {word.stem for word in one if word.word not in GLUE}
    there = {word.stem for word in other if word.word not in GLUE}
    return 2 * len(here & there) / max(1, len(here) + len(there))


def _denies(words: Sequence[Token]) -> bool:
    return any(one.word in NEGATIONS for one in words)


def _side(text: str) -> int:
    first = [one.word for one in tokens(text)[:1]]
    return 1 if first[:1] and first[0] in _YES else -1 if first[:1] and first[0] in _NO else 0
