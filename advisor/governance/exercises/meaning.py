"""Whether an answer makes a point in words that nobody thought of: its likeness to the point, and what speaks against.

The likeness comes from an embedding model that is plugged in. It is blind to yes and no and to figures, so a sentence
that denies what the point affirms, gives another number or day, or is found to contradict the point counts for nothing.

The weights were fitted by logistic regression on the development answers of ``evaluations/datasets/marking``, with all
but three of a point's wordings hidden at random, and rounded; exercises of the fold that was scored were left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from advisor.governance.exercises.scheme import Point
from advisor.governance.exercises.wording import NEGATIONS, Token, occurrences, tokens
from advisor.governance.grounding.quantities import quantities, same
from advisor.governance.support import Support, SupportLabel

THRESHOLD = 1.0
"""From here on an answer makes a point, whatever its words; nothing below it, where only its words speak for it."""

_ANOTHER_STEP_MARGIN = 0.2
_OFFSET = -9.6
_BY_GROUP, _BY_POINT, _MARGIN, _GROUPS_MET, _WORDS_SHARED = 13.0, 3.7, 4.6, 3.3, 5.0
_ALONE = 0.3
"""How like an answer is to another point, where a step has but one."""

_LONG_WORD = 4
_PARTS = re.compile(r"(?<=[.!?;:])\s+|\n|\s[-–—]\s|(?<=,)\s(?=and\b|but\b|so\b|because\b)")
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_TIMED = frozenset({"hour", "day", "month", "working day", "working hour", "school day", "minute"})


class Meaning(Protocol):
    """How like two texts are in meaning, as a model sees it."""

    def likeness(self, ones: Sequence[str], others: Sequence[str]) -> Sequence[Sequence[float]]:
        """For each of ``ones`` its likeness to each of ``others``, from -1 to 1."""
        ...


Grounding = Callable[[Sequence[str], str], Support]
"""How far passages carry a claim."""


class Likeness(NamedTuple):
    """How surely an answer makes a point, the part of it that comes nearest, and whether the point says enough to tell.

    A point such as “No.” has no meaning of its own that an answer could be like.
    """

    surety: float
    nearest: str
    can_tell: bool


def likeness(meaning: Meaning, answer: str, point: Point, others: Sequence[str], words: Sequence[Token]) -> Likeness:
    """How surely an answer means a point. ``others`` are the step's other points, ``words`` the answer's words."""
    parts = parts_of(answer)
    accepted = [[one.rstrip("*") for one in group] for group in point.accepts]
    flat = [one for group in accepted for one in group]
    whole = f"{point.point} {'; '.join(flat)}"
    rows = meaning.likeness(parts, [point.point, whole, *others, *flat])
    nearest = max(range(len(parts)), key=lambda at: rows[at][0])
    to_others = rows[nearest][2 : 2 + len(others)]
    first, by_group = 2 + len(others), []
    for group in accepted:
        by_group.append(max(row[first + place] for row in rows for place in range(len(group))))
        first += len(group)
    met = [any(occurrences(one, words, kin=True) for one in group) for group in point.accepts]
    wanted = {one.stem for one in tokens(point.point) if len(one.word) >= _LONG_WORD}
    shared = len(wanted & {one.stem for one in words}) / max(1, len(wanted))
    surety = (
        _OFFSET
        + _BY_GROUP * min(by_group)
        + _BY_POINT * max(row[1] for row in rows)
        + _MARGIN * (rows[nearest][0] - max(to_others, default=rows[nearest][0] - _ALONE))
        + _GROUPS_MET * sum(met) / len(met)
        + _WORDS_SHARED * shared
    )
    return Likeness(surety, parts[nearest], bool(wanted))


def answers_another_step(meaning: Meaning, answer: str, own: Sequence[str], beside: Sequence[str]) -> bool:
    """Whether an answer is plainly nearer to what other steps ask than to anything of its own step."""
    if not beside:
        return False
    row = meaning.likeness([answer], [*own, *beside])[0]
    return max(row[len(own) :]) - max(row[: len(own)]) >= _ANOTHER_STEP_MARGIN


def parts_of(answer: str) -> list[str]:
    """The sentences of an answer, their longer clauses, and the answer as a whole."""
    parts = [one.strip() for one in _PARTS.split(answer) if len(one.split()) > 1]
    return [*dict.fromkeys((*parts, answer.strip()))]


def speaks_against(part: str, point: str, grounding: Grounding | None) -> bool:
    """Whether a part of an answer denies a point, or gives another number, day or length of time."""
    if _denials(part) != _denials(point) or other_figure(part, point) is not None:
        return True
    return grounding is not None and grounding([point], part).label is SupportLabel.CONTRADICTED


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


def _denials(text: str) -> bool:
    return sum(one.word in NEGATIONS for one in tokens(text)) % 2 == 1
