"""The standard retrieval measures of one ranking, computed by ir-measures.

What is to be found are the needs of a question, each met by any of its addresses, so each need is one relevant
document. The rank at which a need is first met is that document's rank; an address that meets no need, or only one
already met, takes its rank as a document that is not relevant.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

from corpus import address
from evaluations.questions import Question

NAMES = {"nDCG@10": "ndcg_10", "R@5": "recall_5", "R@20": "recall_20", "RR": "reciprocal_rank"}


def available() -> bool:
    """Whether ir-measures is installed."""
    return find_spec("ir_measures") is not None


def ranked_as_needed(question: Question, addresses: Sequence[str]) -> dict[str, float]:
    """The measures of one ranking by the names in ``NAMES``; none where ir-measures is not installed."""
    if not available() or not question.needed:
        return {}
    import ir_measures

    measures = [ir_measures.parse_measure(name) for name in NAMES]
    documents = needs_in_order(question, addresses)
    found = {document: float(len(documents) - place) for place, document in enumerate(documents)}
    wanted = {need_name(number): 1 for number in range(len(question.needed))}
    result = ir_measures.calc_aggregate(measures, {question.id: wanted}, {question.id: found or {"nothing": 1.0}})
    return {name: round(float(result[measure]), 4) for measure, name in zip(measures, NAMES.values(), strict=True)}


def needs_in_order(question: Question, addresses: Sequence[str]) -> list[str]:
    """The ranking as names of documents: needs where they are first met, else the address itself."""
    waiting = dict(enumerate(question.needed))
    documents: list[str] = []
    for place, found in enumerate(addresses):
        met = [number for number, need in waiting.items() if any(address.covers(wanted, found) for wanted in need)]
        documents += [need_name(number) for number in met] or [f"{place} {found}"]
        for number in met:
            del waiting[number]
    return documents


def need_name(number: int) -> str:
    """How a question's need is named as a document."""
    return f"need {number}"
