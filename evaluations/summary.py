"""Many marks drawn together: means, medians and the shares that the goals are stated in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import fmean, median

from evaluations.measures import Marks

MEANS = (
    "right_in_five", "all_in_ten", "cites_enough", "citation_precision", "key_points", "outcome_right",
    "wrongly_refused", "premise_first", "dates_given",
)  # fmt: skip

TAGS = (
    "scottish",
    "wrong_premise",
    "time_dependent",
    "instruction",
    "multi_part",
    "misspelt",
    "pinpoint",
    "public_voice",
)
"""The tags by which figures are broken down."""


def summary(marks: Sequence[Marks]) -> dict[str, float]:
    """Means over the questions to which each measure applies, medians of length and time, and refusal by kind."""
    result: dict[str, float] = {"questions": len(marks)}
    for name in MEANS:
        values = [value for one in marks if (value := getattr(one, name)) is not None]
        if values:
            result[name] = round(fmean(values), 4)
    result["must_nots_said"] = sum(one.must_nots for one in marks)
    for kind in ("out_of_scope", "not_held", "refer_to_dpo"):
        of_kind = [one.outcome_right for one in marks if one.kind == kind]
        if of_kind:
            result[f"outcome_right_{kind}"] = round(fmean(of_kind), 4)
    refusals = [one.outcome_right for one in marks if one.kind != "answerable"]
    if refusals:
        result["refused_as_it_should"] = round(fmean(refusals), 4)
    result |= _spread("words", [one.words for one in marks if one.words is not None])
    result |= _spread("sources", [one.sources for one in marks if one.sources is not None])
    result |= _spread("milliseconds", [one.milliseconds for one in marks])
    return result


def worst(marks: Sequence[Marks], by: Callable[[Marks], float | None], count: int) -> list[Marks]:
    """The answers that did worst by a measure, for a person to read."""
    return sorted((one for one in marks if by(one) is not None), key=lambda one: by(one) or 0.0)[:count]


def _spread(name: str, values: Sequence[int]) -> dict[str, float]:
    if not values:
        return {}
    ordered = sorted(values)
    return {f"{name}_p50": median(ordered), f"{name}_p95": ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]}
