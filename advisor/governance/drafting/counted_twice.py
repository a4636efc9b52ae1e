"""Two numbers for the whole of one thing: cameras, households, staff with access; a part of them is another thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from advisor.governance.drafting.draft import Contradiction
from advisor.governance.drafting.measures import NUMBER, number_of
from advisor.governance.drafting.statements import Statement
from corpus.source import Frozen

_COMPARED = 80
TWICE = 2.0
"""Numbers further apart are hardly meant for the same."""
ENDS_A_NAME = (
    r"(?:are|is|was|were|will|in|at|of|to|who|with|from|and|a|an|per|each|every|have|has|on|for|by|or|that|whose"
    r"|the|it"
    r"|we|they|be|may|can|must|shall|under|over|a|across|aged|as|but|not|which|between|around|live|use|work"
    r"|concerned)"
)
_COUNTED = re.compile(
    rf"(?<![\w£€.,/:-])(?P<number>{NUMBER})(?P<what>(?: (?!{ENDS_A_NAME}\b)[a-z][\w'-]*){{1,3}})", re.IGNORECASE
)
_NUMBER_OF = re.compile(r"^(?:the )?(?:total )?(?:number|no\.?|count|volume|total) of (?P<what>.+)$", re.IGNORECASE)
_LABELLED = re.compile(rf"^(?:about |around |approx\.? |c\. ?)?(?P<number>{NUMBER})\.?$", re.IGNORECASE)
SERIAL = re.compile(
    r"\b(?:phase|stage|section|article|part|table|annex|unit|year|ward|paragraph|clause|schedule|page|key stage"
    r"|level|tier"
    r"|option|version|band|lot|regulation|rule|item|zone|class|route|room|age|aged|of)$",
    re.IGNORECASE,
)
PART = re.compile(
    r"\b(?:each|per|of (?:which|whom|them|these|those)|asked|consulted|met|spoke|surveyed|replied|answered|sampled?"
    r"|tested|so far|already|last|this year|in (?:19|20)\d\d|since|between|helped|complain\w*|more than|fewer"
    r"|less than"
    r"|up to|at least|by (?:day|night)|on (?:week|sun|satur|mon)days?|at weekends|first|second|third|phase|later"
    r"|another"
    r"|other|extra|additional|further|spare|mobile|some(?! \d)|only|half|including|a (?:day|week|month|year)|if"
    r"|when|should"
    r"|saved?|lost|failed|died|left|moved|wrong|missed|sank|every|different|at a time)\b",
    re.IGNORECASE,
)
_TOTALS = re.compile(
    r"\b(?:cover(?:s|ing)?|concern(?:s|ed|ing)?|affect(?:s|ed|ing)?|involv(?:es|ed|ing)|all|in all|in total"
    r"|altogether"
    r"|volume|number of|how many|there (?:are|will be)|expect|we (?:hold|have|serve|put up|fit|install|pay for"
    r"|will (?:have|fit|"
    r"install|put up))|(?:shall|will) (?:have|put up|fit|install|write to|be installed)|installed|whole|sent to"
    r"|goes to"
    r"|holds?|the (?:pilot|project|scheme|service|system|register) is in|opened to|access|scale)\b",
    re.IGNORECASE,
)
_HOLDER = re.compile(
    r"^(?P<who>(?:the |our |each )?[\w’' -]{2,40}?) (?:has|have|runs?|owns?|employs?)\b", re.IGNORECASE
)
_NARROWS = re.compile(r"^ (?:who|with|of|from|that|whose|aged)\b", re.IGNORECASE)
_HAS_ACCESS = re.compile(r"\b(?:access|open(?:ed)? to|log ?-?in|can (?:see|view|open)|users?)\b", re.IGNORECASE)
NOT_COUNTED = frozenset(
    "times hours days weeks months years minutes miles points pence pounds reasons ways options "
    "day week month year hour "
    "digits pages percent per-cent cent things steps others people's sides copies starts weeks' months' years'".split()
)
_IRREGULAR = frozenset({"staff", "people", "children", "police", "men", "women", "personnel", "households"})


class _Count(Frozen):
    of: Statement
    number: float
    head: str
    before: frozenset[str]
    words: str
    total: bool
    narrowed: bool


def counted_twice(stated: Sequence[Statement]) -> Iterator[Contradiction]:
    """Every pair of numbers that are told for the whole of the same things and differ."""
    found = list(_counts(stated))[:_COMPARED]
    for one, two in combinations(found, 2):
        if one.of.text == two.of.text or one.number == two.number or one.head != two.head or one.before != two.before:
            continue
        if max(one.number, two.number) > TWICE * min(one.number, two.number) or not _whole(one, two):
            continue
        if (one.narrowed or two.narrowed) and not (_HAS_ACCESS.search(one.of.told) and _HAS_ACCESS.search(two.of.told)):
            continue
        if owner_of(one.of) == owner_of(two.of) or not (owner_of(one.of) and owner_of(two.of)):
            yield Contradiction(field="volume", values=(one.words, two.words))


def _whole(one: _Count, two: _Count) -> bool:
    """Whether the numbers are told for all of them; of people there are many kinds, so both must say so."""
    return (one.total and two.total) if one.head == "people" else (one.total or two.total)


def _counts(stated: Iterable[Statement]) -> Iterator[_Count]:
    for one in stated:
        if not one.is_planned or PART.search(one.told):
            continue
        if named := _counted_under_a_label(one):
            yield named
        for hit in _COUNTED.finditer(one.said):
            number = number_of(hit["number"])
            words = hit["what"].lower().split()
            if number is None or SERIAL.search(one.said[: hit.start()].rstrip()) or is_a_year(hit["number"]):
                continue
            if not is_plural(words[-1]):
                words = words[:1] if is_plural(words[0]) else []
            if words and words[-1] not in NOT_COUNTED and number > 1:
                yield _Count(
                    of=one,
                    number=number,
                    head=words[-1],
                    before=frozenset(words[:-1]),
                    words=hit.group().strip(),
                    total=_TOTALS.search(one.told) is not None,
                    narrowed=_NARROWS.match(one.said[hit.end() :]) is not None,
                )


def _counted_under_a_label(one: Statement) -> _Count | None:
    named = _NUMBER_OF.match(one.label) or re.match(r"^(?P<what>(?:[a-z-]+ ){0,2}[a-z]+s)$", one.label, re.IGNORECASE)
    told = _LABELLED.match(one.said.strip(" |"))
    number = number_of(told["number"]) if told else None
    if named is None or number is None or told is None:
        return None
    what = re.split(rf" {ENDS_A_NAME}\b", named["what"].lower())[0].split()
    if not what or what[-1] in NOT_COUNTED:
        return None
    narrowed = len(what) < len(named["what"].split())
    return _Count(
        of=one, number=number, head=what[-1], before=frozenset(what[:-1]), words=one.text, total=True, narrowed=narrowed
    )


def is_plural(word: str) -> bool:
    """Whether a word is written as of several."""
    return word in _IRREGULAR or (word.endswith("s") and not word.endswith("ss"))


def is_a_year(number: str) -> bool:
    """Whether a number is more likely a year."""
    return re.fullmatch(r"(?:19|20)\d\d", number) is not None


def owner_of(one: Statement) -> str:
    """Who is said to have what is counted, where it is another than the proposal."""
    hit = _HOLDER.match(one.said)
    return hit["who"].lower().removeprefix("the ") if hit and hit["who"].lower() not in _WHOLE else ""


_WHOLE = frozenset({"we", "it", "they", "the project", "the scheme", "the pilot", "the service", "the system"})
