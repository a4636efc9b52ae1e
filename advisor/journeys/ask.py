"""Asking: a question becomes an answer in five steps, each a function that can be read on its own.

check the question → limit the search → find evidence → write → record what was found and how long it took
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol
from unicodedata import category

from advisor.errors import QuestionRefused
from advisor.governance.answer import Answer, Claim, RetrievedEntry
from advisor.journeys import quoting_writer
from corpus.source import TERRITORIES, UK, Classification, Extent, Jurisdiction
from retrieval.evidence import Evidence, RankedPassage, Scope
from retrieval.query import whole_question

SHOWN_ENTRIES = 40
_NEXT_CITATION = 0.75
_NOT_WRITTEN = {"Cc", "Cn", "Co"}
"""Unicode's categories of control characters and of places that stand for no letter."""


class Finder(Protocol):
    """Finds evidence within a scope."""

    def find(self, question: str, scope: Scope) -> Evidence:
        """Evidence for a question, best first."""
        ...


class Ask:
    """The journey from a question to an answer. Clock and identifiers are given, so that an answer can be replayed."""

    def __init__(
        self,
        finder: Finder,
        *,
        floor: float,
        longest_characters: int,
        corpus_as_at: Callable[[], date | None],
        now: Callable[[], datetime],
        stopwatch: Callable[[], float],
        new_id: Callable[[], str],
    ) -> None:
        self._finder = finder
        self._floor = floor
        self._longest_characters = longest_characters
        self._corpus_as_at = corpus_as_at
        self._now = now
        self._stopwatch = stopwatch
        self._new_id = new_id

    def __call__(
        self,
        question: str,
        jurisdiction: Jurisdiction,
        *,
        on: date | None = None,
        clearance: Classification = Classification.OFFICIAL,
        earlier: str | None = None,
    ) -> Answer:
        """Answer one question.

        Args:
            question: as the person wrote it.
            jurisdiction: where the asker works.
            on: a day in the past whose law is wanted; ``None`` for the law now.
            clearance: the highest classification of text that may be used.
            earlier: the question before it in the conversation, by which a follow-up is made whole.

        Raises:
            QuestionRefused: for a question that is empty, too long or not text.
        """
        began = self._stopwatch()
        asked = self._checked(question)
        scope = self._scope(jurisdiction, on, clearance)
        evidence = self._finder.find(whole_question(asked, earlier), scope)
        draft = quoting_writer.write(evidence, self._floor)
        return Answer(
            id=self._new_id(),
            question=asked,
            jurisdiction=jurisdiction,
            outcome=draft.outcome,
            premise_corrected=draft.premise_corrected,
            claims=draft.claims,
            retrieved=entries(evidence.passages),
            withheld=draft.withheld,
            caveats=draft.caveats,
            as_at=scope.on if scope.historical else self._law_checked_to(),
            extent=common_extent(draft.claims),
            evidence_digest=evidence.index_digest,
            answered_at=self._now(),
            milliseconds=round((self._stopwatch() - began) * 1000),
        )

    def _checked(self, question: str) -> str:
        text = question.strip()
        if not any(letter.isalnum() for letter in text):
            raise QuestionRefused(
                "There is no question to answer.",
                "Write it in your own words, for example: how long do we have to answer a SAR?",
            )
        if len(text) > self._longest_characters:
            raise QuestionRefused(
                f"The question has {len(text):,} characters; the most that is read is {self._longest_characters:,}.",
                "Ask about one matter at a time, or add a long document to the corpus and ask about it.",
            )
        odd = sum(1 for letter in text if category(letter) in _NOT_WRITTEN and letter not in "\n\r\t")
        if "\0" in text or "\ufffd" in text or not _is_whole(text) or odd > len(text) / 20:
            raise QuestionRefused(
                "The question is not readable text.", "Type it, or save the file as plain text in UTF-8."
            )
        return text

    def _scope(self, jurisdiction: Jurisdiction, on: date | None, clearance: Classification) -> Scope:
        today = self._now().date()
        if on is not None and on < today:
            return Scope(jurisdiction=jurisdiction, on=on, historical=True, clearance=clearance)
        return Scope(
            jurisdiction=jurisdiction, on=max(on or today, today, self._corpus_as_at() or today), clearance=clearance
        )

    def _law_checked_to(self) -> date:
        """The day whose law is stated: today, or the day to which the corpus was checked if that is earlier."""
        today = self._now().date()
        return min(today, self._corpus_as_at() or today)


def _is_whole(text: str) -> bool:
    """Whether every character can be written as UTF-8: bytes that were no text cannot."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def entries(found: tuple[RankedPassage, ...]) -> tuple[RetrievedEntry, ...]:
    """What was found as addresses, best first, none twice.

    A passage that cites several provisions gives each an entry, in its order; each further one counts a little less
    than the one before, so that the best citations of the next passage come ahead of the last of the first.
    """
    result: dict[str, RetrievedEntry] = {}
    for ranked in found:
        passage = ranked.passage
        cited = {
            reference.url: reference.label for statement in passage.statements for reference in statement.references
        }
        own = {} if passage.url in cited else {passage.url: passage.title}
        for place, (url, label) in enumerate({**own, **cited}.items()):
            score = round(ranked.score * _NEXT_CITATION**place, 4)
            if url not in result or result[url].score < score:
                result[url] = RetrievedEntry(url=url, label=label, score=score, passage_id=passage.id)
    return tuple(sorted(result.values(), key=lambda entry: -entry.score))[:SHOWN_ENTRIES]


def common_extent(claims: tuple[Claim, ...]) -> Extent:
    """Where every claim holds; where no one territory is common to all, wherever any holds."""
    extents = [set(citation.extent) for claim in claims for citation in claim.citations]
    if not extents:
        return UK
    shared = set.intersection(*extents) or set.union(*extents)
    return tuple(letter for letter in TERRITORIES if letter in shared)
