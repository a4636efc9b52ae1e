"""A date and a time as a person writes them: in figures or words, with or without a year or a weekday."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_VALUES = {word: value for value, word in enumerate(_WORDS)} | {
    "quarter": 15, "half": 30, "twenty-five": 25, "thirty": 30, "thirty-five": 35, "forty": 40, "forty-five": 45,
    "fifty": 50, "fifty-five": 55,
}  # fmt: skip
_ORDINALS = {
    word: place
    for place, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
        fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third
        twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth
        thirty-first""".split(),
        start=1,
    )
}
_ORDINAL = re.compile(rf"\b(?:{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})\b(?=\s+(?:of\s+)?[a-z]|\s*$|[,.;])")
_TWO_WORDS = re.compile(r"\b(twenty|thirty)\s+(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b")
_NUMBER = "|".join(sorted(_VALUES, key=len, reverse=True))
_MONTH = rf"(?P<month{{0}}>{'|'.join(_MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
_DATE = re.compile(
    rf"""
      \b(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
    | \b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH.format("")}(?:,?\s+(?P<year>\d{{4}}))?
    | \b{_MONTH.format("2")}\s+(?:the\s+)?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+(?P<year2>\d{{4}}))?
    | \b(?P<day3>\d{{1,2}})[/.](?P<month3>\d{{1,2}})[/.](?P<year3>\d{{4}}|\d{{2}})\b
    | \b(?P<weekday>{"|".join(_DAYS)}|mon|tues?|wed|thurs?|fri|sat|sun)\b
    """,
    re.VERBOSE,
)
_TIME = re.compile(
    rf"""
      (?:(?<=t)|\b)(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})(?::\d{{2}})?\s*(?P<half>[ap]\.?m\b)?
    | \b(?P<hour2>\d{{1,2}})\s*(?P<half2>[ap]\.?m\b)
    | \b(?P<military>[012]\d[0-5]\d)\s*(?:hrs?|hours|h)\b
    | \b(?P<noon>noon|midday|midnight)\b
    | \b(?P<off>{_NUMBER}|\d{{1,2}})\s+(?:minutes?\s+)?(?P<way>past|to)\s+(?P<hour3>{_NUMBER}|\d{{1,2}})\b
    | \b(?P<hour4>{_NUMBER}|\d{{1,2}})\s+o['’]?\s?clock\b
    | \bat\s+(?P<hour5>{_NUMBER})\b(?!\s+(?:minutes?\s+)?(?:past|to)\b)
    """,
    re.VERBOSE,
)
_PART_OF_DAY = re.compile(
    r"\b(?:(?P<morning>(?:in\s+the\s+)?morning)|(?P<later>afternoon|evening|at\s+night|tonight))\b"
)
_COUNTED_FROM = re.compile(
    r"\b(?:after|from|since|counting|following)\s+(?:the\s+|at\s+|[\d:.]+\s+(?:on\s+)?)?(?:[a-z]+day\s+)?$"
)


class Moment(NamedTuple):
    """A day, and the times of day that are meant: none, one, or two where morning or afternoon stays open."""

    day: date
    times: tuple[time, ...]


def read_moment(text: str, events: Iterable[datetime], due: datetime) -> Moment | None:
    """The moment that an answer gives; ``None`` where it gives none, or more than one.

    Args:
        text: the answer.
        events: moments of the story, which an answer may mention as what it counts from.
        due: the moment asked for; a date without a year, or a bare weekday, is taken as near to it.
    """
    plain = _ORDINAL.sub(lambda found: str(_ORDINALS[found[0]]), _TWO_WORDS.sub(r"\1-\2", text.casefold()))
    told = tuple(events)
    days = list(dict.fromkeys(_days(plain, due, told)))
    if len(days) > 1:
        days = [one for one in days if one not in {event.date() for event in told} - {due.date()}] or days
    if len(days) != 1:
        return None
    clock_only = _DATE.sub(lambda found: " " * len(found.group()), plain)
    times = list(dict.fromkeys(_times(clock_only)))
    if len(times) > 1:
        at_events = {event.time() for event in told} - {due.time()}
        times = [one for one in times if not set(one) & at_events] or times
    if len(times) > 1:
        return None
    return Moment(days[0], times[0] if times else ())


def _days(text: str, due: datetime, told: Sequence[datetime]) -> Iterable[date]:
    found = list(_DATE.finditer(text))
    dated = [one for one in found if one["weekday"] is None]
    near = [one for one in found if one["weekday"] is not None and not _beside(one, dated)]
    for one in sorted((*dated, *near), key=re.Match.start):
        if len(found) > 1 and _COUNTED_FROM.search(text[: one.start()]):
            continue
        day = _weekday(one["weekday"], due, told) if one["weekday"] else _date(one, due)
        if day is not None:
            yield day


def _beside(weekday: re.Match[str], dated: Sequence[re.Match[str]]) -> bool:
    """Whether a weekday only accompanies a date: ``Monday 9 November`` or ``9 November (Monday)``."""
    return any(
        abs(one.start() - weekday.end()) <= len(" the ") or abs(weekday.start() - one.end()) <= len(", a ")
        for one in dated
    )


def _date(found: re.Match[str], due: datetime) -> date | None:
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        if found["day3"]:
            year = int(found["year3"])
            return date(year + 2000 if year < 100 else year, int(found["month3"]), int(found["day3"]))
        name, day = (found["month"], found["day"]) if found["day"] else (found["month2"], found["day2"])
        month = next(place for place, one in enumerate(_MONTHS, start=1) if one.startswith(name[:3]))
        return date(int(found["year"] or found["year2"] or due.year), month, int(day))
    except ValueError:
        return None


def _weekday(name: str, due: datetime, told: Sequence[datetime]) -> date | None:
    """The day of that name that comes first after the story began."""
    number = next(place for place, one in enumerate(_DAYS) if one.startswith(name[:3]))
    last = max((one for one in told if one <= due), default=due).date()
    if due.weekday() == number:
        return due.date()
    return last + timedelta(days=(number - last.weekday()) % 7)


def _times(text: str) -> Iterable[tuple[time, ...]]:
    part = _PART_OF_DAY.search(text)
    for found in _TIME.finditer(text):
        read = _time(found)
        if read is None:
            continue
        hour, minute, half = read
        if half is None and part is not None:
            half = "a" if part["morning"] else "p"
        if half == "p" and hour < 12:
            hour += 12
        elif half == "a" and hour == 12:
            hour = 0
        if not (0 <= hour <= 23 and 0 <= minute <= 59):
            continue
        open_half = half is None and 1 <= hour <= 11 and not _written_with_zero(found)
        yield (time(hour, minute), time(hour + 12, minute)) if open_half else (time(hour, minute),)


def _written_with_zero(found: re.Match[str]) -> bool:
    return (found["hour"] or "").startswith("0")


def _time(found: re.Match[str]) -> tuple[int, int, str | None] | None:
    if found["hour"]:
        return int(found["hour"]), int(found["minute"]), found["half"] and found["half"][0]
    if found["hour2"]:
        return int(found["hour2"]), 0, found["half2"][0]
    if found["military"]:
        return int(found["military"][:2]), int(found["military"][2:]), "as written"
    if found["noon"]:
        return (0 if found["noon"] == "midnight" else 12), 0, "as written"
    if found["off"]:
        hour, minutes = _value(found["hour3"]), _value(found["off"])
        return (hour, minutes, None) if found["way"] == "past" else ((hour - 1) % 12 or 12, 60 - minutes, None)
    return _value(found["hour4"] or found["hour5"]), 0, None


def _value(word: str) -> int:
    return int(word) if word.isdigit() else _VALUES[word]
