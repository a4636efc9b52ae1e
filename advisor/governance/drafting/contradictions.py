"""Wordings of a proposal that cannot both hold: numbers that differ, names spelt in two ways, roles told in two ways.

Both wordings are shown and a person is asked; the advisor chooses none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from advisor.governance.drafting.amounts import COUNT, LASTING, MONEY
from advisor.governance.drafting.begun_and_ended import begun_and_ended
from advisor.governance.drafting.counted_twice import counted_twice
from advisor.governance.drafting.dates import DATE
from advisor.governance.drafting.denials import said_and_denied
from advisor.governance.drafting.draft import Contradiction
from advisor.governance.drafting.facts import Facts
from advisor.governance.drafting.groups_twice import groups_twice
from advisor.governance.drafting.kept_and_not import kept_and_not
from advisor.governance.drafting.kept_twice import kept_twice
from advisor.governance.drafting.named_twice import named_twice
from advisor.governance.drafting.opposites import opposed
from advisor.governance.drafting.sentences import Sentence
from advisor.governance.drafting.spelling import near_names
from advisor.governance.drafting.statements import statements
from advisor.governance.drafting.told_twice import told_twice
from advisor.governance.drafting.versions import told_otherwise

_DOUBT = re.compile(
    r"\b(?:which is right|may be|might be|lists|need to check|or (?:is it|was it)|says? (?:\d|£)|is (?:wrong"
    r"|right)\b|"
    r"spells?|named as|down in|are down|though (?:on|in|the)|on page|page \d|the (?:tender|appendix|schedule"
    r"|contract|"
    r"plan|spec|form|note|minutes?|business case|bid|letter|table|summary) (?:says|has|gives|states|lists|puts)|"
    r"appendix|annex|elsewhere|according to|whereas)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(r"which is right|or (?:is it|was it)", re.IGNORECASE)
_MACHINE_ALONE = re.compile(
    r"without (?:anyone|anybody|any \w+|a human|a person)[^.]*|can.t change[^.,]*|(?:are |is |be )?(?:closed|refused"
    r"|awarded|rejected"
    r"|stopped|removed|sent|paid|cancelled|suspended) (?:out )?automatically|no (?:officer|human|person|one) (?:looks"
    r"|sees|is involved)[^.]*"
    r"|nobody (?:looks|checks|sees)[^.]*|automatically (?:refus|award|clos|reject|stop|remov|cancel|suspend|pa)\w+",
    re.IGNORECASE,
)
_ROUTINE = re.compile(
    r"\b(?:reminders?|receipts?|back-?ups?|reports?|copies|files?|newsletters?)\b[^.]*$", re.IGNORECASE
)
_PERSON_DECIDES = re.compile(
    r"(?:the )?(?:final )?decision is always[^.]*|a human always[^.]*|(?:any |an )?(?:officer|person|human|manager"
    r"|clinician|nurse)s? "
    r"(?:may|can|always|will always|must) (?:override|overrule|decide|check|look|review|change"
    r"|approve)\w*(?: it)?[^.]*|no automated decision[^.]*"
    r"|(?:every|each) (?:case|decision|one|application|image|refusal|award|request|claim|letter|match|alert|referral)"
    r" is (?:checked|reviewed|looked at|seen|decided|made) by[^.]*"
    r"|always (?:made|checked|decided|reviewed|seen) by[^.]*",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"[Aa]ll three do[^.:]*|(?:decide[sd]?|run|agreed?) (?:it )?(?:together|jointly)[^.]*")
_APART = re.compile(
    r"(?:[Ee]ach \w+ )?remains? (?:data )?controller[^.\n]*|\w+(?: \w+){0,3} is (?:the "
    r"|a )?(?:data )?processor[^.\n]*"
)
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w'’-]+(?: (?:[A-ZÀ-Þ][\w'’-]+|of|&)){1,4}")
_KEPT = re.compile(r"\b(?:kept|keep|retention|retain|delet|hold|held|stored)", re.IGNORECASE)


def contradictions(facts: Facts) -> tuple[Contradiction, ...]:
    """What the proposal tells in two ways."""
    stated = statements(facts)
    found = [
        *_numbers(facts),
        *_spans(facts),
        *_spellings(facts),
        *_machine_or_person(facts),
        *_roles(facts),
        *_once(facts),
        *told_otherwise(facts),
        *counted_twice(stated),
        *groups_twice(stated),
        *told_twice(stated),
        *begun_and_ended(stated),
        *kept_twice(stated),
        *kept_and_not(stated),
        *named_twice(stated),
        *said_and_denied(stated),
        *opposed(facts),
    ]
    unique: list[Contradiction] = []
    for one in found:
        if not any(one.field == other.field and _same_words(one, other) for other in unique):
            unique.append(one)
    return tuple(unique)


def _same_words(one: Contradiction, other: Contradiction) -> bool:
    return all(any(a in b or b in a for b in other.values) for a in one.values)


def _numbers(facts: Facts) -> Iterator[Contradiction]:
    """Two counts of the same thing, one of them in a sentence of doubt."""
    counted = [(s, hit) for s in facts.told for hit in COUNT.finditer(s.text) if _counts_things(hit, s)]
    doubtful = [(s, hit) for s, hit in counted if _DOUBT.search(s.text)]
    for two, second in doubtful:
        for one, first in counted:
            if first["number"] == second["number"] or (one is two and not _WHICH.search(one.text)):
                continue
            if shared := _same_thing(first, second, two):
                in_order = sorted(((one, first), (two, second)), key=lambda told: told[0].start + told[1].start())
                values = tuple(_wording(sentence, hit, shared) for sentence, hit in in_order)
                yield Contradiction(field="volume", values=values)


def _counts_things(hit: re.Match[str], sentence: Sentence) -> bool:
    if _SERIAL.search(sentence.text[: hit.start("number")]) or _TIME.match(hit["what"]):
        return False
    year = re.fullmatch(r"(?:19|20)\d\d", hit["number"]) is not None
    return not year and not hit["what"].strip().startswith("%")


def _same_thing(first: re.Match[str], second: re.Match[str], two: Sentence) -> str | None:
    near = _nouns(first["what"]) & _nouns(second["what"])
    if near:
        shared = max(near, key=first["what"].lower().rfind)
        told = [_before(hit["what"].lower(), shared) for hit in (first, second)]
        return shared if not all(told) or told[0] & told[1] else None
    doubtful = _DOUBT.search(two.text) is not None and len(two.text) < _SHORT
    far = _nouns(first["what"]) & _nouns(two.text) if doubtful else frozenset[str]()
    return max(far, key=len) if far else None


_SHORT = 140
_TIME = re.compile(r" (?:(?:calendar|working) )?(?:minute|hour|day|week|month|term|year)s?\b", re.IGNORECASE)
_SERIAL = re.compile(
    r"\b(?:pages?|pp?\.|section|clause|paragraph|para|article|annex|appendix|schedule|table|item|figure|part|note"
    r"|chapter|line|row|version|draft|no\.?) ?$",
    re.IGNORECASE,
)
"""Before a number that says where something stands, and counts nothing."""


def _before(what: str, shared: str) -> frozenset[str]:
    """The words that say which of them are meant."""
    return frozenset(what[: what.find(shared)].split())


@lru_cache(maxsize=4096)
def _nouns(text: str) -> frozenset[str]:
    return frozenset(w.rstrip("s").lower() for w in re.findall(r"[a-z]{4,}", text)) - _COMMON


_COMMON = frozenset({
    "year", "month", "week", "day", "hour", "minute", "people", "the", "about", "with", "from", "that", "this", "each",
    "over", "after", "time", "than", "more", "them", "they", "have", "page", "into", "will", "says", "copy", "name",
})  # fmt: skip


def _wording(sentence: Sentence, hit: re.Match[str], shared: str) -> str:
    own = hit.group().strip()
    if shared in own.lower():
        words = own[: own.lower().index(shared)] + re.match(r"\w*", own[own.lower().index(shared) :]).group()  # type: ignore[union-attr]
        return words.strip()
    before = sentence.text[: hit.end("number")]
    return before.strip() if len(before) < 120 else sentence.text


def _spans(facts: Facts) -> Iterator[Contradiction]:
    """Two spans of time, sums or dates for the same thing, the second told as coming from another paper."""
    for sentence in facts.told:
        if not _DOUBT.search(sentence.text):
            continue
        for pattern, field in ((LASTING, "retention"), (MONEY, "cost"), (DATE, "start_date")):
            for hit in pattern.finditer(sentence.text):
                topic = _topics(sentence.text[: hit.start()])
                for other in facts.told:
                    if other is sentence:
                        continue
                    yield from _against(sentence, hit, other, pattern, field, topic)


def _against(
    sentence: Sentence, hit: re.Match[str], other: Sentence, pattern: re.Pattern[str], field: str, topic: set[str]
) -> Iterator[Contradiction]:
    for second in pattern.finditer(other.text):
        if second.group().lower() == hit.group().lower():
            continue
        before = other.text[: second.start()]
        kept = field == "retention" and _KEPT.search(sentence.text) and _KEPT.search(before or other.label)
        if topic & _topics(before[-60:]) and (field != "retention" or kept):
            yield Contradiction(
                field=field, values=(other.text[: second.end()][-80:].strip(), sentence.text[: hit.end()][-80:].strip())
            )


def _topics(text: str) -> set[str]:
    return {w.rstrip("s").lower() for w in re.findall(r"[A-Za-z]{4,}", text)} - _COMMON


def _spellings(facts: Facts) -> Iterator[Contradiction]:
    """A name that is spelt in two ways."""
    names = list(dict.fromkeys(hit.group() for s in facts.told for hit in _NAME.finditer(s.text)))
    words = {name: frozenset(name.replace("&", "and").split()) for name in names}
    for one, two in combinations(names, 2):
        if not words[one].isdisjoint(words[two]) and (pair := near_names(one, two)):
            field = next(
                (f.field for f in facts.facts if pair[0] in f.value and f.kind in ("person", "organisation")), "title"
            )
            yield Contradiction(field=field, values=pair)


def _machine_or_person(facts: Facts) -> Iterator[Contradiction]:
    """A machine that acts alone, and a person who is said to decide."""
    alone = [
        hit.group().strip()
        for s in facts.told
        if (hit := _MACHINE_ALONE.search(s.text)) and not _ROUTINE.search(s.text[: hit.start()])
    ]
    person = [(s.text, hit.group().strip()) for s in facts.told if (hit := _PERSON_DECIDES.search(s.text))]
    for machine in alone:
        for whole, said in person:
            if _is_one_act(machine, whole):
                yield Contradiction(field="human_review", values=(machine, said))
                return


def _is_one_act(machine: str, person: str) -> bool:
    """Whether what a person decides can be what the machine does: refusals are no awards."""
    acts = {hit.lower() for hit in _ACT.findall(person)}
    done = {hit.lower() for hit in _ACT.findall(machine)}
    return not acts or not done or bool(acts & done)


_ACT = re.compile(r"\b(refus|reject|award|grant|pa[iy]|clos|stop|remov|cancel|suspend)", re.IGNORECASE)


def _roles(facts: Facts) -> Iterator[Contradiction]:
    together = [hit.group().strip() for s in facts.told if (hit := _TOGETHER.search(s.text))]
    apart = [s.text for s in facts.told if _APART.search(s.text)]
    if together and apart:
        yield Contradiction(field="role_split", values=(together[0], apart[0]))


def _once(facts: Facts) -> Iterator[Contradiction]:
    """A body of one name and two kinds, one of them said to be what another paper has."""
    for sentence in facts.told:
        for hit in re.finditer(
            r"(?P<one>[A-ZÀ-Þ][^\"“.]{3,60}) is (?:named|called|down) as [\"“](?P<two>[^\"”]+)[\"”]", sentence.text
        ):
            yield Contradiction(field="controllers", values=(hit["one"].strip(), hit["two"].strip()))
