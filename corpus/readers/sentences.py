"""Sentences of a paragraph, cut where a person would cut them: not after ``s.``, ``Sch.``, ``No.`` or ``e.g.``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

SHORTEST_WORDS = 4

_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9£•]|\([a-z]{1,4}\)\s)")
_WORD_BEFORE = re.compile(r"[\w.&()/-]+$")
_NEVER_LAST = frozenset(
    "s ss sch schs sched para paras art arts reg regs r rr cl cls ch pt pts p pp v vs cf e.g i.e eg ie viz mr mrs ms "
    "dr prof rev hon st rt fig figs vol ed eds al approx dept sec subs subpara jan feb mar apr jun jul aug sept sep "
    "oct nov dec tel ext c cc asp gen sgt insp supt ref".split()
)
_NEVER_BEFORE_A_NUMBER = frozenset(
    {"no", "nos", "min", "max", "app", "annex", "art", "item", "version", "ver", "circa"}
)
_NAMED_BY_A_LETTER = re.compile(
    r"\b(?:Annex|Appendix|Part|Schedule|Group|Category|Option|Plan|Table|Family|Child) [A-Z]$"
)
_COUNT = re.compile(r"^(?:\(?[0-9]{1,3}[.)]?(?:[0-9]{1,3}[.)]?)*|\([a-zA-Z]{1,4}\)|[a-zA-Z]\)?|[IVXLC]{1,6}\.?)$")


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph in order, each a verbatim slice of it; together they hold all of its words."""
    cuts = [0, *_cuts(paragraph), len(paragraph)]
    found = (paragraph[start:end].strip() for start, end in pairwise(cuts))
    return [sentence for sentence in found if sentence]


def statements(paragraph: str) -> list[str]:
    """The sentences that can stand alone, verbatim: one of under four words is joined to its neighbour.

    A paragraph that is itself shorter than that says nothing that could be quoted, and gives none.
    """
    if len(paragraph.split()) < SHORTEST_WORDS:
        return []
    spans: list[tuple[int, int]] = []
    cuts = [0, *_cuts(paragraph), len(paragraph)]
    begun = 0
    for cut in cuts[1:]:
        if len(paragraph[begun:cut].split()) >= SHORTEST_WORDS:
            spans.append((begun, cut))
            begun = cut
    if begun < len(paragraph) and spans:
        spans[-1] = (spans[-1][0], len(paragraph))
    return [paragraph[start:end].strip() for start, end in spans]


def _cuts(paragraph: str) -> Iterator[int]:
    """Where each sentence but the first begins."""
    begun = 0
    for end in _END.finditer(paragraph):
        before = paragraph[begun : end.start()]
        if paragraph[end.start()] == "." and not _ends(before, paragraph[end.end()]):
            continue
        yield end.end()
        begun = end.end()


def _ends(before: str, after: str) -> bool:
    """Whether the full stop that follows ``before`` closes a sentence."""
    match = _WORD_BEFORE.search(before)
    if match is None:
        return True
    word = match.group().lstrip("(")
    if match.start() == len(before) - len(before.lstrip()) and _COUNT.match(word):
        return False
    if word.lower() in _NEVER_LAST:
        return False
    if word.lower() in _NEVER_BEFORE_A_NUMBER and after.isdigit():
        return False
    if len(word) == 1 and word.isupper():
        return bool(_NAMED_BY_A_LETTER.search(before))
    return not re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", word)
