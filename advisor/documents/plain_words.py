"""Words of any origin, made fit to be written into a document."""

from __future__ import annotations

import re

_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_UNWRITABLE = re.compile(
    f"[{_TURNING}\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
    "|[\U0001fffe\U0001ffff]"
)


def plain(words: str) -> str:
    """The words on one line, without what no document may hold.

    Control characters become spaces. Marks that turn the direction of writing, with which words can be made to look
    like others, are shown by their number.
    """
    return " ".join(_UNWRITABLE.sub(_shown, words).split())


def _shown(found: re.Match[str]) -> str:
    character = found[0]
    return f"[U+{ord(character):04X}]" if character in _TURNING else " "
