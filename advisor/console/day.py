"""A day as it is given on the command line."""

from __future__ import annotations

from datetime import date

import typer

from advisor.governance.days import EARLIEST, LATEST


def day(words: str) -> date:
    """A day given as 2027-03-31.

    Raises:
        BadParameter: it is none, or its year is not between 1900 and 2099.
    """
    try:
        given = date.fromisoformat(words)
    except ValueError as error:
        raise typer.BadParameter(f"{words!r} is not a date; write it as 2027-03-31") from error
    if not EARLIEST <= given < LATEST:
        raise typer.BadParameter(f"the year of {words} must be between {EARLIEST.year} and {LATEST.year - 1}")
    return given
