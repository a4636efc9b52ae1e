"""The rules of drafting that ship as data.

Signs of a proposal, fields of a draft, cases of the screening, what must be asked, and claims that are wrong in law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from corpus.source import Frozen

Documents = tuple[Literal["dpia", "agreement"], ...]
_BOTH: Documents = ("dpia", "agreement")


class Wording:
    """Words to look for, each at the beginning of a word and in any case, unless it says ``(?-i:…)``.

    They are sought in lower case and not with ``IGNORECASE``, which is several times slower for many alternatives.
    """

    def __init__(self, patterns: tuple[str, ...]) -> None:
        cased = [one for one in patterns if "(?-i:" in one]
        plain = [one.lower() for one in patterns if "(?-i:" not in one]
        self._cased = re.compile(_AT_A_WORD % "|".join(cased), re.IGNORECASE) if cased else None
        self._plain = re.compile(_AT_A_WORD % "|".join(plain)) if plain else None

    def search(self, text: str) -> re.Match[str] | None:
        """The first place that fits."""
        return next(self.finditer(text), None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every place that fits; the offsets are those of the text."""
        lowered = text.lower()
        if self._plain is not None:
            yield from self._plain.finditer(lowered if len(lowered) == len(text) else text)
        if self._cased is not None:
            yield from self._cased.finditer(text)


_AT_A_WORD = r"(?<!\w)(?:%s)"


class Condition(Frozen):
    """Holds when every sign of ``every``, at least one of ``some`` (if any are named) and none of ``none`` shows."""

    every: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    def holds(self, shown: frozenset[str]) -> bool:
        """Whether it holds for the signs that a proposal shows."""
        return (
            shown.issuperset(self.every)
            and (not self.some or not shown.isdisjoint(self.some))
            and shown.isdisjoint(self.none)
        )

    @property
    def named(self) -> frozenset[str]:
        """Every sign that it names."""
        return frozenset((*self.every, *self.some, *self.none))


def any_holds(conditions: tuple[Condition, ...], shown: frozenset[str]) -> bool:
    """Whether one of the conditions holds; true where there is none."""
    return not conditions or any(one.holds(shown) for one in conditions)


class _Patterned(Frozen):
    patterns: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> Wording | None:
        """All patterns in one, at the beginning of a word; ``None`` where there is none."""
        return _compiled(self.patterns)


class Signal(_Patterned):
    """A sign: what a proposal is about, known by words.

    ``by_words_alone``: no likeness in meaning shows or hides it.
    """

    id: str
    by_words_alone: bool = False


class FieldRule(_Patterned):
    """A field of a draft: what kind of fact it takes, and the words and labels that lead there."""

    id: str
    kind: str
    labels: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()

    @cached_property
    def hint(self) -> Wording | None:
        """The hints in one pattern."""
        return _compiled(self.hints)

    @cached_property
    def label(self) -> Wording | None:
        """The labels in one pattern."""
        return _compiled(self.labels)


class TriggerRule(Frozen):
    """A case of the screening. ``read_first`` are the signs whose words are shown as the reason."""

    id: str
    meaning: str
    citations: tuple[str, ...]
    when: tuple[Condition, ...]
    read_first: tuple[str, ...] = ()
    beside_criterion: bool = False


class GapRule(_Patterned):
    """What must be asked unless the proposal answers it; ``patterns`` are the words of an answer.

    ``left_open`` are words that say that it is not decided: they win over an answer. ``by_facts``: a fact of the
    field is answer enough. ``when`` says where it may be asked at all, ``chiefly`` where it matters most.
    """

    field: str
    question: str
    why: str
    who_might_know: str
    citations: tuple[str, ...] = ()
    documents: Documents = _BOTH
    when: tuple[Condition, ...] = ()
    chiefly: tuple[Condition, ...] = ()
    left_open: tuple[str, ...] = ()
    by_facts: bool = False

    @cached_property
    def open(self) -> Wording | None:
        """The words that leave it open, in one pattern."""
        return _compiled(self.left_open)


class CorrectionRule(_Patterned):
    """A claim that is wrong in law, what holds, and the provisions; ``when`` says in which proposals it is wrong.

    ``stands_denied``: the claim itself is a denial (“no notice is needed”), so a denial does not take it back.
    """

    id: str
    stands_denied: bool = False
    correction: str
    citations: tuple[str, ...]
    when: tuple[Condition, ...] = ()
    unless: tuple[str, ...] = ()

    @cached_property
    def excepted(self) -> Wording | None:
        """Words in the same sentence that make the claim right, in one pattern."""
        return _compiled(self.unless)


class Weights(Frozen):
    """How the words of a proposal and what a model of meaning says of it count together; learned, not set by hand.

    ``fields``, ``gaps`` and ``risks`` name each clue and its weight, ``offset`` the constant, ``least`` from what sum
    on it holds. ``field_usual`` and ``gap_usual`` say how usual each field is, as a logarithm. A sign shows from the
    strength ``sign_shows``, whatever the words, and no longer below ``sign_fades``.
    """

    fields: Mapping[str, float]
    field_usual: Mapping[str, float]
    gaps: Mapping[str, float]
    gap_usual: Mapping[str, float]
    risks: Mapping[str, float]
    sign_shows: float
    sign_fades: float


class DraftingRules(Frozen):
    """All the rules together."""

    weights: Weights

    signals: tuple[Signal, ...]
    fields: tuple[FieldRule, ...]
    triggers: tuple[TriggerRule, ...]
    gaps: tuple[GapRule, ...] = Field(min_length=40)
    corrections: tuple[CorrectionRule, ...]

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        known = {one.id for one in self.signals} | COUNTED
        lists = [rule.when for rule in self.triggers]
        lists += [(*rule.when, *rule.chiefly) for rule in self.gaps]
        lists += [rule.when for rule in self.corrections]
        named = frozenset(name for conditions in lists for one in conditions for name in one.named)
        if unknown := named - known:
            raise ValueError(f"the rules name signs that are not there: {sorted(unknown)}")
        fields = {one.id for one in self.fields}
        if homeless := {one.field for one in self.gaps} - fields:
            raise ValueError(f"what is to be asked names fields that are not there: {sorted(homeless)}")
        return self


COUNTED = frozenset({
    "large-scale", "special-category", "weaker-position", "public-authority", "charity", "competent-authority",
    "only-competent-authorities", "several-controllers", "processor", "personal-data", "health-body",
    "single-disclosure", "led-by-competent-authority",
})  # fmt: skip
"""Signs that are worked out from facts and other signs, not read from words."""


def _compiled(patterns: tuple[str, ...]) -> Wording | None:
    return Wording(patterns) if patterns else None
