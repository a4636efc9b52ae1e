"""How much of a claim the passages carry, and where what they do not carry stands together: an addition."""

from __future__ import annotations

from itertools import pairwise

from advisor.governance.grounding.alignment import CARRIED, Alignment
from advisor.governance.grounding.findings import Findings, Gravity, Reason
from advisor.governance.grounding.wording import Unit

_ALIEN = 0.25
_EXACT = 0.99
_PAIR_WORDS = 7


def coverage(aligned: Alignment) -> Findings:
    """Shares of the claim's weight that are carried, and the runs and clauses that are not."""
    content = aligned.claim.content
    strengths = [one.strength for one in aligned.carried]
    weights = [one.weight for one in content]
    total = sum(weights) or 1.0
    lacking = [weight * (1 - strength) for weight, strength in zip(weights, strengths, strict=True)]
    run, run_words = _longest_run(aligned)
    clause = _worst_clause(aligned)
    figures = {
        "words": float(len(content)),
        "carried": 1 - sum(lacking) / total,
        "carried_exactly": sum(w for w, s in zip(weights, strengths, strict=True) if s >= _EXACT) / total,
        "carried_firmly": sum(w for w, s in zip(weights, strengths, strict=True) if s >= 0.85) / total,
        "carried_by_best": sum(w * s for w, s in zip(weights, aligned.best, strict=True)) / total,
        "carried_anywhere": sum(w * s for w, s in zip(weights, aligned.anywhere, strict=True)) / total,
        "lacking": sum(lacking),
        "alien": sum(w for w, s in zip(weights, strengths, strict=True) if s < _ALIEN),
        "longest_lacking_run": run,
        "longest_lacking_share": run / total,
        "worst_clause": clause,
        "tail_lacking": sum(lacking[-4:]) / (sum(weights[-4:]) or 1.0),
        "pairs_together": _pairs(aligned),
        "units_needed": float(len(aligned.chosen)),
        "best_said": _said(aligned),
    }
    reasons = []
    if len(run_words) > 1 and run > 1.0:
        reasons.append(Reason(Gravity.MISSING, f"nothing in the passage speaks of ‘{' '.join(run_words)}’"))
    elif figures["alien"] > 0.9:
        odd = [one for one, s in zip(content, strengths, strict=True) if s < _ALIEN and one.weight >= 1]
        named = ", ".join(f"‘{aligned.claim.words[one.at]}’" for one in odd[:4])
        if named:
            reasons.append(Reason(Gravity.MISSING, f"nothing in the passage speaks of {named}"))
    return Findings(figures, reasons)


def _longest_run(aligned: Alignment) -> tuple[float, list[str]]:
    """The heaviest stretch of neighbouring content words that nothing carries, and its words as written."""
    best, best_span, run, start = 0.0, (0, 0), 0.0, 0
    content = aligned.claim.content
    for place, (one, carried) in enumerate(zip(content, aligned.carried, strict=True)):
        if carried.strength >= CARRIED:
            run = 0.0
            start = place + 1
            continue
        run += one.weight * (1 - carried.strength)
        if run > best:
            best, best_span = run, (start, place + 1)
    if best_span[1] == 0:
        return 0.0, []
    first, last = content[best_span[0]].at, content[best_span[1] - 1].at
    words = [word for word in aligned.claim.words[first : last + 1] if word.isalpha()]
    return best, words


def _worst_clause(aligned: Alignment) -> float:
    """The smallest share carried of any clause of the claim with at least two weighty words."""
    worst = 1.0
    for start, end in clauses(aligned.claim):
        weight = had = 0.0
        for one, carried in zip(aligned.claim.content, aligned.carried, strict=True):
            if start <= one.at < end:
                weight += one.weight
                had += one.weight * carried.strength
        if weight >= 1.4:
            worst = min(worst, had / weight)
    return worst


_JOINS = frozenset(
    "and but or so because which who that if unless when where while after before until although".split()
)


def clauses(unit: Unit) -> list[tuple[int, int]]:
    """Stretches of a unit between its marks of punctuation and its joining words."""
    cuts = sorted({0, len(unit.words), *unit.breaks, *(at for at, word in enumerate(unit.words) if word in _JOINS)})
    return list(pairwise(cuts))


def _pairs(aligned: Alignment) -> float:
    """Share of neighbouring content words of the claim that also stand near one another in a carrying unit."""
    together = considered = 0
    previous = None
    for carried in aligned.carried:
        if carried.unit >= 0 and carried.strength >= CARRIED:
            if previous is not None:
                considered += 1
                if previous.unit == carried.unit:
                    places = aligned.passages.units[carried.unit].content
                    gap = abs(places[previous.content].at - places[carried.content].at)
                    together += gap <= _PAIR_WORDS
            previous = carried
    return together / considered if considered else 0.0


def _said(aligned: Alignment) -> float:
    """Share of the best unit's weight that the claim says."""
    if not aligned.chosen:
        return 0.0
    said = said_words(aligned)
    content = aligned.passages.units[aligned.chosen[0]].content
    total = sum(one.weight for one in content) or 1.0
    return sum(one.weight * said.get(one.lemma, 0.0) for one in content) / total


def said_words(aligned: Alignment) -> dict[str, float]:
    """For each word of the passages that the claim says, how nearly."""
    said: dict[str, float] = {}
    for near in aligned.kin:
        for word, strength in near.items():
            if strength > said.get(word, 0.0):
                said[word] = strength
    return said
