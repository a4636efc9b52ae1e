"""Masking: identifiers of people are taken out of a text before it leaves this machine, and put back afterwards.

NHS and CHI numbers are recognised by their check digit (modulus 11), National Insurance numbers by the letters that the
scheme allows, and e-mail addresses, telephone numbers and postcodes by their form. This is no anonymisation: names and
circumstances stay, and can tell who is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import decimal

_GAP = r"[\s\u00ad\u200b-\u200d\u2060\ufeff._\u2010-\u2015\u2212/-]{0,3}"
_TEN_DIGITS = re.compile(rf"(?=(?<!\d)(\d(?:{_GAP}\d){{9}})(?!\d))")
_INSURANCE = re.compile(
    rf"(?<![A-Za-z0-9])([A-CEGHJ-PR-TW-Z]{_GAP}[A-CEGHJ-NPR-TW-Z](?:{_GAP}\d){{6}}(?:{_GAP}[A-D](?![A-Za-z0-9])|(?!\d)))",
    re.IGNORECASE,
)
_NEVER_ALLOCATED = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}
_EMAIL = re.compile(r"(?<![\w.+-])([\w.+'-]+@[\w-]+(?:\.[\w-]+)+)")
_TELEPHONE = re.compile(rf"(?<![\d\w])((?:(?:\+|00){_GAP}44{_GAP}(?:\(0\))?|\(?0)(?:[\s().-]{{0,2}}\d){{9,10}})(?!\d)")
_POSTCODE = re.compile(
    r"(?<![A-Za-z0-9])((?:[A-PR-UWYZ][A-HK-Y]?\d[A-HJKMNP-Z\d]?|GIR)[ \u00a0]{0,2}\d[ABD-HJLNP-UW-Z]{2})"
    r"(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"\[(?:NHS-NUMBER|CHI-NUMBER|NI-NUMBER|EMAIL|TELEPHONE|POSTCODE)-\d+\]")
_WEIGHTS = range(10, 1, -1)


@dataclass(frozen=True)
class Identifier:
    """An identifier found in a text: its kind and where it stands."""

    kind: str
    start: int
    end: int


class Masking:
    """The masks of one exchange: the same identifier gets the same placeholder in every text of it."""

    def __init__(self, *, active: bool = True) -> None:
        """``active`` is false for an exchange that stays on this machine: then texts pass unchanged."""
        self._active = active
        self._placeholders: dict[tuple[str, str], str] = {}
        self._originals: dict[str, str] = {}
        self._taken: set[str] = set()

    def mask(self, text: str) -> str:
        """The text with a placeholder for every identifier."""
        if not self._active:
            return text
        self._taken.update(_PLACEHOLDER.findall(text))
        pieces, at = [], 0
        for found in identifiers(text):
            pieces += [text[at : found.start], self._placeholder(found.kind, text[found.start : found.end])]
            at = found.end
        return "".join([*pieces, text[at:]])

    def restore(self, text: str) -> str:
        """The text with its identifiers in place of the placeholders that this exchange gave out."""
        return _PLACEHOLDER.sub(lambda found: self._originals.get(found.group(), found.group()), text)

    def strangers(self, text: str) -> tuple[str, ...]:
        """Placeholders in a masked text that stand for nothing: a model made them up."""
        return tuple(one for one in _PLACEHOLDER.findall(text) if one not in self._originals and one not in self._taken)

    def _placeholder(self, kind: str, original: str) -> str:
        key = (kind, re.sub(r"[\W_]+", "", original).upper() if kind != "EMAIL" else original.lower())
        if key not in self._placeholders:
            number = len(self._placeholders) + 1
            while f"[{kind}-{number}]" in self._taken:
                number += 1
            made = f"[{kind}-{number}]"
            self._taken.add(made)
            self._placeholders[key] = made
            self._originals[made] = original
        return self._placeholders[key]


def identifiers(text: str) -> list[Identifier]:
    """The identifiers in a text, in order, none overlapping; where two kinds overlap the first in this list stays."""
    found: list[Identifier] = []
    for kind, pattern, holds in _KINDS:
        for match in pattern.finditer(text):
            start, end = match.span(1)
            written = match.group(1)
            if holds(written) and not any(one.start < end and start < one.end for one in found):
                found.append(Identifier(_ten_digit_kind(written) if kind == "TEN" else kind, start, end))
    return sorted(found, key=lambda one: one.start)


def is_check_digit_right(digits: str) -> bool:
    """Whether ten digits end in the check digit of an NHS or CHI number (modulus 11).

    Source: NHS Data Dictionary, NHS NUMBER; the CHI number uses the same check.
    """
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    remainder = 11 - sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits[:9], strict=True)) % 11
    return remainder != 10 and remainder % 11 == int(digits[9])


def _digits(written: str) -> str:
    return "".join(str(decimal(letter)) for letter in written if letter.isdecimal())


def _ten_digit_kind(written: str) -> str:
    """A CHI number begins with a date of birth."""
    digits = _digits(written)
    dated = 1 <= int(digits[:2]) <= 31 and 1 <= int(digits[2:4]) <= 12
    return "CHI-NUMBER" if dated else "NHS-NUMBER"


def _is_insurance_number(written: str) -> bool:
    letters = re.sub(r"[\W_\d]+", "", written).upper()
    return letters[:2] not in _NEVER_ALLOCATED


def _always(_written: str) -> bool:
    return True


_KINDS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("EMAIL", _EMAIL, _always),
    ("TEN", _TEN_DIGITS, lambda written: is_check_digit_right(_digits(written))),
    ("NI-NUMBER", _INSURANCE, _is_insurance_number),
    ("TELEPHONE", _TELEPHONE, _always),
    ("POSTCODE", _POSTCODE, _always),
)
