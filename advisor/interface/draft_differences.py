"""What changed from one wording to another, word by word, so that a person sees it without comparing two paragraphs."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from advisor.interface.escaping import text

_PIECE = re.compile(r"\s+|[\w'’-]+|[^\w\s]")
_MOST_PIECES = 1_500
_WORD = re.compile(r"[\w'’-]+")
_ALIKE = 0.5
"""Below this likeness the two wordings are shown one after the other: word by word they would be a riddle."""


def changed(before: str, after: str) -> str:
    """Both wordings as inert HTML: what went is struck through, what came is marked as inserted."""
    if not before or not after:
        return _whole(before, after)
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if max(len(old), len(new)) > _MOST_PIECES or _likeness(before, after) < _ALIKE:
        return _whole(before, after)
    pieces = []
    for act, one, two, three, four in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[one:two]), "".join(new[three:four])
        if act == "equal":
            pieces.append(text(gone))
            continue
        pieces += [f"<del>{text(gone)}</del>"] if gone else []
        pieces += [f"<ins>{text(come)}</ins>"] if come else []
    return f"<p>{''.join(pieces)}</p>"


def _likeness(before: str, after: str) -> float:
    """How many of their words the two share in the same order, from 0 to 1."""
    return SequenceMatcher(None, _WORD.findall(before), _WORD.findall(after), autojunk=False).ratio()


def _whole(before: str, after: str) -> str:
    gone = f"<p><del>{text(before)}</del></p>" if before else ""
    return gone + (f"<p><ins>{text(after)}</ins></p>" if after else "")
