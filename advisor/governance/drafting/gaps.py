"""What the proposal does not say and a data protection officer must ask. Nothing is filled in."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.governance.drafting.draft import Document, FactKind, Gap
from advisor.governance.drafting.facts import Facts, labelled
from corpus.drafting_rules import DraftingRules, GapRule, any_holds

_PROSE = 60
_TOLD_BY_ANY_PROSE = frozenset({"title", "purpose", "benefit", "data_items", "data_subjects", "source"})
_NAMED_IS_NOT_TOLD = frozenset({"power", "article_6", "article_9", "schedule_1", "purpose"})
"""Fields whose label alone ("Legal basis") says nothing."""
_WANTED = {
    "start_date": FactKind.DATE,
    "end_date": FactKind.DATE,
    "request": FactKind.DATE,
    "cost": FactKind.AMOUNT,
    "volume": FactKind.VOLUME,
    "frequency": FactKind.FREQUENCY,
    "retention": FactKind.RETENTION,
    "systems": FactKind.SYSTEM,
    "author": FactKind.PERSON,
    "liaison": FactKind.PERSON,
    "controllers": FactKind.ORGANISATION,
}


def ask(
    facts: Facts, document: Document, rules: DraftingRules, answers: Mapping[str, str] | None = None
) -> tuple[Gap, ...]:
    """The questions that are open: neither answered by the proposal nor in ``answers`` (by field)."""
    given = answers or {}
    return tuple(
        Gap(
            field=rule.field,
            question=rule.question,
            why=rule.why,
            who_might_know=rule.who_might_know,
            citations=rule.citations,
        )
        for rule in rules.gaps
        if document in rule.documents
        and any_holds(rule.when, facts.shown)
        and not given.get(rule.field, "").strip()
        and not _answered(rule, facts, rules)
    )


def _answered(rule: GapRule, facts: Facts, rules: DraftingRules) -> bool:
    if rule.open is not None and any(rule.open.search(one.text) for one in facts.told):
        return False
    if rule.by_facts and (facts.of_field(rule.field) or _stands_somewhere(rule.field, facts)):
        return True
    if rule.pattern is not None and any(rule.pattern.search(one.text) for one in facts.told):
        return True
    field = next(one for one in rules.fields if one.id == rule.field)
    return rule.field not in _NAMED_IS_NOT_TOLD and any(labelled(field, sentence) for sentence in facts.told)


def _stands_somewhere(field: str, facts: Facts) -> bool:
    """Whether a proposal of some length has a fact of the sort that the field wants, if not in the place for it."""
    kind = _WANTED.get(field)
    if kind is not None:
        return bool(facts.of_kind(kind))
    return field in _TOLD_BY_ANY_PROSE and len(facts.text.split()) >= _PROSE
