"""Every decision that somebody made by lent authority, so that each use of a delegation can be seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from advisor.approval.authority import Register
from advisor.approval.casefile import Case
from advisor.approval.record import Outcome
from advisor.journeys.casework_ports import CaseLedger, PeopleBook
from advisor.journeys.casework_queue import NO_TEXT
from corpus.source import Frozen


class DelegatedDecision(Frozen):
    """A decision, or a reviewer's view, given by a delegate. ``by`` is the delegate and ``of`` the principal."""

    delegation_id: str
    case_id: str
    title: str
    organisation: str
    outcome: Outcome
    by: str
    of: str
    at: datetime


def delegated(
    cases: Sequence[Case], ledger: CaseLedger, people: PeopleBook, register: Register
) -> tuple[DelegatedDecision, ...]:
    """Those of the present version of each case, the latest first."""
    found = [
        (case, holder, one.judgement, one.at)
        for case in cases
        for one in case.decisions
        for holder in one.holders
        if holder.delegation_id
    ] + [
        (case, one.holder, one.judgement, one.at)
        for case in cases
        for one in case.views
        if one.holder.delegation_id and case.decision_of(one.judgement.organisation_id) is None
    ]
    titles = ledger.texts({case.proposal.title_digest for case, *_ in found})
    names = people.names({person for _, holder, *_ in found for person in holder.people})
    bodies = {one.id: one.name for one in register.organisations}
    listed = [
        DelegatedDecision(
            delegation_id=holder.delegation_id or "",
            case_id=case.id,
            title=titles.get(case.proposal.title_digest, NO_TEXT),
            organisation=bodies.get(judgement.organisation_id, judgement.organisation_id),
            outcome=judgement.outcome,
            by=names[holder.person_id],
            of=names[holder.principal_id or holder.person_id],
            at=at,
        )
        for case, holder, judgement, at in found
    ]
    return tuple(sorted(listed, key=lambda one: one.at, reverse=True))
