"""Checking a claim that a language model wrote: it is shown only if rules find it carried by what it cites.

A claim is resolved (its labels and its quotation must stand for passages that were shown), looked at (no addresses, no
markup, no commands) and checked by the grounding check against the statements that it cites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.governance.citation import Citation
from advisor.governance.masking import Masking
from advisor.governance.near_copy import weighty_differences
from advisor.governance.support import Support
from advisor.journeys.asking_a_model import Grounding
from advisor.journeys.citing import cite
from advisor.journeys.resolving import Carrier, ShownPassage, carriers_of, labelled
from retrieval.command import without_commands
from retrieval.evidence import Evidence

_LONGEST_CLAIM_CHARACTERS = 600
_LABEL_IN_TEXT = re.compile(r"\s*[\[(]\s*P\d{1,2}(?:\s*(?:,|;|and)\s*P?\d{1,2})*\s*[\])]")
_NOT_PLAIN = re.compile(
    r"https?:|www\.|\b(?!gov\.uk\b)[\w-]+\.(?:com|org|net|io|uk|invalid|example)\b|\]\(|!\[|<[a-z/!]|`|\bP\d{1,2}\b|[\w.+-]+@[\w-]+\.\w",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class CheckedClaim:
    """A claim that may be shown: its words, the statements quoted, those that carry it, and how well they do."""

    text: str
    quoted: tuple[Carrier, ...]
    carriers: tuple[Carrier, ...]
    support: Support

    def citations(self, evidence: Evidence) -> tuple[Citation, ...]:
        """A citation for every reference of the statements that carry it, each once."""
        found = {
            (reference.url, reference.label, one.statement.text): cite(reference, one.statement, one.passage, evidence)
            for one in self.carriers
            for reference in one.statement.references
        }
        return tuple(found.values())


class _Written(BaseModel):
    """A claim as a model writes it."""

    model_config = ConfigDict(extra="ignore", strict=True)

    text: str = Field(min_length=8, max_length=_LONGEST_CLAIM_CHARACTERS)
    passages: list[str] = Field(min_length=1, max_length=20)
    quotation: str = Field(min_length=3, max_length=4000)


class ClaimCheck:
    """The check of one written claim."""

    def __init__(self, grounding: Grounding) -> None:
        self._grounding = grounding

    def __call__(self, raw: Any, shown: Sequence[ShownPassage], masking: Masking) -> CheckedClaim | None:
        """A claim that may be shown, with what carries it; ``None`` where it must be withheld."""
        try:
            written = _Written.model_validate(raw)
        except ValidationError:
            return None
        passages = labelled(written.passages, shown)
        said = _LABEL_IN_TEXT.sub("", " ".join(written.text.split()))
        if passages is None or not is_plain(said) or masking.strangers(said):
            return None
        quoted = carriers_of(written.quotation, passages)
        if not quoted:
            return None
        text = masking.restore(said)
        if any(weighty_differences(text, one.statement.text) for one in quoted):
            return None
        carried = self._carried(text, quoted, passages)
        return None if carried is None else CheckedClaim(text, quoted, carried[1], carried[0])

    def _carried(
        self, text: str, quoted: tuple[Carrier, ...], passages: Sequence[ShownPassage]
    ) -> tuple[Support, tuple[Carrier, ...]] | None:
        """The statements that carry a claim: those quoted, or those and one more.

        The passages cited must carry it as a whole too: what they say elsewhere may be against it. A claim that passes
        only one of the two is not shown, or two chances to err would let twice as much through.
        """
        everything = [carrier for passage in passages for carrier in passage.carriers]
        if not self._grounding(list(_texts(everything)), text).may_be_shown:
            return None
        for together in (quoted, *((*quoted, other) for other in everything if other not in quoted)):
            support = self._grounding(list(_texts(together)), text)
            if support.may_be_shown:
                return support, together
        return None


def is_plain(text: str) -> bool:
    """Whether a sentence is one to be read: no address, no markup, no label, no command to a machine."""
    return not _NOT_PLAIN.search(text) and without_commands(text) == " ".join(text.split())


def _texts(carriers: Sequence[Carrier]) -> Iterator[str]:
    """The statements by passage, each under its title, as the check reads a passage."""
    by_passage: dict[str, list[Carrier]] = {}
    for one in carriers:
        by_passage.setdefault(one.passage.id, []).append(one)
    for held in by_passage.values():
        yield "\n".join([held[0].passage.title, *(one.text for one in held)])
