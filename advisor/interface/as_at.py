"""The day whose law is wanted, taken from three plain fields as the GOV.UK date pattern has it."""

from __future__ import annotations

from datetime import date

from advisor.errors import GovernanceError
from advisor.governance.days import EARLIEST, LATEST

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class DateNotUnderstood(GovernanceError):
    """The three fields do not make a day. ``field`` is the one to mend: ``day``, ``month`` or ``year``."""

    def __init__(self, sentence: str, what_to_do: str, field: str) -> None:
        super().__init__(sentence, what_to_do)
        self.field = field


def taken(day: str, month: str, year: str) -> date | None:
    """The day in the fields, or ``None`` where all three are empty. A month may be written as a word.

    Raises:
        DateNotUnderstood: naming the field to mend.
    """
    fields = {"day": day.strip(), "month": month.strip(), "year": year.strip()}
    if not any(fields.values()):
        return None
    for name, value in fields.items():
        if not value:
            raise DateNotUnderstood(f"The date must include a {name}.", "For example, 31 3 2025.", name)
    numbers = {name: _number(name, value) for name, value in fields.items()}
    if len(fields["year"]) != 4:
        raise DateNotUnderstood("The year must have four figures.", "For example, 2025.", "year")
    if not 1 <= numbers["month"] <= 12:
        raise DateNotUnderstood("The month must be between 1 and 12.", "For example, 3 for March.", "month")
    try:
        found = date(numbers["year"], numbers["month"], numbers["day"])
    except ValueError:
        raise DateNotUnderstood("That month does not have that day.", "Check the day and the month.", "day") from None
    if not EARLIEST <= found < LATEST:
        raise DateNotUnderstood("The year must be between 1900 and 2099.", "For example, 2025.", "year")
    return found


def _number(name: str, value: str) -> int:
    if name == "month" and value[:3].lower() in _MONTHS and value.isalpha():
        return _MONTHS.index(value[:3].lower()) + 1
    if not (value.isascii() and value.isdigit()):
        raise DateNotUnderstood(f"The {name} must be a number.", "For example, 31 3 2025.", name)
    return int(value)
