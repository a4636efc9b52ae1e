"""Whether the passages cited carry each claim, as the project's own grounding check finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from advisor.governance.answer import Answer
from advisor.governance.grounding import check
from advisor.governance.support import Support
from corpus.passage import Passage


class SupportCheck(Protocol):
    """Says how far passages carry a claim."""

    def __call__(self, passages: Sequence[str], claim: str) -> Support:
        """The support of one claim."""
        ...


def support_check() -> SupportCheck:
    """The project's grounding check, without any entailment model that a setting may plug in."""
    return check


def claim_support(answer: Answer, held: Mapping[str, Passage], checked: SupportCheck) -> float | None:
    """Share of the claims that the passages they cite support; a claim that opens no passage is not supported."""
    if not answer.claims:
        return None
    supported = 0
    for claim in answer.claims:
        ids = dict.fromkeys(citation.passage_id for citation in claim.citations)
        texts = [held[one].text for one in ids if one in held]
        supported += bool(texts) and checked(texts, claim.text).may_be_shown
    return supported / len(answer.claims)
