"""A draft with what a reviewer made of its document: statements edited, struck and added, cells of its tables changed.

What cannot be placed is given back, so that nothing of a review is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256

from advisor.governance.draft_review import Change, ChangeKind, DraftReview
from advisor.governance.drafting.draft import (
    Draft,
    Fact,
    FactKind,
    FactSource,
    Origin,
    RiskLine,
    Section,
    Statement,
    StatementState,
)

_ADDED = re.compile(r"-own[0-9a-f]{10}$")
_RISKS, _GAPS, _ANSWER = "risks", "gaps", "answer"
RATINGS = ("likelihood", "severity", "residual_likelihood", "residual_severity")
WORDS_OF_A_RISK = ("harm", "who", "source", "owner", "why")


def reviewed(draft: Draft, review: DraftReview) -> tuple[Draft, tuple[Change, ...]]:
    """The draft after the review, and the changes that could not be placed."""
    left: list[Change] = []
    for change in review.changes:
        after = _with(draft, change)
        if after is None:
            left.append(change)
        else:
            draft = after
    return draft, tuple(left)


def _with(draft: Draft, change: Change) -> Draft | None:
    table, _, rest = change.statement.partition(".")
    if rest:
        row, _, column = rest.rpartition(".")
        if table == _RISKS:
            return _with_risk(draft, row, column, change)
        if table == _GAPS and column == _ANSWER and change.after.strip():
            return _answered(draft, row, change.after.strip())
        return None
    if change.kind is ChangeKind.ADDED:
        return _with_added(draft, change)
    return _with_statement(draft, change)


def _with_statement(draft: Draft, change: Change) -> Draft | None:
    if change.kind is ChangeKind.STRUCK:
        given: dict[str, object] = {"state": StatementState.STRUCK}
    else:
        given = {"state": StatementState.EDITED, "text": change.after}
    found = False
    sections = []
    for section in draft.sections:
        statements = []
        for one in section.statements:
            found |= one.id == change.statement
            statements.append(one.model_copy(update=given) if one.id == change.statement else one)
        sections.append(section.model_copy(update={"statements": tuple(statements)}))
    return draft.model_copy(update={"sections": tuple(sections)}) if found else None


def _with_added(draft: Draft, change: Change) -> Draft | None:
    if not draft.sections or not change.after.strip():
        return None
    place = next((one.id for one in draft.sections for said in one.statements if said.id == change.statement), None)
    section_id = place or draft.sections[0].id
    added = Statement(
        id=added_id(section_id, change.after),
        text=change.after.strip(),
        origin=Origin.SUGGESTION,
        state=StatementState.EDITED,
    )
    return draft.model_copy(
        update={
            "sections": tuple(
                _inserted(one, added, change.statement) if one.id == section_id else one for one in draft.sections
            )
        }
    )


def added_id(section_id: str, text: str) -> str:
    """The identifier of a statement that a person added with these words."""
    return f"{section_id}-own{sha256(text.encode()).hexdigest()[:10]}"


def is_added(statement_id: str) -> bool:
    """Whether a person added the statement of this identifier."""
    return _ADDED.search(statement_id) is not None


def _inserted(section: Section, added: Statement, after: str) -> Section:
    statements = list(section.statements)
    at = next((place + 1 for place, one in enumerate(statements) if one.id == after), 0)
    statements.insert(at, added)
    return section.model_copy(update={"statements": tuple(statements)})


def _with_risk(draft: Draft, name: str, column: str, change: Change) -> Draft | None:
    risk = next((one for one in draft.risks if one.id == name), None)
    if risk is None:
        return None
    after = changed_risk(risk, column, change)
    if after is None:
        return None
    return draft.model_copy(update={"risks": tuple(after if one.id == name else one for one in draft.risks)})


def changed_risk(risk: RiskLine, column: str, change: Change) -> RiskLine | None:
    """A risk with one cell as a reviewer left it; ``None`` where the column or its value cannot be taken."""
    said = change.after.strip()
    if column in RATINGS:
        digit = said.split(" ")[0].strip("().") if said else ""
        return risk.model_copy(update={column: int(digit)}) if digit in {"1", "2", "3", "4", "5"} else None
    if column == "measures":
        lines: Sequence[str] = [one.strip(" •-–\t") for one in said.replace("; ", "\n").splitlines()]
        return risk.model_copy(update={"measures": tuple(one for one in lines if one)})
    if column in WORDS_OF_A_RISK and said:
        return risk.model_copy(update={column: said})
    return None


def _answered(draft: Draft, field: str, answer: str) -> Draft | None:
    gap = next((one for one in draft.gaps if one.field == field), None)
    if gap is None:
        return None
    fact = Fact(
        id=f"a-{field.replace('_', '-')}",
        kind=FactKind.PURPOSE,
        value=answer,
        source_text=answer,
        start=0,
        end=0,
        field=field,
        source=FactSource.ANSWER,
    )
    told = {"text": answer, "origin": Origin.PROPOSAL, "facts": (fact.id,), "state": StatementState.EDITED}
    return draft.model_copy(
        update={
            "facts": (*draft.facts, fact),
            "gaps": tuple(one for one in draft.gaps if one.field != field),
            "sections": tuple(
                section.model_copy(
                    update={
                        "statements": tuple(
                            one.model_copy(update=told) if one.text.endswith(f"{gap.question}]") else one
                            for one in section.statements
                        )
                    }
                )
                for section in draft.sections
            ),
        }
    )
