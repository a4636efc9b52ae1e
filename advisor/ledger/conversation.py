"""What the ledger keeps of a conversation: its turns, what was thought of them, and what was passed on."""

from __future__ import annotations

from datetime import datetime

from advisor.governance.answer import Answer
from corpus.source import Classification, Frozen, Jurisdiction

WAITING = "waiting"
"""Status of a question that was passed on and not yet answered by a person."""


class Conversation(Frozen):
    """A run of questions by one person, about one piece of work."""

    id: str
    person_id: str
    title: str
    jurisdiction: Jurisdiction
    classification: Classification
    started_at: datetime
    last_at: datetime


class Turn(Frozen):
    """One question of a conversation and the answer as it was shown. ``number`` counts from 1."""

    conversation_id: str
    number: int
    answer: Answer
    asked_at: datetime


class Feedback(Frozen):
    """What a person thought of an answer; the last word stands."""

    answer_id: str
    helpful: bool
    note: str
    at: datetime


class ReferredQuestion(Frozen):
    """A question passed on to the data protection officer. ``id`` is the reference that the person keeps."""

    id: str
    answer_id: str | None
    question: str
    note: str
    person_id: str
    at: datetime
    status: str
