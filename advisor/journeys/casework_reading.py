"""Reading cases: one of them, lists of them, what waits for a person, what falls due, and all of it as data.

Everything goes through ``check_may_read`` and leaves out what the person may not see yet.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from advisor.approval import in_force, permitted
from advisor.approval.actor import Actor, SignIn
from advisor.approval.authority import Register
from advisor.approval.casefile import Case, Status
from advisor.approval.event import Event
from advisor.approval.limits import ApprovalLimits
from advisor.approval.proposal import CaseKind
from advisor.approval.reading import can_read, check_may_read
from advisor.approval.refusal import Reason, Refusal
from advisor.approval.visibility import visible_case, visible_history
from advisor.errors import NotHeld
from advisor.governance.artefact import Artefact
from advisor.journeys import casework_delegated, casework_export, casework_queue, casework_view
from advisor.journeys.casework_delegated import DelegatedDecision
from advisor.journeys.casework_opening import Facts
from advisor.journeys.casework_ports import CaseLedger, PeopleBook, RegisterLedger, WriteCalendar
from advisor.journeys.casework_queue import CaseSummary, DueItem, QueueItem
from advisor.journeys.casework_view import CaseView


class CaseReading:
    """Reading. The clock is given."""

    def __init__(
        self,
        cases: CaseLedger,
        register: RegisterLedger,
        people: PeopleBook,
        write_calendar: WriteCalendar,
        *,
        limits: ApprovalLimits,
        now: Callable[[], datetime],
    ) -> None:
        self._cases = cases
        self._register = register
        self._people = people
        self._write_calendar = write_calendar
        self._limits = limits
        self._now = now

    def case(self, actor: Actor, case_id: str) -> Case:
        """A case as a person may see it.

        Raises:
            Refusal: there is none, or the person may not read it.
        """
        return visible_case(self._readable(actor, case_id)[0], actor.id)

    def facts(self, actor: Actor, case_id: str) -> Facts:
        """The facts of a case as they stand: what a revision starts from.

        Raises:
            Refusal: there is no such case for this person.
        """
        proposal = self.case(actor, case_id).proposal
        title = self._cases.texts([proposal.title_digest]).get(proposal.title_digest, "Untitled")
        held = proposal.model_dump(include=set(Facts.model_fields) - {"title"})
        return Facts(title=title, **held)

    def view(self, actor: Actor, case_id: str) -> CaseView:
        """Everything that a page shows about a case.

        Raises:
            Refusal: there is none, or the person may not read it.
        """
        case, register = self._readable(actor, case_id)
        reader = casework_view.Reader(actor, register, self._people, self._cases, self._now(), self._limits)
        return reader.view(case)

    def watermark(self, case: Case) -> str | None:
        """The words that a trial case carries everywhere."""
        return in_force.watermark(case)

    def history(self, actor: Actor, case_id: str) -> tuple[Event, ...]:
        """What happened to a case, as far as the person may see it.

        Raises:
            Refusal: there is none, or the person may not read it.
        """
        self._readable(actor, case_id)
        return visible_history(self._cases.history(case_id), actor.id)

    def cases(
        self,
        actor: Actor,
        *,
        statuses: Collection[Status] | None = None,
        kinds: Collection[CaseKind] | None = None,
    ) -> tuple[CaseSummary, ...]:
        """The cases that a person may read, those opened last first.

        Raises:
            Refusal: the person is not signed in.
        """
        found, register = self._readable_cases(actor, statuses, kinds)
        return casework_queue.summaries(found, self._cases, self._people, register, self._now())

    def queue(self, actor: Actor) -> tuple[QueueItem, ...]:
        """What waits for a person, what is overdue first, then what has waited longest.

        Raises:
            Refusal: the person is not signed in.
        """
        found, register = self._readable_cases(actor, casework_queue.LIVE, None)
        return casework_queue.queue(found, actor, self._cases, self._people, register, self._now())

    def due(self, actor: Actor) -> tuple[DueItem, ...]:
        """Everything that falls due on the cases that a person may read, the earliest first.

        Raises:
            Refusal: the person is not signed in.
        """
        found, _ = self._readable_cases(actor, casework_queue.LIVE, None)
        return casework_queue.due(found, self._cases, self._now())

    def calendar(self, actor: Actor) -> bytes:
        """The same as a calendar file.

        Raises:
            Refusal: the person is not signed in.
        """
        return self._write_calendar([one.diary_entry for one in self.due(actor)], self._now())

    def delegated(self, actor: Actor) -> tuple[DelegatedDecision, ...]:
        """Every decision by lent authority on the cases that a person may read, the latest first.

        Raises:
            Refusal: the person is not signed in.
        """
        found, register = self._readable_cases(actor, None, None)
        seen = [visible_case(case, actor.id) for case in found]
        return casework_delegated.delegated(seen, self._cases, self._people, register)

    def file(self, actor: Actor, case_id: str, digest: str) -> Artefact:
        """A draft, evidence or signed file of a case; never one of another case.

        Raises:
            Refusal: the person may not read the case.
            NotHeld: the case knows no such file, or it was erased.
        """
        if digest not in casework_export.files_of(self.history(actor, case_id)):
            raise NotHeld("This case has no file with that digest.", "Open the case again and choose one of its files.")
        return self._cases.artefact(digest)

    def export_case(self, actor: Actor, case_id: str) -> dict[str, object]:
        """All that is held about a case, for a request for information.

        Raises:
            Refusal: there is none, or the person may not read it.
        """
        case, _ = self._readable(actor, case_id)
        return casework_export.of_case(case, actor, self._cases, self._people, self._now())

    def _readable(self, actor: Actor, case_id: str) -> tuple[Case, Register]:
        register, case = self._register.register(), self._cases.case(case_id)
        if case is None:
            permitted.check_identity(actor, self._now())
            raise Refusal(Reason.NO_SUCH_CASE, "There is no such case.", "Check its identifier.")
        check_may_read(case, actor, register, self._now())
        return case, register

    def _readable_cases(
        self, actor: Actor, statuses: Collection[Status] | None, kinds: Collection[CaseKind] | None
    ) -> tuple[list[Case], Register]:
        now = self._now()
        permitted.check_identity(actor, now)
        register = self._register.register()
        bodies = {one.organisation_id for one in register.members if one.person_id == actor.id}
        trial = True if actor.sign_in is SignIn.LOCAL else None
        found = self._cases.cases(organisation_ids=bodies, statuses=statuses, kinds=kinds, trial=trial)
        return [case for case in found if can_read(case, actor, register, now)], register
