"""Prior consultation of the regulator, where risk to people stays high: its clocks and how it ends.

Under the general regime advice is due within eight weeks of the request, six more where the regulator says within a
month that the case is complex; the clock stands still while information that it asked for is awaited. Law-enforcement
processing has six weeks and one more month.

Source: UK GDPR Article 36(1) to (3); DPA 2018 section 65.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from enum import StrEnum

from advisor.approval.proposal import Sha256
from corpus.source import Frozen

GENERAL_DAYS = 8 * 7
GENERAL_EXTENSION_DAYS = 6 * 7
LAW_ENFORCEMENT_DAYS = 6 * 7


class ConsultationOutcome(StrEnum):
    """How a consultation ended. A prohibition blocks approval of that version for good."""

    ADVICE = "advice received"
    NO_ADVICE_IN_TIME = "no advice in time"
    PROHIBITED = "prohibited"


class Pause(Frozen):
    """Days on which the regulator's clock stood still, from ``first_day`` until, and not including, ``resumed_on``."""

    first_day: date
    resumed_on: date | None = None


class Consultation(Frozen):
    """One request for the regulator's advice, on one version of a proposal."""

    digest: Sha256
    organisation_id: str
    law_enforcement: bool
    sent_on: date
    extended_on: date | None = None
    pauses: tuple[Pause, ...] = ()
    closed_on: date | None = None
    outcome: ConsultationOutcome | None = None
    evidence_digest: Sha256 | None = None

    @property
    def is_open(self) -> bool:
        """Whether the regulator has still to answer."""
        return self.closed_on is None

    @property
    def is_paused(self) -> bool:
        """Whether the clock stands still now."""
        return any(pause.resumed_on is None for pause in self.pauses)

    @property
    def extension_due(self) -> date:
        """Last day on which an extension can be told."""
        return a_month_after(self.sent_on)

    def advice_due(self, today: date) -> date:
        """Last day of the regulator's time, as it looks on ``today``; a pause that goes on moves it day by day."""
        if self.law_enforcement:
            due = self.sent_on + timedelta(days=LAW_ENFORCEMENT_DAYS)
            due = a_month_after(due) if self.extended_on else due
        else:
            due = self.sent_on + timedelta(days=GENERAL_DAYS + (GENERAL_EXTENSION_DAYS if self.extended_on else 0))
        still = sum(((pause.resumed_on or max(today, pause.first_day)) - pause.first_day).days for pause in self.pauses)
        return due + timedelta(days=still)


def a_month_after(day: date) -> date:
    """The same day of the next month, or its last day where it has none."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
