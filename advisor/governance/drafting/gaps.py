"""What the proposal does not say and a data protection officer must ask. Nothing is filled in."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.governance.drafting.draft import Document, FactKind, Gap
from advisor.governance.drafting.facts import Facts
from advisor.governance.drafting.meaning import Meant
from advisor.governance.drafting.places import labelled
from corpus.drafting_rules import DraftingRules, GapRule, any_holds

_PROSE = 60
_USUAL_THOUGH_ANSWERED = 0.0
"""Where a proposal answers in words, it counts no more that others seldom do."""
_TOLD_ENOUGH = 3
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
        and not _settled(rule, facts, rules)
    )


def _settled(rule: GapRule, facts: Facts, rules: DraftingRules) -> bool:
    if facts.meant is None:
        return not any_holds(rule.chiefly, facts.shown) or _answered_in_words(rule, facts, rules)
    weights = rules.weights.gaps
    total = sum(weights[name] * value for name, value in clues(rule, facts, rules, facts.meant).items())
    return total + weights["offset"] < weights["least"]


def clues(rule: GapRule, facts: Facts, rules: DraftingRules, meant: Meant) -> dict[str, float]:
    """What speaks for and against it that a question is open; how much each counts was learned."""
    decided = facts.answering
    told = sum(rule.pattern is not None and rule.pattern.search(one.text) is not None for one in decided)
    field = next(one for one in rules.fields if one.id == rule.field)
    in_words = _answered_in_words(rule, facts, rules)
    usual = rules.weights.gap_usual[rule.field]
    return {
        "chiefly": any_holds(rule.chiefly, facts.shown),
        "answered_in_words": in_words,
        "left_open": rule.open is not None and any(rule.open.search(one.text) for one in facts.told),
        "labelled": any(labelled(field, one) for one in decided),
        "has_a_fact": bool(facts.of_field(rule.field)),
        "told": min(_TOLD_ENOUGH, told),
        "meant": meant.answered[rule.field],
        "usual": min(usual, _USUAL_THOUGH_ANSWERED) if in_words else usual,
    }


def _answered_in_words(rule: GapRule, facts: Facts, rules: DraftingRules) -> bool:
    if rule.open is not None and any(rule.open.search(one.text) for one in facts.told):
        return False
    if rule.by_facts and (facts.of_field(rule.field) or _stands_somewhere(rule.field, facts)):
        return True
    decided = facts.answering
    if rule.pattern is not None and any(rule.pattern.search(one.text) for one in decided):
        return True
    field = next(one for one in rules.fields if one.id == rule.field)
    return rule.field not in _NAMED_IS_NOT_TOLD and any(labelled(field, sentence) for sentence in decided)


def _stands_somewhere(field: str, facts: Facts) -> bool:
    """Whether a proposal of some length has a fact of the sort that the field wants, if not in the place for it."""
    kind = _WANTED.get(field)
    if kind is not None:
        return bool(facts.of_kind(kind))
    return field in _TOLD_BY_ANY_PROSE and len(facts.text.split()) >= _PROSE
