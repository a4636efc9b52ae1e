"""Answers that are not in English, in whole or in part, and answers that are code or a form with blanks."""

from __future__ import annotations

import re
from collections.abc import Collection

from advisor.governance.exercises.spelling import is_known
from advisor.governance.exercises.wording import GLUE, tokens

_LEAST_FOREIGN_WORDS, _FOREIGN_SHARE = 4, 0.5
_LEAST_SMALL_WORDS, _SMALL_WORDS_SHARE = 2, 0.12
_LAST_LATIN = 0x24F
_SENTENCES = re.compile(r"(?<=[.!?;:])\s+|\n")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = frozenset(
    """der das und ist nicht ein eine einen mit auf für dass weil sie ich wir ja nein auch werden muss oder bei vom zum
    el la los las una y es por para pero que como muy está son del al sí
    le les des du une et est pas dans avec sur tous toutes donc mais qui ce cette il elle nous vous peut être
    lo gli di della non è per ma sono perché che subito questo anche
    os não uma através também são mas muito dos das ao um e o
    nie jest i się na że tak dla przez oraz ale
    het een niet zijn van voor naar maar wel ook
    och är inte att som det til ikke og på av
    yn yr mae nid ac ei fel gan wedi am
    agus tha chan an-sin airson""".split()
) - frozenset("i e o am mas ale on per an in es al".split())
"""Small words of other languages that are none of English."""

_CODE = re.compile(
    r"""[=!]=|\breturn\s*["'(\[]|\bselect\b.+\bfrom\b.+\bwhere\b|=\s*[\[{]|\{\s*["']|["']\s*:\s*(?:true|false|null|["'\d\[{])
    |\bdef\s+\w+\(|\w\(\w*(?:,\s*\w+)*\w+\s*=|\bprint\s*\(|\b(?:elif|endif)\b|\bfunction\s*\(|</?(?:ul|li|p|div|b|td|tr|table)>""",
    re.VERBOSE | re.IGNORECASE,
)
_PUT_TO = re.compile(r"(?<!\S)\w+\s?=\s?\w+(?:\s?;|\s*$)", re.MULTILINE)
_BLANK = re.compile(r"_{3,}|\.{5,}|\[\s*\]")
_CHOICE = re.compile(r"\(\s*[\w-]+(?:\s?/\s?[\w-]+)+\s*\)")
_SPELT_OUT = re.compile(r"\b[A-Z]\s+(?:is\s+|stands\s+)?for\s+\w+")
_NUMBERED = re.compile(r"(?:\b\d{1,2}[.)]\s*){2,}")
_SEVERAL = 2


def is_foreign(answer: str, own: Collection[str]) -> bool:
    """Whether a sentence is mostly neither English nor the step's own, or holds small words of another language.

    Args:
        answer: the learner's words.
        own: the words of the step.
    """
    for sentence in _SENTENCES.split(answer):
        words = [one.word for one in tokens(sentence) if not one.word.isdigit()]
        strange = [word for word in words if word not in own and word not in GLUE and not is_known(word)]
        if len(words) >= _LEAST_FOREIGN_WORDS and len(strange) > len(words) * _FOREIGN_SHARE:
            return True
    words = _WORD.findall(answer.casefold())
    small = [one for one in words if one in _SMALL_WORDS]
    if len(set(small)) >= _LEAST_SMALL_WORDS and len(small) >= _SMALL_WORDS_SHARE * len(words):
        return True
    return any(one.isalpha() and not one.isascii() and ord(one) > _LAST_LATIN for one in answer)


def is_no_prose(answer: str) -> bool:
    """Whether an answer is code, leaves blanks or choices to whoever reads it, or spells out letters."""
    return bool(_CODE.search(answer)) or any(
        len(one.findall(answer)) >= _SEVERAL for one in (_PUT_TO, _BLANK, _CHOICE, _SPELT_OUT, _NUMBERED)
    )
