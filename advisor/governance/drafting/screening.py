"""The screening: every case in which an assessment may be required, met or not, with the words that decide it."""

from __future__ import annotations

from advisor.governance.drafting.draft import Screening, Trigger
from advisor.governance.drafting.facts import Facts
from corpus.drafting_rules import DraftingRules, TriggerRule, any_holds

_CRITERION = "criterion-"
_LISTED = "list-"
_ARTICLE = "art35-"
_PART_3 = "part3-s64"
_NORMALLY = 2
"""How many of the nine criteria normally mean an assessment. Source: WP248 rev.01, as the regulator uses it."""


def screen(facts: Facts, rules: DraftingRules) -> Screening:
    """Which cases are met. No judgment of a model enters; a person can overrule each with reasons.

    Source: UK GDPR Article 35(3) and (4) with the regulator's list, the nine criteria, DPA 2018 section 64.
    """
    part_3 = "only-competent-authorities" in facts.shown
    nothing = _nothing_to_screen(facts)
    met: dict[str, bool] = {}
    for rule in rules.triggers:
        holds = not nothing and any_holds(rule.when, facts.shown)
        met[rule.id] = holds and not (part_3 and rule.id.startswith(_ARTICLE))
    for rule in rules.triggers:
        if rule.beside_criterion and met[rule.id]:
            met[rule.id] = any(held for name, held in met.items() if name.startswith(_CRITERION))
    criteria = sum(held for name, held in met.items() if name.startswith(_CRITERION))
    certain = any(held for name, held in met.items() if name.startswith((_ARTICLE, _LISTED)) or name == _PART_3)
    once = "single-disclosure" in facts.shown
    return Screening(
        required=not once and (certain or criteria >= _NORMALLY),
        triggers=tuple(
            _trigger(rule, facts, held=met[rule.id], nothing=nothing, part_3=part_3) for rule in rules.triggers
        ),
    )


def _nothing_to_screen(facts: Facts) -> str | None:
    for name in ("no-personal-data",):
        if sign := facts.sign(name):
            return sign.source_text
    return None


def _trigger(rule: TriggerRule, facts: Facts, *, held: bool, nothing: str | None, part_3: bool) -> Trigger:
    if held:
        sign = next((sign for name in rule.read_first if (sign := facts.sign(name))), None)
        sign = sign or next(sign for condition in rule.when for name in condition.named if (sign := facts.sign(name)))
        return Trigger(
            id=rule.id,
            met=True,
            why=f"Met: {rule.meaning}. The proposal says “{sign.words}”." if sign.words else f"Met: {rule.meaning}.",
            source_text=sign.source_text,
            citations=rule.citations,
        )
    if nothing:
        why = f"Not met: {rule.meaning}. By its own account the proposal holds no personal data."
    elif part_3 and rule.id.startswith(_ARTICLE):
        why = f"Not met: {rule.meaning}. Article 35 does not reach processing under Part 3; section 64 does."
    else:
        why = f"Not met: {rule.meaning}. Nothing in the proposal shows it."
    return Trigger(id=rule.id, met=False, why=why, source_text=nothing or "", citations=rule.citations)
