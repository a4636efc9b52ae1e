"""An answer: claims with citations, or a named way of not answering."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from advisor.governance.citation import Citation
from corpus.passage import Part
from corpus.source import Classification, Extent, Frozen, Jurisdiction


class Outcome(StrEnum):
    """Every way in which a question can end. Each is worded for people in ``OUTCOME_WORDS`` and counted."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    NO_EVIDENCE = "no_evidence"
    UNSUPPORTED = "unsupported"
    OUT_OF_SCOPE = "out_of_scope"
    REFER_TO_DPO = "refer_to_dpo"
    MODEL_UNAVAILABLE = "model_unavailable"


OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.ANSWERED: "",
    Outcome.PARTLY_ANSWERED: "This answers part of the question. Ask your data protection officer about the rest.",
    Outcome.NO_EVIDENCE: (
        "The advisor does not hold a text that answers this, so it will not guess. Ask your data protection officer; "
        "you can pass the question on from here."
    ),
    Outcome.UNSUPPORTED: (
        "A draft answer was written but its statements did not match the sources, so none of it is shown. "
        "Ask your data protection officer."
    ),
    Outcome.OUT_OF_SCOPE: (
        "This is not a question about information governance, so the advisor does not answer it. It covers data "
        "protection, confidentiality, information sharing, access to information and records."
    ),
    Outcome.REFER_TO_DPO: (
        "This needs a decision by a person who knows the case. Ask your data protection officer; you can pass the "
        "question on from here."
    ),
    Outcome.MODEL_UNAVAILABLE: "The language model could not be reached and nothing could be quoted. Try again.",
}
"""What a person reads first for each outcome that is not a plain answer."""


class Claim(Frozen):
    """One statement shown to a person. ``support`` runs from 0 to 1; a quoted statement has 1."""

    text: str
    citations: tuple[Citation, ...]
    support: float = 1.0
    part: Part = Part.DETAIL


class RetrievedEntry(Frozen):
    """One line of what was found, in ranked order, whether or not the answer used it."""

    url: str
    label: str
    score: float
    passage_id: str


class Answer(Frozen):
    """The whole answer as it was shown.

    ``as_at`` is the day whose law is stated; ``extent`` where every claim in it holds. ``milliseconds`` is the time
    from question to answer. ``writer`` is ``quoting`` or ``model``; ``classification`` the marking of the conversation.
    """

    id: str
    question: str
    jurisdiction: Jurisdiction
    classification: Classification = Classification.OFFICIAL
    outcome: Outcome
    premise_corrected: bool = False
    claims: tuple[Claim, ...] = ()
    retrieved: tuple[RetrievedEntry, ...] = ()
    withheld: int = 0
    caveats: tuple[str, ...] = ()
    as_at: date
    extent: Extent
    writer: str = "quoting"
    evidence_digest: str
    prompt_digest: str | None = None
    model_call_ids: tuple[str, ...] = ()
    answered_at: datetime
    milliseconds: int = 0

    @property
    def text(self) -> str:
        """The whole text as shown: the outcome's words, then the claims in order, each on a line."""
        lines = [OUTCOME_WORDS[self.outcome]] if OUTCOME_WORDS[self.outcome] else []
        return "\n".join(lines + [claim.text for claim in self.claims])
