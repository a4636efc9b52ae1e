"""One place filled by two names: who owns the project, who is controller, which system or supplier it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from advisor.governance.drafting.draft import Contradiction
from advisor.governance.drafting.statements import Statement
from corpus.source import Frozen

_NAME = (
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Insp|Supt|Cllr)\.? )?"
    r"[A-ZÀ-Þ][\w&’'-]+(?: (?:of |and |& |the )?[A-ZÀ-Þ][\w&’'-]+){0,5}"
)
_PLACES = {
    "owner": ("owner", r"(?:project|service|business|proposal) owner|owner(?: of (?:this|the) (?:project|proposal))?"),
    "asset owner": ("owner", r"(?:information )?asset owner|IAO"),
    "senior owner": ("senior_owner", r"senior (?:responsible )?owner|SIRO|SRO|senior information risk owner"),
    "officer": ("dpo_advice", r"data protection officer|DPO"),
    "guardian": ("caldicott", r"caldicott guardian"),
    "lead": ("author", r"project (?:lead|manager)|lead officer"),
    "system": (
        "systems",
        r"(?:IT |case |case management )?system(?: used| name)?|platform(?: used)?|software(?: used)?",
    ),
    "supplier": ("processors", r"(?:chosen |appointed )?(?:supplier|vendor)|(?:data )?processor"),
    "host": ("hosting", r"hosting provider|host"),
    "lead body": ("role_split", r"lead (?:body|authority|agency|organisation)"),
    "controller": ("controllers", r"(?:(?:sole|only|single) )?(?:data )?controller"),
}
"""Places that one name fills, each with its field and the words for it."""
_IS = r"(?:\**\s*[:–=-]\s*|,? (?:is|will be|shall be|remains) (?:called |named )?)"
_THE = r"(?<![\w’'-])(?:the |our |its )?(?:sole |chosen )?"
_AFTER = {
    name: re.compile(rf"{_THE}(?i:{words}){_IS}(?:the |our )?(?P<name>{_NAME})") for name, (_, words) in _PLACES.items()
}
_BEFORE = {
    name: re.compile(
        rf"(?P<name>{_NAME})(?:,? (?:is|will be|shall be|acts as|remains) (?:the|our|its) (?:sole |only "
        rf"|data )*(?i:{words})\b"
        rf"(?! (?:for|of|in) )|(?:,| \() ?(?:the |our )?(?i:{words})(?=[,.;)]|$))"
    )
    for name, (_, words) in _PLACES.items()
}
_SEVERAL = re.compile(r"\b(?:joint|both|each|jointly|co-|deputy|or|until|from \d|another|also|second|former|acting)\b")
_NO_NAME = re.compile(
    r"^(?:The|This|That|These|We|Our|It|An?|If|When|See|Not|None|No|Yes|To|TBC|Name|All|Each|Head|Director|Yet)\b"
    r"(?! [A-ZÀ-Þ]\w+ (?:Council|Trust|Board|Ltd))"
)


class _Named(Frozen):
    of: Statement
    name: str


def named_twice(stated: Sequence[Statement]) -> Iterator[Contradiction]:
    """Every pair of names that are told for one place."""
    for place, (field, _) in _PLACES.items():
        found = [one for one in stated if one.is_planned and not _SEVERAL.search(one.told.lower())]
        told = [_Named(of=one, name=name) for one in found if (name := _name_for(place, one))]
        for one, two in combinations(told, 2):
            if not _is_one_name(one.name, two.name):
                yield Contradiction(field=field, values=(one.of.text, two.of.text))


def _name_for(place: str, one: Statement) -> str:
    whole = f"{one.label}: {one.said}" if one.label else one.said
    hit = _AFTER[place].search(whole) or _BEFORE[place].search(whole)
    if hit is None or _NO_NAME.match(hit["name"]):
        return ""
    return hit["name"].strip()


def _is_one_name(one: str, two: str) -> bool:
    """Whether two names can be one: “Ms Haldane” and “Fiona Haldane”, “Ledra” and “Ledra Case”."""
    first, second = (frozenset(re.findall(r"\w{3,}", name.lower())) for name in (one, two))
    return bool(first & second) or not first or not second
