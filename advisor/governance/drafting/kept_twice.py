"""The same things kept for two times, in any words: overwritten, wiped, drops off, stays in the app, retention set at.

What is kept is read from the words before or after the verb. Only the same things are compared: logs are no footage,
and what one body keeps is not what another keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from advisor.governance.drafting.draft import Contradiction
from advisor.governance.drafting.measures import Measure, agree, spans
from advisor.governance.drafting.statements import Statement
from advisor.governance.drafting.told_twice import ON_A_DEVICE
from corpus.source import Frozen

_COMPARED = 60
_NEAR = 80
_PASSIVE = (
    r"kept|held|stored|retained|saved|overwritten|recorded over|deleted|wiped|erased|destroyed|purged|shredded|removed"
    r"|cleared|binned|taken off|lost|dropped|gone"
)
_OF_ITSELF = (
    r"stays?|remains?|sits?|lives?|vanish(?:es)?|disappears?|drops? (?:off|out)|rolls? off|lapses?|expires?|goes?"
)
_ACTIVE = r"keeps?|holds?|stores?|retains?|deletes?|wipes?|erases?|destroys?|purges?|removes?"
_VERB = re.compile(
    rf"\b(?:(?P<passive>{_PASSIVE})|(?P<itself>{_OF_ITSELF})|(?P<active>{_ACTIVE}))\b(?! to\b)", re.IGNORECASE
)
_SETTING = re.compile(
    r"\b(?:retention|storage)(?: time| period)? (?P<how>of|for|on|in|at) (?:the |our |its |each )?"
    r"(?P<thing>[\w' -]{2,40}?) (?:is |are |will be |has been )?(?:set |fixed |put )?(?:at |to )?(?:about )?$",
    re.IGNORECASE,
)
_THEN_GONE = re.compile(
    r"^,? ?(?:and |after which |at which point |when )?(?:then )?(?:the |each |that |its )?"
    rf"(?P<thing>[a-z][\w' -]{{1,25}}?) (?:goes\b|(?:is|are)(?: then)? (?:{_PASSIVE})\b|(?:{_OF_ITSELF})\b)",
    re.IGNORECASE,
)
_NOT_ALWAYS = re.compile(
    r"\b(?:at least|up to|within|minimum|maximum|at most|no longer than|a further|another|last|over|under"
    r"|more than|less than|aged?)(?: of)? $",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[,:;()“”\"]|\b(?:says?|said|states?|that|then|and|but|where|when|while|so|if|until|after)\b", re.IGNORECASE
)
_WHICH = re.compile(
    r"\b(?:by|in|on|at|from|of|for|with|within|about|who|whose|which|saved|made|taken|held|marked)\b", re.IGNORECASE
)
_AUXILIARY = re.compile(
    r"(?:\s+|^)(?:is|are|was|were|be|been|being|will|would|shall|must|may|can|to|should|only|also|all|automatically"
    r"|always|now|it|they|these|this|get|gets|themselves|itself)$",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"^(?:the|a|an|each|every|all|any|these|those|our|their|its|his|her|both|no)\b ?", re.IGNORECASE
)
_PLACE = re.compile(r"\b(?:on|in|off|by|at|with|from) (?:the |our |its |a |each )?(?P<place>[\w-]+)", re.IGNORECASE)
_ONE_THING = {
    word: kind
    for kind, words in (
        ("footage", "footage film films video videos cctv picture pictures image images"),
        ("photograph", "photograph photographs photo photos"),
        ("entry", "entry entries record records row rows listing listings"),
        ("recording", "recording recordings tape tapes audio"),
    )
    for word in words.split()
}  # fmt: skip
_NO_THING = frozenset(
    "we it they this that these those which one ones you he she council supplier body bodies everything data own "
    "information system service project period time copy copies none some letter reply".split()
)
_HOLDERS = re.compile(r"^(?:the |our |each )?(?P<who>[\w&' -]{2,40})$", re.IGNORECASE)


class _Kept(Frozen):
    """A time that a thing is kept for; ``store`` where only the place is told in which whatever is there is kept."""

    of: Statement
    time: Measure
    thing: tuple[str, ...] = ()
    which: str = ""
    holder: str = ""
    place: str = ""
    store: bool = False


def kept_twice(stated: Sequence[Statement]) -> Iterator[Contradiction]:
    """Every pair of times for which the same things are said to be kept."""
    told: list[_Kept] = []
    before: Statement | None = None
    for statement in stated:
        if statement.is_the_rule:
            told.extend(_kept(statement, before))
        before = statement
    for one, two in combinations(told[:_COMPARED], 2):
        if one.of.text == two.of.text or agree(one.time, two.time):
            continue
        if _is_same(one, two) or _is_its_store(one, two, told) or _is_its_store(two, one, told):
            yield Contradiction(field="retention", values=(one.of.text, two.of.text))


def _is_same(one: _Kept, two: _Kept) -> bool:
    if one.store or two.store or one.thing != two.thing or one.which != two.which:
        return False
    apart = ((one.holder, two.holder), (one.place, two.place))
    return not any(first and second and first != second for first, second in apart)


def _is_its_store(store: _Kept, one: _Kept, told: Sequence[_Kept]) -> bool:
    """Whether a store's time is meant for the first thing told, where nothing else is kept for that time."""
    things = [other for other in told if not other.store]
    return store.store and one is things[0] and not any(agree(store.time, other.time) for other in things)


def _kept(one: Statement, before: Statement | None) -> Iterator[_Kept]:
    for time in spans(one.said):
        lead, after = one.said[: time.start], one.said[time.end :]
        if _NOT_ALWAYS.search(lead):
            continue
        if setting := _SETTING.search(lead):
            store = setting["how"].lower() in ("on", "in", "at")
            thing, which = _thing(setting["thing"])
            if store or thing:
                yield _Kept(of=one, time=time, thing=thing, which=which, store=store)
            continue
        then = _THEN_GONE.match(after)
        if then and re.search(r"\b(?:lasts?|runs?|stands?|holds?|applies|for)\b[^,;.]*$", lead):
            own = re.split(r"\b(?:lasts?|runs?|stands?|holds?|applies)\b", lead)[0]
            thing, which = _thing(own if then["thing"].lower() in ("it", "they") else then["thing"])
            if thing:
                yield _Kept(of=one, time=time, thing=thing, which=which)
            continue
        yield from _by_its_verb(one, time, lead, before)


def _by_its_verb(one: Statement, time: Measure, lead: str, before: Statement | None) -> Iterator[_Kept]:
    verbs = list(_VERB.finditer(lead[-_NEAR:]))
    if not verbs or ON_A_DEVICE.search(lead):
        return
    verb = verbs[-1]
    begun = max(0, len(lead) - _NEAR)
    subject = _CLAUSE.split(lead[: begun + verb.start()])[-1].strip()
    between = lead[begun + verb.end() :]
    place = _PLACE.search(between)
    where = place["place"].lower() if place else ""
    if verb["active"]:
        holder = _HOLDERS.match(subject)
        thing, which = _thing(re.split(r"\b(?:for|after|once|about)\b", between)[0])
        if thing:
            yield _Kept(of=one, time=time, thing=thing, which=which, holder=holder["who"].lower() if holder else "")
        return
    thing, which = _thing(subject)
    if not subject:
        thing, which = _thing(one.label or _heading(before))
    if thing and (verb.group().lower() not in ("go", "goes") or thing[-1] in _GOES):
        yield _Kept(of=one, time=time, thing=thing, which=which, place=where)


_GOES = frozenset(
    "entry footage recording clip note score flag marker alert message warning log photograph reading".split()
)
"""What is deleted where it “goes”; a letter that goes is sent."""


def _heading(before: Statement | None) -> str:
    """What a sentence of one or two words before it says is spoken of, as “Film.” does."""
    words = re.findall(r"[^\W\d_][\w'-]*", before.text) if before else []
    return " ".join(words) if len(words) <= len(("call", "recordings")) else ""


def _thing(words: str) -> tuple[tuple[str, ...], str]:
    """What is kept as its words, the head last and each singular, and which of them."""
    plain = words.strip(" *.:").lower()
    while (shorter := _AUXILIARY.sub("", plain)) != plain:
        plain = shorter
    plain = _DETERMINER.sub("", plain)
    found = _WHICH.search(plain)
    which = plain[found.start() :].strip() if found else ""
    named = re.findall(r"[^\W\d_][\w'-]*", plain[: found.start()] if found else plain)
    if not named or len(named) > _NAMED or named[-1] in _NO_THING:
        return (), ""
    return (*named[:-1], _ONE_THING.get(named[-1], _singular(named[-1]))), which


_NAMED = 4


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
