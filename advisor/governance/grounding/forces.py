"""Must, should, may: the force with which the claim says a thing beside that with which the passage says it."""

from __future__ import annotations

from advisor.governance.grounding.alignment import CARRIED, Alignment
from advisor.governance.grounding.findings import Findings, Gravity, Reason
from advisor.governance.grounding.modality import Force, shift
from advisor.governance.grounding.scope import Reach
from advisor.governance.grounding.wording import Marked, Unit

_REACH_WORDS = 14
_ANCHORS = 3
_IMPERATIVES = frozenset(
    """add address agree allow answer anonymise appoint apply arrange ask assess assume attach avoid base begin bind
    brief bring build carry change check choose cite clear collect comply conduct confirm consider consult contact
    copy correct count cover decide define delete describe design destroy disclose discuss do document draw encrypt end
    ensure establish exclude explain find fix follow get give handle help hold identify include inform involve issue
    justify keep leave limit link list log look make map match measure meet minimise monitor name notify obtain offer
    pass pay place plan point prefer prepare preserve prove provide publish put read record redact refer refuse register
    release remember remove repeat replace reply report request require respond restrict return review rely save say
    screen search seek select send separate set share show sign specify start state stop store take tell test train
    transfer treat turn update use verify wait warn weigh withhold work write""".split()
)


def forces_compared(aligned: Alignment) -> Findings:
    """Counts of the ways in which the claim's force departs from the passage's."""
    figures = dict.fromkeys(
        ("force_same", "force_stronger", "force_weaker", "force_opposite", "force_unsaid", "force_unsaid_not",
         "force_silent_opposite", "force_foreign"),
        0.0,
    )  # fmt: skip
    reasons: list[Reason] = []
    governed: set[int] = set()
    said = {Force(one.meaning) for unit in aligned.units() for one in unit.forces}
    for mark in aligned.claim.forces:
        claimed = Force(mark.meaning)
        found = False
        kinds: list[tuple[str, Force | None, bool]] = []
        for place in _anchors(aligned, mark):
            governed.add(place)
            carried = aligned.carried[place]
            unit = aligned.passages.units[carried.unit]
            held, imperative = governing(unit, unit.content[carried.content].at)
            if imperative and claimed in {Force.MUST, Force.SHOULD}:
                held = claimed
            elif imperative:
                held = Force.MUST
            kind = shift(held, claimed)
            if kind == "opposite" and _same_in_the_end(aligned.claim, unit, claimed):
                kind = ""
            elif (
                kind == "weaker"
                and aligned.claim.words[mark.at] in _POSSIBLE
                and (imperative or _asked(aligned.claim, mark))
            ):
                kind = "unsaid may"
            kinds.append((kind, held, imperative))
            found = True
        if not found:
            if claimed not in said and aligned.claim.words[mark.at] not in _POSSIBLE:
                figures["force_foreign"] += 1
            continue
        kind, held, _ = min(kinds, key=lambda one: _BY_LENIENCE.get(one[0], 3))
        if kind == "":
            figures["force_same"] += 1
        elif kind.startswith("unsaid"):
            if aligned.claim.words[mark.at] in _POSSIBLE:
                continue
            figures["force_unsaid_not" if claimed in _NEGATIVE else "force_unsaid"] += 1
            figures["force_foreign"] += claimed not in said
        else:
            figures[f"force_{kind}"] += 1
            figures["force_foreign"] += claimed not in said
            if held is not None:
                reasons.append(
                    Reason(Gravity.CONTRADICTED, f"the passage says ‘{held.value}’, the claim says ‘{claimed.value}’")
                )
    figures["force_silent_opposite"] = float(_silent(aligned, governed, reasons))
    return Findings(figures, reasons)


_POSSIBLE = frozenset("can could might able lets let enables allows".split())
"""Words that more often say what is possible than what is allowed."""

_NEGATIVE = {Force.MUST_NOT, Force.SHOULD_NOT, Force.NEED_NOT}
_BY_LENIENCE = {"": 0, "unstated": 1, "unsaid may": 1, "unsaid should": 1, "unsaid must": 1, "weaker": 2, "stronger": 2}


def _same_in_the_end(claim: Unit, unit: Unit, claimed: Force) -> bool:
    """``may only for X`` is ``must not but for X``: one side limits what the other denies."""
    if claimed is Force.MAY and _LEAVING & set(claim.words):
        return True
    if claimed in _NEGATIVE:
        only = any(one.meaning == Reach.ONLY for one in (*unit.reaches, *(unit.lead.reaches if unit.lead else ())))
        return (only or bool(_BUT_FOR & set(unit.words))) and bool(_BUT_FOR & set(claim.words))
    only = any(one.meaning == Reach.ONLY for one in claim.reaches)
    return only or bool(claim.negations) or bool(_BUT_FOR & set(unit.words) and _BUT_FOR & set(claim.words))


def _asked(claim: Unit, mark: Marked) -> bool:
    """Whether a ``can`` stands in a question within the sentence: ``how they can complain``."""
    return bool(_ASKING & set(claim.words[max(0, mark.at - 4) : mark.at]))


_LEAVING = frozenset("skip leave omit decline refuse choose free ignore".split())
_BUT_FOR = frozenset("without unless until except beyond other otherwise another else anything any before".split())
_ASKING = frozenset("how what whether why where which that who".split())


def _anchors(aligned: Alignment, mark: Marked) -> list[int]:
    """The first carried content words after a force, within its clause; failing these, the last before it."""
    content = aligned.claim.content
    _, end = aligned.claim.clause_of(mark.at)
    after = [
        place
        for place, one in enumerate(content)
        if mark.end <= one.at < end and aligned.carried[place].unit >= 0 and aligned.carried[place].strength >= CARRIED
    ]
    if after:
        return after[:_ANCHORS]
    before = [
        place
        for place, one in enumerate(content)
        if one.at < mark.at and aligned.carried[place].unit >= 0 and aligned.carried[place].strength >= CARRIED
    ]
    return before[-2:]


def governing(unit: Unit, at: int) -> tuple[Force | None, bool]:
    """The force that governs a word of a unit, and whether it is only an imperative (``Answer within a month``)."""
    before = [mark for mark in unit.forces if mark.at <= at and at - mark.end <= _REACH_WORDS]
    if before:
        return Force(before[-1].meaning), False
    _, end = unit.clause_of(at)
    after = [mark for mark in unit.forces if at < mark.at < end + 6]
    if after:
        return Force(after[0].meaning), False
    if unit.lead is not None and unit.lead.forces:
        return Force(unit.lead.forces[-1].meaning), False
    first = next((word for word in unit.words if word.isalpha()), "")
    return None, first in _IMPERATIVES


def _silent(aligned: Alignment, governed: set[int], reasons: list[Reason]) -> int:
    """Words that the claim states plainly though the passage forbids them or frees people from them."""
    opposed = set()
    for place, (one, carried) in enumerate(zip(aligned.claim.content, aligned.carried, strict=True)):
        if place in governed or carried.unit < 0 or carried.strength < 0.85:
            continue
        unit = aligned.passages.units[carried.unit]
        at = unit.content[carried.content].at
        if _BUT_FOR & set(unit.words):
            continue
        near = [mark for mark in unit.forces if 0 <= at - mark.end <= 2 and Force(mark.meaning) in _NEGATIVE]
        if near and not any(
            mark.at < one.at and (mark.meaning in {str(force) for force in _NEGATIVE}) for mark in aligned.claim.forces
        ) and not any(0 < one.at - no <= 6 for no in aligned.claim.negations):  # fmt: skip
            opposed.add((carried.unit, near[-1].at))
    if opposed and not aligned.claim.forces:
        reasons.append(Reason(Gravity.CONTRADICTED, "the passage forbids or excuses what the claim states"))
    return len(opposed)
