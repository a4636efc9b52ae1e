"""The root of every error that this project raises on purpose.

It lives in the lowest package so that corpus and retrieval can raise it too; ``advisor.errors`` draws the whole tree.
"""

from __future__ import annotations


class GovernanceError(Exception):
    """Something went wrong that a person can be told about.

    ``sentence`` says what happened, ``what_to_do`` says the next step; both are plain English and safe to show.
    """

    def __init__(self, sentence: str, what_to_do: str = "") -> None:
        super().__init__(f"{sentence} {what_to_do}".strip())
        self.sentence = sentence
        self.what_to_do = what_to_do


class CorpusError(GovernanceError):
    """The corpus cannot be read, written or trusted."""


class CardFault(CorpusError):
    """A digest card breaks a rule of the card format; the sentence names file and line."""


class ExerciseFault(CorpusError):
    """An exercise breaks the format, or rests on what is not held; the sentence names exercise and step."""


class DraftingFault(CorpusError):
    """A template or the library of risks breaks its format; the sentence names file and key."""


class Unreadable(CorpusError):
    """A document cannot be read: encrypted, scanned, truncated, hostile or of an unknown kind."""


class NotHeld(CorpusError):
    """No source, passage or card is held under that identifier or address."""


class FetchRefused(CorpusError):
    """An address may not be fetched, or the server refused; nothing was stored."""


class RetrievalError(GovernanceError):
    """The index or the embedding model cannot be used."""


class ModelFilesChanged(RetrievalError):
    """The embedding weights or tokenizer on disk are not the ones that this release was tested with."""


class NoSpace(RetrievalError):
    """The disk that holds the index is full; rebuilding would not help."""


class IndexUnusable(RetrievalError):
    """The vector index is missing or corrupt; it can be rebuilt from the holdings."""
