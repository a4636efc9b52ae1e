"""Names that are nearly alike: one body or person, spelt in two ways."""

from __future__ import annotations

import re

_LONG = 5
_OF_A_WOMAN = ("a", "na", "ina", "pa")
"""What makes another name of a name: Philip and Philippa, Carol and Carola."""
_SHORTEST = 3
_SMALL = frozenset({"of", "and", "the"})
_SWAPPED = frozenset({"Trust", "Board"})


def near_names(one: str, two: str) -> tuple[str, str] | None:
    """The two spellings, if the names share all words but one and that one is nearly alike."""
    first, second = (name.replace("&", "and").split() for name in (one, two))
    for length in range(min(len(first), len(second)), 1, -1):
        for i in range(len(first) - length + 1):
            for j in range(len(second) - length + 1):
                a, b = first[i : i + length], second[j : j + length]
                differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
                named = any(x == y and x not in _SMALL for x, y in zip(a, b, strict=True))
                if named and len(differing) == 1 and _near_words(*differing[0]):
                    return " ".join(a), " ".join(b)
    return None


def _near_words(one: str, two: str) -> bool:
    one, two = (re.sub(r"['’]s$", "", word) for word in (one, two))
    if one == two or one.lower() == two.lower() or min(len(one), len(two)) < _SHORTEST:
        return False
    if min(len(one), len(two)) == _SHORTEST:
        return _sounds(one.lower()) == _sounds(two.lower())
    if {one, two} == _SWAPPED:
        return True
    if max(one, two, key=len) in {min(one, two, key=len) + ending for ending in _OF_A_WOMAN}:
        return False
    if one.lower().rstrip("s") == two.lower().rstrip("s"):
        return False
    first = one[0] == two[0]
    one, two = _as_heard(one), _as_heard(two)
    if not first and _sounds(one) != _sounds(two):
        return False
    return _distance(one, two) <= (2 if min(len(one), len(two)) >= _LONG else 1)


def _as_heard(word: str) -> str:
    """A word with what sounds alike written alike: Maddox and Maddocks."""
    for written, heard in (("x", "ks"), ("ck", "k"), ("ph", "f"), ("mc", "mac"), ("ough", "o")):
        word = word.lower().replace(written, heard)
    return word


def _sounds(word: str) -> str:
    """A word as heard, without what is written and not heard: Katherine, Catherine and Kathryn are one."""
    word = re.sub(r"^(?:c(?=[aoulr])|q)", "k", word)
    word = re.sub(r"^(?:ge|je)o?", "je", word)
    word = re.sub(r"^(?:kn|gn|pn)", "n", word)
    word = re.sub(r"^(?:wr|rh)", "r", word)
    word = re.sub(r"(?<=[oa])h(?=n|$)", "", word)
    word = re.sub(r"[ey]+", "i", word.replace("ai", "i"))
    word = re.sub(r"(.)\1", r"\1", word)
    return re.sub(r"i(?=[nrl]i?$)|i$", "", re.sub(r"(?<=h)i(?=r)", "", word))


def _distance(one: str, two: str) -> int:
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(two, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]
