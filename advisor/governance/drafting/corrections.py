"""Claims of a proposal that are wrong in law, each in its own words, with what holds and where it stands."""

from __future__ import annotations

import re

from advisor.governance.drafting.draft import Correction
from advisor.governance.drafting.facts import Facts
from corpus.drafting_rules import CorrectionRule, DraftingRules, any_holds

_NOT = r"\b(?:not|no|never|nobody|nothing|none|neither|nor|cannot|without|rather than|instead of|avoid\w*)\b|n['’]t\b"
_DENIED_BEFORE = re.compile(
    rf"(?:{_NOT})(?:(?!\b(?:until|unless|before|except|without|and|that)\b)[^.;:,]){{0,30}}$", re.IGNORECASE
)
_DENIED_WITHIN = re.compile(r"\b(?:not|never|nobody|nothing|no)\b|n['’]t\b", re.IGNORECASE)
_DENIED_AFTER = re.compile(
    r"^[\w’' ]{0,30}?(?:\b(?:is|are|was|were|does|do|did|can|would|may|must|has|have)(?: not\b|n['’]t\b)"
    r"|\b(?:would be|is|was) (?:wrong|mistaken|out of the question)|\brul(?:ed|e) out\b|\bno longer\b|\bnever\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:so |and |but )?(?:do|does|did|is|are|was|can|could|should|must|may|will|would|whether|has|have)\b"
    r"[^.]*\?\W*$",
    re.IGNORECASE,
)
_OF_THE_PAST = re.compile(
    r"\b(?:(?:was|were|been|is|are|being) (?:\w+ )?(?:repealed|abolished|struck down|revoked)|repealed|in force until"
    r"|used to (?:be|have|say|rely)|until (?:(?:the )?\d{1,2} \w+ )?(?:19|20)\d\d|was changed"
    r"|never (?:came|was brought|brought|commenced) (?:in)?to"
    r"|(?:the |that )?old (?:article|section|act|rule|law|\d+ days))\b",
    re.IGNORECASE,
)
"""Says what was once, and claims nothing of today."""
_NO_LONGER = re.compile(
    r"\b(?:no longer (?:stands?|applies|apply|good law|in force|the law|used|relied)"
    r"|(?:was|were) (?:replaced|superseded)"
    r" (?:by|in|on|with))\b",
    re.IGNORECASE,
)
"""Says the same, unless just that is the claim: “data protection law no longer applies”."""


def correct(facts: Facts, rules: DraftingRules) -> tuple[Correction, ...]:
    """The wrong claims, each once, with the sentence that makes it.

    Words spoken to a machine are no claims, nor is what a sentence denies, asks, or tells as past.
    """
    found: list[Correction] = []
    for rule in rules.corrections:
        if rule.pattern is None or not any_holds(rule.when, facts.shown):
            continue
        for sentence in facts.told:
            if _claims(rule, sentence.text):
                found.append(
                    Correction(
                        claim_in_proposal=sentence.text,
                        correction=rule.correction,
                        citations=rule.citations,
                    )
                )
    return tuple(found)


def _claims(rule: CorrectionRule, text: str) -> bool:
    if rule.pattern is None or _ASKS.search(text) or (rule.excepted and rule.excepted.search(text)):
        return False
    hits = list(rule.pattern.finditer(text))
    past = _NO_LONGER.search(text)
    if _OF_THE_PAST.search(text) or (
        past and not any(hit.start() < past.end() and past.start() < hit.end() for hit in hits)
    ):
        return False
    return any(rule.stands_denied or not _is_denied(text, hit) for hit in hits)


def _is_denied(text: str, hit: re.Match[str]) -> bool:
    return (
        _DENIED_BEFORE.search(text[: hit.start()]) is not None
        or _DENIED_WITHIN.search(hit.group()) is not None
        or _DENIED_AFTER.search(text[hit.end() :]) is not None
    )
