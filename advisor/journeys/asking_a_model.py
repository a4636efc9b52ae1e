"""What a journey needs of a language model and of the grounding check: the ports through which it reaches them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from advisor.governance.model_call import ModelRequest
from advisor.governance.support import Support


class Reply(Protocol):
    """A reply as it arrives; reading it raises LanguageModelError where none comes or it breaks off."""

    def __iter__(self) -> Iterator[str]:
        """The pieces in order."""
        ...

    def close(self) -> None:
        """Stop listening."""
        ...

    @property
    def call_ids(self) -> tuple[str, ...]:
        """The calls made so far, as the ledger knows them."""
        ...


class LanguageModel(Protocol):
    """A model that may word things."""

    @property
    def local(self) -> bool:
        """Whether what is sent stays on machines of ours."""
        ...

    def ask(self, request: ModelRequest) -> Reply:
        """Ask; nothing is sent before the reply is read."""
        ...


class Grounding(Protocol):
    """The check of one claim against the passages that are to carry it."""

    def __call__(self, passages: Sequence[str], claim: str) -> Support:
        """How far the passages carry the claim."""
        ...
