"""Dates of a proposal, as they are written; none is worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
DATE = re.compile(
    rf"\b(?:(?:the )?(?:week of|end of|start of|beginning of) )?(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?: \d{{4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|{_MONTH} \d{{4}})\b"
    r"|\b\d{1,2}/\d{1,2}/\d{4}\b|\b\d{4}-\d\d-\d\d\b"
    r"|\b(?:Easter|Christmas|Whitsun|Michaelmas)(?: \d{4})?\b|\b20\d\d/\d\d\b"
)


def written_dates(text: str) -> Iterator[tuple[int, int]]:
    """Where each date begins and ends."""
    for hit in DATE.finditer(text):
        yield hit.span()
