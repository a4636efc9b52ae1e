"""Which words mean the same, nearly the same, or the opposite.

General English comes from WordNet (``thesaurus.json``, made by ``evaluations.training.thesaurus``; licence in
``licences/WordNet.txt``); the plain English of data protection and of public bodies is ours (``plain_english.txt``, one
group of words a line; ``=`` marks words of one meaning, ``~`` words near in meaning, ``!`` opposites).
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files

SAME, NEAR = 0.92, 0.6

_FOLDER = "advisor.governance.grounding"


class Thesaurus:
    """Words and their kin, every relation holding both ways."""

    def __init__(self) -> None:
        data = json.loads(files(_FOLDER).joinpath("thesaurus.json").read_text("utf-8"))
        self.irregular: dict[str, str] = data["irregular"]
        self.words = frozenset(data["words"])
        self._kin: dict[str, dict[str, float]] = defaultdict(dict)
        self._opposites: dict[str, set[str]] = defaultdict(set)
        for word, (same, near, opposite) in ((one, [*row, "", "", ""][:3]) for one, row in data["words"].items()):
            self._join([word], near.split(), NEAR)
            self._join([word], same.split(), SAME)
            self._oppose(word, opposite.split())
        for line in files(_FOLDER).joinpath("plain_english.txt").read_text("utf-8").splitlines():
            mark, _, rest = line.partition(" ")
            group = rest.split()
            if mark == "!":
                self._oppose(group[0], group[1:])
            elif mark in "=~" and group:
                self._join(group, group, SAME if mark == "=" else NEAR)

    def kin(self, word: str) -> dict[str, float]:
        """Words near this one, each with its nearness from 0 to 1."""
        return self._kin.get(word, {})

    def opposites(self, word: str) -> frozenset[str]:
        """Words that say the opposite."""
        return frozenset(self._opposites.get(word, ()))

    def _join(self, ones: list[str], others: list[str], nearness: float) -> None:
        for one in ones:
            for other in others:
                if one != other:
                    self._kin[one][other] = max(nearness, self._kin[one].get(other, 0.0))
                    self._kin[other][one] = self._kin[one][other]

    def _oppose(self, word: str, others: list[str]) -> None:
        for other in others:
            self._opposites[word].add(other)
            self._opposites[other].add(word)
            self._kin[word].pop(other, None)
            self._kin[other].pop(word, None)


@cache
def thesaurus() -> Thesaurus:
    """The thesaurus, read once."""
    return Thesaurus()


_ENDINGS = (
    ("ies", ("y", "ie")),
    ("ied", ("y",)),
    ("ying", ("y", "ie")),
    ("sses", ("ss",)),
    ("es", ("e", "")),
    ("s", ("",)),
    ("ing", ("e", "")),
    ("ed", ("e", "")),
)


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The form under which a dictionary lists a lower-case word: ``sharing`` → ``share``, ``bodies`` → ``body``."""
    known = thesaurus()
    if word in known.irregular:
        return known.irregular[word]
    if len(word) < 4:
        return word
    guess = ""
    for ending, replacements in _ENDINGS:
        if not word.endswith(ending) or (ending == "s" and word.endswith(("ss", "us", "is"))):
            continue
        stem = word[: -len(ending)]
        if len(stem) < 2:
            continue
        doubled = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else None
        tries = [stem + one for one in replacements]
        if doubled and ending in {"ing", "ed"}:
            tries.insert(1, doubled)
        for attempt in tries:
            if attempt in known.words and len(attempt) > 2:
                return attempt
        guess = guess or (stem if ending in {"s", "es"} and word not in known.words else "")
    return guess or word
