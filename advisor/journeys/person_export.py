"""All that is held about one person, as data: for a request for access."""

from __future__ import annotations

from collections.abc import Callable

from advisor.approval.actor import Actor
from advisor.approval.event import Event
from advisor.journeys.authority import Authority
from advisor.journeys.casework_history import line, people_of, text_digests
from advisor.journeys.casework_ports import CaseLedger, PeopleBook

Asked = Callable[[str], dict[str, object]]
"""What a person asked and passed on, and what was answered."""


class PersonExport:
    """The journey."""

    def __init__(self, authority: Authority, cases: CaseLedger, people: PeopleBook, asked: Asked) -> None:
        self._authority = authority
        self._cases = cases
        self._people = people
        self._asked = asked

    def __call__(self, actor: Actor, person_id: str) -> dict[str, object]:
        """What is held about a person; the texts of a case only as far as that person wrote them.

        Raises:
            Refusal: it is neither the actor nor does the actor look after the register; or nobody is known by that
                identifier.
        """
        held = self._authority.export_person(actor, person_id)
        cases = [found for case in self._cases.cases() if (found := self._in_case(case.id, person_id))]
        return {**held, "cases": cases, **self._asked(person_id)}

    def _in_case(self, case_id: str, person_id: str) -> dict[str, object] | None:
        events = [one for one in self._cases.history(case_id) if person_id in people_of(one)]
        if not events:
            return None
        names = self._people.names([person_id])
        texts = self._cases.texts({digest for event in events for digest in _written_by(event, person_id)})
        history = [line(event, names, {}, texts, {}).model_dump(mode="json") for event in events]
        return {"case_id": case_id, "history": history}


def _written_by(event: Event, person_id: str) -> tuple[str, ...]:
    return text_digests(event) if event.actor_id == person_id else ()
