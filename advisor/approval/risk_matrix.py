"""How high a risk to people is, by likelihood and severity: looked up in a table, never averaged or multiplied.

Of three steps each: a harm that is minimal stays low however likely, and a severe one is low only where it is remote.
"""

from __future__ import annotations

from typing import Literal

from advisor.approval.proposal import RiskLevel

Scale = Literal[3, 5]

_LETTERS = {"L": RiskLevel.LOW, "M": RiskLevel.MEDIUM, "H": RiskLevel.HIGH}
_BY_SEVERITY: dict[int, tuple[str, ...]] = {
    3: ("LLL", "LMH", "LHH"),
    5: ("LLLLL", "LLLMM", "LLMMH", "LMMHH", "MMHHH"),
}
"""For each severity, mildest first: the level for each likelihood, least likely first."""

LIKELIHOODS: dict[int, tuple[str, ...]] = {
    3: ("Remote", "Possible", "Probable"),
    5: ("Rare", "Unlikely", "Possible", "Likely", "Almost certain"),
}
SEVERITIES: dict[int, tuple[str, ...]] = {
    3: ("Minimal", "Some impact", "Severe"),
    5: ("Minimal", "Minor", "Moderate", "Serious", "Severe"),
}


def level(likelihood: int, severity: int, scale: Scale = 3) -> RiskLevel:
    """The level of one risk. A step beyond the scale counts as its last."""
    return _LETTERS[_BY_SEVERITY[scale][min(severity, scale) - 1][min(likelihood, scale) - 1]]
