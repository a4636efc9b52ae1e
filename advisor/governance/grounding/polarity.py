"""Yes or no: whether what the claim denies is denied by the passage, and whether it uses an opposite of its words."""

from __future__ import annotations

from advisor.governance.grounding.alignment import CARRIED, Alignment
from advisor.governance.grounding.findings import Findings, Gravity, Reason
from advisor.governance.grounding.modality import Force
from advisor.governance.grounding.scope import DENYING
from advisor.governance.grounding.thesaurus import thesaurus
from advisor.governance.grounding.wording import Unit

_NEGATIVE = {str(force) for force in (Force.MUST_NOT, Force.SHOULD_NOT, Force.NEED_NOT)}
_REACH_WORDS = 6
_SURE = 0.85
_NEAR_WORDS = 6


def polarity(aligned: Alignment) -> Findings:
    """How many words are denied on one side only, and how many stand against their opposites."""
    claim = aligned.claim
    denied_here = denied_words(claim)
    denied_there: dict[int, set[int]] = {}
    only_claim = only_passage = both = 0.0
    odd: list[str] = []
    for place, (one, carried) in enumerate(zip(claim.content, aligned.carried, strict=True)):
        if carried.unit < 0 or carried.strength < CARRIED:
            continue
        if carried.unit not in denied_there:
            denied_there[carried.unit] = denied_words(aligned.passages.units[carried.unit])
        here, there = place in denied_here, carried.content in denied_there[carried.unit]
        if here and there:
            both += one.weight
        elif here:
            only_claim += one.weight
            odd.append(claim.words[one.at])
        elif there:
            only_passage += one.weight
            odd.append(claim.words[one.at])
    opposites, pairs = _opposites(aligned)
    units = aligned.units()
    denials_here = len(claim.negations) + sum(one.meaning in _NEGATIVE for one in claim.forces)
    denials_there = len(units[0].negations) + sum(one.meaning in _NEGATIVE for one in units[0].forces) if units else 0
    reasons = []
    if pairs and not only_claim:
        reasons.append(
            Reason(Gravity.CONTRADICTED, f"the claim says ‘{pairs[0][0]}’ where the passage says ‘{pairs[0][1]}’")
        )
    if odd and denials_here != denials_there:
        side = "the claim denies" if only_claim >= only_passage else "the passage denies"
        reasons.append(Reason(Gravity.CONTRADICTED, f"{side} ‘{odd[0]}’, the other does not"))
    plainly_denied, plainly_affirmed, quietly_denied, quietly_affirmed = _plainly(aligned)
    return Findings(
        {
            "denied_plainly": plainly_denied,
            "affirmed_plainly": plainly_affirmed,
            "denied_alone": quietly_denied,
            "affirmed_alone": quietly_affirmed,
            "denied_in_claim_only": only_claim,
            "denied_in_passage_only": only_passage,
            "denied_in_both": both,
            "denials_more": float(max(0, denials_here - denials_there)),
            "denials_fewer": float(max(0, denials_there - denials_here)),
            "opposites": float(opposites),
            "opposites_undenied": float(max(0, opposites - (only_claim > 0) - (only_passage > 0))),
        },
        reasons,
    )


def _plainly(aligned: Alignment) -> tuple[float, float, float, float]:
    """Words that one side denies at once while the other denies nothing: near the same word, or anywhere at all.

    First those that the claim denies and those that it affirms, judged by the words near; then the same where the
    other side holds no denial of any sort.
    """
    claim = aligned.claim
    denied = affirmed = 0.0
    if not aligned.chosen:
        return 0.0, 0.0, 0.0, 0.0
    number = aligned.chosen[0]
    unit = aligned.passages.units[number]
    mine, theirs = _at_once(claim), _at_once(unit)
    quiet_claim = not _denies_near(claim, 0, len(claim.words))
    quiet_unit = not _denies_near(unit, 0, len(unit.words)) and not (unit.lead and unit.lead.negations)
    for place, carried in enumerate(aligned.carried):
        if carried.unit != number or carried.strength < _SURE:
            continue
        here, there = place in mine, carried.content in theirs
        if here and not there and not _denies_near(unit, unit.content[carried.content].at):
            denied += 1
        elif there and not here and not _denies_near(claim, claim.content[place].at):
            affirmed += 1
    return denied, affirmed, denied * quiet_unit, affirmed * quiet_claim


def _denies_near(unit: Unit, at: int, around_words: int = _NEAR_WORDS) -> bool:
    """Whether a unit denies anything, in whatever way, a few words around a word."""
    low, high = at - around_words, at + around_words
    if any(low <= one <= high for one in unit.negations):
        return True
    if any(low <= one.at <= high for one in unit.forces if one.meaning in _NEGATIVE):
        return True
    around = unit.words[max(0, low) : high + 1]
    return any(word in DENYING for word in around) or any(
        one.lemma in DENYING for one in unit.content if low <= one.at <= high
    )


def _at_once(unit: Unit) -> set[int]:
    """Content words among the four words after a negation or a forbidding force."""
    ends = [one + 1 for one in unit.negations] + [one.end for one in unit.forces if one.meaning in _NEGATIVE]
    return {place for place, one in enumerate(unit.content) for end in ends if end <= one.at < end + 4}


def denied_words(unit: Unit) -> set[int]:
    """Content words that a negation or a forbidding force before them, in the same clause, denies."""
    marks = [*unit.negations, *(one.at for one in unit.forces if one.meaning in _NEGATIVE)]
    denied = set()
    for mark in marks:
        _, end = unit.clause_of(mark)
        for place, one in enumerate(unit.content):
            if mark < one.at < min(end, mark + _REACH_WORDS):
                denied.add(place)
    return denied


def _opposites(aligned: Alignment) -> tuple[int, list[tuple[str, str]]]:
    """Words of the claim whose opposite the carrying units use, where the claim does not itself use the opposite."""
    known = thesaurus()
    mine = {one.lemma for one in aligned.claim.content} | set(aligned.claim.words)
    theirs = {word for unit in aligned.units() for word in (*unit.places, *unit.words)}
    pairs = []
    for one, carried in zip(aligned.claim.content, aligned.carried, strict=True):
        if carried.strength >= _SURE:
            continue
        for other in known.opposites(one.lemma):
            if other in theirs and other not in mine and one.lemma not in theirs:
                pairs.append((aligned.claim.words[one.at], other))
                break
    for word in mine & _SMALL_OPPOSITES.keys():
        other = _SMALL_OPPOSITES[word]
        if other in theirs and other not in mine and word not in theirs:
            pairs.append((word, other))
    return len(pairs), pairs


_SMALL_OPPOSITES = {
    "before": "after",
    "after": "before",
    "with": "without",
    "more": "less",
    "less": "more",
    "fewer": "more",
    "above": "below",
    "below": "above",
    "over": "under",
    "under": "over",
    "inside": "outside",
    "outside": "inside",
    "within": "outside",
    "always": "never",
    "never": "always",
    "until": "after",
}
