"""Whether an attested decision of an outside party is the one in its file, signed with a key that the party had."""

from __future__ import annotations

from advisor.approval.authority import Register
from advisor.approval.event import OutsideDecisionAttested
from advisor.approval.exchange import ExchangedDecision
from advisor.approval.proposal import text_digest
from advisor.approval.record import Outcome
from advisor.approval.refusal import Refusal
from advisor.ledger import signed_decision


def fault_in(attested: OutsideDecisionAttested, file: bytes | None, register: Register) -> str | None:
    """What is wrong with an attested decision, or ``None``.

    Args:
        attested: what was recorded.
        file: the bytes of its file, or ``None`` where they are not held.
        register: the register as it stood when the decision was recorded.
    """
    if file is None:
        return "the file of this outside decision is not held"
    body = register.organisation(attested.judgement.organisation_id)
    if body is not None and body.signing_keys and attested.key_id not in body.signing_keys:
        return "this outside decision is not signed with a key that the organisation had"
    try:
        decision, _, key_id = signed_decision.read(file)
    except Refusal as refusal:
        # Earlier releases took files without a signature too, and recorded no key for them.
        return None if attested.key_id is None else f"the file of this outside decision is refused: {refusal.sentence}"
    if key_id != attested.key_id:
        return "the file of this outside decision is signed with another key than was recorded"
    if not _says(decision, attested):
        return "the file of this outside decision says something else than was recorded"
    return None


def _says(decision: ExchangedDecision, attested: OutsideDecisionAttested) -> bool:
    judgement = attested.judgement
    approved = decision.outcome is Outcome.APPROVED
    terms = [(one.nature, text_digest(one.text), one.due_on) for one in decision.terms] if approved else []
    return (
        decision.case_digest == judgement.digest
        and decision.organisation_id == judgement.organisation_id
        and decision.outcome is judgement.outcome
        and decision.decided_on == attested.decided_on
        and (decision.valid_until if approved else None) == judgement.valid_until
        and (decision.review_on if approved else None) == judgement.review_on
        and terms == [(one.nature, one.text_digest, one.due_on) for one in judgement.conditions]
    )
