"""Two versions beside one another: what was added, changed, struck and settled is told, and nothing else."""

from __future__ import annotations

from advisor.governance.drafting.comparison import ChangeOfStatement, compare
from advisor.governance.drafting.draft import (
    Document,
    Draft,
    Gap,
    Origin,
    RiskLine,
    Screening,
    Section,
    Statement,
    StatementState,
)

RISK = RiskLine(
    id="loss", harm="Data are lost on the way to people.", who="tenants", source="a laptop", likelihood=2, severity=3,
    residual_likelihood=1, residual_severity=3, owner="the owner", why="Laptops go home.",
)  # fmt: skip


def draft(*statements: Statement, **parts: object) -> Draft:
    section = Section(id="s", title="Scope", statements=statements)
    return Draft.model_validate(
        {"document": Document.DPIA, "template": "ico", "screening": Screening(required=True), "sections": (section,)}
        | parts
    )


def said(name: str, text: str, state: StatementState = StatementState.PROPOSED) -> Statement:
    return Statement(id=name, text=text, origin=Origin.PROPOSAL, state=state)


def test_the_same_draft_differs_in_nothing() -> None:
    one = draft(said("s-1", "We mend roofs."), risks=(RISK,))
    assert compare(one, one).same


def test_an_edit_is_a_change_and_a_strike_is_a_change_of_state() -> None:
    before = draft(said("s-1", "We mend roofs."), said("s-2", "We keep lists."))
    after = draft(
        said("s-1", "We mend all roofs.", StatementState.EDITED), said("s-2", "We keep lists.", StatementState.STRUCK)
    )
    first, second = compare(before, after).statements
    assert (first.kind, first.before, first.after) == (
        ChangeOfStatement.CHANGED,
        "We mend roofs.",
        "We mend all roofs.",
    )
    assert (second.kind, second.state_after) == (ChangeOfStatement.STATE, StatementState.STRUCK)


def test_a_statement_composed_anew_in_like_words_is_one_that_changed() -> None:
    before = draft(said("s-1", "The data are kept for six years after the case closes."))
    after = draft(said("s-9", "The data are kept for two years after the case closes."))
    (one,) = compare(before, after).statements
    assert one.kind is ChangeOfStatement.CHANGED


def test_what_came_and_what_went_are_told_apart() -> None:
    found = compare(draft(said("s-1", "We mend roofs.")), draft(said("s-2", "Nothing is published anywhere.")))
    assert [one.kind for one in found.statements] == [ChangeOfStatement.ADDED, ChangeOfStatement.REMOVED]


def test_an_answered_question_and_a_risk_weighed_otherwise_are_told() -> None:
    gap = Gap(field="owner", question="Who owns it?", why="Somebody must.", who_might_know="the head")
    found = compare(draft(gaps=(gap,), risks=(RISK,)), draft(risks=(RISK.model_copy(update={"residual_severity": 2}),)))
    assert found.gaps_closed == ("Who owns it?",)
    (risk,) = found.risks
    assert (risk.before, risk.after, risk.what) == ((2, 3, 1, 3), (2, 3, 1, 2), ("residual_severity",))
