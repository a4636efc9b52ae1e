"""Quantities, dates, citations and names that the claim gives: are they the passage's own?"""

from __future__ import annotations

from advisor.governance.grounding.alignment import CARRIED, Alignment
from advisor.governance.grounding.citations import agree
from advisor.governance.grounding.findings import Findings, Gravity, Reason
from advisor.governance.grounding.quantities import Quantity, same
from advisor.governance.grounding.wording import Unit

_NAME_CARRIED = 0.8
_AROUND_WORDS = 6


def quantities_compared(aligned: Alignment) -> Findings:
    """Quantities of the claim that no passage gives, that it gives elsewhere, or that it limits the other way."""
    reasons: list[Reason] = []
    missing = elsewhere = turned = bare = 0
    near = [one for unit in aligned.units() for one in unit.quantities]
    for one in aligned.claim.quantities:
        alike = [other for other in near if same(one, other)]
        anywhere = alike or [other for other in aligned.passages.quantities if same(one, other)]
        if not anywhere:
            if _written_otherwise(one, aligned):
                continue
            if (
                not one.unit
                and one.value < 4
                and not any(not other.unit and not _repeated(other, aligned) for other in near)
            ):
                bare += 1
                continue
            missing += 1
            rivals = [other for other in near or aligned.passages.quantities if _rivals(one, other)]
            rival = f"the passage says {rivals[0].written}, " if rivals else ""
            gravity = Gravity.CONTRADICTED if rivals else Gravity.MISSING
            reasons.append(Reason(gravity, f"{rival}the claim says {one.written}"))
        elif not alike:
            elsewhere += 1
        elif {one.limit, alike[0].limit} == {"most", "least"}:
            turned += 1
            reasons.append(
                Reason(
                    Gravity.CONTRADICTED,
                    f"‘{one.written}’ is a {_LIMITS[alike[0].limit]} in the passage, not in the claim",
                )
            )
    apart = _apart(aligned)
    dropped = sum(
        not any(same(one, other) for other in aligned.claim.quantities)
        for one in (aligned.units()[0].quantities if aligned.chosen else ())
    )
    return Findings(
        {
            "quantities": float(len(aligned.claim.quantities)),
            "quantities_missing": float(missing),
            "quantities_bare": float(bare),
            "quantities_elsewhere": float(elsewhere),
            "quantities_turned": float(turned),
            "quantities_dropped": float(dropped),
            "quantities_apart": apart,
        },
        reasons,
    )


def _apart(aligned: Alignment) -> float:
    """How far from the words around them the claim's quantities stand in the passage: dates exchanged, for example."""
    worst = 0.0
    for one in aligned.claim.quantities:
        at = _word_at(aligned.claim, one)
        around = [
            (place.weight, carried)
            for place, carried in zip(aligned.claim.content, aligned.carried, strict=True)
            if abs(place.at - at) <= _AROUND_WORDS and carried.unit >= 0 and carried.strength >= CARRIED
        ]
        distances = []
        for unit_number in {carried.unit for _, carried in around}:
            unit = aligned.passages.units[unit_number]
            places = [_word_at(unit, other) for other in unit.quantities if same(one, other)]
            rivals = [_word_at(unit, other) for other in unit.quantities if not same(one, other)]
            if places and rivals:
                inside = [(w, unit.content[c.content].at) for w, c in around if c.unit == unit_number]
                nearer = sum(
                    w
                    for w, where in inside
                    if min(abs(where - r) for r in rivals) < min(abs(where - p) for p in places)
                )
                distances.append(nearer / sum(w for w, _ in inside))
        worst = max(worst, min(distances, default=0.0))
    return worst


def _word_at(unit: Unit, one: Quantity) -> int:
    """The number of the word at which a quantity stands."""
    return unit.marks_at[unit.quantities.index(one)]


def _repeated(one: Quantity, aligned: Alignment) -> bool:
    return any(same(one, other) for other in aligned.claim.quantities)


_LIMITS = {"most": "maximum", "least": "minimum", "": "figure"}


def _rivals(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit or one.value == other.value or bool(one.unit and other.unit)


def _written_otherwise(one: Quantity, aligned: Alignment) -> bool:
    """Whether the passages write the quantity so that it was not read as one, such as ``monthly`` or ``two more``."""
    if one.unit and any(not other.unit and other.value == one.value for other in aligned.passages.quantities):
        return one.unit.split()[-1] in aligned.passages.lowered
    if one.unit == "month" and one.value == 1:
        return "month" in aligned.passages.lowered
    if one.unit == "month" and one.value == 12:
        return "year" in aligned.passages.lowered or "annual" in aligned.passages.lowered
    if one.unit in {"hour", "day", "minute", "week"} and one.value == 1:
        return one.unit in aligned.passages.lowered
    if one.unit == "year":
        return str(int(one.value)) in aligned.passages.lowered
    return one.unit == "times"


def citations_compared(aligned: Alignment) -> Findings:
    """Provisions that the claim cites and the passages do not."""
    held = aligned.passages.citations
    missing = near = 0
    reasons: list[Reason] = []
    for one in aligned.claim.citations:
        if any(agree(one, other) for other in held):
            continue
        if f"{one.number}" and _opens_with(one.number, aligned):
            near += 1
            continue
        missing += 1
        rival = next((other.written for other in held if other.kind == one.kind), "")
        says = (
            f"the passage cites {rival}, the claim {one.written}"
            if rival
            else f"the passage does not cite {one.written}"
        )
        reasons.append(Reason(Gravity.CONTRADICTED if rival else Gravity.MISSING, says))
    return Findings({"citations_missing": float(missing), "citations_unsure": float(near)}, reasons)


def _opens_with(number: str, aligned: Alignment) -> bool:
    """Whether a unit begins with the number, as a provision printed with its number does."""
    return any(unit.text.startswith((f"{number} ", f"{number}.")) for unit in aligned.passages.units)


def names_compared(aligned: Alignment) -> Findings:
    """Names in the claim (capital letters within the sentence) that the passages never use."""
    missing = [
        one
        for one, anywhere in zip(aligned.claim.content, aligned.anywhere, strict=True)
        if one.name and anywhere < _NAME_CARRIED and one.lemma not in aligned.passages.lowered
    ]
    reasons = []
    if missing:
        named = " ".join(dict.fromkeys(aligned.claim.words[one.at] for one in missing))
        reasons.append(Reason(Gravity.MISSING, f"the passage does not name ‘{named}’"))
    here = {one.lemma for one in aligned.claim.content} & _COUNTRIES
    units = aligned.units()
    there = {word for unit in units for word in unit.places} & _COUNTRIES
    best = {word for unit in units[:1] for word in unit.places} & _COUNTRIES
    added, dropped = here - there, best - here
    if added and best:
        reasons.append(Reason(Gravity.CONTRADICTED, f"the passage speaks of {_and(best)}, the claim of {_and(here)}"))
    return Findings(
        {
            "names_missing": sum(one.weight for one in missing),
            "places_added": float(len(added)),
            "places_exchanged": float(bool(added and best)),
            "places_dropped": float(len(dropped)),
        },
        reasons,
    )


_COUNTRIES = frozenset("scotland england wales ireland britain scottish english welsh irish europe abroad".split())


def _and(words: set[str]) -> str:
    return " and ".join(sorted(word.capitalize() for word in words))
