"""All that is held about a case or a person, as data: for requests for access and for information."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from advisor.approval import event as happened
from advisor.approval.actor import Actor
from advisor.approval.authority import Register
from advisor.approval.casefile import Case
from advisor.approval.event import Event
from advisor.approval.in_force import watermark
from advisor.approval.visibility import visible_case, visible_history
from advisor.errors import NotHeld
from advisor.journeys.casework_history import line, people_of, text_digests
from advisor.journeys.casework_ports import CaseLedger, PeopleBook


def of_case(case: Case, actor: Actor, ledger: CaseLedger, people: PeopleBook, now: datetime) -> dict[str, object]:
    """A case with its events, the texts and files that it rests on, and the names of its people."""
    events = visible_history(ledger.history(case.id), actor.id)
    names = people.names(frozenset().union(*(people_of(one) for one in events)))
    texts = ledger.texts({*(digest for event in events for digest in text_digests(event)), *titles_of(events)})
    return {
        "case": visible_case(case, actor.id).model_dump(mode="json"),
        "status": case.status(now).value,
        "watermark": watermark(case),
        "history": [line(event, names, {}, texts, {}).sentence for event in events],
        "events": [event.model_dump(mode="json") for event in events],
        "people": names,
        "texts": texts,
        "files": [_file(digest, ledger) for digest in files_of(events)],
        "exported_at": now.isoformat(),
    }


def of_register(person_id: str, register: Register) -> dict[str, object]:
    """What the register of authority holds about a person."""
    return {
        "memberships": [one.model_dump(mode="json") for one in register.members if one.person_id == person_id],
        "roles": [one.model_dump(mode="json") for one in register.grants if one.person_id == person_id],
        "delegations": [
            one.model_dump(mode="json")
            for one in register.delegations
            if person_id in {one.principal_id, one.delegate_id}
        ],
    }


def titles_of(events: Iterable[Event]) -> tuple[str, ...]:
    """Digests of every title that the case had."""
    return tuple(dict.fromkeys(one.body.proposal.title_digest for one in events if isinstance(one.body, _WITH_DRAFT)))


def files_of(events: Iterable[Event]) -> tuple[str, ...]:
    """Digests of every draft, piece of evidence and signed file that a case rests on, in the order of its history."""
    found: list[str | None] = []
    for event in events:
        body = event.body
        if isinstance(body, _WITH_DRAFT):
            found.append(body.proposal.draft_digest)
        found.append(getattr(body, "evidence_digest", None))
        found.append(getattr(body, "file_digest", None))
    return tuple(dict.fromkeys(one for one in found if one))


_WITH_DRAFT = (happened.CaseOpened, happened.ProposalRevised)


def _file(digest: str, ledger: CaseLedger) -> dict[str, object]:
    try:
        held = ledger.artefact(digest)
    except NotHeld:
        return {"digest": digest, "held": False}
    return {"digest": digest, "held": True, "media_type": held.media_type, "name": held.name, "bytes": len(held.body)}
