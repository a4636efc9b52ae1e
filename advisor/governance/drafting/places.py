"""Where a sentence of a proposal belongs: the fields that its words, its label and its meaning point to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from advisor.governance.drafting.sentences import Sentence
from corpus.drafting_rules import DraftingRules, FieldRule

_REST_OF_A_LABEL = 24
_PLACES_ENOUGH = 3
_PLACES_AT_MOST = 6
_HINTS_AT_MOST = 3


def fields_of(sentence: Sentence, fields: Iterable[FieldRule]) -> list[FieldRule]:
    """The fields to which a sentence belongs, by its words or by the label or heading over it.

    One that fits nowhere so goes where most of the weaker hints point, so that no sentence of a proposal is lost.
    """
    rules = list(fields)
    found = [rule for rule in rules if _worded(rule, sentence) or labelled(rule, sentence)]
    if len(found) >= _PLACES_ENOUGH:
        return found
    hinted = {
        rule.id: len({hit.group() for hit in rule.hint.finditer(sentence.text)})
        for rule in rules
        if rule.hint is not None
    }
    ranked = sorted(
        (rule for rule in rules if hinted.get(rule.id) and rule not in found), key=lambda one: -hinted[one.id]
    )
    return found + ranked[: _PLACES_ENOUGH - len(found)]


def _worded(rule: FieldRule, sentence: Sentence) -> bool:
    if rule.pattern is None:
        return False
    introduced = sentence.listed and rule.pattern.search(sentence.label) is not None
    return introduced or rule.pattern.search(sentence.text) is not None


def labelled(rule: FieldRule, sentence: Sentence) -> bool:
    """Whether the label or heading over a sentence names the field."""
    pattern = rule.label
    if pattern is None:
        return False
    for label in (sentence.label, sentence.heading):
        named = label.strip(" *:#.")
        hit = pattern.search(named)
        if hit and hit.start() == 0 and len(named) - hit.end() < _REST_OF_A_LABEL:
            return True
    return False


def weighed_fields(sentence: Sentence, rules: DraftingRules, scores: Mapping[str, float]) -> list[FieldRule]:
    """The fields to which a sentence belongs, by words and meaning together; the likeliest where none is likely.

    ``scores`` is how strongly a model of meaning says that the sentence speaks of each field.
    """
    weights = rules.weights.fields
    summed = [
        (sum(weights[name] * value for name, value in clues(rule, sentence, scores, rules).items()), rule)
        for rule in rules.fields
    ]
    summed.sort(key=lambda one: -one[0])
    likely = [rule for total, rule in summed if total + weights["offset"] >= weights["least"]]
    return likely[:_PLACES_AT_MOST] or [summed[0][1]]


def clues(rule: FieldRule, sentence: Sentence, scores: Mapping[str, float], rules: DraftingRules) -> dict[str, float]:
    """What speaks for it that a sentence belongs to a field; how much each counts was learned."""
    hints = len({hit.group() for hit in rule.hint.finditer(sentence.text)}) if rule.hint else 0
    return {
        "meant": scores[rule.id],
        "worded": _worded(rule, sentence),
        "labelled": labelled(rule, sentence),
        "hinted": min(_HINTS_AT_MOST, hints),
        "usual": rules.weights.field_usual[rule.id],
    }
