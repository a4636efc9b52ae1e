"""Whether a question asks how the law stood in an earlier year, which the law of today does not answer."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_IN_A_YEAR = re.compile(
    rf"(?:(?P<before>[\w’']+)\s+)?\b(?:in|during|throughout|as of|on)\s+(?:the\s+)?(?:early|late|mid|summer|spring"
    rf"|autumn|winter|end of|start of)?\s*(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTH}\s+)?(?P<year>(?:19|20)\d\d)\b"
    r"(?!/|\s+(?:act|regulations|order|rules|code)\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.?!;])\s+|\n+")
_ASKED_OF_THEN = re.compile(r"\b(?:was|were|wasn['’]?t|weren['’]?t|did|didn['’]?t|had)\b", re.IGNORECASE)
_ASKED_OF_THEN_OR_POLITELY = re.compile(r"\b(?:could|would|couldn['’]?t)\b", re.IGNORECASE)
_ASKED_OF_NOW = re.compile(
    r"\b(?:is|are|isn['’]?t|aren['’]?t|do|does|don['’]?t|doesn['’]?t|can|can['’]?t|cannot|may(?!\s+(?:19|20)\d\d)|must"
    r"|should|shall|will|need|needs|have we|has)\b",
    re.IGNORECASE,
)
_TELLS_OF_A_THING = re.compile(
    r"^(?:\w{2,}ed|born|made|taken|left|written|sent|held|given|kept|built|begun)$", re.IGNORECASE
)


def year_asked_of(question: str) -> int | None:
    """The year whose law a question asks for in the past tense, or ``None``.

    A year of the story ("of a man who died in 2012") or of an Act's name is none.
    """
    sentences = [one for one in _SENTENCE_END.split(question) if one]
    asking = next((one for one in sentences if one.rstrip().endswith("?")), question)
    if _ASKED_OF_NOW.search(asking):
        return None
    of_then = bool(_ASKED_OF_THEN.search(asking))
    if not of_then and not _ASKED_OF_THEN_OR_POLITELY.search(asking):
        return None
    for found in _IN_A_YEAR.finditer(question):
        of_a_thing = _TELLS_OF_A_THING.match(found["before"] or "")
        if of_then or not of_a_thing:
            return int(found["year"])
    return None
