"""The beginning of a digest card, made from an officer's answer, for a person to check, cite and finish.

It is never read as a card: it says nothing in the form of a card until somebody has put citations to it.
"""

from __future__ import annotations

import json
import re
from datetime import date


def card_id(reference: str) -> str:
    """The identifier of the card that a reference may become."""
    return "answer-" + "-".join(re.findall(r"[a-z0-9]+", reference.lower()))


def skeleton(reference: str, *, question: str, answer: str, today: date) -> str:
    """The text of the file. What only a person can say is left open and marked so."""
    title = " ".join(question.split())
    note = f"Unreviewed: from the answer to {reference}. Not searched or shown until somebody makes it a card."
    return "\n".join(
        (
            "---",
            f"id: {card_id(reference)}",
            f"title: {_quoted(title)}",
            "kind: topic",
            "extent: UK",
            "standing: in force",
            f"as_at: {today.isoformat()}",
            "checked: unverified",
            f"note: {_quoted(note)}",
            "asked_as:",
            f"  - {_quoted(title)}",
            "  # A second way in which people ask this is needed.",
            "---",
            "<!-- Take out whatever is about one person or case. Write each statement as one sentence and end it with",
            "its official address. Then set `checked`, take the note away and move the file to corpus/documents. -->",
            "",
            *answer.strip().splitlines(),
            "",
        )
    )


def _quoted(words: str) -> str:
    """Words as a YAML scalar that nothing in them can break out of."""
    return json.dumps(words, ensure_ascii=False)
