"""Why something is so: a reason that the claim gives and the passages do not."""

from __future__ import annotations

from advisor.governance.grounding.alignment import CARRIED, Alignment
from advisor.governance.grounding.findings import Findings, Gravity, Reason
from advisor.governance.grounding.wording import Unit

_REASONS = (
    ("because",), ("due", "to"), ("owing", "to"), ("caused", "by"), ("on", "account", "of"), ("for", "want", "of"),
    ("as", "a", "result", "of"), ("thanks", "to"),
)  # fmt: skip
_CAUSAL = frozenset(
    """because since due owing so therefore hence thus reason reasons ground grounds view led lead cause caused causes
    account result resulted why explained attributed""".split()
)
_MUCH_UNSAID = 0.6


def causes_compared(aligned: Alignment) -> Findings:
    """How much of the reason that the claim gives is not carried by a sentence of the passages that gives a reason."""
    claim = aligned.claim
    at = _reason_from(claim)
    total = unsaid = 0.0
    for one, carried in zip(claim.content, aligned.carried, strict=True):
        if at is None or one.at < at:
            continue
        total += one.weight
        given = carried.strength >= CARRIED and carried.unit >= 0
        if not (given and _gives_a_reason(aligned.passages.units[carried.unit])):
            unsaid += one.weight
    share = unsaid / total if total else 0.0
    reasons = []
    if share >= _MUCH_UNSAID:
        reasons.append(Reason(Gravity.MISSING, "the passage does not give that reason"))
    return Findings({"cause_unsaid": share}, reasons)


def _reason_from(claim: Unit) -> int | None:
    """Where the words of the reason begin, or ``None`` where the claim gives none."""
    for at in range(len(claim.words)):
        for mark in _REASONS:
            if tuple(claim.words[at : at + len(mark)]) == mark:
                return at + len(mark)
    return None


def _gives_a_reason(unit: Unit) -> bool:
    lead = unit.lead.words if unit.lead else []
    return not _CAUSAL.isdisjoint(unit.words) or not _CAUSAL.isdisjoint(lead)
