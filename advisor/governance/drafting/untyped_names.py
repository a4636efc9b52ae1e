"""Bodies whose names hold no word for a body: known by what the text calls them, lists them among, or has them do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from advisor.governance.drafting.names import people
from advisor.governance.drafting.sentences import Sentence

_WORD = r"[A-ZÀ-Þ][\w’'-]*"
_NAME = rf"{_WORD}(?: (?:{_WORD}|&|of(?= [A-Z])|the(?= [A-Z])|for(?= [A-Z])|and(?= [A-Z]))){{0,3}}"
_ORDINARY = (
    r"(?:The|This|That|These|Those|We|They|It|He|She|Our|Their|His|Her|An?|In|On|At|For|From|Each|All|Some|No|If|When|Where"
    r"|While|After|Before|Once|But|And|Both|Last|Next|As|To|So|Then|There|Here|What|Who|Every|Any|Under|With|Since|Because"
    r"|Until|Through|During|Also|Now|Neither|Either|Not|Nobody|Everyone|Everybody|People|Staff|Data|Records|Access|Dear)"
)
_OF_A_CHARITY = (
    r"(?:charity|charities|voluntary (?:group|organisation|body)|social enterprise|community (?:group|interest company)"
    r"|not.for.profit|club|congregation|parish church|food ?bank|refuge|helpline)"
)
_CALLED_ONE = re.compile(
    rf"(?<![\w’'])(?P<name>(?!{_ORDINARY}\b){_NAME})(?:,| \(|,? (?:is|are)|,? which is)"
    rf" ?(?:the|an?|our|another)(?: (?!of\b|at\b|for\b|with\b|and\b)[\w’'-]+){{0,4}}?"
    rf" {_OF_A_CHARITY}(?! (?:worker|trustee|volunteer|manager|shop|officer|director|adviser|secretary|number))\b"
)
_IS_ONE = re.compile(
    rf"\b(?:[Tt]he|[Oo]ur|[Aa]|[Ll]ocal) (?:\w+ )?(?:charity|refuge|helpline|voluntary group) "
    rf"(?:called |named )?(?P<name>(?!{_ORDINARY}\b){_NAME})"
)
_MANY = (
    r"(?:food ?banks?|charities|partners|members|parties|councils|boards|bodies|organisations|agencies|clubs|churches"
    r"|landlords|associations|groups|firms|companies|providers|trusts|forces|projects)"
)
_LISTED = re.compile(
    rf"\b(?i:{_MANY})(?: (?:are|is|will be))?[:,]? "
    rf"(?P<names>(?:{_WORD}(?: {_WORD}){{1,3}}(?:, and |, | and (?=[A-Z]))){{2,}}{_WORD}(?: {_WORD}){{1,3}})"
)
_DOES = re.compile(
    rf"(?:^|[.;:] |\b(?:then|and|by|to|from|with|that) )(?P<name>(?!{_ORDINARY}\b){_WORD}(?: {_WORD}){{2,3}})"
    r" (?:also |then |now |already |only |will |would |shall |itself )*"
    r"(?:receives?|gets?|runs?|holds?|keeps?|sends?|collects?|gives?|passes|pass|shares?|hands?|delivers?|decides?|helps?"
    r"|supports?|visits?|feeds?)\b(?! in\b)"
)
_ALL_ARE = re.compile(
    r"\b(?:all|both|each|everyone|every one)(?: (?:five|four|three|six|two|\d+))?(?: of (?:us|them|these))?"
    r" (?:is|are) (?:an? )?(?:\w+ ){0,2}charit(?:y|ies)\b",
    re.IGNORECASE,
)


def untyped_names(told: Sequence[Sentence], typed: Sequence[str]) -> Iterator[tuple[str, Sentence]]:
    """Names that stand for a body though no word in them says so, each with the first sentence that has it.

    Args:
        told: the sentences of a proposal.
        typed: the names already known by a word such as Council; part of such a name is no name of its own.
    """
    seen: set[str] = set()
    persons = {one.text[start:end] for one in told for start, end in people(one.text)}
    for sentence in told:
        listed = list(_listed(sentence.text))
        for name in (*_named(sentence.text), *listed):
            known = any(name in other or other in name for other in (*typed, *seen))
            if not known and (name in listed or not any(name in one or one in name for one in persons)):
                seen.add(name)
                yield name, next(one for one in told if name in one.text)


def all_are_charities(text: str) -> bool:
    """Whether the bodies of a proposal are all said to be charities."""
    return _ALL_ARE.search(text) is not None


def _named(text: str) -> Iterator[str]:
    for pattern in (_CALLED_ONE, _IS_ONE, _DOES):
        for hit in pattern.finditer(text):
            yield hit["name"]


def _listed(text: str) -> Iterator[str]:
    for hit in _LISTED.finditer(text):
        yield from re.split(r", and |, | and (?=[A-Z])", hit["names"])
