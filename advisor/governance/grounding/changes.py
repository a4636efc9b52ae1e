"""A claim that follows a sentence closely, word for word: which words were exchanged, put in or left out."""

from __future__ import annotations

from itertools import pairwise

from advisor.governance.grounding.alignment import CARRIED, Alignment
from advisor.governance.grounding.findings import Findings, Gravity, Reason
from advisor.governance.grounding.wording import Content, Unit

_SURE = 0.85
_FAR_WORDS = 5


def changes(aligned: Alignment) -> Findings:
    """Exchanged, inserted and omitted words of a claim beside its best unit, and how closely it follows that unit."""
    figures = dict.fromkeys(
        ("follows", "exchanged", "exchanged_close", "inserted", "inserted_close", "omitted", "omitted_close",
         "omitted_exact", "tail_omitted", "cut_within_clause", "appended", "alternatives_dropped", "doubtful",
         "doubtful_close"),
        0.0,
    )  # fmt: skip
    claim = aligned.claim.content
    if not aligned.chosen or not claim:
        return Findings(figures, [])
    number = aligned.chosen[0]
    unit = aligned.passages.units[number]
    chain = _chain(aligned, number)
    total = sum(one.weight for one in claim) or 1.0
    follows = sum(claim[mine].weight for mine, _ in chain) / total
    reasons: list[Reason] = []
    matched = {place for place, one in enumerate(aligned.carried) if one.strength >= CARRIED}
    said = {theirs for _, theirs in chain} | {
        one.content for one in aligned.carried if one.unit == number and one.strength >= CARRIED
    }
    ends = [(-1, -1), *chain, (len(claim), len(unit.content))]
    exchanged = inserted = omitted = 0.0
    for (mine, theirs), (next_mine, next_theirs) in pairwise(ends):
        new = [claim[place] for place in range(mine + 1, next_mine) if place not in matched]
        old = [unit.content[place] for place in range(theirs + 1, next_theirs) if place not in said]
        edge = mine < 0 or next_mine == len(claim)
        if new and old and (not edge or len(old) <= 3):
            weight = min(sum(one.weight for one in new), sum(one.weight for one in old))
            exchanged += weight
            if len(new) <= 2 and len(old) <= 2 and weight >= 0.9:
                reasons.append(_exchange(aligned.claim, unit, new, old))
        elif new and not edge:
            inserted += sum(one.weight for one in new)
        elif old and not edge:
            omitted += sum(one.weight for one in old)
    exactly = sum(one.weight for one, c in zip(claim, aligned.carried, strict=True) if c.strength >= _SURE) / total
    tail, within = _tail(unit, chain)
    appended = _appended(aligned, chain)
    doubtful = sum(
        one.weight * (1 - carried.strength)
        for one, carried in zip(claim, aligned.carried, strict=True)
        if CARRIED <= carried.strength < _SURE
    )
    figures |= {
        "follows": follows,
        "exchanged": exchanged,
        "exchanged_close": exchanged * (follows > 0.6),
        "inserted": inserted,
        "inserted_close": inserted * (follows > 0.6),
        "omitted": omitted,
        "omitted_close": omitted * (follows > 0.75),
        "omitted_exact": omitted * (follows > 0.85 and exactly > 0.85),
        "tail_omitted": tail * (follows > 0.85 and exactly > 0.85),
        "cut_within_clause": within * (follows > 0.85 and exactly > 0.85),
        "appended": appended,
        "doubtful": doubtful,
        "doubtful_close": doubtful * (follows > 0.6),
        "alternatives_dropped": _alternatives(unit, said),
    }
    return Findings(figures, reasons if follows > 0.6 else [])


def _exchange(claim: Unit, unit: Unit, new: list[Content], old: list[Content]) -> Reason:
    ours = " ".join(claim.words[one.at] for one in new)
    theirs = " ".join(unit.words[one.at] for one in old)
    return Reason(Gravity.CONTRADICTED, f"the passage says ‘{theirs}’ where the claim says ‘{ours}’")


def _chain(aligned: Alignment, number: int) -> list[tuple[int, int]]:
    """The longest row of words that the claim and the unit have in the same order, as pairs of places."""
    unit = aligned.passages.units[number]
    pairs = []
    for mine, near in enumerate(aligned.kin):
        for word in near.keys() & unit.places.keys():
            if near[word] >= CARRIED:
                pairs += [(mine, theirs, near[word]) for theirs in unit.places[word]]
    pairs.sort()
    best: list[float] = []
    before: list[int] = []
    for place, (mine, theirs, strength) in enumerate(pairs):
        weight, link = 0.0, -1
        for earlier in range(place):
            if pairs[earlier][0] < mine and pairs[earlier][1] < theirs and best[earlier] > weight:
                weight, link = best[earlier], earlier
        best.append(weight + strength)
        before.append(link)
    if not best:
        return []
    at = max(range(len(best)), key=best.__getitem__)
    chain = []
    while at >= 0:
        chain.append(pairs[at][:2])
        at = before[at]
    return chain[::-1]


def _tail(unit: Unit, chain: list[tuple[int, int]]) -> tuple[float, float]:
    """Weight of the unit's words after the last that the claim follows: all of them, and those of the same clause."""
    if not chain:
        return 0.0, 0.0
    last = unit.content[chain[-1][1]]
    _, end = unit.clause_of(last.at)
    rest = unit.content[chain[-1][1] + 1 :]
    return sum(one.weight for one in rest), sum(one.weight for one in rest if one.at < end)


def _appended(aligned: Alignment, chain: list[tuple[int, int]]) -> float:
    """Weight of what stands uncarried at the claim's end, after a part that follows the unit closely."""
    claim = aligned.claim.content
    if not chain:
        return 0.0
    last = chain[-1][0]
    head = sum(claim[place].weight for place in range(last + 1)) or 1.0
    followed = sum(claim[mine].weight for mine, _ in chain) / head
    rest = sum(
        one.weight * (1 - carried.strength)
        for one, carried in zip(claim[last + 1 :], aligned.carried[last + 1 :], strict=True)
    )
    return rest if followed > 0.8 and last >= 2 else 0.0


def _alternatives(unit: Unit, said: set[int]) -> float:
    """Weight of the words right after an ``or`` of which the claim says none, though it says those before it."""
    worst = 0.0
    for at, word in enumerate(unit.words):
        if word != "or":
            continue
        end = min((one for one in unit.breaks if one > at), default=len(unit.words))
        after = [place for place, one in enumerate(unit.content) if at < one.at < min(end, at + _FAR_WORDS)]
        ahead = [place for place, one in enumerate(unit.content) if at - 4 <= one.at < at]
        if after and ahead and ahead[-1] in said and not said & set(after):
            worst = max(worst, sum(unit.content[place].weight for place in after))
    return worst
