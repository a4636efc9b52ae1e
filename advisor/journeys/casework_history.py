"""The history of a case as sentences that a person reads: who did what, by which role, when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from advisor.approval import event as happened
from advisor.approval.actor import ActorKind
from advisor.approval.day import UK_TIME
from advisor.approval.event import Event
from advisor.approval.record import Holder, Judgement, Nature, Outcome
from advisor.governance.words import date_in_words
from corpus.source import Frozen


class HistoryLine(Frozen):
    """One event in words. ``texts`` are what the person wrote with it, as far as it is still held."""

    version: int
    at: datetime
    sentence: str
    texts: tuple[str, ...] = ()


def moment_in_words(at: datetime) -> str:
    """A moment as people in the United Kingdom write it: 21 November 2026, 14:05."""
    there = at.astimezone(UK_TIME)
    return f"{date_in_words(there.date())}, {there:%H:%M}"


def line(
    event: Event,
    names: Mapping[str, str],
    bodies: Mapping[str, str],
    texts: Mapping[str, str],
    conditions: Mapping[str, str],
) -> HistoryLine:
    """An event as a line of the history. ``conditions`` are the digests of their words, by identifier."""
    who = names.get(event.actor_id, event.actor_id)
    if event.actor_kind is ActorKind.PERSON:
        by = f" for {names.get(event.principal_id, event.principal_id)}" if event.principal_id else ""
        who = f"{who}, {event.role.value}{by}"
    else:
        who = f"{who} (a {event.actor_kind.value})"
    done = _done(event.body, names, bodies)
    return HistoryLine(
        version=event.version,
        at=event.at,
        sentence=f"{moment_in_words(event.at)}: {who}, {done}",
        texts=tuple(texts[one] for one in _shown_with(event, conditions) if one in texts),
    )


def conditions_of(events: Iterable[Event]) -> dict[str, str]:
    """Digests of the words of every condition that was ever set on a case, by identifier."""
    deciding = (happened.ViewGiven, happened.PartyDecided, happened.OutsideDecisionAttested)
    judgements = [one.body.judgement for one in events if isinstance(one.body, deciding)]
    return {one.id: one.text_digest for judgement in judgements for one in judgement.conditions}


def people_of(event: Event) -> frozenset[str]:
    """Everybody whom the line about an event names."""
    found = {event.actor_id, event.principal_id or event.actor_id}
    if isinstance(event.body, happened.ViewGiven):
        found |= event.body.holder.people
    if isinstance(event.body, happened.PartyDecided):
        found = found.union(*(holder.people for holder in event.body.holders))
    return frozenset(found)


def text_digests(event: Event) -> tuple[str, ...]:
    """Digests of the texts that people wrote with an event, in reading order."""
    body = event.body
    if isinstance(body, happened.ViewGiven | happened.PartyDecided | happened.OutsideDecisionAttested):
        judgement = body.judgement
        conditions = tuple(one.text_digest for one in judgement.conditions)
        return (*judgement.reasons_digests, *judgement.overruling_digests, *conditions)
    named = (getattr(body, name, None) for name in ("text_digest", "answer_digest", "reasons_digest"))
    return tuple(one for one in named if one)


def holders_in_words(holders: tuple[Holder, ...], names: Mapping[str, str]) -> str:
    """Who decided; a delegate's principal is named beside the delegate."""
    return " and ".join(
        f"{names.get(one.person_id, one.person_id)} by delegation from {names.get(one.principal_id, one.principal_id)}"
        if one.principal_id
        else names.get(one.person_id, one.person_id)
        for one in holders
    )


def judgement_in_words(judgement: Judgement, body: str) -> str:
    """The outcome for a body, with the number of its conditions."""
    if judgement.outcome is Outcome.REJECTED:
        return f"rejected for {body}"
    number = len(judgement.conditions)
    first = sum(one.nature is Nature.PRECEDENT for one in judgement.conditions)
    if not number:
        return f"approved for {body} without conditions"
    some = "1 condition" if number == 1 else f"{number} conditions"
    return f"approved for {body} with {some}" + (f", {first} to be met before anything starts" if first else "")


def _shown_with(event: Event, conditions: Mapping[str, str]) -> tuple[str, ...]:
    if isinstance(event.body, happened.ConditionMet):
        return tuple(digest for one, digest in conditions.items() if one == event.body.condition_id)
    return text_digests(event)


def _done(body: happened.Body, names: Mapping[str, str], bodies: Mapping[str, str]) -> str:
    match body:
        case happened.CaseOpened(renews=renews):
            return f"opened the case as a renewal of case {renews}" if renews else "opened the case"
        case happened.ProposalRevised():
            return "revised it; what was advised and decided on the earlier version no longer counts"
        case happened.Submitted():
            return "submitted it for decision"
        case happened.Withdrawn():
            return "withdrew it"
        case happened.ReviewBegun():
            return "took up the review"
        case happened.NoteAttached():
            return "attached a text"
        case happened.AdviceGiven():
            return f"advised {_body(body.organisation_id, bodies)}: {body.view.value}"
        case happened.QuestionAnswered():
            return "answered the question" + (" and proposed a card on it" if body.propose_card else "")
        case happened.RiskAccepted():
            return f"accepted the high residual risk for {_body(body.organisation_id, bodies)}"
        case happened.Returned(reviewers_differ=True):
            return "gave the second view; the two reviewers differ, so the case went back to its author"
        case happened.Returned():
            return "returned it to its author"
        case happened.ViewGiven(judgement=judgement):
            return f"gave a reviewer’s view: {judgement_in_words(judgement, _body(judgement.organisation_id, bodies))}"
        case happened.PartyDecided(judgement=judgement):
            together = f", together with the first reviewer: {holders_in_words(body.holders, names)}"
            decided = judgement_in_words(judgement, _body(judgement.organisation_id, bodies))
            return decided + (together if len(body.holders) > 1 else "")
        case happened.OutsideDecisionAttested(judgement=judgement):
            decided = judgement_in_words(judgement, _body(judgement.organisation_id, bodies))
            return f"vouched for a decision made elsewhere on {date_in_words(body.decided_on)}: {decided}"
        case happened.ConditionMet():
            return "recorded a condition as met"
        case happened.ReviewRecorded():
            return f"reviewed it; it stands, and the next review is due on {date_in_words(body.next_review_on)}"
        case happened.Suspended():
            return f"suspended it for {_body(body.organisation_id, bodies)}"
        case happened.Resumed():
            return f"lifted the suspension by {_body(body.organisation_id, bodies)}"
        case happened.Revoked():
            return f"revoked it for {_body(body.organisation_id, bodies)}"
        case happened.RenewalBegun():
            return f"began its renewal, case {body.new_case_id}"
        case happened.Superseded():
            return f"recorded that case {body.successor_id} has taken its place"
        case _:
            return _consulted(body, bodies)


def _consulted(body: happened.Body, bodies: Mapping[str, str]) -> str:
    match body:
        case happened.ConsultationOpened():
            return f"recorded that the regulator was asked on {date_in_words(body.sent_on)}"
        case happened.ConsultationExtended():
            return f"recorded that the regulator needs longer, told on {date_in_words(body.told_on)}"
        case happened.ConsultationPaused():
            return f"recorded that the regulator’s clock stands still from {date_in_words(body.first_day)}"
        case happened.ConsultationResumed():
            return f"recorded that the regulator’s clock runs again from {date_in_words(body.resumed_on)}"
        case happened.ConsultationClosed():
            return f"recorded how the consultation ended on {date_in_words(body.closed_on)}: {body.outcome.value}"
        case happened.ConsultationWaived():
            return f"gave reasons for {_body(body.organisation_id, bodies)} why the regulator need not be asked"
        case _:
            return body.kind


def _body(organisation_id: str, bodies: Mapping[str, str]) -> str:
    return bodies.get(organisation_id, organisation_id)
