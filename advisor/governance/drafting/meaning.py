"""What a proposal speaks of in words that no rule lists: the port of a model of meaning, and what it has said.

The model weighs, it never writes: every fact, question and risk of a draft still stands on words of the proposal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from corpus.source import Frozen


class Spoken(Protocol):
    """How strongly a proposal speaks for something, in deviations from what is usual, and in which sentence."""

    @property
    def strength(self) -> float:
        """Nothing unusual is 0."""
        ...

    @property
    def place(self) -> int:
        """The number of the sentence that speaks most for it."""
        ...


class ReadProposal(Protocol):
    """What a model says of a proposal."""

    @property
    def fields(self) -> Sequence[Mapping[str, float]]:
        """For each sentence, how strongly it speaks of each field."""
        ...

    @property
    def answered(self) -> Mapping[str, float]:
        """For each field, how strongly any sentence speaks of it."""
        ...

    @property
    def signs(self) -> Mapping[str, Spoken]:
        """For each sign."""
        ...

    @property
    def risks(self) -> Mapping[str, Spoken]:
        """For each risk of the library."""
        ...


class Meaning(Protocol):
    """A model of meaning that reads proposals."""

    def read(self, sentences: Sequence[str], introduced: Sequence[str]) -> ReadProposal:
        """What the sentences speak of; ``introduced`` are the same with the label or heading over each."""
        ...


class Speaks(Frozen):
    """How strongly a proposal speaks for a risk, and the sentence that does so most."""

    strength: float
    source_text: str


class Meant(Frozen):
    """What a model has said of a proposal, kept with its facts."""

    answered: Mapping[str, float]
    risks: Mapping[str, Speaks]
