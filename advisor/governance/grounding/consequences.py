"""What a claim says will follow (an offence, nullity, damages, dismissal) where no passage speaks of it."""

from __future__ import annotations

from advisor.governance.grounding.alignment import CARRIED, Alignment
from advisor.governance.grounding.findings import Findings, Gravity, Reason

_CONSEQUENCES = frozenset(
    """offence crime criminal unlawful illegal unlawfully illegally void invalid nullity sue damages compensation prison
    imprisonment jail fine prosecute prosecution guilty liable liability dismiss dismissal misconduct contempt vexatious
    disqualify bankrupt struck forfeit penalty lawsuit""".split()
)


def consequences_compared(aligned: Alignment) -> Findings:
    """Legal consequences that the claim names and no passage carries."""
    unsaid = [
        one
        for one, strength in zip(aligned.claim.content, aligned.anywhere, strict=True)
        if one.lemma in _CONSEQUENCES and strength < CARRIED
    ]
    reasons = [Reason(Gravity.MISSING, f"no passage speaks of ‘{aligned.claim.words[one.at]}’") for one in unsaid[:1]]
    return Findings({"consequences_unsaid": float(len(unsaid))}, reasons)
