"""Accepted wordings and answers brought to one form, so that case, endings and the spelling of numbers do not count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from advisor.governance.grounding.thesaurus import SAME, lemma, thesaurus

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_NUMBERS = {word: str(value) for value, word in enumerate(_SMALL)} | {"thirty": "30", "forty": "40", "fifty": "50"}
_SAME: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), same)
    for pattern, same in (
        (r"[’‘ʼ]", "'"),
        (r"\b(?:can't|cannot|cant)\b", "can not"),
        (r"\b(?:won't|wont)\b", "will not"),
        (r"\bshan't\b", "shall not"),
        (r"n't\b", " not"),
        (r"\b(does|do|did|is|are|was|has|have|would|should|could|need|must)nt\b", r"\1 not"),
        (r"\b(\d+)\s*(?:hrs?|hours)\b", r"\1 hours"),
        (r"(?<=\d),(?=\d{3}\b)", ""),
        (r"(?<=[\w)])\((\w{1,4})\)", r" \1 "),
        (r"(?<=\d)(?:st|nd|rd|th)\b", ""),
        (r"(?<=\d)(?=[ap]\.?m\b)", " "),
        (r"\bs\.?\s?(?=\d)", "section "),
        (r"\bsections?\.", "section"),
        (r"\b(?:art|arts)\.?\s?(?=\d)", "article "),
        (r"\bsub-?(?=processor|contract)", "sub"),
        (r"\be-(?=mail)", "e"),
        (r"'s\b|'(?!\w)|(?<!\w)'", " "),
        (r"'(?:ll|d|ve|re|m)\b", " "),
    )
)
_TOKEN = re.compile(r"\d+|[^\W\d_]+\*?|[.!?;:,()\n—–]")
_SENTENCE_ENDS = frozenset(".!?\n")
_CLAUSE_ENDS = frozenset(";:,()—–") | _SENTENCE_ENDS
NEGATIONS = frozenset({"not", "no", "never", "nobody", "none", "nothing", "neither", "nor", "without", "hardly"})
GLUE = frozenset(
    """a an the this that these those it its they them their he she him her his you your we us our i me my who whom
    whose which what how why there here of to in on at by for from with into about as than then so such be is are was
    were been being am do does did done have has had will would and or but if when where while because since until
    unless before after past also too just even yet own each any all both must may can could should shall might
    some more only anyone someone everybody anybody somebody one up out off over under still already itself""".split()
) - NEGATIONS  # fmt: skip
"""Words that hold a sentence together and say nothing by themselves."""

_MOST_SKIPPED = 2
_LONGEST_WORD_APART = 4


class Token(NamedTuple):
    """A word of an answer: as written but in lower case, its stem, and the sentence and clause in which it stands."""

    word: str
    stem: str
    sentence: int
    clause: int


def tokens(text: str) -> list[Token]:
    """The words of a text."""
    plain = text.casefold()
    for pattern, same in _SAME:
        plain = pattern.sub(same, plain)
    found, sentence, clause = [], 0, 0
    written = _TOKEN.findall(plain)
    for place, word in enumerate(written):
        if word in _CLAUSE_ENDS:
            inside_number = word in ".,:" and _digits(written, place - 1) and _digits(written, place + 1)
            if not inside_number:
                clause += 1
                sentence += word in _SENTENCE_ENDS
            continue
        plainly = _NUMBERS.get(word, word)
        found.append(Token(plainly, stem(plainly), sentence, clause))
    return found


def _digits(written: Sequence[str], place: int) -> bool:
    return 0 <= place < len(written) and written[place].isdigit()


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its ordinary ending."""
    if len(word) < 4 or word.isdigit():
        return word
    for ending, put in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + put
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "slfz":
        word = word[:-1]
    return word.removesuffix("e")


@lru_cache(maxsize=16384)
def wording(alternative: str) -> tuple[str, ...]:
    """An accepted wording as the stems, or the beginnings marked ``*``, of its words."""
    return tuple(
        one.word.removesuffix("*") + "*" if one.word.endswith("*") else one.stem for one in tokens(alternative)
    )


class Found(NamedTuple):
    """Where a wording stands in an answer: the first of its words, and the one after the last."""

    start: int
    end: int


def occurrences(alternative: str, answer: Sequence[Token], *, kin: bool = False) -> list[Found]:
    """Every place at which a wording stands in an answer, within one clause.

    Up to two further words may stand between those of a wording, but none that denies. With ``kin`` a word of the
    same meaning stands for a single one.
    """
    wanted = wording(alternative)
    if not wanted:
        return []
    found = []
    for start in range(len(answer)):
        if not _fits(wanted[0], answer[start], kin and len(wanted) == 1):
            continue
        at = start + 1
        for part in wanted[1:]:
            here = next(
                (
                    place
                    for place in range(at, min(at + _MOST_SKIPPED + 1, len(answer)))
                    if _fits(part, answer[place], kin=False)
                    and answer[place].clause == answer[start].clause
                    and not any(one.word in NEGATIONS for one in answer[at:place])
                ),
                None,
            )
            if here is None:
                break
            at = here + 1
        else:
            found.append(Found(start, at))
    return found


def _fits(part: str, token: Token, kin: bool) -> bool:
    if part.endswith("*"):
        return token.word.startswith(part[:-1]) or token.stem == part[:-1]
    if part == token.stem:
        return True
    return kin and len(token.word) >= _LONGEST_WORD_APART and _means_the_same(part, token.word)


@lru_cache(maxsize=65536)
def _means_the_same(part: str, word: str) -> bool:
    return any(stem(other) == part and near >= SAME for other, near in thesaurus().kin(lemma(word)).items())


def denied(found: Found, answer: Sequence[Token]) -> bool:
    """Whether a word that denies stands closely before a wording in its clause."""
    clause = answer[found.start].clause
    before = [one for one in answer[max(0, found.start - _LONGEST_WORD_APART) : found.start] if one.clause == clause]
    return sum(one.word in NEGATIONS for one in before) % 2 == 1
