"""What is put up for decision: the draft, between whom, and the facts about it that the rules look at."""

from __future__ import annotations

import json
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Annotated

from pydantic import Field

from corpus.source import Frozen

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""Digest of a text or file that the ledger keeps."""


class CaseKind(StrEnum):
    """What is being decided."""

    ASSESSMENT = "assessment"
    AGREEMENT = "agreement"
    DISCLOSURE = "one-off disclosure"
    QUESTION = "referred question"


class RiskLevel(StrEnum):
    """Risk to people that is left after the measures."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """Higher is worse."""
        return list(RiskLevel).index(self)


class Proposal(Frozen):
    """Everything that a decision is a decision on.

    ``digest`` covers all of it, so that a party added, a risk marked down or a trial made real is another proposal, on
    which nobody has advised or decided. ``party_ids`` are organisations, the one that leads first. ``open_gaps`` names
    the questions still open; ``blocking_gaps`` those among them that the template does not let pass.
    """

    case_id: str
    kind: CaseKind
    trial: bool = False
    draft_digest: Sha256
    title_digest: Sha256
    party_ids: tuple[str, ...] = Field(min_length=1)
    residual_risk: RiskLevel = RiskLevel.LOW
    patient_information: bool = False
    law_enforcement: bool = False
    open_gaps: tuple[str, ...] = ()
    blocking_gaps: tuple[str, ...] = ()

    @cached_property
    def digest(self) -> str:
        """The sha256 that is submitted, advised on, decided and signed."""
        return canonical_digest(self.model_dump(mode="json"))

    @property
    def leading_party_id(self) -> str:
        """The organisation whose case it is."""
        return self.party_ids[0]


def canonical_digest(value: object) -> str:
    """The sha256 of a value as canonical JSON; keys are ASCII and numbers are whole, so sorting is all it takes.

    Source: RFC 8785.
    """
    return sha256(json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()


def text_digest(text: str) -> str:
    """The sha256 under which the ledger keeps a text that a person wrote."""
    return sha256(text.encode()).hexdigest()
