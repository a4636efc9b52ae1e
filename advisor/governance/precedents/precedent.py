"""A precedent: a decided case as it was published, with identifiers of people taken out."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from corpus.source import Classification, Frozen, Jurisdiction

LONGEST_CHARACTERS = 20_000


class Decided(StrEnum):
    """How a case was decided."""

    APPROVED = "approved"
    APPROVED_WITH_CONDITIONS = "approved_with_conditions"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"

    @property
    def permits(self) -> bool:
        """Whether the decision let something happen."""
        return self in (Decided.APPROVED, Decided.APPROVED_WITH_CONDITIONS)

    @property
    def in_words(self) -> str:
        """As a person reads it."""
        return self.value.replace("_", " ")


def _decision(value: Any) -> Any:
    return "_".join(value.lower().replace("-", " ").split()) if isinstance(value, str) else value


def _missing(value: Any) -> Any:
    """An empty text is no value, as spreadsheets write it."""
    return None if isinstance(value, str) and not value.strip() else value


def _lower(value: Any) -> Any:
    return "-".join(value.lower().split()) if isinstance(value, str) else value


def _written(value: str) -> str:
    if not value.strip():
        raise ValueError("it is empty")
    return value


Day = Annotated[date | None, BeforeValidator(_missing)]
Words = Annotated[str, Field(max_length=LONGEST_CHARACTERS), BeforeValidator(lambda value: value or "")]
Written = Annotated[str, Field(max_length=LONGEST_CHARACTERS), AfterValidator(_written)]
Texts = Annotated[tuple[str, ...], BeforeValidator(lambda value: value or ())]


class Party(Frozen):
    """A body in a case: its name, what kind of body it is, and its role."""

    name: str = ""
    type: str = ""
    role: str = ""

    @model_validator(mode="before")
    @classmethod
    def _of_name(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value


class Precedent(Frozen):
    """One row of a register. Dates that do not apply are ``None``; ``law_relied_on`` holds undated addresses.

    ``outcome`` is what happened afterwards. ``invented`` marks what no body ever decided.
    """

    id: Annotated[str, Field(min_length=1, max_length=100, pattern=r"^\S+$")]
    facts: Written
    decision: Annotated[Decided, BeforeValidator(_decision)]
    decided_on: date
    title: Words = ""
    parties: Annotated[tuple[Party, ...], BeforeValidator(lambda value: value or ())] = ()
    jurisdiction: Annotated[Jurisdiction, BeforeValidator(lambda value: _lower(value) or Jurisdiction.UK)] = (
        Jurisdiction.UK
    )
    purpose: Words = ""
    data_categories: Texts = ()
    law_relied_on: Texts = ()
    reasons: Words = ""
    conditions: Texts = ()
    effective_on: Day = None
    valid_until: Day = None
    revoked_on: Day = None
    supersedes: Annotated[str | None, BeforeValidator(_missing)] = None
    superseded_by: Annotated[str | None, BeforeValidator(_missing)] = None
    organisation: Words = ""
    classification: Annotated[
        Classification, BeforeValidator(lambda value: _lower(value) or Classification.OFFICIAL)
    ] = Classification.OFFICIAL
    outcome: Words = ""
    invented: bool = False

    @property
    def name(self) -> str:
        """The title, or the beginning of the facts where there is none."""
        return self.title or self.facts[:80].rsplit(" ", 1)[0] + "…"

    @property
    def begins_on(self) -> date:
        """The day from which it counts."""
        return self.effective_on or self.decided_on

    @property
    def kinds_of_party(self) -> tuple[str, ...]:
        """What kinds of body took part, each once, in order."""
        return tuple(dict.fromkeys(party.type for party in self.parties if party.type))


FIELDS = tuple(Precedent.model_fields)
"""The names of all fields, in order."""
