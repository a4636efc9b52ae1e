"""Numbers with their units, dates and limits, brought to one form so that ``a month`` equals ``one month``.

Units are not converted where the law would not: 72 hours are not three days (days may be counted otherwise), 30 days
are not a month, and a working day is no day. Twelve months are a year and seven days a week.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MONTHS = "january february march april may june july august september october november december".split()
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = {"hundred": 100.0, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
_WORDS = {word: float(value) for value, word in enumerate(_SMALL)} | {
    word: 10.0 * (place + 2) for place, word in enumerate(_TENS)
}
_UNITS = {
    "second": ("second", 1),
    "minute": ("minute", 1),
    "hour": ("hour", 1),
    "day": ("day", 1),
    "fortnight": ("day", 14),
    "week": ("day", 7),
    "month": ("month", 1),
    "quarter": ("month", 3),
    "year": ("month", 12),
    "decade": ("month", 120),
    "century": ("month", 1200),
    "centurie": ("month", 1200),
}
_SPECIAL_DAYS = {"working": "working day", "business": "working day", "school": "school day", "sitting": "sitting day"}
_SPECIAL_HOURS = {"working": "working hour", "business": "working hour", "office": "working hour"}

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER_WORD = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_SMALL[1:10])}))?|{'|'.join(reversed(_SMALL[1:]))}"
_NUMBER = rf"(?:{_DIGITS}|{_NUMBER_WORD})(?:\s?(?:hundred|thousand|million|billion|bn|k|m)\b)*"
_QUALIFIER = (
    r"(?P<qualifier>(?:(?:full|whole|further|more|extra|additional|calendar|clear|consecutive|successive|working|"
    r"business|school|office|sitting|other|complete|short|single|period\ of)[\s-]+){0,3})"
)
_UNIT = (
    r"(?P<unit>seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|quarters?|years?|decades?|century|centuries)\b"
)
_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
_PATTERNS = re.compile(
    rf"""
      (?P<iso>\b\d{{4}}-\d{{2}}-\d{{2}}\b)
    | (?P<dmy>\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+(?P<year>\d{{4}})\b)?)
    | (?P<mdy>\b{_MONTH.replace("month", "month2")}\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b
        (?:,?\s+(?P<year2>\d{{4}})\b)?)
    | (?P<my>\b{_MONTH.replace("month", "month3")}\s+(?P<year3>\d{{4}})\b)
    | (?P<money>£\s?(?P<pounds>{_DIGITS})\s?(?P<scale>million|billion|thousand|bn|m|k)?\b
        | (?P<pounds2>\b{_NUMBER})\s+pounds?\b)
    | (?P<percent>(?:\b{_NUMBER})\s?(?:%|per\s?cent\b|percent\b))
    | (?P<timed>\b(?P<count>{_NUMBER})[\s-]+(?:\(\w+\)\s+)?{_QUALIFIER}{_UNIT})
    | (?P<half>\bhalf\s+an?\s+(?P<halved>hour|day|month|year|century)\b)
    | (?P<single>\b(?:an?|one|per|each|every|the\s+next|the\s+first)\s+
        {_QUALIFIER.replace("qualifier", "qualifier2")}{_UNIT.replace("unit", "unit2")})
    | (?P<often>\b(?:twice|thrice|once(?=\s+(?:an?|each|every|per|in|more)\b|\W*$|[.,;]))(?!\w))
    | (?P<bare>(?<![\w(.])(?:{_NUMBER})(?![\w)]))
    """,
    re.VERBOSE | re.IGNORECASE,
)

_AT_MOST_BEFORE = re.compile(
    r"(?:\bwithin|\bup to|no more than|not more than|\bat (?:the )?most|no longer than|not longer than|no later than|"
    r"not later than|\bby|before the end of|a maximum of|maximum of|not exceeding|\bless than|\bfewer than|\bunder|"
    r"\bbelow|a limit of|limited to|capped at|as much as|not exceed|younger than|\binside)"
    r"(?: the| a| an| another| first| end of| period of)*\W*$",
    re.IGNORECASE,
)
_AT_LEAST_BEFORE = re.compile(
    r"(?:\bat (?:the )?least|no fewer than|not less than|no less than|not fewer than|a minimum of|minimum of|"
    r"\bmore than|\bover|\babove|longer than|\bexceeds?|\bexceeding|older than|no earlier than|not earlier than)"
    r"(?: the| a| an| period of)*\W*$",
    re.IGNORECASE,
)
_AT_MOST_AFTER = re.compile(
    r"^\W*(?:(?:at|as) (?:the )?(?:most|latest|a maximum)|or (?:less|fewer|under|younger|sooner|earlier)|maximum|"
    r"or below)",
    re.IGNORECASE,
)
_AT_LEAST_AFTER = re.compile(
    r"^\W*(?:years?(?: old)?\W+)?(?:(?:and|or) (?:more|over|older|above|longer|upwards)|"
    r"at (?:the )?(?:least|minimum)|minimum)",
    re.IGNORECASE,
)


class Quantity(NamedTuple):
    """A number with its unit (empty for a bare number), how it limits, where it stands and how it is written."""

    value: float
    unit: str
    limit: str
    start: int
    end: int
    written: str

    @property
    def amount(self) -> tuple[float, str]:
        """What must be equal for two quantities to be one."""
        return self.value, self.unit


def quantities(text: str) -> list[Quantity]:
    """Every quantity of a text, in order; a date has the unit ``date`` and a value such as 20260205."""
    found = []
    for match in _PATTERNS.finditer(text):
        read = _read(match)
        if read is None:
            continue
        value, unit = read
        found.append(Quantity(value, unit, _limit(text, match), match.start(), match.end(), match.group().strip()))
    return found


def _read(match: re.Match[str]) -> tuple[float, str] | None:
    kind = next(name for name in _KINDS if match[name] is not None)
    if kind == "iso":
        return float(match[kind].replace("-", "")), "date"
    if kind == "dmy":
        return _date(match["day"], match["month"], match["year"])
    if kind == "mdy":
        if match["month2"].islower():
            return float(match["day2"]), ""
        return _date(match["day2"], match["month2"], match["year2"])
    if kind == "my":
        return _date(None, match["month3"], match["year3"])
    if kind == "money":
        return number(f"{match['pounds'] or match['pounds2']} {match['scale'] or ''}"), "pound"
    if kind == "percent":
        return number(re.sub(r"(?i)%|per\s?cent", "", match[kind])), "percent"
    if kind == "timed" and re.match(r"[\s-]olds?\b", match.string[match.end() :]):
        return number(match["count"]), ""
    if kind == "timed":
        return _timed(number(match["count"]), match["unit"], match["qualifier"])
    if kind == "half":
        unit, factor = _UNITS[match["halved"].lower()]
        return factor / 2, unit
    if kind == "single":
        if match[kind].lower().startswith(("each", "every", "per")) or match["unit2"].lower().startswith("second"):
            return None
        return _timed(1.0, match["unit2"], match["qualifier2"])
    if kind == "often":
        return {"once": 1.0, "twice": 2.0}.get(match[kind].lower(), 3.0), "times"
    value = number(match[kind])
    if match[kind].lower() == "one":
        return None
    if re.fullmatch(r"1[6-9]\d\d|20\d\d", match[kind]):
        return value, "year"
    return value, ""


_KINDS = ("iso", "dmy", "mdy", "my", "money", "percent", "timed", "half", "single", "often", "bare")


def number(text: str) -> float:
    """The value of a written number: ``twenty-one`` is 21, ``8.7 million`` is 8,700,000."""
    total, factor = 0.0, 1.0
    for part in re.findall(r"[a-z]+|[\d.,]*\d", text.lower()):
        if part in _SCALES:
            factor *= _SCALES[part]
        elif part in _WORDS:
            total += _WORDS[part]
        elif part[0].isdigit():
            total += float(part.replace(",", ""))
    return total * factor


def _timed(count: float, unit: str, qualifier: str) -> tuple[float, str]:
    base = unit.lower().rstrip("s")
    base = "century" if base.startswith("centur") else base
    name, factor = _UNITS[base]
    special = {"day": _SPECIAL_DAYS, "hour": _SPECIAL_HOURS}.get(base, {})
    for word in re.findall(r"[a-z]+", (qualifier or "").lower()):
        name = special.get(word, name)
    return count * factor, name


def _date(day: str | None, month: str, year: str | None) -> tuple[float, str] | None:
    place = next(number for number, name in enumerate(MONTHS, start=1) if name.startswith(month.lower()[:3]))
    if day is None and year is None:
        return None
    return float(int(year or 0) * 10000 + place * 100 + int(day or 0)), "date"


def _limit(text: str, match: re.Match[str]) -> str:
    before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 30]
    if _AT_LEAST_BEFORE.search(before) and not re.search(r"(?i)\b(?:no|not) (?:more|longer|older) than\W*$", before):
        return "least"
    if _AT_LEAST_AFTER.match(after):
        return "least"
    if _AT_MOST_BEFORE.search(before) and not re.search(r"(?i)\bno(?:t)? (?:less|fewer) than\W*$", before):
        return "most"
    if _AT_MOST_AFTER.match(after):
        return "most"
    return ""


def same(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are one; a date without its year, or without its day, fits one that has it."""
    if one.unit != other.unit:
        return {one.unit, other.unit} == {"date", "year"} and _year(one) == _year(other)
    if one.unit != "date" or one.value == other.value:
        return one.value == other.value
    pairs = zip(_parts(one.value), _parts(other.value), strict=True)
    return all(a == b or 0 in {a, b} for a, b in pairs)


def _parts(value: float) -> tuple[int, int, int]:
    whole = int(value)
    return whole // 10000, whole // 100 % 100, whole % 100


def _year(quantity: Quantity) -> int:
    return int(quantity.value) if quantity.unit == "year" else int(quantity.value) // 10000
