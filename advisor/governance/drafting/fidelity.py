"""The fidelity scan: every number, date, sum and name of a draft has an origin, or it does not stand in the draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.source import Frozen

_NUMBER = re.compile(r"(?<![\w.,])[£€$]?\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th|[kmKM]|bn)?%?(?![\w])|\b\w*\d\w*\b")
_SPELT = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | dict(
    zip(
        "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen".split(),
        "20 30 40 50 60 70 80 90 100 1000 1000000 1000000000 12".split(),
        strict=True,
    )
)
_NO_FIGURE = frozenset({"one", "zero"})
_SPELT_OUT = re.compile(rf"\b(?:{'|'.join(_SPELT)})(?:s|fold)?\b", re.IGNORECASE)
_MONTH_OR_DAY = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_CAPITALISED = re.compile(r"[A-ZÀ-Þ][\w&’'-]*")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|https?://\S+|\bwww\.\S+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]\s+|[“\"‘(–]\s*)$")


class WithoutOrigin(Frozen):
    """A part of the draft that was left out: where, its words, and what in them has no origin."""

    where: str
    text: str
    figures: tuple[str, ...]


class Origins:
    """Texts in which the figures and names of a draft may originate."""

    def __init__(self, texts: Iterable[str]) -> None:
        whole = "\n".join(texts)
        self._figures = frozenset(one for one, _ in _figures(whole))
        self._words = frozenset(_plain_name(one.group()) for one in _CAPITALISED.finditer(whole))
        self._addresses = frozenset(_address(one.group()) for one in _ADDRESS.finditer(whole))

    def lacking(self, text: str) -> tuple[str, ...]:
        """The figures, dates, names and addresses of a text that stand in none of the texts, as written."""
        missing = [written for figure, written in _figures(text) if figure not in self._figures]
        missing += [one for one in names_in(text) if _plain_name(one) not in self._words]
        missing += [one.group() for one in _ADDRESS.finditer(text) if _address(one.group()) not in self._addresses]
        return tuple(dict.fromkeys(missing))


def figures_in(text: str) -> frozenset[str]:
    """The numbers, sums and days of a text in one form, so that ``2,400`` and ``2400`` are the same."""
    return frozenset(figure for figure, _ in _figures(text))


def names_in(text: str) -> Iterator[str]:
    """Words with a capital that stand within a sentence, or at its beginning before another such word."""
    for hit in _CAPITALISED.finditer(text):
        opens = _SENTENCE_START.search(text[max(0, hit.start() - 3) : hit.start()] if hit.start() else "")
        followed = re.match(r"\s+[A-ZÀ-Þ]", text[hit.end() :])
        if not opens or (followed and len(hit.group()) > 3):
            yield hit.group()


def _figures(text: str) -> Iterator[tuple[str, str]]:
    for number in _NUMBER.finditer(text):
        for part in _parts(number.group()):
            yield part, number.group()
    for spelt in _SPELT_OUT.finditer(text):
        word = spelt.group().lower()
        plain = word if word in _SPELT else word.removesuffix("fold").removesuffix("s")
        if plain not in _NO_FIGURE and plain in _SPELT:
            yield _SPELT[plain], spelt.group()
    for day in _MONTH_OR_DAY.finditer(text):
        yield day.group(), day.group()


def _parts(number: str) -> Iterator[str]:
    plain = number.strip("£€$%").replace(",", "")
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", plain)
    yield plain.lower().removesuffix(".0")


def _plain_name(word: str) -> str:
    return re.sub(r"(?:['’]s?|-)$", "", word).casefold()


def _address(written: str) -> str:
    return written.rstrip(".,;)”\"'").casefold()
