"""How a precedent and a case, or two precedents, are alike and how they differ, and whether the difference mattered.

Features come from the lexicon: what each text names. Two precedents decided differently are also set side by side in
their own words: what the titles, and then the facts, say of one and not of the other, put first where the reasons
speak of it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from advisor.governance.precedents.case_facts import CaseFacts
from advisor.governance.precedents.precedent import Precedent
from corpus.address import covers, label
from corpus.concepts import Found, Lexicon, Side
from corpus.source import Frozen, Jurisdiction

KINDS = {
    "purpose": "Purpose",
    "data": "Data",
    "people": "People affected",
    "body": "Bodies",
    "method": "Manner",
    "route": "Legal route",
}
_MOST_SENTENCES = 2
_WORDS_IN_REASONS = 2
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_SMALL_WORDS = "a an and are as at be by for from has in is it its no not of on or that the to with"


class Difference(Frozen):
    """One point on which two precedents differ. ``mattered`` says that the reasons of either speak of it."""

    point: str
    here: str
    there: str
    mattered: bool

    @property
    def in_words(self) -> str:
        """As a person reads it."""
        weight = " The reasons turn on it." if self.mattered else ""
        return f"{self.point}: here {self.here}; there {self.there}.{weight}"


def features_of(precedent: Precedent, lexicon: Lexicon) -> Found:
    """What a precedent is about: bodies, purpose, data, people, manner, and its sides on points of decision."""
    text = " . ".join(
        (precedent.title, precedent.purpose, precedent.facts, *precedent.data_categories, *precedent.kinds_of_party)
    )
    return lexicon.found_in(text)


def alike(facts: CaseFacts, features: Found, precedent: Precedent) -> tuple[str, ...]:
    """What a case and a precedent have in common, a sentence for each sort of thing."""
    said = []
    for kind, name in KINDS.items():
        if shared := sorted(facts.found.of_kind(kind) & features.of_kind(kind)):
            said.append(f"{name}: {', '.join(shared)}")
    shared_law = [one for one in precedent.law_relied_on if any(_meet(one, other) for other in facts.law)]
    if shared_law:
        said.append(f"Law relied on: {', '.join(label(one) for one in shared_law)}")
    for side in sorted(facts.found.sides & features.sides):
        said.append(f"{side.axis}: {side.label}")
    return tuple(said)


def different(facts: CaseFacts, features: Found, precedent: Precedent, lexicon: Lexicon) -> tuple[str, ...]:
    """How a precedent differs from a case, as far as the case says: points of decision first."""
    said = []
    reasons = lexicon.found_in(" . ".join((precedent.reasons, *precedent.conditions)))
    for axis in lexicon.sides:
        asked = _sides(facts.found, axis) - _sides(features, axis)
        held = _sides(features, axis) - _sides(facts.found, axis)
        if asked and held:
            weight = " The reasons turn on it." if held & reasons.sides else ""
            said.append(f"{axis}: in your case {_labels(asked)}; in the precedent {_labels(held)}.{weight}")
    for kind in ("body", "data"):
        missing = facts.found.of_kind(kind) - features.of_kind(kind)
        if missing and facts.found.of_kind(kind):
            said.append(f"{KINDS[kind]}: your case names {', '.join(sorted(missing))}, the precedent does not.")
    where = facts.jurisdiction
    if where not in (None, Jurisdiction.UK, precedent.jurisdiction) and precedent.jurisdiction is not Jurisdiction.UK:
        said.append(
            f"Jurisdiction: your case lies in {_place(where)}, the precedent in {_place(precedent.jurisdiction)}."
        )
    return tuple(said)


def differences(
    here: Precedent, there: Precedent, mine: Found, other: Found, lexicon: Lexicon
) -> tuple[Difference, ...]:
    """On which points two like precedents differ, those that mattered first; ``mine``, ``other``: their features."""
    reasons = [" . ".join((one.reasons, *one.conditions)) for one in (here, there)]
    spoken = lexicon.found_in(" . ".join(reasons)).sides
    found = []
    for axis in lexicon.sides:
        in_mine, in_other = _sides(mine, axis), _sides(other, axis)
        if in_mine and in_other and in_mine != in_other:
            only = in_mine ^ in_other
            found.append(
                Difference(
                    point=axis,
                    here=_labels(in_mine - in_other or in_mine),
                    there=_labels(in_other - in_mine or in_other),
                    mattered=bool(only & spoken),
                )
            )
    found.sort(key=lambda one: not one.mattered)
    if here.title and there.title:
        titles = tuple(
            _without_common_start(one, two) for one, two in ((here.title, there.title), (there.title, here.title))
        )
        found.append(
            Difference(point="What they are called", here=_quoted(titles[0]), there=_quoted(titles[1]), mattered=False)
        )
    own = _telling(here, there, lexicon)
    others = _telling(there, here, lexicon)
    if own or others:
        found.append(
            Difference(
                point="In their own words",
                here=_quoted(" ".join(own)) if own else "nothing of the kind",
                there=_quoted(" ".join(others)) if others else "nothing of the kind",
                mattered=_spoken_of(own, there.facts, reasons, lexicon)
                or _spoken_of(others, here.facts, reasons, lexicon),
            )
        )
    return tuple(found)


def _telling(one: Precedent, other: Precedent, lexicon: Lexicon) -> list[str]:
    """Those sentences of one that the other lacks which say most that is new, and most that the reasons speak of."""
    stems_of = lexicon.stems_of
    small = set(stems_of(_SMALL_WORDS))
    kept = {" ".join(stems_of(sentence)) for sentence in _sentences(other.facts)}
    own = [sentence for sentence in _sentences(one.facts) if " ".join(stems_of(sentence)) not in kept]
    theirs = set(stems_of(other.facts))
    reasons = set(stems_of(f"{one.reasons} {other.reasons}")) - small

    def weight(sentence: str) -> float:
        words = set(stems_of(sentence)) - small
        return len(words - theirs) / max(1, len(words)) + len(words & reasons) / math.sqrt(max(1, len(words)))

    chosen = sorted(own, key=weight, reverse=True)[:_MOST_SENTENCES]
    return [sentence for sentence in own if sentence in chosen]


def _spoken_of(sentences: Iterable[str], other: str, reasons: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether the reasons use at least two of the words by which sentences differ from another text."""
    stems_of = lexicon.stems_of
    fresh = set(stems_of(" ".join(sentences))) - set(stems_of(other)) - set(stems_of(_SMALL_WORDS))
    return len(fresh & set(stems_of(" ".join(reasons)))) >= _WORDS_IN_REASONS


def _sentences(text: str) -> Iterable[str]:
    return (one for one in _SENTENCE_END.split(text.strip()) if one)


def _without_common_start(title: str, other: str) -> str:
    """A title without the words with which the other begins too."""
    own, theirs = title.removesuffix(" (invented)").split(), other.split()
    same = 0
    while same < min(len(own), len(theirs)) - 1 and own[same] == theirs[same]:
        same += 1
    return " ".join(own[same:] if same and own[same - 1].endswith(":") else own)


def _sides(found: Found, axis: str) -> frozenset[Side]:
    return frozenset(side for side in found.sides if side.axis == axis)


def _labels(sides: Iterable[Side]) -> str:
    return " and ".join(sorted(side.label for side in sides))


def _meet(one: str, other: str) -> bool:
    return covers(one, other) or covers(other, one)


def _place(jurisdiction: Jurisdiction | None) -> str:
    return "the United Kingdom" if jurisdiction is None else jurisdiction.value.replace("-", " ").title()


def _quoted(text: str) -> str:
    return f"“{text.rstrip('.')}”"
