"""Days on which something falls due, as a calendar file that any calendar program reads.

Source: RFC 5545 (iCalendar).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

from advisor.governance.diary import DiaryEntry

REMINDER = timedelta(days=-7)
"""A reminder a week before."""


def write(entries: Sequence[DiaryEntry], now: datetime) -> bytes:
    """The entries as all-day events, each with a reminder."""
    calendar = Calendar()
    calendar.add("prodid", "-//Governance advisor//Casework//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Governance advisor: what falls due")
    for entry in entries:
        calendar.add_component(_event(entry, now))
    return bytes(calendar.to_ical())


def _event(entry: DiaryEntry, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.id}@governance-advisor")
    event.add("dtstamp", now)
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + timedelta(days=1))
    event.add("summary", entry.title)
    event.add("description", entry.words)
    event.add("transp", "TRANSPARENT")
    reminder = Alarm()
    reminder.add("action", "DISPLAY")
    reminder.add("description", entry.title)
    reminder.add("trigger", REMINDER)
    event.add_component(reminder)
    return event
