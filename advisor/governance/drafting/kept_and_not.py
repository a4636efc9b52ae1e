"""Something of which nothing is kept in one place, and which is kept in another: what is heard, seen, said or typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from advisor.governance.drafting.draft import Contradiction
from advisor.governance.drafting.statements import Statement
from advisor.governance.drafting.two_ways import NO

_KEPT = r"(?:kept|stored|saved|held|retained|recorded)"
_HEARD = "sound audio clip recording voice conversation speech tape noise"
_SEEN = "image picture photo photograph still footage film video frame clip recording face"
_SAID = f"{_HEARD} transcript word"
_TYPED = "message question text answer prompt chat search query conversation transcript"
_THINGS = {
    sense: frozenset(words.split())
    for sense, words in (("heard", _HEARD), ("seen", _SEEN), ("said", _SAID), ("typed", _TYPED))
}
_ALL = frozenset(f"{_SEEN} {_SAID} {_TYPED} data record name details detail copy log file".split()) - {"log", "file"}
_SENSES = (
    ("heard", r"\b(?:hear|hears|heard|listen\w*|picked up)\b"),
    ("seen", r"\b(?:see|sees|seen|film\w*|camera\w*|watch\w*|look\w*|pictured)\b"),
    ("said", r"\b(?:say|says|said|spoken|speaks?|callers?|tells?)\b"),
    ("typed", r"\b(?:type|types|typed|typing|written|writes?|entered|asks?|asked)\b"),
)
_NOTHING = re.compile(
    rf"\b(?:nothing|none of (?:what|that|which))(?P<what>(?: [\w'-]+){{0,6}}?) (?:is|are|be|gets?)(?: ever)? {_KEPT}\b",
    re.IGNORECASE,
)
_NO_THING = (
    re.compile(
        rf"\bno (?P<what>[a-z][\w -]{{2,25}}?)(?: (?:is|are|will be|gets?))?(?: ever)?(?: (?:made|taken) (?:or"
        rf"|and))? {_KEPT}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<what>\b(?:[\w'-]+ ){{0,3}}[\w'-]+) (?:is|are|will be)(?: not|n['’]t| never)(?: be)? {_KEPT}\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:keep|store|save|retain|record)s? (?:no|none of (?:the|its|their)) (?P<what>[\w-]+)", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:do|does|will)(?: not|n['’]t| never) (?:keep|store|save|retain|record) (?:any of |any |the "
        r"|its )*(?P<what>[\w-]+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?P<what>\b(?:[\w'-]+ ){0,3}[\w'-]+) (?:is|are|will be) deleted (?:at once|immediately|straight away"
        r"|the same day)",
        re.IGNORECASE,
    ),
)
_LIVE_ONLY = re.compile(r"\blive view only\b", re.IGNORECASE)
_ONLY_SOMEWHERE = re.compile(
    r"^[\w ,]{0,12}?\b(?:on|in|at|with|beyond|longer|after|for|outside|without|centrally|locally|about)\b",
    re.IGNORECASE,
)
_BY_WHOM = re.compile(r"^ by (?:the )?(?P<who>[\w-]+)")
_IS_KEPT = re.compile(
    rf"(?P<what>\b(?:[\w'-]+ ){{0,6}}[\w'-]+),? (?:which )?(?:is|are|will be|gets?)(?: then| also| all)? {_KEPT}\b"
    r"(?! (?:in|with) confidence)",
    re.IGNORECASE,
)
_KEEPS = re.compile(
    r"\b(?:saves?|stores?|keeps?|retains?|leaves)(?P<what> (?:(?:a|an|the|each|every|all|its) )?[\w -]{2,40})",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:unless|logs?|drawn|leaflet|contract|policy|fact|date|time|number|published|paper|list of)\b", re.IGNORECASE
)
_OF_CALLS = re.compile(r"\b(?:calls?|telephone|999|101)\b", re.IGNORECASE)
_WHICH = re.compile(r" (?:of|for|from|in|on|with|at|by|to|that|which|who|people|they|we|made|taken)\b", re.IGNORECASE)
_FOR_ANOTHER = re.compile(
    r"\bfor (?!each|every|a (?:day|week|month|year)|\w+ (?:hours|days|weeks|months|terms|years))", re.IGNORECASE
)
_DENIES = re.compile(NO, re.IGNORECASE)


def kept_and_not(stated: Sequence[Statement]) -> Iterator[Contradiction]:
    """The first pair of statements of which one says that nothing of a kind is kept, and the other what is."""
    planned = [one for one in stated if one.is_planned]
    for no in planned:
        for things, who in _denied(no):
            yes = next((one for one in planned if one.text != no.text and _keeps(one, no, things, who)), None)
            if yes is not None:
                yield Contradiction(field="retention", values=(no.text, yes.text))
                return


def _denied(one: Statement) -> Iterator[tuple[frozenset[str], str]]:
    """Of which things it says that none is kept, and by whom alone."""
    for hit in _NOTHING.finditer(one.told):
        after = one.told[hit.end() :]
        if not _ONLY_SOMEWHERE.match(after):
            sense = next((name for name, words in _SENSES if re.search(words, hit["what"], re.IGNORECASE)), "")
            if sense or not hit["what"].strip():
                yield _THINGS[sense] if sense else _ALL, _by(after)
    if _LIVE_ONLY.search(one.told):
        yield _THINGS["seen"], ""
    for pattern in _NO_THING:
        for hit in pattern.finditer(one.told):
            after = one.told[hit.end() :]
            named = _singulars(hit["what"])
            if _ONLY_SOMEWHERE.match(after) or not named:
                continue
            alike = [things for things in _THINGS.values() if named[-1] in things]
            if alike:
                yield frozenset.intersection(*alike) | {named[-1]}, _by(after)


def _by(after: str) -> str:
    hit = _BY_WHOM.match(after)
    return hit["who"] if hit else ""


def _keeps(one: Statement, no: Statement, things: frozenset[str], who: str) -> bool:
    if who and who not in one.told:
        return False
    if _OF_CALLS.search(one.told) and not (_OF_CALLS.search(no.told) or "transcript" in things):
        return False
    for pattern in (_IS_KEPT, _KEEPS):
        for hit in pattern.finditer(one.told):
            told = hit["what"]
            if _DENIES.search(one.told[: hit.end()]) or _OTHER.search(told):
                continue
            named = _singulars(_WHICH.split(told.strip())[0])
            if named and named[-1] in things and not _FOR_ANOTHER.search(told):
                return True
    return False


def _singulars(words: str) -> list[str]:
    found = re.findall(r"[^\W\d_][\w'’]*", words.lower())
    return [one[:-1] if one.endswith("s") and not one.endswith("ss") else one for one in found]
