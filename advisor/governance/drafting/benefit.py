"""Benefit beside risk: who gains, and what not sharing costs and to whom. Caution has victims too."""

from __future__ import annotations

import re
from collections.abc import Iterable

from advisor.governance.drafting.draft import Benefit, Fact, Origin
from corpus.benefit import BenefitRule
from corpus.drafting_rules import any_holds

AT_MOST = 3
"""How many suggestions are offered; a person adds what else there is."""

_WITHOUT = re.compile(
    r"\b(?:without|otherwise|at present|at the moment|currently|until now|so far|too late|miss(?:ed|es)?"
    r"|wait(?:s|ed|ing)?|delays?|delayed|die[sd]?|unseen|nobody"
    r"|fail(?:s|ed|ing)?|lost|fell|falls? through|waste[sd]?)\b",
    re.IGNORECASE,
)
_PLAINLY_WITHOUT = re.compile(
    r"\bwithout (?:it|this|that|them|these|the|such|sharing|a)\b.*\b(?:would|will|people|they|we|is|are|go|end)\b"
    r"|\b(?:if (?:we|nothing|no one|nobody) (?:do|does|is done|acts?|shares?)\b|as things stand|doing nothing"
    r"|not sharing)\b",
    re.IGNORECASE | re.DOTALL,
)
"""Says what it costs not to do it, wherever in a proposal it stands."""
WHOM_THE_PROPOSAL_NAMES = "the people whom the proposal names"
"""Who gains by the proposal's own words; its sentences say so themselves, and nobody else is put in their place."""
NOT_SAID = "[not provided: what not doing it would cost, and whom]"


def weigh_benefit(
    told: Iterable[Fact], sentences: Iterable[str], shown: frozenset[str], library: Iterable[BenefitRule]
) -> tuple[Benefit, ...]:
    """What the proposal says of benefit, word for word, then what is suggested for a person to accept or strike.

    Args:
        told: the facts that belong to the field of benefit.
        sentences: everything that the proposal says.
        shown: the signs that the proposal shows.
        library: suggestions, the most particular first.
    """
    suggested = [one for one in library if any_holds(one.when, shown)][:AT_MOST]
    said = list(dict.fromkeys(" ".join(one.value.split()) for one in told if len(one.value.split()) > _A_PHRASE))
    plainly = [plain for one in sentences if _PLAINLY_WITHOUT.search(plain := " ".join(one.split()))]
    costs = list(dict.fromkeys((*plainly, *(one for one in said if _WITHOUT.search(one)))))
    gains = [one for one in said if one not in costs] or costs
    lines: list[Benefit] = []
    if gains:
        lines.append(
            Benefit(
                who=WHOM_THE_PROPOSAL_NAMES,
                benefit=" ".join(gains[:AT_MOST]),
                harm_of_not_sharing=" ".join(costs[:AT_MOST]) or NOT_SAID,
                origin=Origin.PROPOSAL,
            )
        )
    lines += [
        Benefit(who=one.who, benefit=one.benefit, harm_of_not_sharing=one.harm_of_not_sharing, origin=Origin.SUGGESTION)
        for one in suggested
    ]
    return tuple(lines)


_A_PHRASE = 3
