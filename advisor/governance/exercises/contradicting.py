"""Answers that say something and its contrary, or say only that it is so if it is so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from advisor.governance.exercises.wording import GLUE, NEGATIONS, Token, tokens
from advisor.governance.grounding.thesaurus import lemma, thesaurus

_CLAUSES = re.compile(
    r"[.!?;\n]+(?:\s|$)|,\s+(?:(?:and|but|or|though|although|unless|while|whereas|yet)\s+)?"
    r"|\s+(?:and|but|or|though|although|unless|whereas|yet)\s+(?=\w)|\s[-–—]\s|:\s",
    re.IGNORECASE,
)
_TIED = re.compile(
    r"\s+(?:if|when|unless|in\s+case|provided(?:\s+that)?|insofar\s+as|subject\s+to|then)\s+", re.IGNORECASE
)
_LEAST_SHARED, _SHARED = 2, 0.6
_LONGEST_ELLIPTIC = 12
_LONGEST_BRIEF, _LEAST_LISTED, _LONGEST_LISTED = 5, 4, 9
_MODALS = frozenset("can may must could should does do is are has have will".split())
_OF_NO_WEIGHT = GLUE | NEGATIONS | frozenset("yes always sometimes also maybe perhaps possibly".split())
_OPEN = re.compile(
    r"""
      \bI\s+(?:would\s+)?(?:leave|keep)\s+(?:it|this|that|the\s+\w+)\s+open\b | \bno\s+comment\b
    | \b(?:take|taking|choose|pick)\s+(?:a\s+)?sides?\b | \bn[o'’]t\s+(?:yet\s+)?made\s+up\s+my\s+mind\b
    | \beither\s+(?:one\s+)?(?:could|can|may|might|would|will|is|works)\s*(?:be\s+)?(?:fine|right|correct|true|do|ok)?\b
    | \bwhichever\b[^.;]{0,25}\b(?:correct|right|think|true|like|prefer|applies)\b
    | \bone\s+of\s+(?:them|these|those|the\s+(?:two|three|above))\s+(?:anyway|fits|is\s+right|must|will\s+be
        |should\s+be|applies)\b
    | \beither\b[^.;]+\bor\b.*\beither\b[^.;]+\bor\b
    | \b(?:just\s+as\s+well|equally(?:\s+well)?|possibly)\s+not\b | \bor\s+the\s+other\s+way\s+(?:round|around|about)\b
    | \bhard\s+to\s+(?:say|tell)\b | \bin\s+one\s+(?:light|view|way|sense)\b.*\bin\s+another\b
    | \bat\s+the\s+same\s+time\s+(?:not|in)
    | \b(?:can|does|is|has|must|do|are|will|should|may)\b[^.;,]*\b(?:and|or)\s+(?:can|does|is|has|must|do|are|will
        |should|may)\s*(?:n?['’]t|not)\s*(?:[.,;]|$)
    | \b(\w{5,}?)(?:ed|e|s)?\b[^.;]*\b(?:or|and)\b[^.;]*\bun\1(?:ed|e|s)?\b
    | \bI\s+agree\s+with\s+(?:both|all|either)\b | \bdepend(?:s|ing)\s+(?:on\s+)?how\s+(?:you|one)\s+(?:see|look)
    | \bothers\s+(?:would\s+)?(?:see\s+it|yes|no|disagree)\b | \btake\s+your\s+pick\b | \bas\s+the\s+case\s+may\s+be\b
    | \b(?:just|equally)\s+(?:as\s+)?(?:well\s+)?(?:be\s+)?(?:argued|said)\b | \bcuts?\s+both\s+ways\b
    | \bor\s+not,?\s+as\s+(?:you|the)\b
    | \b(?:may|might|can|could|must|should|does|do|is|are|has|have|was|were|will)\s+or\s+(?:may|might|can|could|must
        |should|does
        |do|is|are|has|have|was|were|will)\s*(?:not|n[’']t)\b
    | \b(?:maybe|perhaps|possibly|probably)\s+(?:yes|no)\b[^.;]{0,20}\b(?:maybe|perhaps|possibly|probably)\b
    | \bmaybe\s+(?:\w+\s+)?(?:it\s+|they\s+|he\s+|she\s+)?(?:\w+n[’']?t|not|neither|none)\s*[.,;]
    | \bif\s+(?:it|they|he|she|that|so|this)?\s*(?:does|do|is|are|has|must|can)?\s*(?:not|n['’]t),?\s+
        (?:then\s+)?(?:not|no|don['’]t|doesn['’]t|it\s+doesn['’]t)\s*[.;]?\s*$
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""That it is left to whoever reads it, which way it is."""

_OR_NONE = re.compile(
    r"\b(\w+)s?\b[^.;,]{3,60}\b(?:and|or|but)\s+(?:it\s+|they\s+|she\s+|he\s+)?\1s?\s+(?:none|neither|nothing)\b",
    re.IGNORECASE,
)


def stays_open(answer: str) -> bool:
    """Whether an answer leaves to its reader which way it is."""
    return bool(_OPEN.search(answer))


def contradicts_itself(answer: str) -> bool:
    """Whether two clauses say nearly the same, and the one denies it or has a word of contrary sense."""
    if _OR_NONE.search(answer):
        return True
    clauses = [one for one in map(tokens, _CLAUSES.split(answer)) if one]
    return any(_contrary(one, other) for one, other in combinations(clauses, 2)) or _lists_all(clauses)


def says_only_if_so(answer: str) -> bool:
    """Whether every sentence says that something is so if or when it is so."""
    for sentence in re.split(r"(?<=[.!?;])\s+|\n|,\s", answer):
        parts = [one for one in (_weight(tokens(part)) for part in _TIED.split(sentence)) if one]
        if any(one and (one == other) for one, other in combinations(parts, 2)):
            return True
    return False


def _contrary(one: Sequence[Token], other: Sequence[Token]) -> bool:
    here, there = _weighty(one), _weighty(other)
    shared = [word for word in here if word in there]
    apart = _denies(one) != _denies(other)
    if not here and not there:
        return apart and bool(_MODALS & _words(one) & _words(other)) and max(len(one), len(other)) <= _LONGEST_BRIEF
    if apart and not (here and there) and max(len(one), len(other)) <= _LONGEST_ELLIPTIC:
        brief, full = (one, other) if not here else (other, one)
        return _says_nobody(brief) and _says_any(full) and bool(_MODALS & _words(brief) & _words(full))
    if shared and ((_says_only(one) and _says_any(other)) or (_says_any(one) and _says_only(other))):
        return (here if _says_only(one) else there)[-1] in shared
    if len(set(shared)) < _LEAST_SHARED or shared != [word for word in there if word in here]:
        return False
    if apart:
        return len(set(shared)) >= _SHARED * len({*here, *there})
    left, right = set(here) - set(shared), set(there) - set(shared)
    return len(left) == len(right) == 1 and _are_opposites(left.pop(), right.pop())


def _lists_all(clauses: Sequence[Sequence[Token]]) -> bool:
    """Whether clause after clause opens alike, and some deny and some do not."""
    opening: dict[str, list[bool]] = {}
    for one in clauses:
        if len(one) <= _LONGEST_LISTED:
            opening.setdefault(one[0].word, []).append(_denies(one))
    return any(
        len(sides) >= _LEAST_LISTED and len(set(sides)) > 1 for word, sides in opening.items() if word not in GLUE
    )


def _says_nobody(words: Sequence[Token]) -> bool:
    return bool({"nobody", "none"} & _words(words))


def _says_only(words: Sequence[Token]) -> bool:
    return bool({"only", "nobody"} & _words(words))


def _says_any(words: Sequence[Token]) -> bool:
    return bool({"anybody", "anyone", "everybody", "everyone", "all", "any"} & _words(words)) and not _denies(words)


def _words(words: Sequence[Token]) -> set[str]:
    return {one.word for one in words}


def _are_opposites(one: str, other: str) -> bool:
    known = thesaurus()
    return other in known.opposites(one) or one in known.opposites(other)


def _weight(words: Sequence[Token]) -> frozenset[str]:
    return frozenset(_weighty(words))


def _weighty(words: Sequence[Token]) -> list[str]:
    return [lemma(one.word) for one in words if one.word not in _OF_NO_WEIGHT]


def _denies(words: Sequence[Token]) -> bool:
    return sum(one.word in NEGATIONS for one in words) % 2 == 1
