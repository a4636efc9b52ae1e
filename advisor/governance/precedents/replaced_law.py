"""Law that precedents rely on and that has been replaced since.

Source: Data (Use and Access) Act 2025 sections 67 to 103 and Schedules 6 and 7; commencement: SI 2026/82.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from advisor.governance.precedents.precedent import Precedent
from advisor.governance.words import date_in_words
from corpus.address import covers, label
from corpus.source import Frozen

_GDPR = "https://www.legislation.gov.uk/eur/2016/679"
_DPA = "https://www.legislation.gov.uk/ukpga/2018/12"
_REFORM = "https://www.legislation.gov.uk/ukpga/2025/18"
_MAIN_DAY = date(2026, 2, 5)
_COMPLAINTS_DAY = date(2026, 6, 19)


class Replacement(Frozen):
    """A provision that was replaced: from which day, by which, and the provision that did it."""

    address: str
    replaced_on: date
    replaced_by: tuple[str, ...]
    by_force_of: str


def _replaced(old: str, new: tuple[str, ...], act: str, day: date = _MAIN_DAY) -> Replacement:
    return Replacement(address=old, replaced_on=day, replaced_by=new, by_force_of=f"{_REFORM}{act}")


_RESEARCH = tuple(f"{_GDPR}/article/{one}" for one in ("84A", "84B", "84C", "84D"))
_AUTOMATED = tuple(f"{_GDPR}/article/{one}" for one in ("22A", "22B", "22C", "22D"))
_APPROVED_TRANSFERS = tuple(f"{_GDPR}/article/{one}" for one in ("45A", "45B", "45C"))

REPLACED: tuple[Replacement, ...] = (
    _replaced(f"{_GDPR}/article/6/4", (f"{_GDPR}/article/8A", f"{_GDPR}/annex/2"), "/section/71"),
    _replaced(f"{_GDPR}/article/22", _AUTOMATED, "/section/80"),
    _replaced(f"{_GDPR}/article/44", (f"{_GDPR}/article/44A",), "/schedule/7"),
    _replaced(f"{_GDPR}/article/45", _APPROVED_TRANSFERS, "/schedule/7"),
    _replaced(f"{_GDPR}/article/77", (f"{_DPA}/section/164A", f"{_DPA}/section/165"), "/section/103", _COMPLAINTS_DAY),
    _replaced(f"{_GDPR}/article/89", _RESEARCH, "/section/86"),
    _replaced(f"{_DPA}/section/14", (f"{_GDPR}/article/22C",), "/schedule/6"),
    _replaced(f"{_DPA}/section/17A", _APPROVED_TRANSFERS, "/schedule/7"),
    _replaced(f"{_DPA}/section/19", (f"{_GDPR}/article/84B", f"{_GDPR}/article/84C"), "/section/86"),
    _replaced(f"{_DPA}/section/49", (f"{_DPA}/section/50A", f"{_DPA}/section/50B"), "/section/80"),
    _replaced(f"{_DPA}/section/50", (f"{_DPA}/section/50C",), "/section/80"),
)


def replaced_by(precedent: Precedent, on: date) -> tuple[Replacement, ...]:
    """The replacements, in force on a day, of law that a precedent relied on."""
    return tuple(one for one in _ever_replaced(precedent.law_relied_on) if one.replaced_on <= on)


@lru_cache(maxsize=4096)
def _ever_replaced(law: tuple[str, ...]) -> tuple[Replacement, ...]:
    return tuple(one for one in REPLACED if any(covers(one.address, relied) for relied in law))


def replaced_law_warning(one: Replacement) -> str:
    """What a reader must know of it."""
    new = ", ".join(label(each) for each in one.replaced_by)
    return (
        f"It relied on {label(one.address)}, replaced from {date_in_words(one.replaced_on)} by {new} "
        f"({label(one.by_force_of)}): the reasons may not hold now."
    )
