"""How drafts are put to people: sorts of documents, of facts and of origins, and what a person made of something."""

from __future__ import annotations

import re

from advisor.governance.drafting.draft import Document, FactKind, Origin, StatementState, Way
from advisor.interface.escaping import text
from advisor.interface.review_words import tag

DOCUMENTS = {
    Document.DPIA: "Data protection impact assessment (DPIA)",
    Document.AGREEMENT: "Sharing agreement",
}
KINDS = {
    FactKind.ORGANISATION: "Organisations",
    FactKind.PERSON: "People named",
    FactKind.PROJECT: "The project",
    FactKind.PURPOSE: "Purposes",
    FactKind.DATA_SUBJECT: "The people that data are about",
    FactKind.DATA_ITEM: "Data",
    FactKind.VOLUME: "Numbers",
    FactKind.DATE: "Dates",
    FactKind.AMOUNT: "Sums of money",
    FactKind.RETENTION: "How long things are kept",
    FactKind.FREQUENCY: "How often",
    FactKind.SYSTEM: "Systems",
    FactKind.RECIPIENT: "Who receives data",
    FactKind.LOCATION: "Places",
    FactKind.LEGAL_BASIS_CLAIMED: "Law that the proposal claims",
    FactKind.SECURITY_MEASURE: "Safeguards",
}
ORIGINS = {
    Origin.PROPOSAL: ("Proposal", "blue"),
    Origin.LAW: ("Law", "green"),
    Origin.GUIDANCE: ("Guidance", "yellow"),
    Origin.PRECEDENT: ("Precedent", "grey"),
    Origin.SUGGESTION: ("Suggestion", "orange"),
}
STATES = {
    StatementState.ACCEPTED: ("Accepted", "green"),
    StatementState.EDITED: ("Changed by a person", "blue"),
    StatementState.STRUCK: ("Struck", "red"),
}
WAYS = {
    Way.LOOKUP: "Look-up: one question, one answer",
    Way.API: "Single records, when they are needed",
    Way.AGGREGATE: "Totals only",
    Way.PSEUDONYMISED: "An extract without names",
    Way.COPY: "A copy of the data",
}
_GAP = re.compile(r"\[not provided: [^\]]*\]")


def origin_tag(origin: Origin) -> str:
    """Where words come from, by word and colour."""
    return tag(*ORIGINS[origin])


def state_tag(state: StatementState) -> str:
    """What a person made of a statement; empty where nobody has looked at it."""
    return tag(*STATES[state]) if state in STATES else ""


def with_gaps(words: str) -> str:
    """Words as inert HTML, with what is not provided standing out."""
    pieces, done = [], 0
    for found in _GAP.finditer(words):
        pieces += [text(words[done : found.start()]), f'<strong class="ga-gap">{text(found.group())}</strong>']
        done = found.end()
    return "".join([*pieces, text(words[done:])])
