"""The check itself: passages and a claim in, a score, a label and reasons out."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from typing import Protocol

from advisor.governance.grounding.alignment import Alignment, align
from advisor.governance.grounding.features import features
from advisor.governance.grounding.findings import Gravity, Reason
from advisor.governance.grounding.judgement import Judgement, learnt
from advisor.governance.grounding.passages import Passages, taken_apart
from advisor.governance.grounding.wording import Unit
from advisor.governance.support import Support, SupportLabel

_PASSAGES_REMEMBERED = 512
_PARTLY = 0.75
_WORD_FOR_WORD = 0.99
_MOST_REASONS = 4
_LONGEST_CLAIM_CHARACTERS = 4000
_LONGEST_PASSAGES_CHARACTERS = 400_000


class Entailment(Protocol):
    """A model of entailment that a person plugs in: how likely a text carries a claim, contradicts it, or neither."""

    def judge(self, text: str, claim: str) -> tuple[float, float, float]:
        """Likelihoods of carried, undecided and contradicted, which add up to 1."""
        ...


class GroundingCheck:
    """The grounding check with what is plugged into it; passages are taken apart once and remembered.

    One check may serve several threads.
    """

    def __init__(
        self,
        entailment: Entailment | None = None,
        judgement: Judgement | None = None,
    ) -> None:
        self._entailment = entailment
        self._judgement = judgement
        self._remembered: OrderedDict[tuple[str, ...], Passages] = OrderedDict()

    def __call__(self, passages: Sequence[str], claim: str) -> Support:
        """How far passages carry a claim."""
        judgement = self._judgement or learnt()
        unit = Unit(claim[:_LONGEST_CLAIM_CHARACTERS])
        taken = self._taken_apart(passages)
        if not unit.content and not unit.quantities:
            return Support(score=0.0, label=SupportLabel.UNSUPPORTED, reasons=("the claim says nothing to check",))
        if not taken.units:
            return Support(score=0.0, label=SupportLabel.UNSUPPORTED, reasons=("there is no passage to check against",))
        aligned = align(unit, taken)
        figures, reasons = features(aligned)
        score = judgement.score(figures)
        if taken.hold_word_for_word(unit):
            score = max(score, _WORD_FOR_WORD)
        if self._entailment is not None:
            score, reasons = self._with_entailment(self._entailment, aligned, claim, score, reasons)
        if len(claim) > _LONGEST_CLAIM_CHARACTERS:
            score, reasons = 0.0, [Reason(Gravity.MISSING, "the claim is too long to check as one")]
        label = labelled(score, judgement.threshold, figures["carried"], reasons)
        if label is SupportLabel.SUPPORTED:
            reasons = [one for one in reasons if one.gravity is Gravity.NOTE]
        elif not reasons:
            reasons = [Reason(Gravity.MISSING, "the passage does not carry the claim surely enough")]
        said = tuple(dict.fromkeys(one.says for one in reasons))[:_MOST_REASONS]
        return Support(score=round(score, 4), label=label, reasons=said)

    def _taken_apart(self, passages: Sequence[str]) -> Passages:
        """The passages' units, from memory where they were met before; overlong ones are cut at their end."""
        key = tuple(text[:_LONGEST_PASSAGES_CHARACTERS] for text in passages)
        found = self._remembered.pop(key, None) or taken_apart(key)
        self._remembered[key] = found
        if len(self._remembered) > _PASSAGES_REMEMBERED:
            with suppress(KeyError):  # another thread was quicker
                self._remembered.popitem(last=False)
        return found

    def _with_entailment(
        self, model: Entailment, aligned: Alignment, claim: str, score: float, reasons: list[Reason]
    ) -> tuple[float, list[Reason]]:
        """The mean of both opinions; a model that finds a contradiction has a veto."""
        text = " ".join(unit.text for unit in aligned.units())
        carried, _, contradicted = model.judge(text, claim)
        if contradicted > max(carried, 0.5):
            veto = Reason(Gravity.CONTRADICTED, "the entailment model finds that the passage contradicts the claim")
            return min(score, 1 - contradicted), [veto, *reasons]
        return (score + carried) / 2, reasons


def labelled(score: float, threshold: float, carried: float, reasons: Sequence[Reason]) -> SupportLabel:
    """The label: supported from the threshold on; below it by the gravest difference and by how much is carried."""
    if score >= threshold:
        return SupportLabel.SUPPORTED
    if any(reason.gravity is Gravity.CONTRADICTED for reason in reasons):
        return SupportLabel.CONTRADICTED
    return SupportLabel.PARTIAL if carried >= _PARTLY else SupportLabel.UNSUPPORTED


def check(passages: Sequence[str], claim: str) -> Support:
    """How far passages carry a claim: a score from 0 to 1, a label, and reasons that a person can read.

    Args:
        passages: the texts that the claim rests on.
        claim: one sentence.
    """
    return _plain()(passages, claim)


@cache
def _plain() -> GroundingCheck:
    return GroundingCheck()
