"""A question passed on to the data protection officer: it becomes a case, and the answer comes back to who asked.

The question stays on the list of questions passed on, under the reference that is also the identifier of its case.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from advisor.approval import permitted
from advisor.approval.actor import Actor, Role
from advisor.approval.authority import Register
from advisor.approval.command import Submit
from advisor.approval.event import Event, ProposalRevised, QuestionAnswered, Returned
from advisor.approval.proposal import CaseKind
from advisor.approval.refusal import Reason, Refusal
from advisor.journeys.casework import Casework
from advisor.journeys.casework_opening import Draft, Facts, title_of
from advisor.journeys.casework_ports import CaseLedger, PeopleBook, RegisterLedger
from advisor.journeys.casework_queue import NO_TEXT
from corpus.source import Frozen


class PassedOn(Protocol):
    """A question that was passed on."""

    @property
    def id(self) -> str:
        """Its reference."""
        ...

    @property
    def question(self) -> str:
        """Its words."""
        ...

    @property
    def note(self) -> str:
        """What the asker added."""
        ...

    @property
    def person_id(self) -> str:
        """Who asked."""
        ...

    @property
    def answer_id(self) -> str | None:
        """The answer that it was asked about."""
        ...

    @property
    def at(self) -> datetime:
        """When it was passed on."""
        ...


class QuestionBook(Protocol):
    """Keeps the questions that were passed on."""

    def refer(
        self, reference: str, *, question: str, note: str, person_id: str, at: datetime, answer_id: str | None = None
    ) -> object:
        """Keep one."""
        ...

    def referred(self) -> Sequence[PassedOn]:
        """All that were kept."""
        ...


class Reply(Frozen):
    """What the officer said. ``asked_back`` says that it is a request for more detail and not yet the answer."""

    text: str
    by: str
    role: str
    at: datetime
    asked_back: bool
    watermark: str | None


class WithoutCase(Frozen):
    """A question that was passed on before such questions became cases, and that nobody has answered here."""

    reference: str
    question: str
    note: str
    asked_by: str
    at: datetime


class Referring:
    """The journey. The clock is given."""

    def __init__(
        self,
        casework: Casework,
        cases: CaseLedger,
        register: RegisterLedger,
        people: PeopleBook,
        questions: Callable[[], QuestionBook],
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._casework = casework
        self._cases = cases
        self._register = register
        self._people = people
        self._questions = questions
        self._now = now

    def refer(
        self, actor: Actor, reference: str, *, question: str, note: str = "", answer_id: str | None = None
    ) -> str:
        """Pass a question on to the officer of the asker's own body; the reference, which is its case too.

        Sent twice under one reference, it is passed on once.

        Raises:
            Refusal: the asker is not signed in, or belongs to no body that works here.
        """
        body = self._body_of(actor, self._register.register())
        facts = Facts(kind=CaseKind.QUESTION, title=title_of(question), party_ids=(body,))
        opened = self._casework.open(
            actor, body, facts, _draft(question, note), command_id=f"{reference} open", case_id=reference
        )
        submit = Submit(
            id=f"{reference} submit",
            case_id=reference,
            seen_version=1,
            organisation_id=body,
            digest=opened.case.proposal.digest,
        )
        self._casework.do(submit, actor)
        book = self._questions()
        if all(one.id != reference for one in book.referred()):
            book.refer(reference, question=question, note=note, person_id=actor.id, at=self._now(), answer_id=answer_id)
        return reference

    def take_up(self, actor: Actor) -> tuple[str, ...]:
        """Make cases of the actor's own questions that were passed on before there were cases; their references.

        Raises:
            Refusal: the asker is not signed in, or belongs to no body that works here.
        """
        permitted.check_identity(actor, self._now())
        left = [one for one in self._without_case() if one.person_id == actor.id]
        for one in left:
            self.refer(actor, one.id, question=one.question, note=one.note, answer_id=one.answer_id)
        return tuple(one.id for one in left)

    def without_case(self, actor: Actor) -> tuple[WithoutCase, ...]:
        """The questions that still have no case, from people of the bodies whose officer the actor is.

        Raises:
            Refusal: the actor is not signed in.
        """
        now, register = self._now(), self._register.register()
        permitted.check_identity(actor, now)
        bodies = [one.id for one in register.organisations if Role.DPO in register.roles(actor.id, one.id, now)]
        found = [
            one for one in self._without_case() if any(register.belongs(one.person_id, body, now) for body in bodies)
        ]
        names = self._people.names(one.person_id for one in found)
        return tuple(
            WithoutCase(
                reference=one.id, question=one.question, note=one.note, asked_by=names[one.person_id], at=one.at
            )
            for one in found
        )

    def _without_case(self) -> list[PassedOn]:
        """A question whose words were erased is over; it gets no case any more."""
        passed_on = [one for one in self._questions().referred() if one.question]
        return [one for one in passed_on if self._cases.case(one.id) is None]

    def reply(self, actor: Actor, reference: str) -> Reply | None:
        """What came back, or ``None`` where nothing has yet.

        Raises:
            Refusal: there is no such question for this person.
        """
        case = self._casework.case(actor, reference)
        for event in reversed(self._casework.history(actor, reference)):
            if isinstance(event.body, ProposalRevised):
                return None  # asked again in other words since
            digest, asked_back = _said(event)
            if digest is not None:
                text = self._cases.texts([digest]).get(digest, NO_TEXT)
                return Reply(
                    text=text,
                    by=self._people.names([event.actor_id])[event.actor_id],
                    role=event.role.value,
                    at=event.at,
                    asked_back=asked_back,
                    watermark=self._casework.watermark(case),
                )
        return None

    def _body_of(self, actor: Actor, register: Register) -> str:
        now = self._now()
        for body in register.organisations:
            if not body.outside and register.belongs(actor.id, body.id, now):
                return body.id
        raise Refusal(
            Reason.NOT_A_PARTY,
            "You belong to no organisation here, so there is no data protection officer to pass this on to.",
            "Ask an administrator to enrol you, or ask your data protection officer directly.",
        )


def _draft(question: str, note: str) -> Draft:
    more = f"\n\n## What the asker adds\n\n{note.strip()}" if note.strip() else ""
    return Draft(body=f"# Question\n\n{question.strip()}{more}\n".encode(), name="question.md")


def _said(event: Event) -> tuple[str | None, bool]:
    if isinstance(event.body, QuestionAnswered):
        return event.body.answer_digest, False
    if isinstance(event.body, Returned):
        return event.body.reasons_digest, True
    return None, False
