"""Breadth-first search through everything that can be done in the small world, checking every state and step.

A state is a case, a register and a moment. States that differ only in counters, times and the order of advice are one.
``PLACES`` are the corners of the world that are searched: each has a kind of case, its traps, and the people who try
every command in it, in several wordings, wrong ones among them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from advisor.approval import command as ask
from advisor.approval import in_force, visibility
from advisor.approval.actor import Actor, Role
from advisor.approval.authority import Register, Stages
from advisor.approval.case import evolve, replay
from advisor.approval.casefile import APPROVED, Case, Status
from advisor.approval.change import Delegate, EndRole, RevokeDelegation
from advisor.approval.command import CommandKind
from advisor.approval.consultation import ConsultationOutcome
from advisor.approval.event import Event
from advisor.approval.handling import handle
from advisor.approval.proposal import CaseKind, RiskLevel, text_digest
from advisor.approval.record import Outcome, SignedDecision, View
from advisor.approval.refusal import Refusal
from advisor.approval.registering import evolve_register, handle_change
from tests.advisor.approval import oracle, world
from tests.advisor.approval.world import OUTSIDE, A, B

EVIDENCE = text_digest("evidence")


@dataclass(frozen=True)
class Place:
    """A corner of the world. ``depth`` counts steps from the opened case; ``deeper`` is for the slow search."""

    name: str
    kind: CaseKind = CaseKind.ASSESSMENT
    facts: dict[str, object] = field(default_factory=dict)
    people: tuple[str, ...] = ("a-author", "a-dpo", "a-decider", "a-delegate", "b-decider")
    actors: tuple[Actor, ...] = (world.SCRIPT,)
    stages: Stages = Stages.ONE_DECIDER
    lent: bool = False
    lends: bool = False
    revises: bool = True
    ticks: int = 0
    views: tuple[View, ...] = (View.SUPPORTS,)
    precedent: bool = False
    only: frozenset[CommandKind] | None = None
    depth: int = 7
    deeper: int = 9


@dataclass(frozen=True)
class State:
    """Where the search is. ``trail`` is one history that leads there."""

    case: Case
    register: Register
    tick: int
    trail: tuple[Event, ...]

    @property
    def now(self) -> datetime:
        return world.CLOCK[self.tick]


@dataclass
class Found:
    """What a search saw."""

    states: int = 0
    tried: int = 0
    steps: int = 0
    statuses: set[Status] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    moves: set[tuple[Status, CommandKind | None, Status]] = field(default_factory=set)
    faults: list[tuple[str, str]] = field(default_factory=list)
    last: CommandKind | None = None


def key(state: State) -> object:
    """What distinguishes states: everything that a rule looks at, without counters, times and orders."""
    case = state.case
    judged = [
        (j.organisation_id, j.digest, j.outcome, j.valid_until, bool(j.overruling_digests), len(j.conditions))
        for j in (one.judgement for one in case.decisions)
    ]
    return (
        case.recorded_status, case.proposal.digest, case.submitted_digest, case.returned_digest,
        frozenset(case.author_ids),
        frozenset({(a.organisation_id, a.role, a.person_id, a.digest): a.view for a in case.advice}.items()),
        frozenset((a.organisation_id, a.person_id, a.digest) for a in case.acceptances),
        frozenset((w.organisation_id, w.person_id, w.digest) for w in case.waivers),
        tuple((c.digest, c.outcome, c.extended_on, len(c.pauses), c.is_paused) for c in case.consultations),
        frozenset((v.holder, v.judgement.outcome, len(v.judgement.conditions)) for v in case.views),
        frozenset(judged), frozenset(holder for one in case.decisions for holder in one.holders),
        frozenset(one.attested_by for one in case.decisions),
        frozenset((c.organisation_id, c.nature, c.is_open) for c in case.conditions),
        case.next_review_on, frozenset(case.suspended_for), case.renewal_ids, case.successor_id,
        state.register.grants, state.register.delegations, state.tick,
    )  # fmt: skip


def start(place: Place) -> State:
    known = world.register(place.stages)
    if place.lent:
        known = world.with_delegation(
            known,
            world.lent(),
            world.lent("from the author", principal="a-author", delegate="a-clerk"),
            world.lent("to herself", principal="a-second", delegate="a-second"),
            world.lent("on", principal="a-delegate", delegate="a-second"),
        )
    life = world.Life(known).opened(world.proposal(place.kind, **place.facts))
    return State(life.held, life.register, 0, tuple(life.events))


def commands(place: Place, state: State) -> Iterator[tuple[Actor, ask.Command, Case | None]]:
    """Everything that anybody tries in a state, and what else the rule is given to look at."""
    actors = [world.PEOPLE[name] for name in place.people] + list(place.actors)
    tries = {party: tuple(_tries(place, state, party)) for party in (A, B)}
    for actor in actors:
        for command, other in tries[B if actor.id.startswith("b-") else A]:
            if place.only is None or command.kind in place.only:
                yield actor, command, other
    decider = world.PEOPLE["a-decider"]
    for command, other in tries[B]:  # somebody who acts for a body that is not theirs
        if command.kind in {CommandKind.APPROVE, CommandKind.RESUME, CommandKind.MEET_CONDITION}:
            yield decider, command, other


def _tries(place: Place, state: State, party: str) -> Iterator[tuple[ask.Command, Case | None]]:
    case, now = state.case, state.now
    base = {"id": "tried", "case_id": case.id, "seen_version": case.version, "organisation_id": party}
    digest = case.proposal.digest
    why = base | {"reasons": "Reasons."}
    on = base | {"digest": digest}
    both = why | {"digest": digest}
    today = now.date()
    until = world.VALID_UNTIL if today <= world.VALID_UNTIL else today + timedelta(days=90)
    review = max(today, world.REVIEW_ON)
    approve = both | {"valid_until": until, "review_on": review}

    if place.revises:
        draft = "second draft" if case.proposal.draft_digest == world.DRAFTS["first draft"] else "first draft"
        other_draft = case.proposal.model_dump() | {"draft_digest": world.DRAFTS[draft]}
        yield _revise(base, other_draft), None
        yield _revise(base, case.proposal.model_dump() | {"trial": not case.proposal.trial}), None
    yield ask.Submit(**on), None
    yield ask.Withdraw(**why), None
    yield ask.Attach(**base, text="A text by whoever it is."), None
    yield ask.BeginReview(**base), None
    for view in place.views:
        yield ask.Advise(**on, view=view, text="Advice."), None
    if case.proposal.patient_information:
        yield ask.Advise(**on, view=View.SUPPORTS, text="Advice.", capacity=Role.CALDICOTT_GUARDIAN), None
    yield ask.AnswerQuestion(**on, answer="Yes."), None
    yield ask.AskBack(**why), None
    yield ask.Return(**both), None
    yield ask.Approve(**approve), None
    yield ask.Approve(**(approve | {"reasons": " "})), None
    yield ask.Approve(**(approve | {"seen_version": case.version - 1})), None
    if place.precedent:
        yield ask.Approve(**approve, terms=(world.PRECEDENT,)), None
    if View.OPPOSES in place.views:
        yield ask.Approve(**approve, overruling="It is followed in part."), None
    old = next((a.digest for a in case.advice if a.digest != digest), None)
    for stale in {old, case.returned_digest} - {None, digest}:
        yield ask.Approve(**(approve | {"digest": stale})), None
    yield ask.Reject(**both), None
    yield ask.Suspend(**why), None
    yield ask.Resume(**both), None
    yield ask.Revoke(**why), None
    yield ask.RecordReview(**both, next_review_on=until), None
    for condition in case.conditions:
        yield ask.MeetCondition(**on, condition_id=condition.id, evidence_digest=EVIDENCE), None
    yield ask.Renew(**base, new_case_id="renewal"), None
    for successor in successors(case.proposal.kind, case.proposal.trial):
        yield ask.Supersede(**base, successor_id="renewal"), successor
    if case.proposal.residual_risk is RiskLevel.HIGH:
        yield from _consulting(base, both, on, today)
    if OUTSIDE in case.proposal.party_ids:
        yield from _attesting(why, digest, today, until, review)


def _revise(base: dict[str, object], facts: dict[str, object]) -> ask.Revise:
    proposal = world.Proposal.model_validate(facts)
    return ask.Revise(**base, title=world.TITLE, proposal=proposal, reasons="The draft changed.")


def _consulting(base: dict, both: dict, on: dict, today: date) -> Iterator[tuple[ask.Command, Case | None]]:
    yield ask.AcceptRisk(**both), None
    yield ask.WaiveConsultation(**both), None
    yield ask.OpenConsultation(**on, sent_on=today), None
    yield ask.ExtendConsultation(**base, told_on=today), None
    yield ask.PauseConsultation(**base, first_day=today), None
    yield ask.ResumeConsultation(**base, resumed_on=today), None
    for outcome in ConsultationOutcome:
        yield ask.CloseConsultation(**base, closed_on=today, outcome=outcome, evidence_digest=EVIDENCE), None


def _attesting(why: dict, digest: str, today: date, until: date, review: date) -> Iterator[tuple[ask.Command, None]]:
    good = {
        "file_digest": text_digest("file"), "case_digest": digest, "organisation_id": OUTSIDE, "decided_on": today,
        "outcome": Outcome.APPROVED, "valid_until": until, "review_on": review, "key_id": world.KEY,
    }  # fmt: skip
    wrong = [{}, {"key_id": None}, {"key_id": "forged"}, {"case_digest": text_digest("another")}]
    wrong += [{"organisation_id": A}, {"outcome": Outcome.REJECTED}]
    for change in wrong:
        yield ask.Attest(**why, file=SignedDecision.model_validate(good | change)), None


_SUCCESSORS: dict[tuple[CaseKind, bool], tuple[Case, ...]] = {}


def successors(kind: CaseKind, trial: bool) -> tuple[Case, ...]:
    """A renewal that is in force, one that is still a draft, and a trial one."""
    if kind is CaseKind.QUESTION:
        return ()
    if not _SUCCESSORS:
        for one in (CaseKind.ASSESSMENT, CaseKind.AGREEMENT, CaseKind.DISCLOSURE):
            for is_trial in (False, True):
                made = [world.successor(in_force=ready, kind=one, trial=is_trial) for ready in (True, False)]
                made.append(world.successor(kind=one, trial=not is_trial))
                _SUCCESSORS[one, is_trial] = tuple(made)
    return _SUCCESSORS[kind, trial]


def changes(state: State) -> Iterator[tuple[Actor, object]]:
    """What anybody tries with delegations, and the end of the decider's own role."""
    people = world.PEOPLE
    for principal, delegate in (
        ("a-decider", "a-delegate"), ("a-decider", "a-decider"), ("a-delegate", "a-second"), ("a-siro", "a-delegate"),
    ):  # fmt: skip
        name = f"{principal} to {delegate}"
        yield people[principal], Delegate(delegation=world.lent(name, principal, delegate))
    wide = world.lent("too long", within=world.scope(until=date(2031, 12, 31)))
    yield people["a-decider"], Delegate(delegation=wide)
    yield people["a-delegate"], Delegate(delegation=world.lent("taken", "a-decider", "a-delegate"))
    yield world.SCRIPT, Delegate(delegation=world.lent("by a script", "script", "a-delegate"))
    for one in state.register.delegations:
        yield people["a-decider"], RevokeDelegation(delegation_id=one.id)
        yield people["a-delegate"], RevokeDelegation(delegation_id=one.id)
    yield people["a-admin"], EndRole(grant_id="a-decider council APPROVER")
    yield people["a-decider"], EndRole(grant_id="a-dpo council DPO")


def explore(place: Place, depth: int | None = None, stop_at_first: bool = False) -> Found:
    """Search a place and say what was seen; ``stop_at_first`` ends at the first fault."""
    found = Found()
    first = start(place)
    seen = {key(first)}
    queue = deque([(first, 0)])
    limit = place.depth if depth is None else depth
    while queue:
        state, at = queue.popleft()
        found.states += 1
        found.statuses.add(state.case.status(state.now))
        found.faults += [(sentence, _told(state.trail)) for sentence in faults_of_state(state)]
        for following, label, faults in steps(place, state, found):
            before, after = state.case.status(state.now), following.case.status(following.now)
            if before is not after:
                found.moves.add((before, found.last, after))
            found.faults += [(fault, f"{_told(state.trail)} → {label}") for fault in faults]
            if at < limit and key(following) not in seen:
                seen.add(key(following))
                queue.append((following, at + 1))
        if stop_at_first and found.faults:
            break
    return found


def steps(place: Place, state: State, found: Found) -> Iterator[tuple[State, str, list[str]]]:
    """Every step out of a state that goes through, with what is wrong about it."""
    now = state.now
    for actor, command, other in commands(place, state):
        found.tried += 1
        result = handle(command, state.case, actor, state.register, now, world.LIMITS, other)
        if isinstance(result, Refusal):
            continue
        found.steps += 1
        found.kinds.add(command.kind)
        found.last = command.kind
        faults = oracle.faults(state.trail, result, actor, command, state.register, now, state.case.version)
        case = state.case
        own = [event for event in result if event.case_id == case.id]
        for event in own:
            case = evolve(case, event)
        if isinstance(command, ask.Supersede) and not _may_succeed(other, state):
            faults.append("a case was superseded by one that is not in force")
        yield replace(state, case=case, trail=(*state.trail, *own)), f"{command.kind} by {actor.id}", faults
    if place.lends:
        for actor, change in changes(state):
            found.tried += 1
            made = handle_change(change, state.register.version, state.register, actor, now)
            if not isinstance(made, Refusal):
                register = evolve_register(state.register, made)
                faults = faults_of_change(actor, change, state)
                yield replace(state, register=register), f"{change.kind} by {actor.id}", faults
    found.last = None
    if state.tick < place.ticks:
        yield replace(state, tick=state.tick + 1), "time passes", []


def _may_succeed(other: Case | None, state: State) -> bool:
    """Whether the successor has every party's approval in hand, from its decisions alone."""
    assert other is not None
    decided = {one.judgement.organisation_id for one in other.decisions}
    return decided == set(other.proposal.party_ids) and other.proposal.trial == state.case.proposal.trial


def faults_of_change(actor: Actor, change: object, state: State) -> list[str]:
    """What is wrong about a change to the register that went through."""
    if isinstance(change, Delegate):
        lent = change.delegation
        own = [
            g.scope
            for g in state.register.grants
            if g.person_id == lent.principal_id and g.role.name in {"APPROVER", "INFORMATION_ASSET_OWNER"}
            and g.organisation_id in lent.organisation_ids and g.ended_at is None
        ]  # fmt: skip
        inside = any(
            set(lent.scope.kinds) <= set(one.kinds) and lent.scope.last_day <= one.last_day
            and oracle.RANK[lent.scope.limit] <= oracle.RANK[one.limit] for one in own
        )  # fmt: skip
        if actor.kind != "person":
            return ["a model or script changed the register"]
        if lent.delegate_id == lent.principal_id or actor.id != lent.principal_id:
            return ["authority was lent to oneself, or by somebody else"]
        return [] if inside else ["authority was lent wider than it is held, or lent on"]
    if isinstance(change, RevokeDelegation):
        lent = next(one for one in state.register.delegations if one.id == change.delegation_id)
        return [] if actor.id in {lent.principal_id, "a-admin"} else ["a delegation was revoked by somebody else"]
    return [] if actor.id == "a-admin" else ["a role was ended by somebody who is no administrator"]


def faults_of_state(state: State) -> list[str]:
    """What is wrong about a state, whatever led to it."""
    case, now, faults = state.case, state.now, []
    if replay(state.trail) != case:
        faults.append("the replayed history is another case than the live one")
    if in_force.is_active(case, now) != oracle.active(state.trail, now):
        faults.append("what may be acted on differs from what the history allows")
    judged = oracle.decided(state.trail)
    if {one.judgement.organisation_id for one in case.decisions} != set(judged):
        faults.append("a decision on another version still stands, or one on this version is lost")
    wanted = {c.id for js in judged.values() for j in js for c in j.conditions}
    if {one.id for one in case.conditions} != wanted:
        faults.append("the conditions are not those of the decisions on this version")
    approved = all(j.outcome == "approved" for js in judged.values() for j in js)
    if case.recorded_status in APPROVED and not (approved and set(judged) == set(case.proposal.party_ids)):
        faults.append("a case was approved before every party had approved it")
    if case.proposal.trial and (in_force.can_become_precedent(case, now) or in_force.watermark(case) is None):
        faults.append("a trial case could become a precedent, or lost its watermark")
    for view in undisclosed(state.trail):
        others = [one for one in ("a-decider", "a-second", "a-delegate", "a-dpo") if one != view.body.holder.person_id]
        for other in others:
            shown = [v for v in visibility.visible_case(case, other).views if v.judgement is view.body.judgement]
            if shown or view in visibility.visible_history(state.trail, other):
                faults.append("a reviewer could see the other's view before both were in")
    return faults


def undisclosed(trail: tuple[Event, ...]) -> list[Event]:
    """The views of a history that are still nobody else's to read."""
    found = []
    for at, event in enumerate(trail):
        if event.kind == "view given":
            party = event.body.judgement.organisation_id
            later = trail[at + 1 :]
            if not any(
                (e.kind == "party decided" and e.body.judgement.organisation_id == party)
                or (e.kind == "returned" and e.body.reviewers_differ)
                or e.kind == "withdrawn"
                for e in later
            ):
                found.append(event)
    return found


def _told(trail: tuple[Event, ...]) -> str:
    return " → ".join(f"{e.kind} by {e.actor_id}" for e in trail)
