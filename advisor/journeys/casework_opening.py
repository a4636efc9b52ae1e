"""How a case begins: from a draft that somebody wrote, from the form for a one-off disclosure, or from a question."""

from __future__ import annotations

from hashlib import sha256

from pydantic import Field

from advisor.approval.proposal import CaseKind, Proposal, RiskLevel, text_digest
from corpus.source import Frozen

MARKDOWN = "text/markdown"
LONGEST_TITLE_CHARACTERS = 120


class Draft(Frozen):
    """The bytes of what is put up for decision. ``name`` is shown and is never a path."""

    body: bytes = Field(min_length=1)
    media_type: str = MARKDOWN
    name: str = ""

    @property
    def digest(self) -> str:
        """The sha256 under which the ledger keeps it."""
        return sha256(self.body).hexdigest()


class Facts(Frozen):
    """What the rules want to know about a draft. ``party_ids`` are organisations, the one that leads first."""

    kind: CaseKind
    title: str = Field(min_length=1)
    party_ids: tuple[str, ...] = Field(min_length=1)
    residual_risk: RiskLevel = RiskLevel.LOW
    patient_information: bool = False
    law_enforcement: bool = False
    open_gaps: tuple[str, ...] = ()
    blocking_gaps: tuple[str, ...] = ()

    def proposal(self, case_id: str, draft_digest: str, *, trial: bool) -> Proposal:
        """The proposal that these facts and a draft make."""
        return Proposal(
            case_id=case_id,
            draft_digest=draft_digest,
            title_digest=text_digest(self.title),
            trial=trial,
            **self.model_dump(exclude={"title"}),
        )


class Disclosure(Frozen):
    """The form for a one-off disclosure: one body asks, once, for particular information."""

    asked_by: str = Field(min_length=1)
    asked_for: str = Field(min_length=1)
    about_whom: str = Field(min_length=1)
    purpose: str = Field(min_length=1)
    power: str = Field(min_length=1)
    needed_by: str = ""
    told_or_not: str = ""
    least_that_serves: str = ""

    @property
    def draft(self) -> Draft:
        """The form as a paper that people read and decide on."""
        parts = [
            ("Who asks", self.asked_by),
            ("What is asked for", self.asked_for),
            ("About whom", self.about_whom),
            ("What it is for", self.purpose),
            ("By which power or duty", self.power),
            ("By when", self.needed_by),
            ("Whether the people concerned are told, and why or why not", self.told_or_not),
            ("The least that would serve the purpose", self.least_that_serves),
        ]
        words = "\n\n".join(f"## {head}\n\n{said.strip() or '[not provided]'}" for head, said in parts)
        return Draft(body=f"# One-off disclosure\n\n{words}\n".encode(), name="disclosure.md")

    @property
    def gaps(self) -> tuple[str, ...]:
        """The questions of the form that are still open."""
        asked = {
            "By when is it needed?": self.needed_by,
            "Are the people concerned told?": self.told_or_not,
            "What is the least that would serve the purpose?": self.least_that_serves,
        }
        return tuple(question for question, said in asked.items() if not said.strip())


def title_of(words: str) -> str:
    """Words as a title: on one line, and cut where they are long."""
    line = " ".join(words.split()) or "Untitled"
    if len(line) <= LONGEST_TITLE_CHARACTERS:
        return line
    return line[: LONGEST_TITLE_CHARACTERS - 1].rsplit(" ", 1)[0] + "…"
