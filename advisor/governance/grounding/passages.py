"""Passages cut into units: sentences, list items and headings, with notes of sources and quoted errors set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.governance.grounding.citations import Cited, citations
from advisor.governance.grounding.quantities import Quantity
from advisor.governance.grounding.wording import Unit

_LINK = re.compile(r"\[([^\]\[]+)\]\((?:https?://)[^()\s]+\)")
_BELIEF = re.compile(r"^[-*\s]*[“\"][^”\"]{5,300}[”\"]\s*:\s*")
_NOTE = re.compile(r"(?<=[.!?])\s*\((?P<note>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)\s*$")
_SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!\bno)(?<!\bart)(?<!\bpara)(?<!\bs)(?<!\be\.g)(?<!\bi\.e)(?<!\bv)(?<!\d)[.!?][\"')”]*\s+(?=[A-Z“\"(\d•-])"
    r"|(?<=\d)\.\s+(?=[A-Z][a-z]|\(\d+[A-Z]*\)\s)"
    r"|(?<=[a-z]{3})\s+(?=\(\d{1,2}[A-Z]?\)\s[A-Z])"
)
_ITEM = re.compile(r";\s+|(?<=[—:,–])\s*(?=\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s)|\s+[•▪]\s+")
_LISTED = re.compile(r"^\s*(?:\([a-z]{1,4}\)|[•▪*-])\s*")
_LONG_WORDS = 18
_SHORTEST = 3
_STOPS = frozenset(".!?")
_HEADING_WORDS = 14


class Passages:
    """Passages taken apart once, for many claims; ``kin`` remembers which of their words are near a claim's word."""

    def __init__(
        self, units: tuple[Unit, ...], noted: tuple[Cited, ...], text: str, sentences: frozenset[tuple[str, ...]]
    ) -> None:
        self.units = units
        self.quantities: tuple[Quantity, ...] = tuple(one for unit in units for one in unit.quantities)
        self.citations: tuple[Cited, ...] = (*(one for unit in units for one in unit.citations), *noted)
        self.words = tuple(sorted({one.lemma for unit in units for one in unit.content}))
        self.lowered = " ".join(text.lower().split())
        self.actors = frozenset(one.meaning for unit in units for one in unit.actors)
        self.known = frozenset(self.words)
        self.sentences = sentences
        self.kin: dict[str, dict[str, float]] = {}

    def hold_word_for_word(self, claim: Unit) -> bool:
        """Whether a claim is nothing but whole sentences of the passages, which it may join with ``and``."""
        words = _bare(claim)
        ends = {0}
        for at in range(1, len(words) + 1):
            for begin in tuple(ends):
                joined = begin + (begin > 0 and words[begin] == "and")
                if words[joined:at] in self.sentences:
                    ends.add(at)
        return bool(words) and len(words) in ends


def _bare(unit: Unit) -> tuple[str, ...]:
    """Every word and figure of a unit, in lower case, without punctuation."""
    return tuple(re.findall(r"[a-z0-9£%()./'’-]*[a-z0-9£%)]", unit.text.lower()))


def taken_apart(texts: tuple[str, ...]) -> Passages:
    """The units of passages, in order."""
    units: list[Unit] = []
    noted: list[Cited] = []
    whole: set[tuple[str, ...]] = set()
    for text in texts:
        lines = [" ".join(line.split()) for line in _LINK.sub(r"\1", text).split("\n")]
        lines = [line for line in lines if line]
        for number, line in enumerate(lines):
            rest = _BELIEF.sub("", line)
            if note := _NOTE.search(rest):
                noted += citations(note["note"])
                rest = rest[: note.start()]
            cut = [(_pieces(sentence), ended) for sentence, ended in _sentences(rest)]
            pieces = [piece for some, _ in cut for piece in some]
            heading = len(pieces) == 1 and number + 1 < len(lines) and rest[-1:] not in ".;:,—)" and _short(rest)
            for some, ended in cut:
                for piece in some:
                    if piece.strip():
                        units.append(Unit(piece, heading=heading))
                        _under_its_lead(units)
                if len(some) == 1 and ended and units and units[-1].lead is None:
                    whole.add(_bare(units[-1]))
    return Passages(tuple(units), tuple(noted), " ".join(texts), frozenset(whole))


def _sentences(line: str) -> Iterator[tuple[str, bool]]:
    """The sentences of a line, each with whether a full stop or the like ends it."""
    start = 0
    for end in _SENTENCE_END.finditer(line):
        yield line[start : end.start()], end.group()[:1] in _STOPS
        start = end.end()
    yield line[start:], line.rstrip()[-1:] in _STOPS


def _under_its_lead(units: list[Unit]) -> None:
    """A list item belongs under the words that lead to the list: ``The notice must state—``."""
    if len(units) < 2:
        return
    item, before = units[-1], units[-2]
    if before.text.rstrip().endswith(("—", ":", "–")) and not before.heading:
        item.lead = before
    elif before.lead is not None and _LISTED.match(item.text) and _LISTED.match(before.text):
        item.lead = before.lead


def _short(text: str) -> bool:
    return len(text.split()) <= _HEADING_WORDS


def _pieces(sentence: str) -> list[str]:
    """A long sentence cut at its semicolons and before its lettered items; a short one whole."""
    if len(sentence.split()) <= _LONG_WORDS:
        return [sentence]
    return [piece.strip() for piece in _ITEM.split(sentence) if len(piece.strip()) > _SHORTEST]
