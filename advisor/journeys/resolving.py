"""Resolving: the passages that a model is shown under labels, and what a label and a quotation in its reply stand for.

The model sees P1…Pn, never an identifier or an address. Only statements that are law where the asker is, and on the day
asked about, are shown; words that try to command a machine are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from advisor.governance.masking import Masking
from advisor.journeys.quoting_writer import holds
from corpus.passage import Passage, Statement
from retrieval.command import without_commands
from retrieval.evidence import Evidence, RankedPassage

MOST_PASSAGES = 8
NEAR_THE_BEST = 0.35
FEWEST_QUOTED_WORDS = 3
_LABEL = re.compile(r"^[\[(<\s]*P\s?(\d{1,2})[\])>\s.:]*$", re.IGNORECASE)
_FENCE = re.compile(r"</?\s*(?:passage|question|follow-up)\b", re.IGNORECASE)
_TYPOGRAPHY = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "“": '"', "”": '"', "„": '"', "″": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "\u00ad": "", "\u200b": "", "\u200c": "",
        "\u200d": "", "\u2060": "", "\ufeff": "",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Carrier:
    """A statement of a passage that may carry a claim, with the words in which it was shown."""

    statement: Statement
    passage: Passage
    shown_as: str

    @property
    def text(self) -> str:
        """The statement with the labels of what it cites, as the grounding check reads it."""
        return _with_labels(self.statement)


@dataclass(frozen=True)
class ShownPassage:
    """A passage as the model sees it."""

    label: str
    title: str
    carriers: tuple[Carrier, ...]

    @property
    def text(self) -> str:
        """Its statements, a line each, masked where they leave this machine."""
        return "\n".join(carrier.shown_as for carrier in self.carriers)


def shown_passages(
    evidence: Evidence, floor: float, masking: Masking, count_tokens: Callable[[str], int], most_tokens: int
) -> tuple[ShownPassage, ...]:
    """The best passages, cut to what a request may carry; the best one is always among them."""
    shown: list[ShownPassage] = []
    left = most_tokens
    for found in _near(evidence, floor):
        carriers: list[Carrier] = []
        for statement in _holding(found.passage, evidence):
            carrier = Carrier(statement, found.passage, masking.mask(_with_labels(statement)))
            cost = count_tokens(carrier.shown_as) + 1
            if cost > left and (shown or carriers):
                break
            left -= cost
            carriers.append(carrier)
        if carriers:
            shown.append(ShownPassage(f"P{len(shown) + 1}", masking.mask(_plain(found.passage.title)), tuple(carriers)))
        if left <= 0 or len(shown) == MOST_PASSAGES:
            break
    return tuple(shown)


def labelled(labels: Sequence[str], shown: Sequence[ShownPassage]) -> tuple[ShownPassage, ...] | None:
    """The passages that labels stand for, or ``None`` where there is no label or one stands for nothing."""
    known = {passage.label: passage for passage in shown}
    found: dict[str, ShownPassage] = {}
    for label in labels:
        written = _LABEL.match(label)
        passage = known.get(f"P{int(written.group(1))}") if written else None
        if passage is None:
            return None
        found[passage.label] = passage
    return tuple(found.values()) or None


def carriers_of(quotation: str, passages: Sequence[ShownPassage]) -> tuple[Carrier, ...]:
    """The statements in which a quotation stands verbatim, but for white space and typography; none if it does not."""
    wanted = settled(quotation).strip("\"' ").rstrip(".,;:… ")
    if len(wanted.split()) < FEWEST_QUOTED_WORDS:
        return ()
    for passage in passages:
        lines = [settled(carrier.shown_as) for carrier in passage.carriers]
        at = _found(wanted, " ".join(lines))
        if at is not None:
            return tuple(carrier for carrier, (start, end) in _spans(passage, lines) if start < at[1] and at[0] < end)
    return ()


def settled(text: str) -> str:
    """A text with one kind of quotation mark, dash and space, for comparing."""
    return " ".join(normalize("NFKC", text.translate(_TYPOGRAPHY)).translate(_TYPOGRAPHY).split())


def _near(evidence: Evidence, floor: float) -> list[RankedPassage]:
    if not evidence.passages:
        return []
    least = max(floor, evidence.passages[0].score - NEAR_THE_BEST)
    return [found for found in evidence.passages if found.score >= least or "pinpoint" in found.found_by]


def _holding(passage: Passage, evidence: Evidence) -> Iterator[Statement]:
    for statement in passage.told:
        commands = without_commands(statement.text) != " ".join(statement.text.split())
        if statement.references and not commands and not _FENCE.search(statement.text) and holds(statement, evidence):
            yield statement


def _with_labels(statement: Statement) -> str:
    return f"{' '.join(statement.text.split())} ({'; '.join(reference.label for reference in statement.references)})"


def _plain(title: str) -> str:
    return _FENCE.sub(" ", title).replace('"', "'").replace("<", " ").replace(">", " ")


def _found(wanted: str, text: str) -> tuple[int, int] | None:
    """Where the words stand; the first letter may differ in case, as a quotation may begin a sentence."""
    for first in (wanted[0], wanted[0].upper(), wanted[0].lower()):
        at = text.find(first + wanted[1:])
        if at >= 0:
            return at, at + len(wanted)
    return None


def _spans(passage: ShownPassage, lines: list[str]) -> Iterator[tuple[Carrier, tuple[int, int]]]:
    at = 0
    for carrier, line in zip(passage.carriers, lines, strict=True):
        yield carrier, (at, at + len(line))
        at += len(line) + 1
