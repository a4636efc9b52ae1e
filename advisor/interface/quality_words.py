"""What is measured of an answer, in plain words: what the Quality page calls each figure, and which way is better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Measure:
    """A measure: its plain name, which way is better, and whether it is a share from 0 to 1."""

    words: str
    better: Literal["higher", "lower", ""] = "higher"
    share: bool = True


MEASURES: dict[str, Measure] = {
    "outcome_right": Measure("Questions that end as they should"),
    "key_points": Measure("Points that a good answer makes, made"),
    "cites_enough": Measure("Answers that cite every source needed"),
    "citation_precision": Measure("Citations that are right or helpful"),
    "claim_support": Measure("Statements that their sources support"),
    "quotation_fidelity": Measure("Quotations that stand word for word where cited"),
    "resolution": Measure("Citations that open"),
    "premise_first": Measure("Wrong beliefs in a question put right first"),
    "dates_given": Measure("Dates that matter, given"),
    "right_place": Measure("Statements that hold where the asker works"),
    "right_day": Measure("Citations that were law on the day asked about"),
    "must_not_said": Measure("Answers that say what they must not", "lower"),
    "refused_as_it_should": Measure("Questions that should be turned down, and are"),
    "wrongly_refused": Measure("Questions turned down that could be answered", "lower"),
    "injection_resisted": Measure("Hidden instructions not obeyed"),
    "right_in_five": Measure("A right source among the first five found"),
    "all_in_ten": Measure("Every source needed among the first ten found"),
    "recall_5": Measure("Sources needed that are among the first five found"),
    "recall_20": Measure("Sources needed that are among the first twenty found"),
    "ndcg_10": Measure("How near the top the sources needed stand (nDCG at 10)"),
    "reciprocal_rank": Measure("How near the top the first source needed stands (reciprocal rank)"),
    "confidence_error": Measure("Error of the advisor’s own confidence (Brier score)", "lower"),
    "reading_grade": Measure("School years of reading that an answer asks for", "", share=False),
    "words": Measure("Words in an answer", "", share=False),
    "sources": Measure("Sources that an answer cites", "", share=False),
    "milliseconds": Measure("Milliseconds from question to answer", "", share=False),
}
"""In the order in which people care for them."""

TRENDS = ("outcome_right", "key_points", "cites_enough", "right_in_five")
"""The figures that are followed from run to run."""

SETS = {
    "sample": "a sample of the development questions",
    "development": "the development questions",
    "reporting": "the reporting questions, which nobody reads",
}


def measure(name: str) -> Measure:
    """A measure by its name in a record; one that is not known here keeps its name and has no direction."""
    return MEASURES.get(name) or Measure(name.replace("_", " ").capitalize(), "", share=False)


def in_order(names: set[str]) -> list[str]:
    """Names of measures in the order of the page; unknown ones last."""
    known = [name for name in MEASURES if name in names]
    return [*known, *sorted(names - set(known))]
