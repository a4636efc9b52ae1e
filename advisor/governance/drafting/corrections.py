"""Claims of a proposal that are wrong in law, each in its own words, with what holds and where it stands."""

from __future__ import annotations

from advisor.governance.drafting.draft import Correction
from advisor.governance.drafting.facts import Facts
from corpus.drafting_rules import DraftingRules, any_holds


def correct(facts: Facts, rules: DraftingRules) -> tuple[Correction, ...]:
    """The wrong claims, each once, with the sentence that makes it. Words spoken to a machine are no claims."""
    found: list[Correction] = []
    for rule in rules.corrections:
        if rule.pattern is None or not any_holds(rule.when, facts.shown):
            continue
        for sentence in facts.told:
            if rule.pattern.search(sentence.text) and not (rule.excepted and rule.excepted.search(sentence.text)):
                found.append(
                    Correction(
                        claim_in_proposal=sentence.text,
                        correction=rule.correction,
                        citations=rule.citations,
                    )
                )
    return tuple(found)
