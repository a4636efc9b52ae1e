"""What a proposal measures, put so that it can be compared: spans of time, days, sums, numbers, how often.

“Twelve months” and “one year” are alike, and so are “1 May 2027” and “01/05/2027”; a draft still shows the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.source import Frozen

_UNITS = {
    word: value
    for value, words in (
        (0.5, "half"),
        (1, "a an one ane yin"), (2, "two twa"), (3, "three"), (4, "four fower"), (5, "five"), (6, "six sax"),
        (7, "seven"), (8, "eight"), (9, "nine"), (10, "ten"), (11, "eleven"), (12, "twelve dozen"), (13, "thirteen"),
        (14, "fourteen fortnight"), (15, "fifteen"), (16, "sixteen"), (17, "seventeen"), (18, "eighteen"),
        (19, "nineteen"), (20, "twenty"), (30, "thirty"), (40, "forty"), (50, "fifty"), (60, "sixty"), (70, "seventy"),
        (80, "eighty"), (90, "ninety"),
    )
    for word in words.split()
}  # fmt: skip
_TIMES = {"hundred": 100, "thousand": 1_000, "k": 1_000, "million": 1_000_000, "m": 1_000_000, "bn": 10**9}
_TIMES["billion"] = 10**9
_WORD = "|".join(sorted((*_UNITS, "hundred", "thousand", "million"), key=len, reverse=True))
NUMBER = (
    r"(?:\d[\d,]*(?:\.\d+)?(?: ?(?:hundred|thousand|million|billion|bn|k|m)\b)?"
    rf"|(?:{_WORD})(?:[ -](?:and )?(?:{_WORD}))*)"
)
"""A number in figures or words."""
_DAYS = {
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 30.44,
    "term": 91.0,
    "quarter": 91.3,
    "year": 365.25,
}
_SPAN = re.compile(
    rf"\b(?P<number>{NUMBER})[ -](?:(?:calendar|working|full|complete|school|financial|whole) )?"
    r"(?P<unit>hour|day|week|fortnight|month|term|year)s?\b(?: and (?:a half|(?P<and>\d+|six|three) months))?",
    re.IGNORECASE,
)
_FOR_EVER = re.compile(r"\b(?:indefinitely|for ever|forever|permanently|in perpetuity|never (?:deleted|destroyed))\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH.format('m')}\b,?(?: (?P<y>\d{{4}}))?"
    rf"|{_MONTH.format('m2')} (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>\d{{4}})"
    rf"|{_MONTH.format('m3')} (?P<y3>\d{{4}})"
    r"|(?P<d4>\d{1,2})[/.](?P<m4>\d{1,2})[/.](?P<y4>\d{4}|\d\d\b)|(?P<y5>\d{4})-(?P<m5>\d\d)-(?P<d5>\d\d))",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"£ ?(?P<number>\d[\d,]*(?:\.\d+)?) ?(?P<scale>million|thousand|bn|m|k)?\b"
    r"(?: (?:(?P<each>a|an|per|each|every) (?P<what>\w+)|(?P<yearly>yearly|annually|p\.?a\.?)))?",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    rf"\b(?:(?:(?P<times>twice|(?:{NUMBER}) times) )?"
    rf"(?P<each>every|each|once (?:a|an|per|every|each)|per|an?) (?:(?:working|single) "
    rf"|(?P<apart>other|second|{NUMBER}) )?"
    r"(?P<unit>hour|day|night|evening|morning|week|fortnight|month|quarter|term|year"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\b"
    r"|(?P<word>hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|termly|yearly|annually)\b)",
    re.IGNORECASE,
)
_A_YEAR = {
    "hour": 8766.0, "day": 365.25, "night": 365.25, "evening": 365.25, "morning": 365.25, "week": 52.0,
    "fortnight": 26.0, "month": 12.0, "quarter": 4.0, "term": 3.0, "year": 1.0, "dai": 365.25, "annual": 1.0,
}  # fmt: skip
_NEARLY = 0.03
"""By how much two spans may differ and still be one: a year and 365 days, six months and 26 weeks."""


class Measure(Frozen):
    """A measured value and where its words stand; ``value`` compares with others of its sort."""

    value: tuple[float, ...]
    start: int
    end: int
    period: str = ""


def number_of(words: str) -> float | None:
    """The number that words or figures give; ``None`` where they give none."""
    plain = words.lower().replace(",", "").replace("-", " ").strip()
    if figures := re.fullmatch(r"(\d+(?:\.\d+)?) ?(hundred|thousand|million|billion|bn|k|m)?", plain):
        return float(figures[1]) * _TIMES.get(figures[2] or "", 1)
    total = held = 0.0
    known = False
    for word in plain.split():
        if word in _UNITS:
            held += _UNITS[word]
            known = True
        elif word in _TIMES:
            held = (held or 1) * _TIMES[word]
            known = True
            if _TIMES[word] > _TIMES["hundred"]:
                total, held = total + held, 0.0
        elif word != "and":
            return None
    return total + held if known else None


def spans(text: str) -> Iterator[Measure]:
    """Every span of time, in days; what is kept for ever lasts without end."""
    for hit in _SPAN.finditer(text):
        number = number_of(hit["number"])
        if number is None:
            continue
        days = number * _DAYS[hit["unit"].lower()]
        if hit.group().lower().endswith("and a half"):
            days += _DAYS[hit["unit"].lower()] / 2
        elif hit["and"]:
            days += (number_of(hit["and"]) or 0) * _DAYS["month"]
        yield Measure(value=(days,), start=hit.start(), end=hit.end())
    for hit in _FOR_EVER.finditer(text.lower()):
        yield Measure(value=(float("inf"),), start=hit.start(), end=hit.end())


def days(text: str) -> Iterator[Measure]:
    """Every date as year, month and day; what is not written is 0."""
    for hit in _DAY.finditer(text):
        given = {name[0]: value for name, value in hit.groupdict().items() if value}
        month = given["m"].lower()
        number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
        year = int(given.get("y", 0))
        value = (float(year + 2000 if 0 < year < 100 else year), float(number), float(given.get("d", 0)))
        yield Measure(value=value, start=hit.start(), end=hit.end())


def sums(text: str) -> Iterator[Measure]:
    """Every sum in pounds; ``period`` is for what it is paid, where it is paid again and again."""
    for hit in _SUM.finditer(text):
        number = float(hit["number"].replace(",", "")) * _TIMES.get((hit["scale"] or "").lower(), 1)
        period = "year" if hit["yearly"] else (hit["what"] or "").lower()
        yield Measure(value=(number,), start=hit.start(), end=hit.end(), period=period)


def often(text: str) -> Iterator[Measure]:
    """How often, as times a year."""
    for hit in _OFTEN.finditer(text):
        unit = (hit["unit"] or hit["word"].removesuffix("ly")).lower()
        a_year = _A_YEAR.get(unit.removesuffix("al"), 52.0)
        if hit["times"]:
            a_year *= _number(hit["times"].lower().removesuffix(" times"))
        if hit["apart"]:
            a_year /= _number(hit["apart"].lower())
        yield Measure(value=(a_year,), start=hit.start(), end=hit.end())


def _number(words: str) -> float:
    return 2.0 if words in ("twice", "other", "second") else number_of(words) or 1.0


def agree(one: Measure, two: Measure) -> bool:
    """Whether two measures of a sort can be the same: nearly as long, or a date less exact."""
    if len(one.value) == len(_PARTS_OF_A_DATE):
        return all(a == b or not a or not b for a, b in zip(one.value, two.value, strict=True))
    first, second = one.value[0], two.value[0]
    return first == second or abs(first - second) <= _NEARLY * min(first, second)


_PARTS_OF_A_DATE = ("year", "month", "day")
