"""One definite group counted in two ways: “the four clinics” here and “all five clinics” there.

“The” and “all” before a number say that it is the whole of a group which the reader knows. A part of it, one phase, one
site and a group with words after it that say which are meant are other groups.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from advisor.governance.drafting.counted_twice import (
    ENDS_A_NAME,
    NOT_COUNTED,
    PART,
    SERIAL,
    TWICE,
    is_a_year,
    is_plural,
    owner_of,
)
from advisor.governance.drafting.draft import Contradiction
from advisor.governance.drafting.measures import NUMBER, number_of
from advisor.governance.drafting.statements import Statement
from corpus.source import Frozen

_COMPARED = 80
_WHAT = rf"(?P<what>(?: (?!{ENDS_A_NAME}\b)[a-z][\w'’-]*){{1,3}})"
_MENTION = re.compile(
    r"(?<![\w£€.,/:-])(?P<whole>(?:all|every one)(?: of)?(?: the| our| these| its| their)? "
    r"|(?:the|these|those|our|its|their) )?"
    rf"(?P<rough>(?:about|around|some|nearly|almost|roughly) )?(?P<number>{NUMBER}){_WHAT}",
    re.IGNORECASE,
)
_ONE_FOR_EACH = re.compile(
    rf"(?<![\w£€.,/:-])(?P<number>{NUMBER})(?: [a-z][\w'’-]*){{1,3}},? \(?(?:one|1) (?:for|per|to) (?:each|every)"
    r"(?: single)?(?P<what>(?: (?!(?:on|in|of|at|who|with)\b)[a-z][\w'’-]*){1,2})[^,.;)]*",
    re.IGNORECASE,
)
_SOME_OF_THEM = re.compile(
    r"\b(?:other|others|first|second|third|last|next|remaining|rest|new|newer|old|older|extra|further|additional"
    r"|initial|original|existing|current|another|only|just|between|than|to|up to|at least|a|an|per|each|every|least"
    r"|page|pages|of these|of those|by|after|within) $",
    re.IGNORECASE,
)
_SAYS_WHICH = re.compile(
    r"^,? (?:who|that|which|whose|where|in|at|from(?! \d{4}\b)|with|for|of|left|not|already|living|using|being|above"
    r"|on(?! the (?:file|list|register|system|books?)\b)|below|named|under|over|aged|between|a (?:day|week|month|year)"
    r"|per|each)\b",
    re.IGNORECASE,
)
_IN_STAGES = re.compile(
    r"\b(?:phases?|stages?|waves?|tranches?|rounds?|lots?|cohorts?|next year|last year|in (?:19|20)\d\d|each of"
    r" (?:our|the) \w+ (?:has|have)|per site|at each)\b",
    re.IGNORECASE,
)


class _Group(Frozen):
    of: Statement
    number: float
    head: str
    before: frozenset[str]
    words: str
    whole: bool
    part: bool


def groups_twice(stated: Sequence[Statement]) -> Iterator[Contradiction]:
    """Every pair of numbers of which one at least is the whole of a group, and the other counts the same group."""
    found = list(_groups(stated))
    whole = [one for one in found if not one.part][:_COMPARED]
    for one, two in combinations(whole, 2):
        if one.number != two.number and one.head == two.head and _is_one_group(one, two, found):
            yield Contradiction(field="volume", values=(one.words, two.words))


def _is_one_group(one: _Group, two: _Group, found: Sequence[_Group]) -> bool:
    if one.of.text == two.of.text or not (one.whole or two.whole):
        return False
    low, high = sorted((one.number, two.number))
    alike = [other for other in found if other.head == one.head]
    if high > TWICE * low or any(other.number in (low + high, high - low) for other in alike):
        return False
    if any(other.part and other.number in (low, high) for other in alike):
        return False
    if one.before == two.before:
        return True
    definite, other = (one, two) if one.whole else (two, one)
    kinds = {frozenset(mention.before) for mention in alike}
    return not other.whole and definite.before < other.before and kinds <= {definite.before, other.before}


def _groups(stated: Iterable[Statement]) -> Iterator[_Group]:
    for one in stated:
        if not one.is_planned or _IN_STAGES.search(one.told):
            continue
        in_part = PART.search(one.told) is not None or bool(owner_of(one))
        each = list(_ONE_FOR_EACH.finditer(one.told))
        for hit in each:
            if group := _group(one, hit, hit["what"].lower().split(), whole=True, part=False):
                yield group
        for hit in _MENTION.finditer(one.told):
            words = hit["what"].lower().split()
            plural = next((place for place, word in enumerate(words) if is_plural(word)), None)
            lead = one.told[: hit.start()]
            if plural is None or is_a_year(hit["number"]) or (not hit["whole"] and SERIAL.search(lead.rstrip())):
                continue
            end = hit.start("what") + sum(len(word) + 1 for word in words[: plural + 1])
            some = _SOME_OF_THEM.search(lead) is not None and not re.search(r"\b(?:each|one|some|most) of $", lead)
            narrowed = _SAYS_WHICH.match(one.told[end:]) is not None
            part = (some and not hit["whole"]) or narrowed or (in_part and not hit["whole"])
            whole = bool(hit["whole"])
            if group := _group(one, hit, words[: plural + 1], whole=whole, part=part, end=end):
                yield group


def _group(
    one: Statement, hit: re.Match[str], words: list[str], *, whole: bool, part: bool, end: int | None = None
) -> _Group | None:
    number = number_of(hit["number"])
    if number is None or number <= 1 or number % 1 or not words or words[-1] in NOT_COUNTED:
        return None
    return _Group(
        of=one,
        number=number,
        head=_singular(words[-1]),
        before=frozenset(words[:-1]),
        words=one.told[hit.start() : end or hit.end()].strip(),
        whole=whole,
        part=part,
    )


def _singular(word: str) -> str:
    if word in ("people", "children"):
        return {"people": "person", "children": "child"}[word]
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
