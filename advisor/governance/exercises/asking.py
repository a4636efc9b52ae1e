"""Answers that only put questions: whoever asks whether it is so has not said that it is."""

from __future__ import annotations

import re

_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n")
_OPENING = re.compile(
    r"""\W*(?:(?:and|or|so|but|then|also)\W+)?
    (?:is|are|was|were|am|do|does|did|has|have|had|can|could|should|shall|will|would|must|may|might
    |who|whom|whose|what|when|where|why|how|which)\b(?!n?[’']t)(?!\s+not\b)(?!\s+\w+\s+not\b)""",
    re.VERBOSE | re.IGNORECASE,
)
"""How a question opens that leaves its answer open; “isn't it” and “why not” say what they mean."""

_QUESTIONS_WANTED = re.compile(
    r"\b(?:which|what|write|list|name|put)\b[^.?]*\b(?:questions?|(?:do|would|should|must|will|can)\s+you\s+(?:\w+\s+)?ask)\b",
    re.IGNORECASE,
)


def only_asks(answer: str, prompt: str, model_answer: str) -> bool:
    """Whether every sentence of an answer is an open question, where none was asked for."""
    if "?" in model_answer or _QUESTIONS_WANTED.search(prompt):
        return False
    said = [one for one in _SENTENCES.split(answer) if any(map(str.isalnum, one))]
    return bool(said) and all(one.rstrip(" \"'”’)").endswith("?") and _OPENING.match(one) for one in said)
