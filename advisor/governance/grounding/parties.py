"""Who does what to whom: the doer and the receiver of each shared word, on both sides, active voice or passive."""

from __future__ import annotations

from advisor.governance.grounding.actors import AGENT, may_be_one
from advisor.governance.grounding.alignment import Alignment
from advisor.governance.grounding.findings import Findings, Gravity, Reason
from advisor.governance.grounding.wording import Unit

_NEAR_WORDS = 12
_AFTER_WORDS = 9
_SURE = 0.55
_ANYBODY = frozenset({"person", "organisation", "third party", "recipient"})
_BE = frozenset("is are was were be been being get gets got".split())

_JOINS = frozenset("if unless when where because so which but while until whether than and".split())

Roles = tuple[str | None, str | None]


def parties(aligned: Alignment) -> Findings:
    """Actors that only the claim names, and shared words whose doer or receiver is another on each side."""
    claim = aligned.claim
    there = {one.meaning for unit in aligned.units() for one in unit.actors}
    anywhere = aligned.passages.actors
    foreign, elsewhere, names = 0, 0, []
    for actor in {one.meaning for one in claim.actors if not one.meaning.startswith(AGENT)}:
        if not any(may_be_one(actor, other) for other in anywhere):
            foreign += 1
            names.append(actor)
        elif not any(may_be_one(actor, other) for other in there):
            elsewhere += 1
    unsaid = sum(
        not any(may_be_one(other, one.meaning) for one in claim.actors)
        for other in there
        if not other.startswith(AGENT)
    )
    doer = receiver = swapped = agreed = 0.0
    says = ""
    for place, (one, carried) in enumerate(zip(claim.content, aligned.carried, strict=True)):
        if carried.unit < 0 or carried.strength < _SURE or _is_actor(claim, one.at):
            continue
        unit = aligned.passages.units[carried.unit]
        mine, theirs = roles(claim, place), roles(unit, carried.content)
        crossed = _same(mine[0], theirs[1]) and not _same(mine[0], theirs[0])
        crossed_back = _same(mine[1], theirs[0]) and not _same(mine[1], theirs[1])
        if crossed and crossed_back:
            swapped += one.weight
            says = f"‘{claim.words[one.at]}’: who does it and to whom is the other way round in the passage"
        if _differ(mine[0], theirs[0]):
            doer += one.weight
            says = says or f"in the passage it is the {theirs[0]}, in the claim the {mine[0]} (‘{claim.words[one.at]}’)"
        elif mine[0] and theirs[0]:
            agreed += one.weight
        if _differ(mine[1], theirs[1]):
            receiver += one.weight
    reasons = [Reason(Gravity.MISSING, f"the passage does not speak of the {name}") for name in names]
    if says and doer + swapped > agreed:
        reasons.append(Reason(Gravity.CONTRADICTED, says))
    total = doer + agreed
    return Findings(
        {
            "actors_foreign": float(foreign),
            "actors_elsewhere": float(elsewhere),
            "actors_unsaid": float(unsaid),
            "doer_differs": doer / total if total else 0.0,
            "doers_differing": doer,
            "doers_agreed": agreed,
            "receivers_differing": receiver,
            "parties_swapped": swapped,
            "pivots_reversed": _reversed(aligned),
            "first_actor_differs": float(_first_differs(aligned)),
        },
        reasons,
    )


def _reversed(aligned: Alignment) -> float:
    """Weight of shared words between two actors that stand the other way round, though the voice is the same."""
    claim, total = aligned.claim, 0.0
    for number in aligned.chosen[:2]:
        unit = aligned.passages.units[number]
        for place, carried in enumerate(aligned.carried):
            if carried.unit != number or carried.strength < _SURE or _is_actor(claim, claim.content[place].at):
                continue
            mine, theirs = _around(claim, claim.content[place].at), _around(unit, unit.content[carried.content].at)
            if None in mine or None in theirs or mine[0] == mine[1] or {*mine, *theirs} & _ANYBODY:
                continue
            turned = _same(mine[0], theirs[1]) and _same(mine[1], theirs[0])
            kept = _same(mine[0], theirs[0]) and _same(mine[1], theirs[1])
            voices = _passive(claim, claim.content[place].at) is _passive(unit, unit.content[carried.content].at)
            if (turned and not kept and voices) or (kept and not turned and not voices):
                total += claim.content[place].weight
    return total


def _around(unit: Unit, at: int) -> Roles:
    """The nearest actor before a word and the nearest after it, in its sentence."""
    before = [mark.meaning for mark in unit.actors if mark.end <= at and at - mark.end <= _NEAR_WORDS]
    after = [mark.meaning for mark in unit.actors if mark.at > at and mark.at - at <= _NEAR_WORDS]
    return (before[-1] if before else None), (after[0] if after else None)


def _passive(unit: Unit, at: int) -> bool:
    return any(word in _BE for word in unit.words[max(0, at - 3) : at]) and "by" in unit.words[at + 1 : at + 4]


def roles(unit: Unit, place: int) -> Roles:
    """The doer and the receiver of what a content word says; ``None`` where the sentence does not show one."""
    at = unit.content[place].at
    start, end = unit.clause_of(at)
    start = max([start, *(one for one, word in enumerate(unit.words[:at]) if word in _JOINS)])
    end = min([end, *(one for one, word in enumerate(unit.words) if one > at and word in _JOINS)])
    before = after = by = None
    for mark in unit.actors:
        if mark.at <= at < mark.end:
            continue
        if mark.at < at and at - mark.end <= _NEAR_WORDS and mark.at >= start - 1:
            before = mark.meaning
        elif mark.at > at and mark.at - at <= _AFTER_WORDS and mark.at < end:
            if unit.words[max(0, mark.at - 2) : mark.at].count("by"):
                by = by or mark.meaning
            else:
                after = after or mark.meaning
    passive = any(word in _BE for word in unit.words[max(start, at - 3) : at]) and unit.words[at].endswith(
        ("ed", "en", "t", "n", "de", "ld", "pt")
    )
    if by or passive:
        return by, before
    return before, after


def _is_actor(unit: Unit, at: int) -> bool:
    return any(mark.at <= at < mark.end for mark in unit.actors)


def _same(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and may_be_one(one, other)


def _differ(one: str | None, other: str | None) -> bool:
    if one is None or other is None or one in _ANYBODY or other in _ANYBODY:
        return False
    return not may_be_one(one, other)


def _first_differs(aligned: Alignment) -> bool:
    """Whether the claim's first actor is another than that of the best unit, though both have one early on."""
    units = aligned.units()
    if not units or not units[0].actors or not aligned.claim.actors:
        return False
    mine, theirs = aligned.claim.actors[0], units[0].actors[0]
    return mine.at < 5 and theirs.at < 5 and _differ(mine.meaning, theirs.meaning)
