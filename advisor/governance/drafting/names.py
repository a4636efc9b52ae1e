"""People, systems and the project of a proposal, as they are named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_WORD = r"[A-ZÀ-Þ][a-zß-ÿ][\w’'-]*"
_NAME = rf"{_WORD}(?: (?:{_WORD}|de|van|Mac\w+|O’\w+)){{1,2}}"
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof\.?|Professor|Sir|Rev|Insp|Inspector|Superintendent|Supt|Det Supt|DCI|DI|DS|PC|ACC|DCC"
    r"|Sgt|Sergeant|Sr|Sister|Cllr|Councillor|Chief Inspector|Chief Superintendent|Col|Capt|Judge|Sheriff)"
)
_ROLE = (
    r"(?:Manager|Director|Officer|Lead|Head|Owner|Worker|Superintendent|Chief|Convenor|Guardian|Registrar|Analyst|Nurse"
    r"|Coordinator|Adviser|Secretary|Principal|Programme|Service|Senior|Assistant|Deputy|Income|Records|Community"
    r"|Operations|Business|Team|Data|Information|Head of \w+|Grants|Product|Project|Town Centre|legal)"
)
_OPENS_A_SENTENCE = (
    r"(?:The|This|These|Those|That|We|They|It|He|She|Our|Their|An?|In|On|At|For|From|Each|All|Some|No|If|When)\b"
)
_PERSON = re.compile(
    rf"(?P<titled>\b{_TITLE} {_WORD}(?: {_WORD}){{0,2}})"
    rf"|(?P<initial>\b(?:[A-Z]\. ?){{1,2}}(?!{_OPENS_A_SENTENCE}){_WORD})"
    rf"|(?P<led>(?:[Bb]y|[Ff]rom|[Aa]uthor|[Oo]wner(?: is)?|[Ll]eads?|[Ss]ponsor|[Mm]anager|[Oo]fficer|[Dd]irector"
    rf"|[Cc]hair|is"
    rf"|[Hh]andler|[Mm]aker|[Ll]ead is|me|for us|Services|Assets|Revenues|Finance|Fleet|Debt|head|and|with|Contact"
    rf"|Cheers"
    rf"|Thanks|Regards),? ?[:–(-]* ?\*{{0,2}}(?={_NAME}))(?P<after>{_NAME})"
    rf"|(?P<before>\b{_NAME})(?=,? \(?(?:the )?{_ROLE}\b| \([a-z]| is (?:our|the|\w+.s)| signs?\b| sponsors?\b)"
    rf"|\((?P<inside>{_NAME})(?= is the|\))"
)
_NOT_PEOPLE = re.compile(
    r"(?:Council|Trust|Police|Board|Service|House|Ltd|University|Act|Street|Road|Hall|Centre|School|Team|Unit|Group"
    r"|Board"
    r"|Department|Ministry|Records|Committee|Data|Information|Social|Health|Town|Head|Director|Chief|Section|Article"
    r"|Article|Children|Adult|Digital|North|South|East|West|Market|Public|Protection|Programme|Project|Ward|Library"
    r"|Housing|Legal|Business|Royal|Integrated|Constabulary|January|February|March|April|June|July|August|September"
    r"|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Community|County|City|Office"
    r"|Manager|Owner|Lead\b|National|Insurance|Digital|Economy|Court|Front|Door|Gateway|Scotland|England|Wales)"
)
_SIGNED = re.compile(rf"^\**(?P<name>{_NAME})\**$")
_COINED = re.compile(
    r"\b(?:[A-Z][a-z]+(?:[A-Z][a-z]*)+(?: (?:\d+|[A-Z]\d))?)\b"
    r"|\b(?:[A-Z][A-Za-z]+-(?:[A-Z]{1,4}|\d{1,3})\b)"
    r"|\b(?:[A-Z][A-Za-z]+\+)"
)
_CALLED = re.compile(
    r"(?:called|named|system,?|platform,?|tool,?|app,?|database,?|portal,?|server|software|product,?|store,?|by the"
    r"|our|the|in|into|fit|to bring in|on) (?P<called>[A-Z][\w]+(?: [A-Z][\w]+){0,2})"
    r"(?= (?:system|platform|sensors?|portal|database|app|terminals?|document store|document|enclave|software|tool|file"
    r"|module|dashboard|case|housing|register)\b|[,.;)]| \(|$)"
)
_SYSTEM_WORDS = re.compile(
    r"\b(?:systems?|platform|software|apps?|portal|dashboard|terminals?|database|applications?|store|servers?|tools?"
    r"|product|sensors?|enclave|module|MIS|matched in|called|goes? (?:on|into|to)|secure email|file)\b",
    re.IGNORECASE,
)


def people(text: str) -> Iterator[tuple[int, int]]:
    """Where each name of a person begins and ends."""
    for hit in _PERSON.finditer(text):
        part = next(name for name in ("titled", "initial", "after", "before", "inside") if hit[name])
        if part == "titled" or not _NOT_PEOPLE.search(hit[part]):
            yield hit.span(part)
    if (signed := _SIGNED.match(text)) and not _NOT_PEOPLE.search(signed["name"]):
        yield signed.span("name")


def systems(text: str, others: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where each name of a system begins and ends; ``others`` are names already known as bodies or people."""
    known = tuple(others)
    spans = [hit.span() for hit in _COINED.finditer(text)]
    if _SYSTEM_WORDS.search(text):
        spans += [hit.span("called") for hit in _CALLED.finditer(text)]
    for start, end in sorted(set(spans)):
        name = text[start:end]
        if not any(name in one for one in known) and not _NOT_PEOPLE.search(name):
            yield start, end
