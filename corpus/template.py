"""Templates of drafts: the order of a document, its own clauses and what the law wants in it."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from corpus.drafting_rules import Condition
from corpus.source import Frozen

InstrumentName = Literal[
    "data_sharing_agreement",
    "joint_controller_arrangement",
    "processor_contract_schedule",
    "information_sharing_protocol",
    "memorandum_of_understanding",
    "digital_economy_act_agreement",
    "law_enforcement_sharing_agreement",
    "one_off_disclosure_record",
]
PartOfDraft = Literal["roles", "lawful_basis", "screening", "access", "benefit", "risks"]


class Clause(Frozen):
    """A statement that the template itself makes; where a condition is named, only for proposals that meet it."""

    text: str = Field(min_length=20)
    origin: Literal["law", "guidance", "suggestion"]
    citations: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()

    @model_validator(mode="after")
    def _law_is_cited(self) -> Self:
        if self.origin != "suggestion" and not self.citations:
            raise ValueError("a clause from law or guidance needs a citation")
        return self


class TemplateSection(Frozen):
    """A section: the fields of the proposal that it takes, the part of the draft that it shows, its own clauses."""

    id: str
    title: str = Field(min_length=3)
    fields: tuple[str, ...] = ()
    shows: tuple[PartOfDraft, ...] = ()
    clauses: tuple[Clause, ...] = ()


class Mandatory(Frozen):
    """What the law or a code wants of the document, met in ``section`` by a part of the draft or by what is said there.

    No field of it may be open; where no part of the draft meets it, one of its fields must be answered.
    """

    id: str
    requirement: str = Field(min_length=10)
    section: str
    by: PartOfDraft | None = None
    fields: tuple[str, ...] = ()
    citations: tuple[str, ...] = Field(min_length=1)
    when: tuple[Condition, ...] = ()


class Template(Frozen):
    """How a document is ordered, which structure that follows, what must be in it and who signs.

    ``must_be_answered`` are the fields that may not be open when the document is put up for decision; every other open
    question is told to the approver.
    """

    name: str
    title: str
    document: Literal["dpia", "agreement"]
    instrument: InstrumentName | None = None
    follows: str
    sections: tuple[TemplateSection, ...] = Field(min_length=4)
    mandatory: tuple[Mandatory, ...] = Field(min_length=1)
    signed_by: tuple[str, ...] = Field(min_length=1)
    must_be_answered: tuple[str, ...] = ("purpose", "controllers", "data_items")

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        sections = [one.id for one in self.sections]
        _each_once(sections, "section")
        _each_once([one.id for one in self.mandatory], "mandatory content")
        if missing := {one.section for one in self.mandatory} - set(sections):
            raise ValueError(f"mandatory content stands in sections that are not there: {sorted(missing)}")
        shown = {(one.id, part) for one in self.sections for part in one.shows}
        if missing := {one.id for one in self.mandatory if one.by and (one.section, one.by) not in shown}:
            raise ValueError(f"mandatory content is met by a part that its section does not show: {sorted(missing)}")
        if (self.document == "agreement") != (self.instrument is not None):
            raise ValueError("an agreement names its instrument, and an impact assessment names none")
        return self


def _each_once(ids: list[str], what: str) -> None:
    if twice := next((one for one in ids if ids.count(one) > 1), None):
        raise ValueError(f"the {what} {twice!r} is there twice")
