"""Putting a case into words for one person: every name, text and sentence looked up and put in its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from advisor.approval import in_force
from advisor.approval.actor import Actor, ActorKind
from advisor.approval.authority import Register
from advisor.approval.casefile import Case, Status
from advisor.approval.day import day_of
from advisor.approval.deadline import deadlines
from advisor.approval.event import Event, Returned
from advisor.approval.limits import ApprovalLimits
from advisor.approval.offers import offers
from advisor.approval.reading import can_read, check_may_read
from advisor.approval.record import Condition, Decision, Holder, Judgement
from advisor.approval.refusal import Refusal
from advisor.approval.visibility import visible_case, visible_history
from advisor.errors import NotHeld
from advisor.journeys import casework_versions
from advisor.journeys.casework_export import titles_of
from advisor.journeys.casework_history import conditions_of, holders_in_words, line, people_of, text_digests
from advisor.journeys.casework_ports import CaseLedger, PeopleBook
from advisor.journeys.casework_queue import NO_TEXT, due_item, summaries
from advisor.journeys.casework_shown import (
    AdviceView,
    CaseView,
    ConditionView,
    ConsultationView,
    DecisionView,
    DraftView,
    PartyView,
    RelatedCase,
)

__all__ = ["CaseView", "Reader"]


@dataclass(frozen=True)
class Reader:
    """One person reading cases at one moment."""

    actor: Actor
    register: Register
    people: PeopleBook
    ledger: CaseLedger
    now: datetime
    limits: ApprovalLimits

    def view(self, held: Case) -> CaseView:
        """The view of a case; the person has to be allowed to read it.

        Raises:
            Refusal: they are not.
        """
        mine = check_may_read(held, self.actor, self.register, self.now)
        case = visible_case(held, self.actor.id)
        events = visible_history(self.ledger.history(case.id), self.actor.id)
        return _Telling(self, case, events).view(mine, held)


class _Telling:
    """A case being put into words, with the names and texts that it takes looked up once."""

    def __init__(self, reader: Reader, case: Case, events: tuple[Event, ...]) -> None:
        self._reader = reader
        self._case = case
        self._events = events
        everybody = {*case.author_ids, *(person for event in events for person in people_of(event))}
        self._names = reader.people.names(everybody)
        self._bodies = {one.id: one.name for one in reader.register.organisations}
        written = {digest for event in events for digest in text_digests(event)}
        self._texts = reader.ledger.texts(written.union(titles_of(events)))

    def view(self, mine: Iterable[str], held: Case) -> CaseView:
        """The whole view; ``held`` is the case before anything was hidden, which the rules look at."""
        reader, case, proposal = self._reader, self._case, self._case.proposal
        versions = casework_versions.versions(self._events, self._names, self._texts)
        before = casework_versions.before(case, self._events, reader.ledger)
        dates = tuple(due_item(one, case, self._texts, reader.now) for one in deadlines(case, reader.now))
        because, conditions = self._not_in_force(), conditions_of(self._events)
        return CaseView(
            case=case,
            summary=summaries([case], reader.ledger, reader.people, reader.register, reader.now)[0],
            version=case.version,
            digest=proposal.digest,
            submitted=case.submitted_digest == proposal.digest,
            watermark=in_force.watermark(case),
            in_force=not because,
            not_in_force_because=because,
            returned_because=self._returned(),
            authors=tuple(self._names.get(one, one) for one in case.author_ids),
            draft=self._draft(),
            versions=versions,
            changes=casework_versions.changes(before, proposal, self._bodies) if before else (),
            text_changes=casework_versions.text_changes(before, proposal, reader.ledger) if before else (),
            open_gaps=proposal.open_gaps,
            blocking_gaps=proposal.blocking_gaps,
            parties=tuple(self._party(party) for party in proposal.party_ids),
            advice=self._advice(),
            notes=self._notes(),
            conditions=tuple(self._condition(one) for one in case.conditions),
            consultations=self._consultations(),
            answer=self._text(case.answer_digest) if case.answer_digest else None,
            renews=next(iter(self._related([case.renews] if case.renews else [])), None),
            renewals=self._related(case.renewal_ids),
            deadlines=dates,
            history=tuple(line(one, self._names, self._bodies, self._texts, conditions) for one in self._events),
            offers=tuple(
                offer
                for party in mine
                for offer in offers(held, reader.actor, party, reader.register, reader.now, reader.limits)
            ),
        )

    def _not_in_force(self) -> str:
        try:
            in_force.check_in_force(self._case, self._reader.now)
            in_force.check_no_trial(self._case)
        except Refusal as refusal:
            return refusal.sentence
        return ""

    def _returned(self) -> str | None:
        """What has to change, where the case went back to its author; ``None`` where two reviewers only differ."""
        bodies = [one.body for one in reversed(self._events) if isinstance(one.body, Returned)]
        if self._case.recorded_status is not Status.RETURNED or not bodies or bodies[0].reasons_digest is None:
            return None
        return self._text(bodies[0].reasons_digest)

    def _draft(self) -> DraftView:
        digest = self._case.draft_digest
        try:
            held = self._reader.ledger.artefact(digest)
        except NotHeld:
            return DraftView(digest=digest, held=False)
        return DraftView(
            digest=digest,
            held=True,
            media_type=casework_versions.readable_as(held),
            name=held.name,
            size=len(held.body),
            text=casework_versions.readable(held),
        )

    def _party(self, party: str) -> PartyView:
        case, body = self._case, self._reader.register.organisation(party)
        decision = case.decision_of(party)
        accepted = [one for one in case.acceptances if self._counts(one.organisation_id, one.digest, party)]
        waived = [one for one in case.waivers if self._counts(one.organisation_id, one.digest, party)]
        return PartyView(
            id=party,
            name=self._body(party),
            outside=body is not None and body.outside,
            decision=self._decision(decision) if decision else None,
            views=tuple(
                self._judged(one.judgement, one.at, (one.holder,))
                for one in case.views
                if one.judgement.organisation_id == party
            ),
            risk_accepted_by=tuple(self._name(one.person_id) for one in accepted),
            risk_reasons=tuple(self._text(one.reasons_digest) for one in accepted),
            waiver_reasons=tuple(self._text(one.reasons_digest) for one in waived),
        )

    def _counts(self, organisation_id: str, digest: str, party: str) -> bool:
        return organisation_id == party and digest == self._case.proposal.digest

    def _decision(self, decision: Decision) -> DecisionView:
        return self._judged(
            decision.judgement, decision.at, decision.holders, decision.attested_by, decision.file_digest
        )

    def _judged(
        self,
        judgement: Judgement,
        at: datetime,
        holders: tuple[Holder, ...],
        attested_by: str | None = None,
        file_digest: str | None = None,
    ) -> DecisionView:
        by = holders_in_words(holders, self._names)
        if attested_by:
            by = f"decided elsewhere; {self._name(attested_by)} vouched for the signed file"
        met = {one.id: one for one in self._case.conditions}
        return DecisionView(
            organisation_id=judgement.organisation_id,
            organisation=self._body(judgement.organisation_id),
            outcome=judgement.outcome,
            by=by,
            attested=attested_by is not None,
            file_digest=file_digest,
            reasons=tuple(self._text(one) for one in judgement.reasons_digests),
            overruling=tuple(self._text(one) for one in judgement.overruling_digests),
            conditions=tuple(self._condition(met.get(one.id, one)) for one in judgement.conditions),
            valid_until=judgement.valid_until,
            review_on=judgement.review_on,
            at=at,
        )

    def _condition(self, one: Condition) -> ConditionView:
        return ConditionView(
            id=one.id,
            organisation_id=one.organisation_id,
            organisation=self._body(one.organisation_id),
            nature=one.nature,
            text=self._text(one.text_digest),
            due_on=one.due_on,
            is_open=one.is_open,
            met_by=tuple(self._name(found.person_id) for found in one.met),
            evidence_digests=tuple(found.evidence_digest for found in one.met),
        )

    def _advice(self) -> tuple[AdviceView, ...]:
        return tuple(
            AdviceView(
                organisation=self._body(one.organisation_id),
                role=one.role,
                by=self._name(one.person_id),
                view=one.view,
                text=self._text(one.text_digest),
                at=one.at,
                on_this_version=one.digest == self._case.proposal.digest,
            )
            for one in self._case.advice
        )

    def _notes(self) -> tuple[AdviceView, ...]:
        return tuple(
            AdviceView(
                organisation="",
                role=None,
                by=self._name(one.actor_id),
                view=None,
                text=self._text(one.text_digest),
                at=one.at,
                on_this_version=True,
                machine=one.actor_kind is not ActorKind.PERSON,
            )
            for one in self._case.notes
        )

    def _consultations(self) -> tuple[ConsultationView, ...]:
        return tuple(
            ConsultationView(
                organisation=self._body(one.organisation_id),
                sent_on=one.sent_on,
                advice_due=one.advice_due(day_of(self._reader.now)),
                extended_on=one.extended_on,
                paused=one.is_paused,
                closed_on=one.closed_on,
                outcome=one.outcome,
                evidence_digest=one.evidence_digest,
                on_this_version=one.digest == self._case.proposal.digest,
            )
            for one in self._case.consultations
        )

    def _related(self, case_ids: Iterable[str]) -> tuple[RelatedCase, ...]:
        """Those of the cases that the person may read."""
        reader = self._reader
        found = [one for case_id in case_ids if (one := reader.ledger.case(case_id)) is not None]
        readable = [one for one in found if can_read(one, reader.actor, reader.register, reader.now)]
        titles = reader.ledger.texts(one.proposal.title_digest for one in readable)
        return tuple(
            RelatedCase(
                case_id=one.id,
                title=titles.get(one.proposal.title_digest, NO_TEXT),
                status=one.status(reader.now),
                opened_at=one.opened_at,
            )
            for one in readable
        )

    def _text(self, digest: str) -> str:
        return self._texts.get(digest, NO_TEXT)

    def _name(self, person_id: str) -> str:
        return self._names.get(person_id, person_id)

    def _body(self, organisation_id: str) -> str:
        return self._bodies.get(organisation_id, organisation_id)
