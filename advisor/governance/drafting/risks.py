"""The risks of a draft: which of the library the proposal speaks for, the strongest first, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from advisor.governance.drafting.draft import RiskLine
from advisor.governance.drafting.meaning import Meant, Speaks
from corpus.risk import RiskRule, SignOfRisk

AT_MOST = 15
"""More risks than a reader weighs one by one are not read at all."""

ENOUGH = 3
"""From what weight of signs together a risk is listed."""

MOST = 8
"""Further signs of one risk add nothing to what is meant."""

WITHOUT_A_SIGN = 0.3
"""How much more must be meant where no sign speaks for a risk."""

_REASONS = 2
_A_FEW_WORDS = 6


def choose_risks(
    shown: frozenset[str],
    library: Iterable[RiskRule],
    owner: str,
    meant: Meant | None = None,
    weights: Mapping[str, float] | None = None,
    by_meaning: Mapping[str, str] | None = None,
) -> tuple[RiskLine, ...]:
    """The risks to people that the signs of a proposal speak for, rated as in the library until a person weighs them.

    Args:
        shown: the signs that the proposal shows.
        library: all risks; where signs weigh the same and the rating is the same, its order stands.
        owner: who answers for the measures until somebody is named for each.
        meant: what a model of meaning says of the proposal, with
        weights: how it counts beside the signs; without them the signs decide alone.
        by_meaning: the signs that no word of the proposal shows, with the sentence that comes near to each: what
            follows from these is told as a guess, with the sentence.
    """
    guessed = by_meaning or {}
    spoken_for = [(rule, _holding(rule, shown)) for rule in library if rule.may_arise(shown)]
    if meant is None or weights is None:
        listed = [one for one in spoken_for if _weight(one[1]) >= ENOUGH]
        listed.sort(key=lambda one: (_weight(one[1]), one[0].before[0] * one[0].before[1]), reverse=True)
        return tuple(_line(rule, holding, owner, shown, guessed) for rule, holding in listed[:AT_MOST])
    weighed = [(total(rule, holding, meant, weights), rule, holding) for rule, holding in spoken_for]
    weighed.sort(key=lambda one: -one[0])
    return tuple(
        _line(rule, holding, owner, shown, guessed, meant.risks[rule.id])
        for value, rule, holding in weighed[:AT_MOST]
        if value >= weights["least"]
    )


def total(rule: RiskRule, holding: Sequence[SignOfRisk], meant: Meant, weights: Mapping[str, float]) -> float:
    """How much speaks for a risk, by its signs and by what is meant."""
    signs = _weight(holding)
    by_signs = weights["signs"] * min(MOST, signs) if signs else -WITHOUT_A_SIGN
    return meant.risks[rule.id].strength + by_signs


def _holding(rule: RiskRule, shown: frozenset[str]) -> list[SignOfRisk]:
    return sorted((one for one in rule.signs if one.holds(shown)), key=lambda one: one.weight, reverse=True)


def _weight(holding: Iterable[SignOfRisk]) -> int:
    return sum(one.weight for one in holding)


def _line(
    rule: RiskRule,
    holding: Sequence[SignOfRisk],
    owner: str,
    shown: frozenset[str],
    guessed: Mapping[str, str],
    speaks: Speaks | None = None,
) -> RiskLine:
    plain = shown - guessed.keys()
    reasons = list(dict.fromkeys(one.why for one in holding if one.holds(plain)))
    if not reasons:
        reasons = [_as_a_guess(one, guessed) for one in holding][:1]
    if not reasons and speaks is not None:
        reasons = [_as_a_whole(speaks.source_text)]
    return RiskLine(
        id=rule.id,
        harm=rule.harm,
        who=rule.who,
        source=rule.source,
        likelihood=rule.before[0],
        severity=rule.before[1],
        measures=rule.measures,
        residual_likelihood=rule.after[0],
        residual_severity=rule.after[1],
        owner=owner,
        why=" ".join(reasons[:_REASONS]),
        citations=rule.citations,
    )


def _as_a_guess(sign: SignOfRisk, guessed: Mapping[str, str]) -> str:
    """A reason that rests on what a sentence seems to mean, with the sentence, for a person to judge."""
    sentences = dict.fromkeys(guessed[name] for name in (*sign.every, *sign.some) if name in guessed)
    said = "; ".join(f"“{one.rstrip('.')}”" for one in sentences)
    return f"Perhaps: {sign.why} The advisor takes it from {said}."


def _as_a_whole(sentence: str) -> str:
    """The sentence that comes nearest to a risk; a heading or a few words are no reason by themselves."""
    if len(sentence.split()) <= _A_FEW_WORDS and not sentence.endswith((".", "!", "?")):
        return f"No sentence says so; the proposal comes nearest to it at “{sentence}”."
    return f"The proposal says “{sentence.rstrip('.')}”."
