"""How wide words are in the typeface of the documents, so that a drawing can break its lines."""

from __future__ import annotations

_NARROW = frozenset("ijl|'`.,:;!I[]()/\\ft ")
_WIDE = frozenset("mwMWQOG@%&")
_SHARE = {"narrow": 0.30, "usual": 0.556, "capital": 0.69, "wide": 0.86, "beyond": 1.0}
"""Shares of the size of the letters, a little generous so that nothing is cut off."""
_BOLD = 1.07


def width(words: str, size: float, *, bold: bool = False) -> float:
    """About how wide the words are, in the unit of ``size``."""
    return sum(map(_share, words)) * size * (_BOLD if bold else 1.0)


def lines(words: str, size: float, most: float, *, bold: bool = False) -> list[str]:
    """The words broken into lines no wider than ``most``; a word that is too long for a line is broken too."""
    broken: list[str] = []
    line = ""
    for word in words.split():
        wanted = f"{line} {word}".strip()
        if width(wanted, size, bold=bold) <= most:
            line = wanted
            continue
        if line:
            broken.append(line)
        line = word
        while width(line, size, bold=bold) > most and len(line) > 1:
            fits = next((end for end in range(len(line) - 1, 1, -1) if width(line[:end], size, bold=bold) <= most), 1)
            broken.append(line[:fits])
            line = line[fits:]
    return [*broken, line] if line else broken


def _share(letter: str) -> float:
    if letter in _NARROW:
        return _SHARE["narrow"]
    if letter in _WIDE:
        return _SHARE["wide"]
    if ord(letter) >= 0x2E80:
        return _SHARE["beyond"]
    return _SHARE["capital"] if letter.isupper() else _SHARE["usual"]
