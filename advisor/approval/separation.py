"""Separation of duties: who may not do a thing although a role would let them."""

from __future__ import annotations

from datetime import datetime

from advisor.approval.actor import Role
from advisor.approval.authority import Authority, Register
from advisor.approval.casefile import Case
from advisor.approval.refusal import Reason, Refusal


def check_not_own_case(case: Case, person_id: str) -> None:
    """Nobody decides, advises on or confirms what they wrote themselves.

    Raises:
        Refusal: the person opened or revised the case, or wrote the text that it renews.
    """
    if person_id in case.author_ids:
        raise Refusal(
            Reason.OWN_CASE,
            "You wrote this case, so you cannot decide, advise on or confirm it.",
            "Ask somebody else who holds the role.",
        )


def check_principal_is_no_author(case: Case, authority: Authority) -> None:
    """A delegate of the author would decide by the author's own authority.

    Raises:
        Refusal: the principal wrote the case.
    """
    if authority.principal_id in case.author_ids:
        raise Refusal(
            Reason.OWN_CASE,
            "The person whose authority you hold wrote this case, so it cannot be decided by that authority.",
            "Ask somebody whose authority is their own.",
        )


def check_no_adviser(case: Case, authority: Authority, register: Register, now: datetime) -> None:
    """Who advises does not decide: neither a data protection officer of any party, nor whoever advised on this version.

    Source: UK GDPR Article 38(3) and (6), the officer's independence and freedom from conflicting tasks.

    Raises:
        Refusal: the person, or the principal, is such an adviser.
    """
    advised = {advice.person_id for advice in case.advice if advice.digest == case.submitted_digest}
    for person_id in authority.people:
        officer = any(Role.DPO in register.roles(person_id, party, now) for party in case.proposal.party_ids)
        if officer or person_id in advised:
            raise Refusal(
                Reason.ADVISER,
                "Who advises on a case does not decide it.",
                "Ask another approver to decide with the advice in view.",
            )


def check_did_not_attest(case: Case, authority: Authority) -> None:
    """Nobody is behind two parties' decisions: not who vouched for the outside party's.

    Raises:
        Refusal: the person attested an outside decision on this version.
    """
    if authority.people & {decision.attested_by for decision in case.decisions}:
        raise Refusal(
            Reason.OUTSIDE_DECISION,
            "You vouched for the other party's decision, so you cannot also make ours.",
            "Ask another approver.",
        )


def check_attester_decided_nothing(case: Case, person_id: str) -> None:
    """The other side of it: who decided for our party does not vouch for the outside party's decision.

    Raises:
        Refusal: the person, or a delegate of theirs, decided or gave a view on this version.
    """
    holders = [holder for decision in case.decisions for holder in decision.holders]
    holders += [view.holder for view in case.views]
    if any(person_id in holder.people for holder in holders):
        raise Refusal(
            Reason.OUTSIDE_DECISION,
            "You decided for one party, so you cannot vouch for the other's decision.",
            "Ask somebody else who may attest.",
        )


def check_authority(
    case: Case, person_id: str, organisation_id: str, register: Register, now: datetime
) -> tuple[Authority, ...]:
    """The live authorities by which a person may decide a case for a body, the person's own first.

    Raises:
        Refusal: there is none that reaches the case, or a rule of separation stands against each.
    """
    found = register.authorities(person_id, organisation_id, case.proposal, now)
    if not found:
        raise Refusal(
            Reason.NO_AUTHORITY,
            "You hold no authority today that reaches this case: its kind, its residual risk and this organisation.",
            "Ask an approver whose authority covers it, or an administrator about yours.",
        )
    usable, against = [], None
    for authority in found:
        try:
            check_principal_is_no_author(case, authority)
            check_no_adviser(case, authority, register, now)
            usable.append(authority)
        except Refusal as refusal:
            against = refusal
    if not usable and against is not None:
        raise against
    return tuple(usable)
