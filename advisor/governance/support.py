"""How far passages carry a claim: the finding that the grounding check makes and every writer must respect."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class SupportLabel(StrEnum):
    """What the check concluded; only what is supported may be shown."""

    SUPPORTED = "supported"
    PARTIAL = "partial"
    UNSUPPORTED = "unsupported"
    CONTRADICTED = "contradicted"


class Support(BaseModel):
    """The passages' support of one claim: a score from 0 to 1, its label, and reasons that a person can read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    score: float = Field(ge=0.0, le=1.0)
    label: SupportLabel
    reasons: tuple[str, ...] = ()

    @property
    def may_be_shown(self) -> bool:
        """Whether a claim so supported may reach a person."""
        return self.label is SupportLabel.SUPPORTED
