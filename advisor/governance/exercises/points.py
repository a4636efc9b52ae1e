"""Which points an answer in words makes, and which mistakes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from advisor.governance.exercises.marked import By, Mistake, PointFound
from advisor.governance.exercises.meaning import (
    THRESHOLD,
    Grounding,
    Meaning,
    likeness,
    other_figure,
    parts_of,
    speaks_against,
)
from advisor.governance.exercises.scheme import Contradiction, Point, PointMarking
from advisor.governance.exercises.wording import NEGATIONS, Token, denied, occurrences, tokens


class Found(NamedTuple):
    """The points of a scheme with what each earned, and the mistakes."""

    points: tuple[PointFound, ...]
    mistakes: tuple[Mistake, ...]

    @property
    def marks(self) -> float:
        """What was earned, less what the mistakes cost; never less than nothing."""
        return max(0.0, sum(one.earned for one in self.points) - sum(one.costs for one in self.mistakes))


def find_points(
    answer: str, marking: PointMarking, *, meaning: Meaning | None = None, grounding: Grounding | None = None
) -> Found:
    """Mark an answer by the points of a scheme.

    Args:
        answer: the learner's words.
        marking: the scheme; ties of points to passages are the caller's business.
        meaning: recognises points in words that the scheme does not list, and wordings that stand there by chance;
            without it only the wordings count.
        grounding: tells what contradicts a point.
    """
    words = tokens(answer)
    mistakes = tuple(
        Mistake(id=one.id, feedback=one.feedback, costs=one.costs) for one in marking.must_not if says(one, words)
    )
    points = []
    for point in marking.points:
        by = By.WORDING if makes(point, words) else None
        if meaning is not None and (by or not mistakes):
            others = [one.point for one in marking.points if one is not point]
            likely = likeness(meaning, answer, point, others, words)
            if likely.surety < THRESHOLD:
                by = by if not likely.can_tell else None
            elif by is None and not speaks_against(likely.nearest, point.point, grounding):
                by = By.MEANING
        points.append(
            PointFound(id=point.id, point=point.point, marks=point.marks, earned=point.marks if by else 0.0, by=by)
        )
    return Found(tuple(points), (*mistakes, *_other_figures(answer, points)))


def makes(point: Point, words: Sequence[Token]) -> bool:
    """Whether every group of a point is met by one of its wordings."""
    return all(any(occurrences(one, words) for one in group) for group in point.accepts)


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
