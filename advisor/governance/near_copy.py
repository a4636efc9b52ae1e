"""Near copies: a claim that nearly repeats a statement may not differ from it in a word that carries weight in law.

The grounding check weighs a claim as a whole, and a single word exchanged in a long sentence weighs little there. Here
duties, negations, parties, figures, limits and conditions are counted one by one. A claim that is worded freely is none
of this rule's business.
"""

from __future__ import annotations

import re
from collections import Counter

NEARNESS = 0.7
_SAME: tuple[tuple[str, str], ...] = (
    (r"n[’']t\b", " not"),
    (r"\b(?:do|does|did|is|are) not (?:have|need|required|obliged) to\b|\bneed not\b", " neednot "),
    (r"\b(?:is|are) not (?:allowed|entitled|permitted|free|able) to\b|\b(?:can ?not|(?:must|may) not)\b", " mustnot "),
    (r"\b(?:has|have|had|needs?|(?:is|are) (?:required|obliged)) to\b|\bshall\b", " must "),
    (r"\b(?:is|are) (?:allowed|entitled|permitted|free|able) to\b|\bcan\b", " may "),
    (r"\bought to\b", " should "),
    (r"\b(?:no|none|never|nobody|nor|neither)\b", " not "),
    (r"\b(?:provided(?: that)?|as long as|on condition that|where|when|whenever|in case)\b", " if "),
    (r"\b(?:except|save|other than|apart from)\b", " unless "),
    (r"\b(?:solely|exclusively|just)\b", " only "),
    (r"\b(?:every|each)\b", " all "),
    (r"\bno(?:t)? (?:less|fewer) than\b|\ba minimum of\b", " at least "),
    (r"\bno(?:t)? more than\b|\ba maximum of\b|\bup to\b", " at most "),
    (r"\b(?:the )?information commission(?:er)?(?:[’']s office)?(?: \(ico\)|\b)", " ico "),
    (r"\bdata protection officer\b", " dpo "),
    (r"\b(?:a|an)(?= (?:second|minute|hour|day|week|month|year|quarter)\b)", " 1 "),
    (r"%|\bper cent\b", " percent "),
)
_NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        start=1,
    )
}
_WEIGHTY = {
    "duty": frozenset({"must", "may", "should", "neednot", "mustnot"}),
    "negation": frozenset({"not", "without"}),
    "party": frozenset(
        "controller processor ico dpo police court tribunal commissioner parent child employer employee council school "
        "patient minister authority recipient regulator approver".split()
    ),
    "limit": frozenset(
        "second minute hour day week month year working calendar percent million thousand within before after until by "
        "least most".split()
    ),
    "condition": frozenset({"if", "unless", "only", "all"}),
}
_ONLY_FEWER_IS_A_FAULT = frozenset({"if"})
_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+")


def weighty_differences(claim: str, statement: str) -> tuple[str, ...]:
    """The words of weight in which a near copy differs from its statement; none for a claim that is no near copy."""
    said, there = _tokens(claim), _tokens(statement)
    shared = sum((said & there).values())
    if not shared or shared / max(said.total(), there.total()) < NEARNESS:
        return ()
    found = []
    for word in sorted({*said, *there}):
        if not _is_weighty(word) or said[word] == there[word]:
            continue
        if word in _ONLY_FEWER_IS_A_FAULT and said[word] > there[word]:
            continue
        found.append(word)
    return tuple(found)


def _is_weighty(word: str) -> bool:
    return word[0].isdigit() or any(word in words for words in _WEIGHTY.values())


def _tokens(text: str) -> Counter[str]:
    plain = text.casefold()
    for pattern, same in _SAME:
        plain = re.sub(pattern, same, plain)
    return Counter(_single(_NUMBERS.get(token, token)) for token in _TOKEN.findall(plain))


def _single(word: str) -> str:
    """Parties and units in the singular."""
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word == "children":
        word = "child"
    elif word.endswith("s") and any(word[:-1] in words for words in _WEIGHTY.values()):
        word = word[:-1]
    return word
