"""Powers, duties and gateways that a proposal names or that its facts point to."""

from __future__ import annotations

import re

from advisor.governance.drafting.facts import Facts
from advisor.governance.drafting.kinds_of_body import PartyKind
from advisor.governance.drafting.parties import Party
from corpus.source import Frozen

_LAW = "https://www.legislation.gov.uk"


class Power(Frozen):
    """A power in law: how it is called, and its address; the common law has none."""

    name: str
    citation: str | None = None


class _Named(Frozen):
    said: str
    kinds: frozenset[PartyKind] | None
    power: Power


def _named(said: str, name: str, path: str | None, *kinds: PartyKind) -> _Named:
    return _Named(
        said=said,
        kinds=frozenset(kinds) or None,
        power=Power(name=name, citation=f"{_LAW}/{path}" if path else None),
    )


_COUNCIL, _HEALTH, _POLICE, _DEPARTMENT = PartyKind.COUNCIL, PartyKind.HEALTH, PartyKind.POLICE, PartyKind.DEPARTMENT
_TABLE = (
    _named(r"Adult Support and Protection", "Adult Support and Protection (Scotland) Act 2007, section 5",
           "asp/2007/10/section/5", _COUNCIL, _HEALTH, _POLICE),
    _named(r"Children Act 1989", "Children Act 1989, section 47", "ukpga/1989/41/section/47", _COUNCIL),
    _named(r"16LA|Children Act 2004", "Children Act 2004, section 16LA", "ukpga/2004/31/section/16LA"),
    _named(r"Care Act 2014", "Care Act 2014, the functions named by the proposal", "ukpga/2014/23", _COUNCIL),
    _named(r"Digital Economy Act[^.]*section 48|DEA[^.]*section 48|section 48[^.]*Digital Economy",
           "Digital Economy Act 2017, section 48", "ukpga/2017/30/section/48"),
    _named(r"Digital Economy Act|\bDEA\b", "Digital Economy Act 2017, Part 5", "ukpga/2017/30/section/35"),
    _named(r"Public Records \(Scotland\) Act", "Public Records (Scotland) Act 2011, section 1",
           "asp/2011/12/section/1"),
    _named(r"Crime and Disorder Act", "Crime and Disorder Act 1998, section 115", "ukpga/1998/37/section/115"),
    _named(r"Access to Health Records", "Access to Health Records Act 1990", "ukpga/1990/23", _HEALTH),
    _named(r"Public Bodies \(Joint Working\)", "Public Bodies (Joint Working) (Scotland) Act 2014, section 49",
           "asp/2014/9/section/49"),
    _named(r"\bPACE\b|Police and Criminal Evidence", "Police and Criminal Evidence Act 1984", "ukpga/1984/60", _POLICE),
    _named(r"Housing Act 1996", "Housing Act 1996", "ukpga/1996/52", _COUNCIL),
    _named(r"Local Government Finance Act 1992", "Local Government Finance Act 1992", "ukpga/1992/14", _COUNCIL),
    _named(r"Statistics and Registration Service", "Statistics and Registration Service Act 2007", "ukpga/2007/18"),
)  # fmt: skip


def power_for(party: Party, facts: Facts) -> Power | None:
    """The power that the proposal names for a party of its sort, or that its facts point to; ``None`` is asked for."""
    for one in _TABLE:
        if (one.kinds is None or party.kind in one.kinds) and _is_relied_on(one.said, facts.text):
            return one.power
    shown = facts.shown
    if party.kind is _HEALTH and "deceased" in shown:
        return Power(name="Access to Health Records Act 1990", citation=f"{_LAW}/ukpga/1990/23")
    if party.kind is _POLICE and "crime-purpose" in shown:
        return Power(name="common law policing powers")
    if party.kind is _DEPARTMENT and "fraud-purpose" in shown:
        return Power(
            name="Digital Economy Act 2017, section 56, if listed", citation=f"{_LAW}/ukpga/2017/30/section/56"
        )
    if party.kind is _COUNCIL and {"cameras", "police"} <= shown:
        return Power(name="Crime and Disorder Act 1998, section 115", citation=f"{_LAW}/ukpga/1998/37/section/115")
    if party.kind is PartyKind.UNIVERSITY and "research" in shown:
        return Power(name="the university's charter or statutes")
    return None


_SET_ASIDE_BEFORE = re.compile(
    r"(?:\b(?:not|never|no longer|cannot)|n['’]t)\s+(?:\w+\s+){0,2}?(?:rely|relying|relied|use|using|need|act|acting"
    r"|based|under|claim\w*|invok\w+)\b[^.;,:]{0,40}$"
    r"|\b(?:rather than|instead of|no power (?:under|in))\s[^.;,:]{0,40}$",
    re.IGNORECASE,
)
_SET_ASIDE_AFTER = re.compile(
    r"^(?:\W+(?:\d+\w*|Scotland|Act|sections?|was|is|were|been|has|looked|at|considered|weighed|thought|of|and|but|does"
    r"|do|did|it|will|would|can|could|here|which|we))*"
    r"\W+(?:(?:(?:not|never|no longer)|\w+n['’]t)\s+(?:\w+\s+){0,2}?(?:used|needed|relied|rely|appl(?:y|ies|ied)"
    r"|invoked|engaged|help|fit|reach|cover|give|allow|(?:our|the) (?:basis|power))"
    r"|ruled out|set aside|rejected)\b",
    re.IGNORECASE,
)


def _is_relied_on(said: str, text: str) -> bool:
    """Whether a proposal names a law other than to say that it does not rest on it."""
    return any(
        not _SET_ASIDE_BEFORE.search(text[: hit.start()]) and not _SET_ASIDE_AFTER.match(text[hit.end() :])
        for hit in re.finditer(said, text)
    )


POWER_NAMES = tuple(one.power.name for one in _TABLE)
"""The powers as they are called in a draft."""
