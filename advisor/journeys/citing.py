"""Citing: a reference of a statement becomes a citation that says what it carries and how far it can be relied on."""

from __future__ import annotations

from advisor.governance.citation import Citation
from corpus import address
from corpus.passage import Passage, Reference, Statement
from corpus.source import Standing
from retrieval.evidence import Evidence, ProvisionFacts


def cite(reference: Reference, statement: Statement, passage: Passage, evidence: Evidence) -> Citation:
    """The citation of one reference of a statement that stands in a passage."""
    facts = _facts(reference, passage, evidence)
    return Citation(
        url=reference.url,
        label=reference.label,
        quotation=statement.text,
        passage_id=passage.id,
        passage_sha256=passage.sha256,
        passage_title=passage.title,
        standing=facts.standing,
        checked=passage.checked,
        extent=statement.extent or facts.extent,
        in_force_from=facts.in_force_from,
        in_force_to=facts.in_force_to,
    )


def _facts(reference: Reference, passage: Passage, evidence: Evidence) -> ProvisionFacts:
    """What is known of the cited provision: as held itself, else what the passage says where it is about just that.

    The dates of a card are those of its own matter; of another provision that it cites they would say too much.
    """
    for facts in evidence.provisions:
        if facts.url == reference.url:
            return facts
    about_itself = passage.url == reference.url
    return ProvisionFacts(
        url=reference.url,
        standing=passage.standing if about_itself else Standing.IN_FORCE,
        extent=address.extent_of(reference.url) or passage.extent,
        in_force_from=passage.in_force_from if about_itself else None,
        in_force_to=passage.in_force_to if about_itself else None,
    )
