"""Answers that take every side at once: yes and no, every length of time, every name that comes to mind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.governance.exercises.wording import GLUE, NEGATIONS, Token, occurrences, tokens
from advisor.governance.grounding.quantities import quantities

_MOST_TIMES = 2
_LEAST_LISTED, _UNFOUNDED_SHARE, _LONGEST_LISTED_WORDS = 4, 0.6, 5
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n")
_JOINTS = re.compile(r"\s*(?:[;,]\s*(?:or|and)\b|[;,:]|\bor\b|\band\b)\s*", re.IGNORECASE)
_FEWEST_IN_A_CHAIN, _LONGEST_IN_A_CHAIN_WORDS = 5, 4
_OF_A_KIND = re.compile(
    r"\b(?:only|any|every|such as|like|e\.?g\b|i\.?e\b|for example|including|whether)", re.IGNORECASE
)
_LEAST_PROVISIONS, _PROVISIONS_BEYOND = 7, 3
_PROVISION = r"\d+[A-Z]*(?:\s?\(\w{1,4}\))*"
_PROVISIONS = re.compile(
    rf"\b(?:articles?|arts?|sections?|ss?|schedules?|paragraphs?|paras?)\b\.?\s*"
    rf"({_PROVISION}(?:\s*(?:,(?:\s*(?:and|or)\b)?|\band\b|\bor\b|&|\bto\b|[-–])\s*{_PROVISION})*)",
    re.IGNORECASE,
)
_ALL_OF_THEM = re.compile(
    r"\([a-z]\)(?:,?\s*(?:and\s+)?\([a-z]\)){3,}|\([a-e]\)\s*(?:to|[-–])\s*\([e-z]\)|\bsections?\s+1\s*(?:to|[-–])\s*\d"
)
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_OR_NOT = re.compile(r"or\s+not\b", re.IGNORECASE)
_BOTH = re.compile(
    r"\b(?:yes\s*,\s*(?:and|or|maybe|perhaps)|yes\s+and)\s+no\b|\b(?:no\s*,\s*(?:and|or|maybe|perhaps)|no\s+and)\s+yes\b"
)
_EITHER_WORD = re.compile(
    r"\b(?:to|who|whoever|and|then)\s+(?:\w+\s+){0,2}(?:says?|answers?|decides?|gives?)\s+(?:an?\s+|them\s+an?\s+)?(?:yes\s+or\s+(?:a\s+)?no"
    r"|no\s+or\s+(?:a\s+)?yes)\b",
    re.IGNORECASE,
)
"""Somebody else's yes or no, of which no side is taken."""
_CONCEDING = re.compile(
    r"\bwhether\b|\bregardless\b|\bno matter\b|,\s*(?:\w+\s+){1,3}or\s+(?:not|no\s+\w+)\W*$", re.IGNORECASE
)
_TIMED = frozenset({"minute", "hour", "day", "week", "month", "year", "working day", "working hour", "school day"})
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}\s?[ap]m\b", re.IGNORECASE)
_OF_NO_WEIGHT = frozenset(
    """a an the it its is are was be been being there this that they them their he she him her we us our you your i
    one of to so then either at all also do does did""".split()
)


def takes_every_side(answer: str) -> bool:
    """Whether an answer says something and its opposite in one breath, or gives a choice of several times."""
    answer = _EITHER_WORD.sub("decides", answer)
    if _BOTH.search(answer.casefold()):
        return True
    sentences = _SENTENCES.split(answer)
    if any(_contradicts_itself(one) or _gives_many_times(one) for one in sentences):
        return True
    said = [tokens(one) for one in sentences if not one.rstrip().endswith("?")]
    sides = [(_weight(one), _denies(one)) for one in said]
    return any((weight, not denies) in sides for weight, denies in sides if weight)


def lists_everything(answer: str, wordings: Sequence[str]) -> bool:
    """Whether an answer offers a choice of many things, most of which nothing in the scheme speaks of."""
    for sentence in _SENTENCES.split(answer):
        if _is_a_chain(sentence):
            return True
        last = None
        for last in _OR.finditer(sentence):
            if _OR_NOT.match(sentence, last.start()):
                continue
            before = [one.strip() for one in sentence[: last.start()].rstrip(" ,;").split(",")]
            listed = [one for one in before if one][-_LEAST_LISTED - 2 :]
            while listed and len(listed[0].split()) > _LONGEST_LISTED_WORDS:
                listed.pop(0)
            if len(listed) < _LEAST_LISTED - 1 or any(len(one.split()) > _LONGEST_LISTED_WORDS for one in listed):
                continue
            listed.append(" ".join(sentence[last.end() :].split()[:3]))
            unfounded = sum(not _speaks_of(tokens(one), wordings) for one in listed)
            if unfounded >= _UNFOUNDED_SHARE * len(listed):
                return True
    return False


def lists_provisions(answer: str, own: Sequence[str]) -> bool:
    """Whether an answer cites provision after provision and says hardly anything of them.

    Args:
        answer: the learner's words.
        own: texts of the step; where they cite many provisions, so may an answer.
    """
    if _ALL_OF_THEM.search(answer) and not _ALL_OF_THEM.search("\n".join(own)):
        return True
    cited = _cited(answer)
    if len(cited) < max(_LEAST_PROVISIONS, len(_cited("\n".join(own))) + _PROVISIONS_BEYOND):
        return False
    beside = tokens(_PROVISIONS.sub(" ", answer))
    return sum(one.word not in GLUE and len(one.word) > 1 for one in beside) < len(cited)


def _cited(text: str) -> set[str]:
    return {one for found in _PROVISIONS.findall(text) for one in re.findall(_PROVISION, found)}


def _is_a_chain(sentence: str) -> bool:
    """Whether a sentence strings bare alternatives together and is not telling who or what all is meant."""
    linked = [one.split() for one in re.split(r"\bor\b|,", sentence, flags=re.IGNORECASE) if one.split()]
    return (
        len(_OR.findall(sentence)) >= _FEWEST_IN_A_CHAIN - 1
        and not _OF_A_KIND.search(sentence)
        and all(len(one) <= _LONGEST_IN_A_CHAIN_WORDS for one in linked[1:-1])
    )


def _speaks_of(words: Sequence[Token], wordings: Sequence[str]) -> bool:
    return any(occurrences(one, words, kin=True) for one in wordings)


def _contradicts_itself(sentence: str) -> bool:
    if _CONCEDING.search(sentence):
        return False
    joints = [one[0].strip().casefold() for one in _JOINTS.finditer(sentence)]
    parts = [tokens(one) for one in _JOINTS.split(sentence)]
    for at, joint in enumerate(joints):
        one, other = parts[at], parts[at + 1]
        if not one or not other or _denies(one) == _denies(other):
            continue
        here, there = _weight(one), _weight(other)
        is_choice = "or" in joint
        if not there and ((is_choice and at + 2 == len(parts)) or any(word.word == "none" for word in other)):
            return bool(here)
        if (
            there
            and here
            and (there <= here or (is_choice and here <= there))
            and (
                is_choice or here == there or (len(there) > 1 and (joint not in {";", ":"} or _opens_on_a_side(other)))
            )
        ):
            return True
    return False


def _opens_on_a_side(words: Sequence[Token]) -> bool:
    return words[0].word in {"yes", "no"}


def _gives_many_times(sentence: str) -> bool:
    if not _OR.search(sentence):
        return False
    times = {one.written.casefold() for one in quantities(sentence) if one.unit in _TIMED}
    return len(times) > _MOST_TIMES or len(set(_CLOCK.findall(sentence))) > _MOST_TIMES


def _weight(words: Sequence[Token]) -> frozenset[str]:
    return frozenset(
        one.stem for one in words if one.word not in _OF_NO_WEIGHT and one.word not in NEGATIONS and one.word != "yes"
    )


def _denies(words: Sequence[Token]) -> bool:
    """Whether a part denies; an opening ``no`` only repeats the denial that follows it."""
    denying = [place for place, one in enumerate(words) if one.word in NEGATIONS]
    if len(denying) > 1 and denying[0] == 0 and words[0].word == "no":
        denying = denying[1:]
    return len(denying) % 2 == 1
