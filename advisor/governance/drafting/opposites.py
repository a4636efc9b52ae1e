"""Two statements of a proposal about one thing of which only one can hold: told and denied, two spans, sums or days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from advisor.governance.drafting.amounts import LASTING, MONEY
from advisor.governance.drafting.dates import DATE
from advisor.governance.drafting.draft import Contradiction
from advisor.governance.drafting.facts import Facts
from advisor.governance.drafting.sentences import Sentence

_AT_MOST = 120
"""How long a sentence may be that is taken for one plain statement, in characters."""
_COMPARED = 80
_NOT = re.compile(r"\b(?:not|no|never|nobody|none|cannot|without)\b|n['’]t\b", re.IGNORECASE)
_SMALL = frozenset({
    "have", "been", "will", "with", "from", "that", "this", "they", "them", "their", "does", "were", "would", "about",
    "never", "nobody", "none", "cannot", "without", "also", "into", "each", "every", "year", "month", "week", "after",
    "before", "until", "than", "there", "which", "when", "then", "only", "over", "some", "very", "shall",
})  # fmt: skip
_KEEPING = re.compile(r"\b(?:keep|kept|retention|retain\w*|delet\w*|destroy\w*|eras\w+|held|stored)\b", re.IGNORECASE)
_COSTING = re.compile(r"\b(?:costs?|price|pay|budget|fee)\b", re.IGNORECASE)
_OF_KEEPING = frozenset({
    "keep", "kept", "retention", "retain", "retained", "delete", "deleted", "destroy", "destroyed", "erase", "erased",
    "held", "stored", "record", "data", "information", "period", "everything", "indefinitely", "ever",
})  # fmt: skip
_OF_COSTING = frozenset({"cost", "price", "budget", "total", "annual"})
_EVENT = r"(?P<what>[Tt]he \w+|[Ii]t|[Ww]e|[Tt]his) (?:\w+ ){0,2}?"
_STARTING = re.compile(
    rf"{_EVENT}(?:starts?|begins?|go(?:es)? live|launch(?:es)?|opens?) (?:on |from |in )?(?={DATE.pattern})"
)
_ENDING = re.compile(
    rf"{_EVENT}(?:ends?|runs? until|finish(?:es)?|closes?|expires?|lasts? until) (?:on |in )?(?={DATE.pattern})"
)
_WORKS_FOR = re.compile(
    r"(?P<who>[A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)*) (?:(?:is|acts as|will be) (?:the|a|our|just a|only a)"
    r" (?:data )?processor|acts? only on|does only what|only does what)"
)
_DECIDES = (
    r"[^.;]{0,60}(?:joint controllers?|\b(?:is|as) (?:a|the) (?:data )?controller|\bdecides (?:what|why|how|who)"
    r"|own purposes)"
)


def opposed(facts: Facts) -> Iterator[Contradiction]:
    """Pairs of plain statements about the same thing that cannot both hold."""
    plain = [one for one in facts.told if len(one.text) <= _AT_MOST]
    yield from _told_and_denied(plain)
    yield from _two_spans(plain)
    yield from _two_sums(plain)
    yield from _two_days(plain)
    yield from _two_roles(facts.told)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"s$", "", one) for one in re.findall(r"[a-z]{4,}", text.lower())) - _SMALL


def _told_and_denied(plain: list[Sentence]) -> Iterator[Contradiction]:
    denied = [one for one in plain if _NOT.search(one.text)][:_COMPARED]
    told = [(one, _words(one.text)) for one in plain if not _NOT.search(one.text)]
    for no in denied:
        said = _words(no.text)
        for yes, words in told:
            if min(len(said), len(words)) > 1 and (said <= words or words <= said):
                yield _pair("purpose", no, yes)


def _pair(field: str, one: Sentence, two: Sentence) -> Contradiction:
    first, second = sorted((one, two), key=lambda told: told.start)
    return Contradiction(field=field, values=(first.text, second.text))


def _two_spans(plain: list[Sentence]) -> Iterator[Contradiction]:
    spans = [
        (one, hit.group().lower()) for one in plain if _KEEPING.search(one.text) for hit in LASTING.finditer(one.text)
    ]
    yield from _same_subject([(one, span, LASTING.sub("", one.text)) for one, span in spans], _OF_KEEPING, "retention")


def _two_sums(plain: list[Sentence]) -> Iterator[Contradiction]:
    sums = [
        (one, hit.group().lower()) for one in plain if _COSTING.search(one.text) for hit in MONEY.finditer(one.text)
    ]
    told = [(one, paid, MONEY.sub("", one.text)) for one, paid in sums]
    yield from _same_subject([line for line in told if _words(line[2]) - _OF_COSTING], _OF_COSTING, "cost")


def _same_subject(told: list[tuple[Sentence, str, str]], usual: frozenset[str], field: str) -> Iterator[Contradiction]:
    for (one, first, said), (two, second, again) in combinations(told[:_COMPARED], 2):
        bodies = [set(re.findall(r"(?<=\s)[A-Z]\w+", text)) for text in (said, again)]
        same = _words(said) - usual == _words(again) - usual and bodies[0] == bodies[1]
        if one is not two and first != second and same:
            yield _pair(field, one, two)


def _two_days(plain: list[Sentence]) -> Iterator[Contradiction]:
    for pattern, field in ((_STARTING, "start_date"), (_ENDING, "end_date")):
        found = [(one, hit["what"].lower(), DATE.search(one.text, hit.end())) for one in plain
                 if (hit := pattern.search(one.text))]  # fmt: skip
        for (one, what, day), (two, other, later) in combinations(found[:_COMPARED], 2):
            same = what == other or other in ("it", "we", "this")
            if same and day and later and day.group() != later.group():
                yield _pair(field, one, two)


def _two_roles(told: tuple[Sentence, ...]) -> Iterator[Contradiction]:
    for one in told:
        if works := _WORKS_FOR.search(one.text):
            decides = re.compile(rf"\b{re.escape(works['who'])}\b{_DECIDES}")
            yield from (_pair("role_split", one, two) for two in told if two is not one and decides.search(two.text))
