"""Which data go from whom to whom: the arrows of the picture, with the proposal's words where they are short."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from advisor.governance.drafting.draft import DataFlow, Fact, RoleOfParty
from advisor.governance.drafting.facts import Facts

_LONGEST_LABEL_CHARACTERS = 90
_PARTIES_IN_A_PICTURE = 8
_GIVES = re.compile(
    r"\b(?:sends?|sent|gives?|given|shares?|shared|passes|passed|provides?|provided|supplies|supplied|discloses?"
    r"|disclosed|refers?|referred|releases?|uploads?|tells?|transfers?|feeds?|hands?)\b",
    re.IGNORECASE,
)
_MEANS = re.compile(
    r"(?:(?:over|by|via|through) (?:an? |the )?)?(?:(?:secure|encrypted|managed|nightly|weekly|daily|monthly)\s+)*"
    r"\b(?:file transfer|e-?mail|portal|gateway|SFTP|API|upload|download|spreadsheets?|memory sticks?|USB sticks?"
    r"|courier|post|phone|look-?ups?|data feed|feed|extract|interface|network drive|shared folder)\b",
    re.IGNORECASE,
)
_TO_US = re.compile(
    r"^[^.;]{0,90}?\b(?:sends?|gives?|passes|pass|shares?|provides?|tells?|lets?) (?:it |them )?(?:to )?us\b"
)
_FROM_US = re.compile(
    r"\b[Ww]e (?:\w+ ){0,2}?(?:send|give|pass|share|provide|tell|disclose|refer)\b[^.;]{0,90}\b(?:to|with) (?:the )?$"
    r"|\b(?:feed|copy|copies|files?|lists?|access|extracts?|clips?|reports?|returns?) to (?:the )?$"
)
_SENDS_BACK = re.compile(
    r"^(?P<subject>(?:[^.;]{0,40}?\b)?(?:the [\w’'-]+|they|it))\b[^.;]{0,30}?\b(?:"
    r"(?:sends?|pass(?:es)?|reports?|feeds?|tells?|shares?|gives?|hands?|writes?)\b[^.;]{0,80}?\bback\b"
    r"|returns?\b[^.;]{0,80}? to (?:us|the)\b)",
    re.IGNORECASE,
)
_NOT_OF_PEOPLE = re.compile(
    r"\b(?:no|not|nothing|never|none|neither|without|keys?|equipment|devices?|laptops?|money|funds?|grants?|fees?)\b",
    re.IGNORECASE,
)
_TAKES = re.compile(r"\b(?:from|receives?|gets?|takes?|pulls?|collects?|asks?)\b", re.IGNORECASE)


def data_flows(facts: Facts, roles: Sequence[RoleOfParty]) -> tuple[DataFlow, ...]:
    """An arrow for each pair between which data go; where the proposal does not say which way, one for each way."""
    return tuple({(one.sender, one.receiver): one for one in _flows(facts, roles)}.values())


def _flows(facts: Facts, roles: Sequence[RoleOfParty]) -> Iterator[DataFlow]:
    method = _method(facts.of_field("method"))
    what = _list_of_data(facts.of_field("data_items"))
    deciding = _in_role(roles, "controller", "joint controller")[:_PARTIES_IN_A_PICTURE]
    given = _pairs_given(facts, deciding)
    sent = [pair for pair in permutations(deciding, 2) if pair in given]
    pairs = sent or _pairs(deciding, joint="joint-decision" in facts.shown)
    for sender, receiver in pairs:
        yield DataFlow(sender=sender, receiver=receiver, what=what, method=method)
    for sender, receiver in _sent_back(facts, deciding, given):
        yield DataFlow(sender=sender, receiver=receiver)
    processors = _in_role(roles, "processor")
    for controller in deciding[: 1 if len(deciding) > 1 and processors else None]:
        for processor in processors:
            yield DataFlow(sender=controller, receiver=processor, what="", method="on its instructions")
    for processor in processors[:1]:
        for below in _in_role(roles, "sub-processor"):
            yield DataFlow(sender=processor, receiver=below, what="", method="on its instructions")
    for controller in deciding[:1]:
        for one in roles:
            if one.role == "recipient" and one.party not in deciding:
                yield DataFlow(sender=controller, receiver=one.party, what=one.flow or "", method=method)


def _pairs(deciding: Sequence[str], *, joint: bool) -> list[tuple[str, str]]:
    """Each way between two; where bodies decide together, what the others bring to the one named first."""
    if joint:
        return [(one, deciding[0]) for one in deciding[1:]]
    return list(permutations(deciding, 2))


def _in_role(roles: Sequence[RoleOfParty], *names: str) -> list[str]:
    return list(dict.fromkeys(one.party for one in roles if one.role in names))


def pairs_told(facts: Facts, parties: Sequence[str]) -> set[tuple[str, str]]:
    """The pairs of which a sentence has data go from the one to the other, or come back."""
    given = _pairs_given(facts, parties)
    return given | _sent_back(facts, parties, given)


def _pairs_given(facts: Facts, parties: Sequence[str]) -> set[tuple[str, str]]:
    """The pairs of which a sentence has data go from the one to the other; “us” are the body named first."""
    found: set[tuple[str, str]] = set()
    for sentence in facts.told:
        named = sorted((at, one) for one in parties if (at := sentence.text.find(one)) >= 0)
        for (at, first), (to, second) in combinations(named, 2):
            between = sentence.text[at:to]
            if _GIVES.search(between):
                found.add((first, second))
            elif _TAKES.search(between):
                found.add((second, first))
        if len(named) == 1 and parties and named[0][1] != parties[0]:
            at, other = named[0]
            if _TO_US.search(sentence.text[at:]):
                found.add((other, parties[0]))
            elif _FROM_US.search(sentence.text[:at]):
                found.add((parties[0], other))
    return found


def _sent_back(facts: Facts, parties: Sequence[str], given: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Where there are two, and the one gives to the other: the way back, if a sentence has something sent back."""
    if len(parties) != 2 or len(given) != 1:
        return set()
    ((giver, taker),) = given
    for sentence in facts.told:
        text = sentence.text.replace(taker, "the taker")
        hit = _SENDS_BACK.search(text)
        if hit and giver not in text[: hit.end("subject")] and not _NOT_OF_PEOPLE.search(text):
            called = giver.lower().replace("nhs", "nhs board").split()
            if hit["subject"].split()[-1].lower() not in called:
                return {(taker, giver)}
    return set()


def _list_of_data(told: Sequence[Fact]) -> str:
    """The first list of data that is short enough to stand beside an arrow."""
    lists = (" ".join(one.value.split()) for one in told if one.value.count(",") > 1)
    return next((one for one in lists if len(one) <= _LONGEST_LABEL_CHARACTERS), "")


def _method(told: Sequence[Fact]) -> str:
    """How data move, in the words of the proposal."""
    found = (_MEANS.search(one.value) for one in told)
    return next((" ".join(hit.group().split()) for hit in found if hit), "")
