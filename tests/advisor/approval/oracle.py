"""What must hold, said a second time and in another way: from the bare history and the bare register.

Nothing here calls a rule of the code under test. Where both say the same, both would have to be wrong together.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256

from advisor.approval import command as ask
from advisor.approval.actor import Actor
from advisor.approval.authority import Register
from advisor.approval.event import Event

RANK = {"low": 0, "medium": 1, "high": 2}
BLANK = sha256(b" ").hexdigest()
ENDED = {"rejected", "withdrawn", "revoked", "superseded", "answered"}
ACTS_OF_AUTHORS = {"case opened", "proposal revised", "submitted", "withdrawn", "renewal begun", "note attached"}
BY_AUTHORITY = {
    "view given", "party decided", "condition met", "review recorded", "resumed", "revoked", "superseded", "returned",
}  # fmt: skip


def current(trail: Sequence[Event]):
    """The proposal that stands last in a history."""
    return next(e.body.proposal for e in reversed(trail) if e.kind in {"case opened", "proposal revised"})


def writers(trail: Sequence[Event]) -> set[str]:
    found = {e.actor_id for e in trail if e.kind in {"case opened", "proposal revised"}}
    return found | set(trail[0].body.earlier_author_ids)


def since_submission(trail: Sequence[Event]) -> Sequence[Event]:
    """What has happened since the version that stands was submitted; nothing where none is."""
    for at in range(len(trail) - 1, -1, -1):
        if trail[at].kind in {"proposal revised", "returned"}:
            return ()
        if trail[at].kind == "submitted":
            return trail[at:]
    return ()


def own_authority(register: Register, person: str, party: str, proposal, on: date, now: datetime) -> bool:
    return any(
        g.person_id == person and g.organisation_id == party and g.role.name in {"APPROVER", "INFORMATION_ASSET_OWNER"}
        and g.scope.first_day <= on <= g.scope.last_day and (g.ended_at is None or g.ended_at > now)
        and proposal.kind in g.scope.kinds and RANK[proposal.residual_risk] <= RANK[g.scope.limit]
        for g in register.grants
    )  # fmt: skip


def authority_of(register: Register, person: str, principal: str | None, party: str, proposal, now: datetime) -> bool:
    """Whether a person, for themselves or for a principal, may decide the proposal at that moment."""
    on = now.date()
    if principal is None:
        return own_authority(register, person, party, proposal, on, now)
    return own_authority(register, principal, party, proposal, on, now) and any(
        d.principal_id == principal and d.delegate_id == person and principal != person
        and party in d.organisation_ids and d.scope.first_day <= on <= d.scope.last_day
        and (d.revoked_at is None or d.revoked_at > now)
        and proposal.kind in d.scope.kinds and RANK[proposal.residual_risk] <= RANK[d.scope.limit]
        for d in register.delegations
    )  # fmt: skip


def holds(register: Register, person: str, party: str, role: str, now: datetime) -> bool:
    return any(
        g.person_id == person and g.organisation_id == party and g.role.name == role
        and g.scope.first_day <= now.date() <= g.scope.last_day and (g.ended_at is None or g.ended_at > now)
        for g in register.grants
    )  # fmt: skip


def decided(trail: Sequence[Event]) -> dict[str, list]:
    """The judgements on the version that stands, by party."""
    found: dict[str, list] = {}
    for e in since_submission(trail):
        if e.kind in {"party decided", "outside decision attested"}:
            found.setdefault(e.body.judgement.organisation_id, []).append(e.body.judgement)
    return found


def active(trail: Sequence[Event], now: datetime) -> bool:
    """Whether people may act on the case, from its history alone."""
    proposal = current(trail)
    recent = since_submission(trail)
    if proposal.trial or not recent or any(e.kind in {"revoked", "superseded", "withdrawn"} for e in trail):
        return False
    judgements = decided(trail)
    digest = proposal.digest
    if set(judgements) != set(proposal.party_ids) or recent[0].body.digest != digest:
        return False
    if any(j.outcome != "approved" or j.digest != digest for js in judgements.values() for j in js):
        return False
    if now.date() > min(j.valid_until for js in judgements.values() for j in js):
        return False
    stopped = {e.body.organisation_id for e in recent if e.kind == "suspended"}
    for party in stopped:
        last = [e.kind for e in recent if e.kind in {"suspended", "resumed"} and e.body.organisation_id == party][-1]
        if last == "suspended":
            return False
    met = {e.body.condition_id for e in recent if e.kind == "condition met"}
    needed = {c.id for js in judgements.values() for j in js for c in j.conditions if c.nature == "precedent"}
    return needed <= met


def faults(
    trail: Sequence[Event], new: Sequence[Event], actor: Actor, command: ask.Command, register: Register, now: datetime,
    version: int,
) -> list[str]:  # fmt: skip
    """What is wrong with these new events after that history. Every sentence is a rule of the casework."""
    found: list[str] = []
    whole = list(trail)
    for e in new:
        if e.case_id == command.case_id:
            found += _faults_of_one(whole, e, actor, register, now)
            whole.append(e)
    if command.seen_version != version:
        found.append("an act on an old view of the case went through")
    return found


def _faults_of_one(trail: list[Event], e: Event, actor: Actor, register: Register, now: datetime) -> list[str]:
    found: list[str] = []

    def must(holds_: bool, sentence: str) -> None:
        if not holds_:
            found.append(sentence)

    body, kind = e.body, e.kind
    must(actor.kind == "person" or kind == "note attached", "a model or script did more than attach a text")
    if actor.kind == "person":
        signed_in = actor.signed_in_until is not None and now < actor.signed_in_until
        must(signed_in, "somebody acted after their sign-in had run out")
    before = current(trail) if trail else body.proposal
    must(actor.sign_in == "provider" or before.trial, "local single-person mode touched a real case")
    if not trail:
        return found
    last = next((t.kind for t in reversed(trail) if t.kind in ENDED or t.kind == "question answered"), None)
    must(last is None, "something happened to a case that had ended")
    must(not any(j.outcome == "rejected" for js in decided(trail).values() for j in js), "a rejected case went on")
    must(
        before.kind != "referred question" or kind in {
            "note attached", "question answered", "returned", "withdrawn", "submitted", "proposal revised",
            "review begun",
        },
        "a referred question was decided like a case",
    )  # fmt: skip
    authors = writers(trail)
    recent = since_submission(trail)
    digest = before.digest
    live_approval = recent and decided(trail).keys() == set(before.party_ids)
    if live_approval and now.date() > min(j.valid_until for js in decided(trail).values() for j in js):
        must(kind in {"renewal begun", "superseded"}, "an expired approval went on")
    if kind not in ACTS_OF_AUTHORS and kind not in {"suspended", "revoked"}:
        must(actor.id not in authors, f"an author did what only others may: {kind}")
    if kind in BY_AUTHORITY and before.kind != "referred question":
        lawful = authority_of(register, actor.id, e.principal_id, e.organisation_id, before, now)
        must(lawful, f"{kind} without live authority that reaches the case")
        if kind != "revoked":
            must(e.principal_id not in authors, f"{kind} on the authority of an author")
    if kind in {"party decided", "view given", "advice given", "risk accepted"}:
        about = body.judgement.digest if kind in {"party decided", "view given"} else body.digest
        must(bool(recent) and recent[0].body.digest == about == digest, f"{kind} on another version than was submitted")
    if kind == "proposal revised":
        must((body.proposal.trial, body.proposal.kind) == (before.trial, before.kind), "a trial case was made real")
    if kind in {"party decided", "view given"}:
        found += _faults_of_decision(trail, e, actor, register, now)
    if kind == "party decided":
        party = register.organisation(body.judgement.organisation_id)
        must(body.judgement.organisation_id not in decided(trail), "one party decided twice on one version")
        if party.stages == "two reviewers":
            people = [{h.person_id, h.principal_id or h.person_id} for h in body.holders]
            must(len(people) == 2 and not people[0] & people[1], "two views came from one mind")
            for h in body.holders:
                lawful = authority_of(register, h.person_id, h.principal_id, party.id, before, now)
                must(lawful, "the view of somebody without authority counted")
    if kind == "advice given":
        must(
            holds(register, actor.id, body.organisation_id, e.role.name, now), "advice by somebody who does not advise"
        )
    if kind == "outside decision attested":
        party = register.organisation(body.judgement.organisation_id)
        must(party.outside and party.id in before.party_ids, "a decision was attested for a party that decides here")
        must(body.judgement.digest == digest and bool(recent), "an outside decision on another version was attested")
        must(
            not party.signing_keys or body.key_id in party.signing_keys,
            "a file signed with an unknown key was attested",
        )
        must(party.id not in decided(trail), "one party decided twice on one version")
        deciders = {p for t in recent if t.kind == "party decided" for h in t.body.holders
                    for p in (h.person_id, h.principal_id)}  # fmt: skip
        must(actor.id not in deciders, "one person stood behind two parties' decisions")
    if kind == "condition met":
        conditions = {c.id: c for js in decided(trail).values() for j in js for c in j.conditions}
        must(body.condition_id in conditions and body.digest == digest, "a condition of another version was met")
        if body.condition_id in conditions:
            setter = register.organisation(conditions[body.condition_id].organisation_id)
            must(setter.outside or setter.id == e.organisation_id, "a condition was met by a party that had not set it")
    if kind == "resumed":
        stopped = [t.body.organisation_id for t in recent if t.kind == "suspended"]
        must(body.organisation_id in stopped and body.organisation_id == e.organisation_id,
             "a party lifted another's suspension")  # fmt: skip
    if kind == "question answered":
        must(holds(register, actor.id, e.organisation_id, "DPO", now), "a question was answered by somebody else")
        must(before.kind == "referred question", "a case was answered in the place of a decision")
    if kind == "risk accepted":
        must(holds(register, actor.id, body.organisation_id, "SIRO", now), "risk was accepted by somebody else")
    if kind == "consultation closed" and body.outcome == "no advice in time":
        sent = next(t.body.sent_on for t in reversed(trail) if t.kind == "consultation opened")
        must(body.closed_on > sent + timedelta(days=56), "the regulator's time was cut short")
    return found


def _faults_of_decision(trail: list[Event], e: Event, actor: Actor, register: Register, now: datetime) -> list[str]:
    found: list[str] = []
    judgement, proposal = e.body.judgement, current(trail)
    party, authors = judgement.organisation_id, writers(trail)
    advice = [t for t in trail if t.kind == "advice given" and t.body.digest == proposal.digest]
    advice = [t for t in advice if t.actor_id not in authors]
    officer = [t for t in advice if t.role.name == "DPO" and t.body.organisation_id == party]
    if not officer:
        found.append("a decision without the officer's advice on that version")
    guardians = [t for t in advice if t.role.name == "CALDICOTT_GUARDIAN"]
    if proposal.patient_information and not guardians:
        found.append("a decision on patient information without a Caldicott guardian's advice")
    deciding = {actor.id, e.principal_id}
    if deciding & {t.actor_id for t in advice} or any(
        holds(register, person, where, "DPO", now) for person in deciding - {None} for where in proposal.party_ids
    ):
        found.append("an adviser decided")
    if deciding & {t.actor_id for t in since_submission(trail) if t.kind == "outside decision attested"}:
        found.append("one person stood behind two parties' decisions")
    if BLANK in judgement.reasons_digests or not judgement.reasons_digests:
        found.append("a decision without reasons")
    if judgement.outcome != "approved":
        return found
    against = bool(officer) and officer[-1].body.view == "opposes"
    if against and not judgement.overruling_digests:
        found.append("advice was overruled without reasons")
    if proposal.residual_risk == "high":
        accepted = [t for t in trail if t.kind == "risk accepted" and t.body.organisation_id == party]
        if not any(t.body.digest == proposal.digest and t.actor_id not in authors for t in accepted):
            found.append("high risk was approved without its acceptance")
        found += _faults_of_consultation(trail, party, authors)
    if judgement.valid_until is None or judgement.valid_until < now.date():
        found.append("an approval without an end")
    return found


def _faults_of_consultation(trail: list[Event], party: str, authors: set[str]) -> list[str]:
    digest = current(trail).digest
    about, closed, prohibited = None, False, False
    for t in trail:
        if t.kind == "consultation opened":
            about = t.body.digest
            closed = closed and about != digest
        if t.kind == "consultation closed" and about == digest:
            closed, prohibited = True, prohibited or t.body.outcome == "prohibited"
    waived = any(
        t.kind == "consultation waived" and t.body.digest == digest and t.body.organisation_id == party
        and t.actor_id not in authors
        for t in trail
    )  # fmt: skip
    return [] if (closed or waived) and not prohibited else ["high risk was approved before the regulator was heard"]
