"""Answers that say the same over and over, in sentences, in phrases back to back, or scattered about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from advisor.governance.exercises.wording import GLUE, NEGATIONS, tokens

_PIECES = re.compile(r"[.,;:!?/\n]+(?:\s|$)")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_LEAST_TIMES, _LONGEST_PHRASE_WORDS = 3, 6
_REPEATED_SHARE = 0.5
_LEAST_SCATTERED_WORDS, _DISTINCT_SHARE = 9, 0.45
_STRESSING = frozenset("very really much far so too again".split())


def repeats_itself(answer: str) -> bool:
    """Whether an answer is filled with what it has said already; addresses of pages may be alike."""
    answer = _ADDRESS.sub(" ", answer)
    said = Counter(tuple(_words(one)) for one in _PIECES.split(answer))
    if any(times >= _LEAST_TIMES and any(map(_is_weighty, words)) for words, times in said.items()):
        return True
    words = _words(answer)
    repeated: set[int] = set()
    for length in range(1, min(_LONGEST_PHRASE_WORDS, len(words) // 2) + 1):
        for at in range(len(words) - length):
            times = _times_in_a_row(words, at, length)
            if not any(_is_weighty(one) for one in words[at : at + length]):
                continue
            if times >= _LEAST_TIMES:
                return True
            if times > 1 and length > 1:
                repeated |= set(range(at, at + times * length))
    if len(repeated) > _REPEATED_SHARE * len(words):
        return True
    weighty = [one for one in words if _is_weighty(one)]
    return len(weighty) >= _LEAST_SCATTERED_WORDS and len(set(weighty)) <= _DISTINCT_SHARE * len(weighty)


def _times_in_a_row(words: Sequence[str], at: int, length: int) -> int:
    phrase, times = words[at : at + length], 1
    while words[at + times * length : at + (times + 1) * length] == phrase:
        times += 1
    return times


def _is_weighty(word: str) -> bool:
    return word not in GLUE | NEGATIONS | _STRESSING and len(word) > 1 and not word.isdigit()


def _words(text: str) -> list[str]:
    return [one.word for one in tokens(text)]
