"""The calendar file, read back by a library that other programs use."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from advisor.documents import calendar
from advisor.governance.diary import DiaryEntry

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
HOSTILE = "Visits; home, \\n and é\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:forged"


def read(*entries: DiaryEntry) -> Calendar:
    return Calendar.from_ical(calendar.write(entries, NOW))


def test_each_entry_is_one_whole_day_with_a_reminder_a_week_before() -> None:
    [event] = read(DiaryEntry(id="one", on=date(2027, 2, 28), title="Review", words="Look.")).walk("VEVENT")
    assert event.decoded("DTSTART") == date(2027, 2, 28)
    assert event.decoded("DTEND") == date(2027, 3, 1)
    [alarm] = event.walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(days=-7)
    assert (str(event["UID"]), event.decoded("DTSTAMP")) == ("one@governance-advisor", NOW)


def test_a_title_cannot_break_out_of_its_entry() -> None:
    events = read(DiaryEntry(id="one", on=date(2027, 1, 1), title=HOSTILE, words=HOSTILE)).walk("VEVENT")
    assert len(events) == 1
    assert "forged" in str(events[0]["SUMMARY"])


def test_an_empty_diary_is_a_calendar_without_entries() -> None:
    assert read().walk("VEVENT") == []
