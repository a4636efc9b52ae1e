"""What a person may see of a case while two reviewers judge it: not the other's view, until both are in."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.approval import event as happened
from advisor.approval.casefile import Case, Status
from advisor.approval.event import Event
from advisor.approval.record import ReviewerView


def visible_views(case: Case, person_id: str) -> tuple[ReviewerView, ...]:
    """The views that a person may read: their own, and all of a party's once it has decided or the case was taken back.

    This holds for everybody, so that a view does not reach the other reviewer through a third person.
    """
    return tuple(
        view
        for view in case.views
        if view.holder.person_id == person_id
        or case.decision_of(view.judgement.organisation_id) is not None
        or case.recorded_status is Status.WITHDRAWN
    )


def visible_case(case: Case, person_id: str) -> Case:
    """The case as a person may see it."""
    return case.model_copy(update={"views": visible_views(case, person_id)})


def visible_history(events: Iterable[Event], person_id: str) -> tuple[Event, ...]:
    """The history as a person may read it: another's view is left out until both are in.

    They are in when the party decides, when the case is returned because they differ, or never, once it is withdrawn. A
    view on a version that was revised in between stays hidden till then, since the same two may judge the next one.
    """
    kept: list[Event | None] = []
    hidden: list[tuple[int, Event]] = []
    for event in events:
        body = event.body
        if isinstance(body, happened.ViewGiven) and body.holder.person_id != person_id:
            hidden.append((len(kept), event))
            kept.append(None)
            continue
        kept.append(event)
        for place, view in hidden:
            if _ends_review(body, view):
                kept[place] = view
        hidden = [one for one in hidden if kept[one[0]] is None]
    return tuple(event for event in kept if event is not None)


def _ends_review(body: happened.Body, view: Event) -> bool:
    if isinstance(body, happened.PartyDecided) and isinstance(view.body, happened.ViewGiven):
        return body.judgement.organisation_id == view.body.judgement.organisation_id
    return isinstance(body, happened.Withdrawn) or (isinstance(body, happened.Returned) and body.reviewers_differ)
