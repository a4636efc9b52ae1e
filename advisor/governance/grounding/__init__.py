"""The grounding check: how far passages carry a claim, and why."""

from advisor.governance.grounding.checking import Entailment, GroundingCheck, check

__all__ = ["Entailment", "GroundingCheck", "check"]
