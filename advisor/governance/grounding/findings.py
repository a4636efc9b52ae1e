"""What comparing a claim with its passages brings to light: figures for the judgement, and reasons for a person."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Gravity(IntEnum):
    """What a difference does to a claim."""

    NOTE = 0
    MISSING = 1
    CONTRADICTED = 2


class Reason(NamedTuple):
    """One difference, in words that a person can read."""

    gravity: Gravity
    says: str


class Findings(NamedTuple):
    """Figures by name, and the reasons behind them."""

    figures: dict[str, float]
    reasons: list[Reason]
