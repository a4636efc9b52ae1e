"""Conditions and exceptions that the claim drops, quantifiers that widen or narrow it, and what comes before what."""

from __future__ import annotations

from advisor.governance.grounding.alignment import CARRIED, Alignment
from advisor.governance.grounding.coverage import said_words
from advisor.governance.grounding.findings import Findings, Gravity, Reason
from advisor.governance.grounding.scope import Limit, Reach
from advisor.governance.grounding.wording import Content, Limited, Marked, Unit

_SAID = 0.6
_WORTH_SAYING = 0.55


def limits_compared(aligned: Alignment) -> Findings:
    """How much of the conditions and exceptions of the carrying units the claim leaves out, and which it adds."""
    said = {word: strength for word, strength in said_words(aligned).items() if strength >= CARRIED}
    worst = total = worst_best = rest_cut = 0.0
    kind, dropped_words = Limit.CONDITION, ""
    for rank, number in enumerate(aligned.chosen[:2]):
        unit = aligned.passages.units[number]
        for limit in unit.limits:
            inside = [one for one in unit.content if limit.at <= one.at < limit.end]
            if not inside and limit.end >= len(unit.words) - 2:
                inside = _listed(aligned, number, said)
            outside = [one for one in unit.content if not limit.at <= one.at < limit.end]
            elsewhere = {one.lemma for one in outside}
            inside = [one for one in inside if one.lemma not in elsewhere] or inside
            weight = sum(one.weight for one in inside)
            if weight < _WORTH_SAYING or not outside:
                continue
            told = sum(one.weight * said.get(one.lemma, 0.0) for one in inside) / weight
            rest = sum(one.weight * said.get(one.lemma, 0.0) for one in outside) / sum(one.weight for one in outside)
            dropped = rest * (1 - told)
            total += dropped
            if rank == 0:
                worst_best = max(worst_best, dropped)
                rest_cut = max(rest_cut, _rest_cut(unit, limit, said, told))
            if dropped > worst:
                worst, kind = dropped, limit.kind
                dropped_words = " ".join(word for word in unit.words[limit.at : limit.end] if word.isalpha())
    here = len(aligned.claim.limits)
    there = max((len(unit.limits) for unit in aligned.units()[:1]), default=0)
    added = 0.0
    for limit in aligned.claim.limits:
        inside_claim = [
            (one, carried)
            for one, carried in zip(aligned.claim.content, aligned.carried, strict=True)
            if limit.at <= one.at < limit.end
        ]
        weight = sum(one.weight for one, _ in inside_claim)
        if weight >= _WORTH_SAYING:
            added = max(added, 1 - sum(one.weight * carried.strength for one, carried in inside_claim) / weight)
    reasons = []
    if worst >= _SAID and here < there:
        what = "exception" if kind is Limit.EXCEPTION else "condition"
        reasons.append(Reason(Gravity.MISSING, f"the claim drops the {what} ‘{dropped_words}’"))
    return Findings(
        {
            "limit_dropped": worst,
            "limit_dropped_of_best": worst_best,
            "limits_dropped": total,
            "limit_rest_cut": rest_cut,
            "limits_fewer": float(max(0, there - here)),
            "limits_more": float(max(0, here - there)),
            "limit_added": added,
            "dropped_and_fewer": worst if here < there else 0.0,
        },
        reasons,
    )


def _rest_cut(unit: Unit, limit: Limited, said: dict[str, float], told: float) -> float:
    """How much of what a condition goes on to say is left out, where its beginning is said."""
    rest = [one for one in unit.content if one.at >= limit.end]
    weight = sum(one.weight for one in rest)
    if told < _SAID or weight < _WORTH_SAYING:
        return 0.0
    return told * (1 - sum(one.weight * said.get(one.lemma, 0.0) for one in rest) / weight)


def _listed(aligned: Alignment, number: int, said: dict[str, float]) -> list[Content]:
    """The list item that the claim says most of, where a condition is a list: ``if—(a) … or (b) …``."""
    unit = aligned.passages.units[number]
    items = [one for one in aligned.passages.units[number + 1 : number + 7] if one.lead is unit]
    return max(
        (item.content for item in items),
        key=lambda content: sum(said.get(one.lemma, 0.0) for one in content) / max(1, len(content)),
        default=[],
    )


_WIDE = {Reach.ALL, Reach.ANY, Reach.ALWAYS, Reach.BOTH}
_NARROW = {Reach.SOME, Reach.MOST, Reach.EITHER}


def reaches_compared(aligned: Alignment) -> Findings:
    """Quantifiers that one side has and the other has not."""
    here = {Reach(one.meaning) for one in aligned.claim.reaches}
    units = aligned.units()
    there = {Reach(one.meaning) for unit in units for one in unit.reaches}
    led = units[0].lead.reaches if units and units[0].lead is not None else []
    best = {Reach(one.meaning) for one in (*units[0].reaches, *led)} if units else set()
    there |= best
    reasons: list[Reason] = []
    only_added = Reach.ONLY in here - there and not any(unit.limits for unit in units[:1])
    figures = {
        "only_added": float(Reach.ONLY in here - there),
        "only_added_bare": float(only_added),
        "only_dropped": float(Reach.ONLY in best - here and not _says_only(aligned.claim)),
        "always_added": float(Reach.ALWAYS in here - there),
        "wide_added": float(bool(here & _WIDE) and not there & _WIDE),
        "narrow_added": float(bool(here & _NARROW) and not there & _NARROW),
        "narrow_dropped": float(bool(best & _NARROW) and not here & _NARROW),
        "wide_for_narrow": float(bool(here & _WIDE) and bool(best & _NARROW) and not here & _NARROW),
        "narrow_for_wide": float(bool(here & _NARROW) and bool(best & _WIDE) and not there & _NARROW),
        "always_despite_limit": float(
            Reach.ALWAYS in here - there and any(unit.limits or unit.reaches for unit in units)
        ),
        "reaches_differing": float(len(here ^ best)),
    }
    for name, words in _REACH_WORDS.items():
        if figures[name]:
            reasons.append(Reason(Gravity.MISSING, words))
    return Findings(figures, reasons)


def _says_only(unit: Unit) -> bool:
    """Whether a sentence limits in another way than by ``only``: by denying all else."""
    negative = any(one.meaning.endswith("not") for one in unit.forces)
    return negative or bool(unit.negations) or bool(_LIMITING & set(unit.words))


_LIMITING = frozenset("nothing beyond limited restricted confined unless except reserved nobody no without".split())

_REACH_WORDS = {
    "only_added": "the claim says ‘only’, the passage does not",
    "only_dropped": "the passage says ‘only’, the claim does not",
    "always_added": "the claim holds always, the passage does not say so",
    "wide_for_narrow": "the claim speaks of all, the passage of some",
    "narrow_for_wide": "the claim speaks of some, the passage of all",
}


def order_compared(aligned: Alignment) -> Findings:
    """Whether what comes before, after, or as a condition of something else is the other way round in the claim."""
    here, there = {one.meaning for one in aligned.claim.order}, set()
    crossed = flipped = 0.0
    for unit in aligned.units()[:1]:
        there |= {one.meaning for one in unit.order}
    if ("before" in here) is not ("before" in there) and ("after" in here) is not ("after" in there):
        flipped = float(bool(here & {"before", "after"}) and bool(there & {"before", "after"}))
    mine = [(limit.at, limit.end) for limit in aligned.claim.limits] + [
        _argument(aligned.claim, one) for one in aligned.claim.order
    ]
    for number in aligned.chosen[:2]:
        unit = aligned.passages.units[number]
        theirs = [(limit.at, limit.end) for limit in unit.limits] + [_argument(unit, one) for one in unit.order]
        if mine and theirs:
            crossed = max(crossed, _crossed(aligned, number, mine, theirs))
    inversions = _inversions(aligned)
    reasons = []
    if flipped:
        reasons.append(Reason(Gravity.CONTRADICTED, "before and after are exchanged"))
    elif crossed > 1.5:
        reasons.append(Reason(Gravity.CONTRADICTED, "what depends on what is the other way round in the passage"))
    return Findings({"order_flipped": flipped, "order_crossed": crossed, "inversions": inversions}, reasons)


def _argument(unit: Unit, mark: Marked) -> tuple[int, int]:
    """What a before or after is about: the words from it to the end of its clause."""
    _, end = unit.clause_of(mark.at)
    return mark.at, end


def _crossed(aligned: Alignment, number: int, mine: list[tuple[int, int]], theirs: list[tuple[int, int]]) -> float:
    """Weight of words that moved into, times that of words that moved out of, a dependent part."""
    unit = aligned.passages.units[number]
    into = out = stayed = 0.0
    for one, carried in zip(aligned.claim.content, aligned.carried, strict=True):
        if carried.unit != number or carried.strength < CARRIED:
            continue
        at = unit.content[carried.content].at
        inside_mine = any(start <= one.at < end for start, end in mine)
        inside_theirs = any(start <= at < end for start, end in theirs)
        into += one.weight * (inside_mine and not inside_theirs)
        out += one.weight * (inside_theirs and not inside_mine)
        stayed += one.weight * (inside_theirs and inside_mine)
    return min(into, out) - min(stayed, 1.0) if into and out else 0.0


def _inversions(aligned: Alignment) -> float:
    """Share of pairs of carried words that stand in the other order in the best unit."""
    if not aligned.chosen:
        return 0.0
    places = [
        carried.content
        for carried in aligned.carried
        if carried.unit == aligned.chosen[0] and carried.strength >= CARRIED
    ]
    pairs = [(one, two) for at, one in enumerate(places) for two in places[at + 1 :] if one != two]
    return sum(one > two for one, two in pairs) / len(pairs) if pairs else 0.0
