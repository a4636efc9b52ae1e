"""Planted faults: each takes one rule away, and the exploration has to notice.

``python -m tests.advisor.approval.faults`` plants them one after the other and prints what was noticed, and how.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from unittest.mock import patch

from advisor.approval import case as folding
from advisor.approval import (
    casefile,
    deciding,
    drafting,
    hearing,
    in_force,
    keeping,
    permitted,
    readiness,
    registering,
    separation,
    visibility,
)
from advisor.approval.actor import Role
from advisor.approval.authority import Delegation, Register, Scope
from advisor.approval.command import CommandKind
from tests.advisor.approval import places
from tests.advisor.approval.exploration import Found, Place, explore


@dataclass(frozen=True)
class Fault:
    """A rule taken away: what then goes wrong, where it shows, and the oracle's words for it."""

    name: str
    place: Place
    noticed_as: str
    plant: Callable[[], AbstractContextManager[object]]


def without(module: object, name: str) -> Callable[[], AbstractContextManager[object]]:
    """A check that never refuses."""
    return lambda: patch.object(module, name, lambda *_, **__: None)


def instead(module: object, name: str, replacement: object) -> Callable[[], AbstractContextManager[object]]:
    return lambda: patch.object(module, name, replacement)


def allowing(
    status: casefile.Status, role: Role, *commands: CommandKind
) -> Callable[[], AbstractContextManager[object]]:
    """A table that permits more."""

    @contextmanager
    def planted() -> Iterator[None]:
        row = permitted.TABLE[status]
        with patch.dict(permitted.TABLE, {status: row | {role: row.get(role, frozenset()) | set(commands)}}):
            yield

    return planted


def _any_advice(case, body, register):
    """Advice on whatever version, as long as there was some."""
    return tuple(a for a in case.advice if a.organisation_id == body.id) or _sound_advice(case, body, register)


def _any_reviewer(authorities, other):
    return authorities[0]


def _every_role(actor, organisation_id, proposal, register, now):
    """Roles from the register, for machines too."""
    return register.roles(actor.id, organisation_id, now)


def _one_is_enough(decided):
    def counted(case, decision):
        changed = decided(case, decision)
        if decision.judgement.outcome == "approved":
            changed["recorded_status"] = folding._approved(case.conditions)
        return changed

    return counted


def _no_end(self, now):
    return self.recorded_status


def _keeps_everything(events, person_id):
    return tuple(events)


def _roles_regardless(self, person_id, organisation_id, now):
    return {g.role for g in self.grants if g.person_id == person_id and g.organisation_id == organisation_id} | (
        {Role.APPROVER_BY_DELEGATION} if any(d.delegate_id == person_id for d in self.delegations) else set()
    )


def _own_or_lent(self, person_id, organisation_id, now):
    own = _sound_own_scopes(self, person_id, organisation_id, now)
    return own + tuple(one.scope for one in self.delegations if one.delegate_id == person_id)


def _principal_unasked(self, delegation, person_id, organisation_id, proposal, now):
    return (
        delegation.delegate_id == person_id and organisation_id in delegation.organisation_ids
        and delegation.live(now) and delegation.scope.covers(proposal, now)
    )  # fmt: skip


_sound_advice = readiness.check_advised
_sound_own_scopes = Register.own_scopes
_REVISED, _AGREED, _ASSESSED = places.REVISED, places.AGREEMENT, places.ASSESSMENT
_HIGH, _TWO, _OUT = places.HIGH_RISK, places.TWO_REVIEWERS, places.OUTSIDE_PARTY
_APPROVED, _CONDITIONS = casefile.Status.APPROVED, casefile.Status.APPROVED_WITH_CONDITIONS

FAULTS = (
    Fault("authors may decide their own cases", _ASSESSED, "an author did what only others may",
          without(separation, "check_not_own_case")),
    Fault("a delegate may use the author's authority", _REVISED, "on the authority of an author",
          without(separation, "check_principal_is_no_author")),
    Fault("advisers may decide", _ASSESSED, "an adviser decided", without(separation, "check_no_adviser")),
    Fault("machines have the roles that the register gives them", _ASSESSED, "a model or script did more",
          instead(permitted, "roles_of", _every_role)),
    Fault("sign-ins never run out", _ASSESSED, "after their sign-in had run out", without(permitted, "check_identity")),
    Fault("local mode reaches real cases", _ASSESSED, "local single-person mode touched a real case",
          without(permitted, "check_trial")),
    Fault("an old view of the case is good enough", _ASSESSED, "an old view of the case",
          without(readiness, "check_seen")),
    Fault("any digest will do", _REVISED, "on another version", without(readiness, "check_digest")),
    Fault("no advice is needed", _ASSESSED, "without the officer's advice", instead(readiness, "check_advised",
          lambda *_: ())),
    Fault("advice on an older version counts", _REVISED, "without the officer's advice on that version",
          instead(readiness, "check_advised", _any_advice)),
    Fault("advice may be overruled in silence", _REVISED, "advice was overruled without reasons",
          without(readiness, "check_overruling")),
    Fault("decisions need no reasons", _ASSESSED, "a decision without reasons", without(readiness, "check_reasons")),
    Fault("high risk needs no acceptance", _HIGH, "high risk was approved without its acceptance",
          without(readiness, "check_risk_accepted")),
    Fault("the regulator need not be heard", _HIGH, "before the regulator was heard",
          without(readiness, "check_consulted")),
    Fault("authority outlives its dates", _ASSESSED, "without live authority",
          instead(Scope, "live", lambda self, now: True)),
    Fault("revocation has no effect", _ASSESSED, "without live authority",
          instead(Delegation, "live", lambda self, now: self.scope.live(now))),
    Fault("a delegate outlives the principal's authority", _ASSESSED, "without live authority",
          instead(Register, "_reaches", _principal_unasked)),
    Fault("authority may be lent wider than it is held", _ASSESSED, "lent wider than it is held",
          without(registering, "check_within_own")),
    Fault("authority may be lent on", _ASSESSED, "lent wider than it is held, or lent on",
          instead(Register, "own_scopes", _own_or_lent)),
    Fault("anybody may keep the register", _ASSESSED, "ended by somebody who is no administrator",
          without(registering, "_check_administers")),
    Fault("a revision keeps what was decided", _REVISED, "on another version still stands",
          instead(folding, "_nothing_decided", dict)),
    Fault("one party's approval is enough", _AGREED, "before every party", instead(folding, "_decided",
          _one_is_enough(folding._decided))),
    Fault("a party may decide twice", _AGREED, "one party decided twice", without(deciding, "check_not_decided")),
    Fault("an approval never runs out", _ASSESSED, "went on", instead(casefile.Case, "status", _no_end)),
    Fault("conditions precedent hold nothing back", _REVISED, "differs from what the history allows",
          without(in_force, "check_conditions_precedent")),
    Fault("any party may say that a condition is met", _AGREED, "had not set it",
          without(keeping, "check_sets_condition")),
    Fault("a trial counts", places.TRIAL, "a trial case could become a precedent", without(in_force, "check_no_trial")),
    Fault("a trial may be made real", places.TRIAL, "a trial case was made real",
          without(drafting, "check_same_case")),
    Fault("one authority makes two views", _TWO, "two views came from one mind",
          instead(deciding, "check_two_authorities", _any_reviewer)),
    Fault("a view counts although its giver has lost authority", _TWO, "without authority counted",
          instead(deciding, "live_views", lambda scene: list(scene.case.views))),
    Fault("reviewers see each other's views", _TWO, "could see the other's view",
          instead(visibility, "visible_views", lambda case, person_id: case.views)),
    Fault("the history shows a view too early", _TWO, "could see the other's view",
          instead(visibility, "visible_history", _keeps_everything)),
    Fault("a forged file may be attested", _OUT, "an unknown key", without(deciding, "check_signed_by_outside_party")),
    Fault("who decided may attest the other party's decision", _OUT, "stood behind two parties",
          without(separation, "check_attester_decided_nothing")),
    Fault("who attested may decide", _OUT, "stood behind two parties", without(separation, "check_did_not_attest")),
    Fault("any case may supersede", _ASSESSED, "superseded by one that is not in force",
          instead(keeping, "check_successor", lambda successor_id, scene: scene.other)),
    Fault("a revoked case goes on", _ASSESSED, "to a case that had ended",
          allowing(casefile.Status.REVOKED, Role.APPROVER, CommandKind.RECORD_REVIEW)),
    Fault("any party may lift a suspension", _AGREED, "lifted another's suspension",
          without(keeping, "check_own_suspension")),
    Fault("silence of the regulator counts at once", _HIGH, "time was cut short",
          instead(hearing, "ConsultationOutcome", type("Renamed", (), {"NO_ADVICE_IN_TIME": None}))),
)  # fmt: skip


def noticed(fault: Fault) -> Found:
    """What the exploration sees with the fault planted; it stops at the first thing that is wrong."""
    with fault.plant():
        return explore(fault.place, stop_at_first=True)


def main() -> int:
    """Plant each and print the list; 1 where one went unnoticed."""
    missed = 0
    for number, fault in enumerate(FAULTS, start=1):
        found = noticed(fault)
        sentence, trail = found.faults[0] if found.faults else ("NOT NOTICED", "")
        missed += not found.faults
        print(f"{number:2}. {fault.name}\n    {sentence}; after {found.states} states: {trail}")
    print(f"{len(FAULTS) - missed} of {len(FAULTS)} planted faults were noticed.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
