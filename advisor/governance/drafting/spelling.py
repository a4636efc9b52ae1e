"""Names that are nearly alike: one body or person, spelt in two ways."""

from __future__ import annotations

import re

_LONG = 5
_SWAPPED = frozenset({"Trust", "Board"})


def near_names(one: str, two: str) -> tuple[str, str] | None:
    """The two spellings, if the names share all words but one and that one is nearly alike."""
    first, second = (name.replace("&", "and").split() for name in (one, two))
    for length in range(min(len(first), len(second)), 1, -1):
        for i in range(len(first) - length + 1):
            for j in range(len(second) - length + 1):
                a, b = first[i : i + length], second[j : j + length]
                differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
                if len(differing) == 1 and _near_words(*differing[0]):
                    return " ".join(a), " ".join(b)
    return None


def _near_words(one: str, two: str) -> bool:
    one, two = (re.sub(r"['’]s$", "", word) for word in (one, two))
    if one == two or one.lower() == two.lower() or min(len(one), len(two)) < 4 or one[0] != two[0]:
        return False
    if {one, two} == _SWAPPED:
        return True
    if one.rstrip("s") == two.rstrip("s"):
        return False
    one, two = _as_heard(one), _as_heard(two)
    return _distance(one, two) <= (2 if min(len(one), len(two)) >= _LONG else 1)


def _as_heard(word: str) -> str:
    """A word with what sounds alike written alike: Maddox and Maddocks."""
    for written, heard in (("x", "ks"), ("ck", "k"), ("ph", "f"), ("mc", "mac"), ("ough", "o")):
        word = word.lower().replace(written, heard)
    return word


def _distance(one: str, two: str) -> int:
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(two, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]
