"""Two statements of a proposal about one thing of which only one can hold: told and denied, two roles of one party."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_WORKS_FOR = re.compile(
    r"(?P<who>[A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)*) (?:(?:is|acts as|will be) (?:(?:the|a|our|just a|only a) )?"
    r"(?:data )?processor|(?:acts?|works?|processes)[^.;]{0,30}\bonly on|acts? only on|does only what"
    r"|only does what)"
)
_DECIDES = (
    r"[^.;]{0,60}(?:joint controllers?|\b(?:is|as) (?:a|the) (?:data )?controller"
    r"|\bdecides (?:what|why|how|who|alone|itself|by itself|everything)"
    r"|(?:its|their) own (?:purposes?|products?|ends|research|marketing|use|benefit)|improve its)"
)


def opposed(facts: Facts) -> Iterator[Contradiction]:
    """Pairs of plain statements about the same thing that cannot both hold."""
    plain = [one for one in facts.told if len(one.text) <= _AT_MOST]
    yield from _told_and_denied(plain)
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


def _two_roles(told: tuple[Sentence, ...]) -> Iterator[Contradiction]:
    for one in told:
        if works := _WORKS_FOR.search(one.text):
            decides = re.compile(rf"\b{re.escape(works['who'])}\b{_DECIDES}")
            yield from (_pair("role_split", one, two) for two in told if two is not one and decides.search(two.text))
