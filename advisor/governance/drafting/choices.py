"""What a person has made of a composed draft: statements accepted, edited, struck and added, and risks weighed."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.governance.drafting.draft import Origin, RiskLine, Section, Statement, StatementState
from advisor.governance.drafting.work import RiskChoice, Work


def with_choices(composed: Sequence[Section], work: Work) -> tuple[Section, ...]:
    """The sections with every choice on its statement; what a person edited or added is never lost.

    A statement that is no longer composed, since an answer came or a fact was struck, stays if a person edited it.
    """
    return tuple(one.model_copy(update={"statements": _chosen(one, work)}) for one in composed)


def _chosen(section: Section, work: Work) -> tuple[Statement, ...]:
    statements = [_as_chosen(_as_worded(one, work), work) for one in section.statements]
    there = {one.id for one in statements}
    for one in work.added:
        if one.section_id != section.id:
            continue
        added = Statement(id=one.id, text=one.text, origin=Origin.SUGGESTION, state=StatementState.EDITED)
        place = next((at + 1 for at, said in enumerate(statements) if said.id == one.after), None)
        statements.insert(len(statements) if place is None else place, _as_chosen(added, work))
    for name, choice in work.choices.items():
        gone = choice.state is StatementState.EDITED and name not in there and not _is_added(name, work)
        if gone and name.rsplit("-", 1)[0] == section.id:
            statements.append(
                Statement(id=name, text=choice.text, origin=Origin.SUGGESTION, state=StatementState.EDITED)
            )
    return tuple(statements)


def _is_added(name: str, work: Work) -> bool:
    return any(one.id == name for one in work.added)


def _as_worded(statement: Statement, work: Work) -> Statement:
    """The statement in a model's words, where these passed the checks."""
    worded = work.worded.get(statement.id)
    return statement if worded is None else statement.model_copy(update={"text": worded})


def _as_chosen(statement: Statement, work: Work) -> Statement:
    choice = work.choices.get(statement.id)
    if choice is None:
        return statement
    if choice.state is StatementState.EDITED:
        return statement.model_copy(update={"state": choice.state, "text": choice.text})
    return statement.model_copy(update={"state": choice.state})


def with_risk_choices(chosen: Sequence[RiskLine], work: Work) -> tuple[RiskLine, ...]:
    """The risks as a person weighed them; those that were struck are left out."""
    return tuple(
        _weighed(one, work.risks.get(one.id))
        for one in chosen
        if not (held := work.risks.get(one.id)) or not held.struck
    )


def _weighed(risk: RiskLine, choice: RiskChoice | None) -> RiskLine:
    if choice is None:
        return risk
    given = {
        name: value
        for name, value in choice.model_dump(exclude={"risk_id", "struck", "reasons"}).items()
        if value is not None
    }
    why = f"{risk.why} {choice.reasons}".strip()
    return risk.model_copy(update={**given, "why": why})
