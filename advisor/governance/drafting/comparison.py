"""Two versions of a draft beside one another: what was added, struck, changed or settled between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from advisor.governance.drafting.draft import Draft, RiskLine, Statement, StatementState
from corpus.source import Frozen

_ALIKE = 0.5
"""From what likeness on a statement that went and one that came are taken for one that was changed."""


class ChangeOfStatement(StrEnum):
    """What became of a statement."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    STATE = "state"


class StatementDifference(Frozen):
    """One statement that differs: its section, its words and state before and after; empty where it was not there."""

    section: str
    kind: ChangeOfStatement
    before: str = ""
    after: str = ""
    state_before: StatementState | None = None
    state_after: StatementState | None = None


class RiskDifference(Frozen):
    """A risk that came, went or is weighed otherwise; ratings are likelihood, severity, and what remains of both."""

    risk: str
    before: tuple[int, int, int, int] | None
    after: tuple[int, int, int, int] | None
    what: tuple[str, ...] = ()


class DraftComparison(Frozen):
    """What a later version changed against an earlier one."""

    statements: tuple[StatementDifference, ...] = ()
    risks: tuple[RiskDifference, ...] = ()
    gaps_closed: tuple[str, ...] = ()
    gaps_opened: tuple[str, ...] = ()
    facts_added: tuple[str, ...] = ()
    facts_removed: tuple[str, ...] = ()
    contradictions_settled: tuple[str, ...] = ()
    checklist_met: tuple[str, ...] = ()
    checklist_lost: tuple[str, ...] = ()
    screening: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not any(self.model_dump().values())


def compare(before: Draft, after: Draft) -> DraftComparison:
    """The differences, in the order of the later version."""
    gaps = _came_and_went((one.question for one in before.gaps), (one.question for one in after.gaps))
    facts = _came_and_went(
        (" ".join(one.value.split()) for one in before.facts), (" ".join(one.value.split()) for one in after.facts)
    )
    met = _came_and_went(
        (one.requirement for one in before.checklist if one.met),
        (one.requirement for one in after.checklist if one.met),
    )
    settled = _came_and_went(
        (" / ".join(one.values) for one in before.contradictions),
        (" / ".join(one.values) for one in after.contradictions),
    )
    return DraftComparison(
        statements=tuple(_statements(before, after)),
        risks=tuple(_risks(before.risks, after.risks)),
        gaps_closed=gaps[1],
        gaps_opened=gaps[0],
        facts_added=facts[0],
        facts_removed=facts[1],
        contradictions_settled=settled[1],
        checklist_met=met[0],
        checklist_lost=met[1],
        screening=tuple(_screening(before, after)),
    )


def _came_and_went(before: Iterable[str], after: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    earlier, later = dict.fromkeys(before), dict.fromkeys(after)
    return tuple(one for one in later if one not in earlier), tuple(one for one in earlier if one not in later)


def _statements(before: Draft, after: Draft) -> Iterable[StatementDifference]:
    earlier = {one.id: one for one in before.sections}
    later = {one.id: one for one in after.sections}
    for section in dict.fromkeys((*later, *earlier)):
        title = (later.get(section) or earlier[section]).title
        old = earlier[section].statements if section in earlier else ()
        new = later[section].statements if section in later else ()
        yield from _in_section(title, old, new)


def _in_section(title: str, old: Sequence[Statement], new: Sequence[Statement]) -> Iterable[StatementDifference]:
    by_id = {one.id: one for one in old if one.id}
    by_text = {one.text: one for one in old}
    taken: set[int] = set()
    arrived: list[Statement] = []
    for one in new:
        match = by_id.get(one.id) if one.id else None
        match = match or by_text.get(one.text)
        if match is None or id(match) in taken:
            arrived.append(one)
            continue
        taken.add(id(match))
        if match.text != one.text or match.state is not one.state:
            kind = ChangeOfStatement.CHANGED if match.text != one.text else ChangeOfStatement.STATE
            yield _difference(title, kind, match, one)
    gone = [one for one in old if id(one) not in taken]
    for one in arrived:
        near = max(gone, key=lambda old_one: _likeness(old_one.text, one.text), default=None)
        if near is not None and _likeness(near.text, one.text) >= _ALIKE:
            gone.remove(near)
            yield _difference(title, ChangeOfStatement.CHANGED, near, one)
        else:
            yield _difference(title, ChangeOfStatement.ADDED, None, one)
    for one in gone:
        yield _difference(title, ChangeOfStatement.REMOVED, one, None)


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE else 0.0


def _difference(
    section: str, kind: ChangeOfStatement, before: Statement | None, after: Statement | None
) -> StatementDifference:
    return StatementDifference(
        section=section,
        kind=kind,
        before=before.text if before else "",
        after=after.text if after else "",
        state_before=before.state if before else None,
        state_after=after.state if after else None,
    )


def _risks(before: Sequence[RiskLine], after: Sequence[RiskLine]) -> Iterable[RiskDifference]:
    earlier, later = {one.id: one for one in before}, {one.id: one for one in after}
    for name in dict.fromkeys((*later, *earlier)):
        old, new = earlier.get(name), later.get(name)
        if old == new:
            continue
        what = (
            tuple(key for key in RiskLine.model_fields if getattr(old, key) != getattr(new, key)) if old and new else ()
        )
        yield RiskDifference(risk=name, before=_rating(old), after=_rating(new), what=what)


def _rating(risk: RiskLine | None) -> tuple[int, int, int, int] | None:
    if risk is None:
        return None
    return risk.likelihood, risk.severity, risk.residual_likelihood, risk.residual_severity


def _screening(before: Draft, after: Draft) -> Iterable[str]:
    earlier = {one.id: one.met for one in before.screening.triggers}
    for one in after.screening.triggers:
        if one.id in earlier and earlier[one.id] != one.met:
            yield one.why
    if before.screening.required != after.screening.required:
        yield "An assessment is required now." if after.screening.required else "No assessment is required any more."
