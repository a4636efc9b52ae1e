"""Every error that this project raises on purpose, in one small tree.

GovernanceError                a sentence for the person, and what to do
├── CorpusError
│   ├── CardFault              a digest card breaks the format; file and line
│   ├── ExerciseFault          an exercise breaks the format; exercise and step
│   ├── DraftingFault          a template or the library of risks breaks its format; file and key
│   ├── Unreadable             a document cannot be read
│   ├── NotHeld                nothing is held under that identifier
│   └── FetchRefused           an address may not be fetched, or the server refused
├── RetrievalError
│   ├── ModelFilesChanged      weights or tokenizer are not the tested ones
│   ├── NoSpace                the disk that holds the index is full
│   └── IndexUnusable          the index is missing or corrupt
├── SettingsFault              a setting is unknown or invalid; exit 2
├── QuestionRefused            the question is empty, too long or not text
├── DraftRefused           a draft does not allow what was wanted, or somebody was quicker; nothing has changed
├── PracticeRefused            an exercise or a group does not allow what was wanted; nothing has changed
├── SignInRefused              what says who somebody is cannot be trusted, or nobody signed in
├── LanguageModelError
│   ├── ModelUnavailable       the model is down, busy, silent, resting, or its reply is of no use
│   ├── BudgetSpent            the tokens allowed for today are used up
│   └── MayNotLeave            the text may not be sent to an endpoint that is not local
└── LedgerError
    └── StoreUnavailable       disk full, no permission, locked for too long

Only the interface, the console and the API turn these into words on a screen; everything else lets them rise.
"""

from __future__ import annotations

from corpus.errors import (
    CardFault,
    CorpusError,
    DraftingFault,
    ExerciseFault,
    FetchRefused,
    GovernanceError,
    IndexUnusable,
    ModelFilesChanged,
    NoSpace,
    NotHeld,
    RetrievalError,
    Unreadable,
)

__all__ = [
    "BudgetSpent",
    "CardFault",
    "CorpusError",
    "DraftRefused",
    "DraftingFault",
    "ExerciseFault",
    "FetchRefused",
    "GovernanceError",
    "IndexUnusable",
    "LanguageModelError",
    "LedgerError",
    "MayNotLeave",
    "ModelFilesChanged",
    "ModelUnavailable",
    "NoSpace",
    "NotHeld",
    "PracticeRefused",
    "QuestionRefused",
    "RetrievalError",
    "SettingsFault",
    "SignInRefused",
    "StoreUnavailable",
    "Unreadable",
]


class SettingsFault(GovernanceError):
    """A setting is unknown, has the wrong type or contradicts another."""


class QuestionRefused(GovernanceError):
    """The question is empty, too long or not text; nothing was searched."""


class DraftRefused(GovernanceError):
    """A draft does not allow what was wanted, or has changed since it was looked at; nothing has changed."""


class PracticeRefused(GovernanceError):
    """An exercise or a group does not allow what was wanted; nothing has changed."""


class SignInRefused(GovernanceError):
    """What is to say who somebody is cannot be trusted, or nobody has signed in."""


class LanguageModelError(GovernanceError):
    """The language model could not be used; the quoting writer answers instead."""


class ModelUnavailable(LanguageModelError):
    """The model is down, busy, silent or resting after failures, or its reply is of no use."""


class BudgetSpent(LanguageModelError):
    """The tokens that a person, or everybody, may use today are used up."""


class MayNotLeave(LanguageModelError):
    """The text may not be sent to an endpoint that is not local; nothing was sent."""


class LedgerError(GovernanceError):
    """The ledger refused or failed."""


class StoreUnavailable(LedgerError):
    """The disk is full, the folder is not writable, or another process holds the store for too long."""
