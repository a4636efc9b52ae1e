"""What the law and the codes want of a document, and where the draft meets it or what is still to be provided."""

from __future__ import annotations

from advisor.governance.drafting.draft import ChecklistItem, Draft, StatementState
from advisor.governance.drafting.wording import field_words
from corpus.drafting_rules import any_holds
from corpus.template import Mandatory, Template


def checklist(draft: Draft, template: Template, shown: frozenset[str]) -> tuple[ChecklistItem, ...]:
    """Each thing that is wanted of this document, for the signs that the proposal shows.

    It is met when none of its fields is open and the part of the draft that meets it is there, or its section speaks
    and one of its fields is answered. What somebody struck counts for nothing.
    """
    live = {one.id: [it for it in one.statements if it.state is not StatementState.STRUCK] for one in draft.sections}
    resting_on = {fact for statements in live.values() for one in statements for fact in one.facts}
    answered = frozenset(one.field for one in draft.facts if one.id in resting_on)
    titles = {one.id: one.title for one in template.sections}
    return tuple(
        _item(one, titles[one.section], draft, said=_is_said(one, draft, answered, speaks=bool(live.get(one.section))))
        for one in template.mandatory
        if any_holds(one.when, shown)
    )


def _is_said(wanted: Mandatory, draft: Draft, answered: frozenset[str], *, speaks: bool) -> bool:
    if wanted.by:
        return bool(getattr(draft, wanted.by))
    return speaks and (not wanted.fields or not answered.isdisjoint(wanted.fields))


def _item(wanted: Mandatory, title: str, draft: Draft, *, said: bool) -> ChecklistItem:
    asked = {gap.field for gap in draft.gaps}
    still_open = [field_words(field) for field in wanted.fields if field in asked]
    where = f"Section “{title}”"
    if still_open:
        where += f"; still to be provided: {', '.join(still_open)}"
    elif not said:
        where += "; it says nothing of this yet"
    return ChecklistItem(
        id=wanted.id,
        requirement=wanted.requirement,
        met=said and not still_open,
        where=where,
        citations=wanted.citations,
    )
