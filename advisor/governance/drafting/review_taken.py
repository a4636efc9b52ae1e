"""A reviewer's changes taken into the work on a draft, so that composing it anew keeps them."""

from __future__ import annotations

from advisor.governance.draft_review import Change, ChangeKind, DraftReview
from advisor.governance.drafting.draft import Draft, RiskLine, StatementState
from advisor.governance.drafting.reviewed import RATINGS, added_id, changed_risk
from advisor.governance.drafting.work import AddedStatement, RiskChoice, StatementChoice, Work


def with_review(work: Work, draft: Draft, review: DraftReview) -> tuple[Work, tuple[Change, ...]]:
    """The work after a review, with its remarks, and the changes that could not be placed."""
    left: list[Change] = []
    known = {one.model_copy(update={"resolved": False}) for one in work.remarks}
    news = tuple(one for one in review.comments if one.model_copy(update={"resolved": False}) not in known)
    work = work.model_copy(update={"remarks": (*work.remarks, *news)})
    for change in review.changes:
        after = _taken(work, draft, change)
        if after is None:
            left.append(change)
        else:
            work = after
    return work, tuple(left)


def can_be_taken(work: Work, draft: Draft, change: Change) -> bool:
    """Whether a change has a place in the draft. The order of the statements is the template's, so a move has none."""
    return _taken(work, draft, change) is not None


def _taken(work: Work, draft: Draft, change: Change) -> Work | None:
    if change.kind is ChangeKind.MOVED:
        return None
    table, _, rest = change.statement.partition(".")
    if rest:
        row, _, column = rest.rpartition(".")
        if table == "risks":
            return _risk_taken(work, draft, row, column, change)
        field = _asked(draft, table, row) if column == "answer" and change.after.strip() else None
        return work.model_copy(update={"answers": work.answers | {field: change.after.strip()}}) if field else None
    sections = {said.id: one.id for one in draft.sections for said in one.statements}
    if change.kind is ChangeKind.ADDED:
        section = sections.get(change.statement, draft.sections[0].id if draft.sections else "")
        if not section or not change.after.strip():
            return None
        added = AddedStatement(
            id=added_id(section, change.after),
            section_id=section,
            text=change.after.strip(),
            after=change.statement,
        )
        return work.model_copy(update={"added": (*work.added, added)})
    if change.statement not in sections:
        return None
    struck = change.kind is ChangeKind.STRUCK or not change.after.strip()
    choice = StatementChoice(
        statement_id=change.statement,
        state=StatementState.STRUCK if struck else StatementState.EDITED,
        text="" if struck else change.after.strip(),
    )
    return work.model_copy(update={"choices": work.choices | {choice.statement_id: choice}})


def _asked(draft: Draft, table: str, row: str) -> str | None:
    """The field that a reviewer answered, where it is still asked: an open question, or a contradiction."""
    if table == "gaps":
        return next((one.field for one in draft.gaps if one.field == row), None)
    if table == "contradictions":
        return next((one.field for one in draft.contradictions if one.field == row.rpartition("-")[0]), None)
    return None


def _risk_taken(work: Work, draft: Draft, name: str, column: str, change: Change) -> Work | None:
    risk = next((one for one in draft.risks if one.id == name), None)
    after = changed_risk(risk, column, change) if risk is not None else None
    if risk is None or after is None or column not in {*RATINGS, "measures", "owner"}:
        return None
    held = work.risks.get(name) or RiskChoice(risk_id=name)
    given = held.model_copy(update={column: _value(after, column)})
    return work.model_copy(update={"risks": work.risks | {name: given}})


def _value(risk: RiskLine, column: str) -> object:
    return getattr(risk, column)
