"""What a certificate says: who finished which exercise, when, and with how many marks."""

from __future__ import annotations

from datetime import datetime

from corpus.source import Frozen


class Certificate(Frozen):
    """What a certificate says."""

    learner: str
    title: str
    lesson: str
    marks: float
    out_of: float
    finished_at: datetime
    attempt_id: str
