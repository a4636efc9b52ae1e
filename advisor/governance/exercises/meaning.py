"""How surely an answer makes a point, whatever its words: the evidence for it, weighed.

``evaluations/training/marking.py`` fitted the weights, and printed how often exercises whose answers it had not seen
were marked as expected.
"""

from __future__ import annotations

from collections.abc import Sequence

from advisor.governance.exercises.evidence import Evidence, Meaning

OFFSET = -7.36
TOGETHER, SUREST = 0.4, 3.0
WEIGHTS = Evidence(
    groups=2.36,
    weakest_group=5.97,
    point=-0.1,
    way=0.71,
    ways=1.29,
    over_misses=1.46,
    over_others=2.36,
    astray=-0.61,
    whole=1.4,
    words_of_way=1.64,
    words_of_point=1.02,
    words_of_model=0.52,
    other_side_than_model=-2.48,
    other_side_than_point=-1.18,
    other_side_than_way=-0.44,
    other_figure=-3.39,
    contradicted=-0.3,
    mistaken=-3.03,
)

_ANOTHER_STEP_MARGIN, _ANOTHER_STEP_MARGIN_BESIDE_A_POINT = 0.2, 0.35


def sureties(found: Sequence[Evidence]) -> list[float]:
    """How surely an answer makes each of a step's points; from nought on it does.

    Who makes the other points has more likely understood, and makes this one too.
    """
    alone = [OFFSET + sum(weight * value for weight, value in zip(WEIGHTS, one, strict=True)) for one in found]
    kept = [max(-SUREST, min(SUREST, one)) for one in alone]
    others = max(1, len(found) - 1)
    return [one + TOGETHER * (sum(kept) - own) / others for one, own in zip(alone, kept, strict=True)]


def answers_another_step(
    meaning: Meaning, answer: str, own: Sequence[str], beside: Sequence[str], *, makes_a_point: bool
) -> bool:
    """Whether an answer is plainly nearer to what other steps ask than to anything of its own step.

    For an answer that makes a point of its own step by its words, plainly is more.
    """
    if not beside:
        return False
    row = meaning.likeness([answer], [*own, *beside])[0]
    margin = _ANOTHER_STEP_MARGIN_BESIDE_A_POINT if makes_a_point else _ANOTHER_STEP_MARGIN
    return max(row[len(own) :]) - max(row[: len(own)]) >= margin
