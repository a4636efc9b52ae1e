"""Answers that only put questions: whoever asks whether it is so has not said that it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

_OPENING = re.compile(
    r"""\W*(?:(?:and|or|so|but|then|also)\W+)?
    (?:is|are|was|were|am|do|does|did|has|have|had|can|could|should|shall|will|would|must|may|might
    |who|whom|whose|what|when|where|why|how|which)\b(?!n?[’']t)(?!\s+not\b)(?!\s+\w+\s+not\b)""",
    re.VERBOSE | re.IGNORECASE,
)
"""How a question opens that leaves its answer open; “isn't it” and “why not” say what they mean."""

_SAYS_SO = re.compile(
    r"""^\W*(?:(?:so|and|or)\s+)?why\s+(?:not\b|don[’']t\b)
    |^\W*(?:(?:so|and|or|please)\s+)?(?:(?:shall|may|can|could|should)\s+(?:I|we)|(?:can|could|will|would)\s+you)\b
    |,\s*(?:\w+n[’']?t|is|are|does|do|right|no)(?:\s+\w+)?\s*\?\W*$""",
    re.VERBOSE | re.IGNORECASE,
)
"""“Why not ask him?” proposes, “shall I ask him?” offers, and “that is a breach, isn't it?” says that it is one."""

_QUESTIONS_WANTED = re.compile(
    r"\b(?:which|what|write|list|name|put)\b[^.?]*\b(?:questions?|(?:do|would|should|must|will|can)\s+you\s+(?:\w+\s+)?ask)\b",
    re.IGNORECASE,
)


def wants_questions(prompt: str, model_answer: str) -> bool:
    """Whether questions are an answer to a step."""
    return "?" in model_answer or bool(_QUESTIONS_WANTED.search(prompt))


def only_asks(sentences: Sequence[str]) -> bool:
    """Whether every sentence is a question, and none says what it means; a single one may (“72 hours?”)."""
    if not all(_ends_as_one(one) and not _SAYS_SO.search(one) for one in sentences):
        return False
    return len(sentences) > 1 or all(map(is_question, sentences))


def is_question(sentence: str) -> bool:
    """Whether a sentence is a question that leaves its answer open."""
    return _ends_as_one(sentence) and bool(_OPENING.match(sentence)) and not _SAYS_SO.search(sentence)


def _ends_as_one(sentence: str) -> bool:
    return sentence.rstrip(" \"'”’)").endswith("?")
