"""A party's decision on its way to another installation: what a signed file says, and what is read from it.

Signing and checking signatures are the ledger's. Both installations have to hold the same proposal, with the same
identifiers of case and parties, for its digest to be the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from advisor.approval.casefile import Case
from advisor.approval.day import day_of
from advisor.approval.proposal import Sha256
from advisor.approval.record import Outcome, SignedDecision, Term
from advisor.approval.refusal import Reason, Refusal
from corpus.source import Frozen


class ExchangedDecision(Frozen):
    """What a file about a party's decision says, before it is signed. ``holder_ids`` are known where it was decided."""

    schema_version: Literal[1] = 1
    case_digest: Sha256
    organisation_id: str
    outcome: Outcome
    decided_on: date
    terms: tuple[Term, ...] = ()
    valid_until: date | None = None
    review_on: date | None = None
    holder_ids: tuple[str, ...] = ()


def check_exchangeable(case: Case, organisation_id: str, texts: Mapping[str, str]) -> ExchangedDecision:
    """What the file about a party's own decision has to say; ``texts`` are those of its conditions, by digest.

    Raises:
        Refusal: the party has not decided on the version that stands, decided elsewhere, or a condition's text is lost.
    """
    decision = case.decision_of(organisation_id)
    if decision is None or not decision.holders or decision.judgement.digest != case.proposal.digest:
        raise Refusal(
            Reason.OUTSIDE_DECISION, "This organisation has made no decision here on the version that stands."
        )
    judgement = decision.judgement
    if any(one.text_digest not in texts for one in judgement.conditions):
        raise Refusal(Reason.CONDITION, "The text of a condition is no longer held, so the decision cannot be sent.")
    return ExchangedDecision(
        case_digest=judgement.digest,
        organisation_id=organisation_id,
        outcome=judgement.outcome,
        decided_on=day_of(decision.at),
        terms=tuple(
            Term(nature=one.nature, text=texts[one.text_digest], due_on=one.due_on) for one in judgement.conditions
        ),
        valid_until=judgement.valid_until,
        review_on=judgement.review_on,
        holder_ids=tuple(
            dict.fromkeys(one for holder in decision.holders for one in (holder.person_id, holder.principal_id) if one)
        ),
    )


def can_exchange(case: Case, organisation_id: str, texts: Mapping[str, str]) -> bool:
    """Whether ``check_exchangeable`` lets it pass."""
    try:
        check_exchangeable(case, organisation_id, texts)
    except Refusal:
        return False
    return True


def received(decision: ExchangedDecision, file_digest: str, key_id: str | None) -> SignedDecision:
    """What is read from a file, with the digest of its bytes and the key that the ledger found it signed with."""
    return SignedDecision(
        file_digest=file_digest, key_id=key_id, **decision.model_dump(exclude={"schema_version", "holder_ids"})
    )
