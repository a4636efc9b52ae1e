"""How large the letters of a PDF are printed, which shows its headings where the document has no outline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from corpus.readers.sections import LONGEST_HEADING

_LARGER = 1.15
_LEVELS = 4
_MOST_IN_HEADINGS = 0.25


class Print:
    """The letters of one page in reading order, each with its size."""

    def __init__(self) -> None:
        self._letters: list[str] = []
        self._sizes: list[float] = []
        self._joined: str | None = None
        self._from = 0

    def note(self, text: str, _: Any, matrix: Any, __: Any, size: Any) -> None:
        """Take down a run of text, as pypdf meets it."""
        letters = "".join(text.split())
        height = abs(float(size or 0)) * max(abs(float(matrix[3])), abs(float(matrix[1])))
        self._letters.append(letters)
        self._sizes.extend([round(height * 2) / 2] * len(letters))

    def counted(self) -> Counter[float]:
        """How many letters of each size."""
        return Counter(self._sizes)

    def size_of(self, line: str) -> float:
        """The size of most letters of a line, given without spaces; 0 where it does not stand on the page."""
        if self._joined is None:
            self._joined = "".join(self._letters)
        at = self._joined.find(line, self._from)
        if at < 0:
            at = self._joined.find(line)
        if at < 0 or not line:
            return 0.0
        self._from = at
        return Counter(self._sizes[at : at + len(line)]).most_common(1)[0][0]


def levels_by_size(pages: Sequence[Print]) -> dict[float, int]:
    """The level of heading that each larger size stands for; none where much of the text is larger than the rest."""
    letters: Counter[float] = Counter()
    for page in pages:
        letters.update(page.counted())
    if not letters:
        return {}
    body = letters.most_common(1)[0][0]
    larger = sorted((size for size in letters if body and size >= body * _LARGER), reverse=True)
    if sum(letters[size] for size in larger) > _MOST_IN_HEADINGS * sum(letters.values()):
        return {}
    return {size: min(at, _LEVELS) for at, size in enumerate(larger, start=1)}


def may_be_a_heading(line: str) -> bool:
    """Whether a line without its spaces has the length and the end that a heading has."""
    return 3 <= len(line) <= LONGEST_HEADING and line[-1] not in ".,;" and bool(re.search(r"[A-Za-z]{2}", line))
