"""What a proposal says is given to others: one sentence, one recipient, and in what shape it goes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.governance.drafting.facts import Facts
from corpus.source import Frozen

_AT_MOST = 4
_GIVING = (
    r"\b(?:sen[dt]s?|pass(?:es|ed)?|giv(?:e|es|en|ing)|go(?:es)?|shar(?:e|es|ed|ing)|forward(?:s|ed)?|hand(?:s|ed)?"
    r"|disclos\w+|releas\w+|suppl(?:y|ies|ied)|copied|shown?|report(?:s|ed)?|provid\w+|transfer\w*|fed|available"
    r"|e-?mail(?:s|ed)?|upload(?:s|ed)?|published|tells?|told)\b"
)
_RECEIVES = (
    r"(?:polic\w+|schools?|offices?|committees|forum|public|readers|landlords?|insurers?|universit\w+|departments?|ministry"
    r"|partners|charit\w+|associations?|hospitals?|GPs?|practices|pharmac\w+|employers?|banks?|compan\w+"
    r"|newspapers?|the press"
    r"|courts?|councils?|boards|trusts?|agenc\w+|agents?|contractors|researchers|famil\w+|residents|members|government"
    r"|inspectorate|auditors?|regulator|authorit\w+|prosecutors?|fiscal|hospices?|homes|carers|colleges?|lawyers?"
    r"|solicitors|tenants.? group|community|neighbours|volunteers|line|service)\b(?: (?:offices?|forum|group|line)\b)?"
)
_TO_WHOM = re.compile(
    rf"{_GIVING}(?P<what>[^.;:]{{0,90}}?)\b(?:to|with) (?P<whom>(?:(?:the|all|each|every|local|its|our|\d+) ){{0,2}}"
    rf"(?:[\w’'&-]+ ){{0,4}}?{_RECEIVES})",
    re.IGNORECASE,
)
_TELLS_WHOM = re.compile(
    rf"\b(?:sends?|gives?|tells?|shows?|hands?|emails?|e-mails?) (?P<whom>(?:the|all|each|every|local|\d+) "
    rf"(?:[\w’'-]+ ){{0,3}}?{_RECEIVES}) (?P<what>[^.;:]{{3,90}})",
    re.IGNORECASE,
)
_NOT_GIVEN = re.compile(
    r"\b(?:not|never|no|nothing|nobody|none|without|cannot)\b[^.;:]{0,40}$|n['’]t\b[^.;:]{0,40}$", re.IGNORECASE
)
_OUR_OWN = re.compile(r"\b(?:our (?:own )?|data protection|own)\b", re.IGNORECASE)
_TOTALS = re.compile(
    r"\b(?:totals?|counts?|figures|statistics|statistical|how many|aggregat\w+|percentages?|averages?|rates|numbers? of"
    r"|tables|charts?|trends?|summary (?:report|figures))\b",
    re.IGNORECASE,
)
_NO_NAMES = re.compile(r"\b(?:pseudonym\w*|study (?:number|id)s?|without names|coded|de-?identified)\b", re.IGNORECASE)
_AT_ONCE = re.compile(
    r"\b(?:as (?:soon as|it happens|they happen)|real[ -]time|immediately|at once|alerts?|the moment|within (?:minutes"
    r"|an hour|the hour|seconds)|straight away)\b",
    re.IGNORECASE,
)
_PAPERS = re.compile(
    r"\b(?:files?|records?|clips?|footage|films?|recordings?|evidence|reports?|referrals?|letters?|passports?|documents?"
    r"|notes|statements?|photographs?|pictures|copies|copy|plans?|bundle|assessments?)\b",
    re.IGNORECASE,
)


class Given(Frozen):
    """A flow as one sentence tells it: to whom, and the shape of what goes."""

    whom: str
    totals: bool
    without_names: bool
    as_it_happens: bool
    whole_papers: bool


def given_to_others(facts: Facts) -> tuple[Given, ...]:
    """What goes to others than the parties that act on instructions; the first sentence on each recipient."""
    found: dict[str, Given] = {}
    for one in _given(facts):
        found.setdefault(one.whom.lower(), one)
    return tuple(found.values())[:_AT_MOST]


def _given(facts: Facts) -> Iterator[Given]:
    acting = [one.name.lower() for one in facts.parties if one.processes]
    for sentence in facts.told:
        for pattern in (_TO_WHOM, _TELLS_WHOM):
            hit = pattern.search(sentence.text)
            if hit is None or _NOT_GIVEN.search(sentence.text[: hit.start()]) or _OUR_OWN.search(hit["whom"]):
                continue
            if any(name in hit["whom"].lower() or hit["whom"].lower() in name for name in acting):
                continue
            said = sentence.text
            yield Given(
                whom=" ".join(hit["whom"].split()),
                totals=_TOTALS.search(said) is not None,
                without_names=_NO_NAMES.search(said) is not None,
                as_it_happens=_AT_ONCE.search(said) is not None,
                whole_papers=_PAPERS.search(hit["what"]) is not None,
            )
