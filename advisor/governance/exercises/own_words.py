"""Whether an answer is a sentence or two of the learner's own: keywords, copies and pleas to the marker are not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from advisor.governance.exercises.wording import NEGATIONS, tokens

_RUN_WORDS = 5
_LEAST_COPIED_WORDS = 8
_COPIED_SHARE = 0.85
_LONG_STRETCH_WORDS, _STRETCH_SHARE = 12, 0.5
_LIKE_THE_MODEL_SHARE = 0.6
_LEAST_ECHOED_WORDS = 5
_ECHOED_SHARE = 0.7
_ECHOED_RUN_WORDS = 3
_LEAST_KEYWORDS = 6
_GLUE_SHARE = 0.23
_MARKS = r"(?:marks?|points?|score|credit|grades?)"
_PLEAS = re.compile(
    rf"""
      \b(?:give|award|grant|assign|deserves?|gets?|allocate)\b[^.]{{0,40}}\b(?:full|max(?:imum)?|all|top|\d+)\b
        [^.]{{0,20}}\b{_MARKS}\b
    | \b(?:full|maximum|top)\s+{_MARKS}\b
    | \b(?:award|give|assign)\s+\d+\s*(?:/|of|out\ of)\s*\d+
    | \b(?:ignore|disregard|forget|override|bypass)\b[^.]{{0,40}}\b(?:instructions?|marking|scheme|rubric|rules?\ above|
        prompt|guidelines|criteria)\b
    | \b(?:marking\s+scheme|rubric|answer\s+key)\b
    | \bas\s+an?\s+(?:ai|language\s+model|assistant|automatic)\b
    | ^\W*(?:system|assistant|developer)\s*[:>\]]
    | \b(?:mark|grade|score|count|treat)\s+(?:this|it|my\s+answer|the\s+answer|me)\b[^.]{{0,30}}\b(?:right|correct|
        passed|full)\b
    | \b(?:this|my)\s+(?:answer|response|submission)\b[^.]{{0,20}}\b(?:satisfies|meets|covers|fulfils|is\s+(?:right|
        correct|complete))\b
    | \bnote\s+(?:to|for)\s+(?:the\s+)?(?:marker|grader|examiner)\b
    | \bdear\s+(?:marker|grader|examiner)\b
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_GLUE = frozenset(
    """a an the this that these those it its they them their he she him her his you your we us our i me my who whom
    whose which what how why there here of to in on at by for from with into about as than then so such be is are was
    were been being am do does did done have has had will would and or but if when where while because since until
    unless before after past also too just even yet own each any all both must may can could should shall might
    some more only anyone someone everybody anybody somebody one up out off over under still already itself""".split()
) - NEGATIONS  # fmt: skip
_SAYING = frozenset("is are was were has had it they we she he i you who which because".split())


class KnownTexts:
    """Texts that a learner could paste: the statements of the cards."""

    def __init__(self, texts: Iterable[str]) -> None:
        taken = [_words(text) for text in texts]
        self._runs = frozenset(run for words in taken for run in _runs(words))
        self._whole = frozenset(" ".join(words) for words in taken if len(words) >= _LEAST_COPIED_WORDS)

    def is_pasted(self, answer: str) -> bool:
        """Whether nearly all of an answer is copied, or a whole text or a long stretch that makes up half of it."""
        words = _words(answer)
        if len(words) < _LEAST_COPIED_WORDS:
            return False
        covered = _covered(words, self._runs, _RUN_WORDS)
        longest = max(
            (len(list(same)) for copied, same in groupby(at in covered for at in range(len(words))) if copied),
            default=0,
        )
        share = len(covered) / len(words)
        if share >= _STRETCH_SHARE and any(whole in " ".join(words) for whole in self._whole):
            return True
        return share >= _COPIED_SHARE or (longest >= _LONG_STRETCH_WORDS and share >= _STRETCH_SHARE)

    def share_of(self, answer: str) -> float:
        """The share of an answer's words that stand in one of the texts, five or more in a row."""
        return _share(_words(answer), self._runs)


def void_because(answer: str, prompt: str, model_answer: str, known: KnownTexts | None) -> str | None:
    """Why an answer in words earns nothing, whatever words it holds; ``None`` for one in the learner's own words.

    Where the model answer itself keeps close to a card, nothing else is asked of the learner.
    """
    words = _words(answer)
    if not any(word.isalnum() for word in words) or answer.strip().casefold() in {"n/a", "na", "idk", "?"}:
        return "There is no answer here."
    if _PLEAS.search(answer):
        return "This speaks to whoever marks it instead of answering the question."
    if len(words) >= _LEAST_ECHOED_WORDS and _echoed(words, prompt) >= _ECHOED_SHARE:
        return "This repeats the question."
    if (
        known is not None
        and known.is_pasted(answer)
        and KnownTexts([model_answer]).share_of(answer) < _LIKE_THE_MODEL_SHARE
    ):
        return "This is the text of a card. Say it in your own words, and of this case."
    if _is_keywords(words):
        return "These are keywords. Answer in a sentence or two."
    return None


def _is_keywords(words: list[str]) -> bool:
    plain = [word for word in words if not word.isdigit()]
    if len(words) < _LEAST_KEYWORDS or len(plain) < _LEAST_KEYWORDS - 2 or _SAYING & set(plain):
        return False
    return sum(word in _GLUE for word in plain) <= len(plain) * _GLUE_SHARE


def _words(text: str) -> list[str]:
    return [one.word for one in tokens(text)]


def _echoed(words: list[str], prompt: str) -> float:
    return _share(words, frozenset(_runs(_words(prompt), _ECHOED_RUN_WORDS)), _ECHOED_RUN_WORDS)


def _runs(words: list[str], length: int = _RUN_WORDS) -> Iterable[tuple[str, ...]]:
    return (tuple(words[at : at + length]) for at in range(len(words) - length + 1))


def _share(words: list[str], runs: frozenset[tuple[str, ...]], length: int = _RUN_WORDS) -> float:
    if len(words) < length:
        return 0.0
    return len(_covered(words, runs, length)) / len(words)


def _covered(words: list[str], runs: frozenset[tuple[str, ...]], length: int) -> set[int]:
    """Places of the words that stand in one of the runs."""
    return {place for at, run in enumerate(_runs(words, length)) if run in runs for place in range(at, at + length)}
