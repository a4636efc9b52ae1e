"""Casework: a person opens a case, gives commands on it, and sends a decision elsewhere. Reading is in its base.

Every command goes the same way: who acts → was it sent before → the register and the case as they are → the rules →
events, texts and files kept together.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from advisor.approval import permitted
from advisor.approval.actor import Actor, SignIn
from advisor.approval.case import evolve
from advisor.approval.casefile import Case
from advisor.approval.command import (
    AnswerQuestion,
    Attest,
    CloseConsultation,
    Command,
    MeetCondition,
    Open,
    Revise,
    Supersede,
)
from advisor.approval.event import Event
from advisor.approval.exchange import check_exchangeable, received
from advisor.approval.handling import check_command
from advisor.approval.limits import ApprovalLimits
from advisor.approval.reading import check_may_read
from advisor.approval.refusal import Reason, Refusal
from advisor.approval.visibility import visible_case
from advisor.errors import NotHeld
from advisor.journeys.casework_opening import Draft, Facts
from advisor.journeys.casework_ports import (
    CaseLedger,
    PeopleBook,
    ProposeCard,
    RegisterLedger,
    Signatures,
    WriteCalendar,
)
from advisor.journeys.casework_reading import CaseReading
from corpus.source import Frozen


class Done(Frozen):
    """What a command led to. ``repeated`` says that it had been sent before and was not carried out again."""

    case: Case
    events: tuple[Event, ...]
    repeated: bool = False


class Casework(CaseReading):
    """The journey. Clock and identifiers are given."""

    def __init__(
        self,
        cases: CaseLedger,
        register: RegisterLedger,
        people: PeopleBook,
        signatures: Callable[[], Signatures],
        write_calendar: WriteCalendar,
        propose_card: ProposeCard,
        *,
        limits: ApprovalLimits,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        super().__init__(cases, register, people, write_calendar, limits=limits, now=now)
        self._signatures = signatures
        self._propose_card = propose_card
        self._new_id = new_id

    def do(self, command: Command, actor: Actor) -> Done:
        """Carry a command out. One sent twice under the same identifier gives the first result.

        Raises:
            Refusal: a rule says no, or somebody else was quicker; nothing has changed.
        """
        return self._do(command, actor)

    def open(
        self,
        actor: Actor,
        organisation_id: str,
        facts: Facts,
        draft: Draft,
        *,
        trial: bool = False,
        command_id: str | None = None,
        case_id: str | None = None,
    ) -> Done:
        """Begin a case from a draft. A local sign-in makes trial cases only, whatever ``trial`` says.

        ``case_id`` is given where another installation holds the same case.

        Raises:
            Refusal: a rule says no.
        """
        case_id = case_id or self._new_id()
        trial = trial or actor.sign_in is SignIn.LOCAL
        command = Open(
            id=command_id or self._new_id(),
            case_id=case_id,
            seen_version=0,
            organisation_id=organisation_id,
            title=facts.title,
            proposal=facts.proposal(case_id, draft.digest, trial=trial),
        )
        return self._do(command, actor, draft)

    def revise(
        self,
        actor: Actor,
        organisation_id: str,
        case_id: str,
        seen_version: int,
        facts: Facts,
        draft: Draft | None = None,
        *,
        reasons: str | None = None,
        command_id: str | None = None,
    ) -> Done:
        """Put another proposal in the place of the present one; without a draft the present one stays.

        Raises:
            Refusal: a rule says no.
        """
        case = self.case(actor, case_id)
        digest = case.draft_digest if draft is None else draft.digest
        command = Revise(
            id=command_id or self._new_id(),
            case_id=case_id,
            seen_version=seen_version,
            organisation_id=organisation_id,
            title=facts.title,
            proposal=facts.proposal(case_id, digest, trial=case.proposal.trial),
            reasons=reasons,
        )
        return self._do(command, actor, draft)

    def keep_file(
        self, actor: Actor, case_id: str, body: bytes, media_type: str = "application/octet-stream", name: str = ""
    ) -> str:
        """Keep a file that the person brings as evidence; the digest by which a command then names it.

        Raises:
            Refusal: the person may not read the case.
        """
        self._readable(actor, case_id)
        return self._cases.put_artefact(body, media_type, name)

    def export_decision(self, actor: Actor, case_id: str, organisation_id: str) -> bytes:
        """The decision of one of our own bodies as a signed file for the installation of another party.

        Raises:
            Refusal: the person may not read the case for that body, or it has decided nothing here.
        """
        case, register = self._readable(actor, case_id)
        if organisation_id not in check_may_read(case, actor, register, self._now()):
            raise Refusal(Reason.NOT_A_PARTY, "You can send the decision of your own organisation only.")
        decision = case.decision_of(organisation_id)
        texts = self._cases.texts(one.text_digest for one in decision.judgement.conditions) if decision else {}
        return self._signatures().signed_decision(check_exchangeable(case, organisation_id, texts))

    def attest(
        self,
        actor: Actor,
        organisation_id: str,
        case_id: str,
        seen_version: int,
        file: bytes,
        reasons: str,
        *,
        command_id: str | None = None,
    ) -> Done:
        """Vouch that a signed file is an outside party's decision; the file is kept beside the case.

        Raises:
            Refusal: the file does not verify, or a rule says no.
        """
        self._readable(actor, case_id)
        decision, file_digest, key_id = self._signatures().read_signed_decision(file)
        command = Attest(
            id=command_id or self._new_id(),
            case_id=case_id,
            seen_version=seen_version,
            organisation_id=organisation_id,
            reasons=reasons,
            file=received(decision, file_digest, key_id),
        )
        name = f"decision-{decision.organisation_id}.json"
        return self._do(command, actor, Draft(body=file, media_type="application/json", name=name))

    def _do(self, command: Command, actor: Actor, brought: Draft | None = None) -> Done:
        """Carry a command out; a file that came with it is kept only once the rules have let it pass."""
        now = self._now()
        permitted.check_identity(actor, now)
        if earlier := self._cases.of_command(command.id):
            return self._first_result(earlier, command, actor)
        register = self._register.register()  # before the case, so that a change in between is noticed
        case = self._cases.case(command.case_id)
        other = self._cases.case(command.successor_id) if isinstance(command, Supersede) else None
        events = check_command(command, case, actor, register, now, self._limits, other)
        self._check_evidence_held(command)
        if brought is not None:
            self._cases.put_artefact(brought.body, brought.media_type, brought.name)
        try:
            self._cases.append(events, command.texts, register_version=register.version)
        except Refusal:
            if earlier := self._cases.of_command(command.id):
                return self._first_result(earlier, command, actor)
            raise
        for event in events:
            if event.case_id == command.case_id:
                case = evolve(case, event)
        assert case is not None, "a command that passed has a case"
        self._follow_up(command, case)
        return Done(case=visible_case(case, actor.id), events=events)

    def _follow_up(self, command: Command, case: Case) -> None:
        """An answer that its giver proposed as a card is laid out for review."""
        if isinstance(command, AnswerQuestion) and command.propose_card:
            title = self._cases.texts([case.proposal.title_digest]).get(case.proposal.title_digest, case.id)
            self._propose_card(case.id, title, command.answer, self._now().date())

    def _check_evidence_held(self, command: Command) -> None:
        """Whether the evidence that a command names was brought, so that others can look at it too.

        Raises:
            Refusal: it was not.
        """
        if not isinstance(command, MeetCondition | CloseConsultation):
            return
        try:
            self._cases.artefact(command.evidence_digest)
        except NotHeld as error:
            raise Refusal(
                Reason.CONDITION, "The evidence is not held here.", "Bring the file first, then repeat the step."
            ) from error

    def _first_result(self, earlier: tuple[Event, ...], command: Command, actor: Actor) -> Done:
        """What the command led to when it came first.

        Raises:
            Refusal: it is somebody else's, or was about another case.
        """
        if any(event.actor_id != actor.id for event in earlier) or earlier[0].case_id != command.case_id:
            raise Refusal(
                Reason.CHANGED_SINCE,
                "A command with this identifier was carried out before, and it was another one.",
                "Open the case again and repeat the step if you still want to.",
            )
        case = self._cases.case(command.case_id)
        assert case is not None, "a command that was carried out has a case"
        self._follow_up(command, case)
        return Done(case=visible_case(case, actor.id), events=earlier, repeated=True)
