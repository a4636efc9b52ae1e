"""The day on which something happens: the one that people in the United Kingdom have at that moment.

Approvals, roles and delegations last from one day to another. In summer a day here ends an hour before that of UTC, and
whoever may decide until 30 June may not decide on 1 July at a quarter past midnight.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

UK_TIME = ZoneInfo("Europe/London")


def day_of(moment: datetime) -> date:
    """The day of a moment."""
    return moment.astimezone(UK_TIME).date()
