"""Characters that nobody sees: they turn the reading direction, or take no room. What is held is without them.

With them a person would read another sentence than the one that is held, and a word could be cut in two unseen.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d"
    "\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_ORDINARY = "\u00ad\ufeff"
"""A hyphen where a word may be broken, and the mark at the head of a file: common, and no reason to warn."""
_MOST_NAMED = 5


def without_unseen(text: str) -> tuple[str, Counter[str]]:
    """The text without them, and how often each of those was there that are worth a warning."""
    found = Counter(_UNSEEN.findall(text))
    if not found:
        return text, found
    return _UNSEEN.sub("", text), Counter({one: number for one, number in found.items() if one not in _ORDINARY})


def warnings_of(found: Counter[str]) -> list[str]:
    """A warning that says how many there were and which, or none where there were none."""
    if not found:
        return []
    named = [f"{number:,} × {_name(one)}" for one, number in found.most_common(_MOST_NAMED)]
    more = len(found) - len(named)
    listed = ", ".join([*named, *([f"and {more} more kinds"] if more > 0 else [])])
    said = "Characters that turn the reading direction or cannot be seen were left out"
    return [f"{said}, so a person may see other words in the document than are held: {listed}."]


def _name(one: str) -> str:
    return f"{unicodedata.name(one, 'unnamed character').lower()} (U+{ord(one):04X})"
