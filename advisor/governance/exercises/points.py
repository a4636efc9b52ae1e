"""Which points an answer in words makes, and which mistakes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from advisor.governance.exercises.evidence import (
    Asked,
    Grounding,
    Meaning,
    can_tell,
    evidence,
    other_figure,
    parts_of,
)
from advisor.governance.exercises.marked import By, Mistake, PointFound
from advisor.governance.exercises.meaning import sureties
from advisor.governance.exercises.scheme import Contradiction, Point, PointMarking
from advisor.governance.exercises.wording import NEGATIONS, Token, denied, occurrences, tokens
from advisor.governance.exercises.wording import Found as Place

_DENIED_WITHIN = 2
_TURNING = frozenset({"but", "only", "just", "rather"})


class Found(NamedTuple):
    """The points of a scheme with what each earned, and the mistakes."""

    points: tuple[PointFound, ...]
    mistakes: tuple[Mistake, ...]

    @property
    def marks(self) -> float:
        """What was earned, less what the mistakes cost; never less than nothing."""
        return max(0.0, sum(one.earned for one in self.points) - sum(one.costs for one in self.mistakes))


def find_points(
    answer: str,
    marking: PointMarking,
    model_answer: str,
    *,
    meaning: Meaning | None = None,
    grounding: Grounding | None = None,
    finds_faults: bool = False,
) -> Found:
    """Mark an answer by the points of a scheme.

    Args:
        answer: the learner's words.
        marking: the scheme; ties of points to passages are the caller's business.
        model_answer: an answer that makes the points.
        meaning: recognises points in words that the scheme does not list, and wordings that stand there by chance;
            without it, or for a point that says too little to be known by its meaning, only the wordings count.
        grounding: tells what contradicts a point.
        finds_faults: whether the answer says what is missing or wrong, so that a denied wording names a point too.
    """
    words = tokens(answer)
    mistakes = tuple(
        Mistake(id=one.id, feedback=one.feedback, costs=one.costs) for one in marking.must_not if says(one, words)
    )
    met = [makes(one, words, even_denied=finds_faults) for one in marking.points]
    by: list[By | None] = [By.WORDING if one else None for one in met]
    if meaning is not None:
        told = [at for at, one in enumerate(marking.points) if can_tell(one)]
        found = [
            evidence(
                meaning,
                answer,
                Asked(marking.points[at], (*marking.points[:at], *marking.points[at + 1 :]), model_answer),
                mistaken=bool(mistakes),
                grounding=grounding,
            )
            for at in told
        ]
        for at, sure in zip(told, sureties(found), strict=True):
            by[at] = None if sure < 0 else By.WORDING if met[at] else By.MEANING
    points = [
        PointFound(id=one.id, point=one.point, marks=one.marks, earned=one.marks if how else 0.0, by=how)
        for one, how in zip(marking.points, by, strict=True)
    ]
    return Found(tuple(points), (*mistakes, *_other_figures(answer, points)))


def makes(point: Point, words: Sequence[Token], *, even_denied: bool = False) -> bool:
    """Whether every group of a point is met by one of its wordings.

    A wording that is denied where it stands is not met, save for a point that itself denies.
    """
    free = even_denied or any(one.word in NEGATIONS for one in tokens(point.point))
    return all(
        any(free or _is_open(one, found, words) for one in group for found in occurrences(one, words))
        for group in point.accepts
    )


def _is_open(alternative: str, found: Place, words: Sequence[Token]) -> bool:
    """Whether a wording at a place is not denied by the words right before it."""
    if any(one.word in NEGATIONS for one in tokens(alternative)):
        return True
    clause = words[found.start].clause
    near = words[max(0, found.start - _DENIED_WITHIN) : found.start]
    before = [one.word for one in near if one.clause == clause]
    return not (NEGATIONS & set(before)) or bool(_TURNING & set(before))


def says(mistake: Contradiction, words: Sequence[Token]) -> bool:
    """Whether a sentence meets every group of a contradiction and does not deny it."""
    for sentence in dict.fromkeys(one.sentence for one in words):
        inside = [one for one in words if one.sentence == sentence]
        if all(any(_affirmed(one, inside) for one in group) for group in mistake.says):
            return True
    return False


def _affirmed(alternative: str, sentence: Sequence[Token]) -> bool:
    denying = any(one.word in NEGATIONS for one in tokens(alternative))
    return any(denying or not denied(one, sentence) for one in occurrences(alternative, sentence))


def _other_figures(answer: str, points: Sequence[PointFound]) -> tuple[Mistake, ...]:
    """Lengths of time and days that stand where a missed point has others: told to the learner, and free of cost."""
    told = []
    for point in points:
        if point.earned:
            continue
        for part in parts_of(answer):
            if figures := other_figure(part, point.point):
                wrote, right = figures
                told.append(
                    Mistake(
                        id=f"{point.id}-figure",
                        feedback=f"You wrote “{wrote}”, where it is “{right}”: {point.point}",
                        costs=0.0,
                    )
                )
                break
    return tuple(told)
