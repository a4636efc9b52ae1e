"""Asking: a question becomes an answer in six steps, each a function that can be read on its own.

check the question → limit the search → make a follow-up whole → find evidence → write → record what was found and how
long it took. The quoting writer always writes; where a language model is connected, those of its sentences that passed
every check are shown instead.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol
from unicodedata import category

from advisor.errors import QuestionRefused
from advisor.governance.answer import Answer, Claim, RetrievedEntry
from advisor.governance.routing import highest
from advisor.journeys import quoting_writer
from advisor.journeys.model_writer import ModelWriter, OnClaim, Writing
from advisor.journeys.whole_questions import WholeQuestions
from corpus.passage import Passage, Statement
from corpus.source import TERRITORIES, UK, Classification, Extent, Jurisdiction
from retrieval.evidence import Evidence, RankedPassage, Scope
from retrieval.query import whole_question

SHOWN_ENTRIES = 40
_NEXT_CITATION = 0.75
_NEXT_REFERENCE = 0.9
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
        writer: ModelWriter | None = None,
        whole_questions: WholeQuestions | None = None,
    ) -> None:
        self._writer = writer
        self._whole_questions = whole_questions
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
        marking: Classification = Classification.OFFICIAL,
        person_id: str = "",
        on_claim: OnClaim | None = None,
    ) -> Answer:
        """Answer one question.

        Args:
            question: as the person wrote it.
            jurisdiction: where the asker works.
            on: a day in the past whose law is wanted; ``None`` for the law now.
            clearance: the highest classification of text that may be used.
            earlier: the question before it in the conversation, by which a follow-up is made whole.
            marking: the highest marking of the conversation so far; with ``clearance`` it decides what may leave.
            person_id: whose question it is, for the budget of model calls.
            on_claim: told each claim of a model as soon as it has been checked.

        Raises:
            QuestionRefused: for a question that is empty, too long or not text.
        """
        began = self._stopwatch()
        asked = self._checked(question)
        scope = self._scope(jurisdiction, on, clearance)
        marking = highest((marking, clearance))
        whole, calls = self._made_whole(asked, earlier, marking, person_id)
        evidence = self._finder.find(whole, scope)
        written = Writing(quoting_writer.write(evidence, self._floor))
        if self._writer is not None:
            written = self._writer(evidence, written.draft, marking=marking, person_id=person_id, on_claim=on_claim)
        draft = written.draft
        return Answer(
            id=self._new_id(),
            question=asked,
            jurisdiction=jurisdiction,
            classification=marking,
            outcome=draft.outcome,
            premise_corrected=draft.premise_corrected,
            claims=draft.claims,
            retrieved=entries(evidence.passages),
            withheld=draft.withheld,
            caveats=draft.caveats,
            as_at=scope.on if scope.historical else self._law_checked_to(),
            extent=common_extent(draft.claims),
            writer=written.writer,
            prompt_digest=written.prompt_digest,
            model_call_ids=(*calls, *written.call_ids),
            evidence_digest=evidence.index_digest,
            answered_at=self._now(),
            milliseconds=round((self._stopwatch() - began) * 1000),
        )

    def _made_whole(
        self, asked: str, earlier: str | None, marking: Classification, person_id: str
    ) -> tuple[str, tuple[str, ...]]:
        if self._whole_questions is None:
            return whole_question(asked, earlier), ()
        return self._whole_questions(asked, earlier, marking=marking, person_id=person_id)

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

    A passage that cites several provisions gives each an entry; each further one counts a little less than the one
    before. An address gains by every statement that rests on it and is likely to tell what was asked, so that a
    provision on which several of the best passages rest comes ahead of one that only the first of them mentions.
    """
    best: dict[str, RetrievedEntry] = {}
    idle: dict[str, float] = {}
    for ranked in found:
        passage = ranked.passage
        cited: dict[str, str] = {}
        if passage.url not in _cited(passage):
            cited[passage.url] = passage.title
            idle[passage.url] = idle.get(passage.url, 1.0) * (1 - max(ranked.statement_scores, default=0.0))
        for statement, likelihood in _with_likelihood(ranked):
            for place, reference in enumerate(statement.references):
                cited.setdefault(reference.url, reference.label)
                idle[reference.url] = idle.get(reference.url, 1.0) * (1 - likelihood * _NEXT_REFERENCE**place)
        for place, (url, label) in enumerate(cited.items()):
            score = ranked.score * _NEXT_CITATION**place
            if url not in best or best[url].score < score:
                best[url] = RetrievedEntry(url=url, label=label, score=score, passage_id=passage.id)
    weighed = [
        entry.model_copy(update={"score": round((2 * (1 - idle.get(url, 1.0)) + entry.score) / 3, 4)})
        for url, entry in best.items()
    ]
    return tuple(sorted(weighed, key=lambda entry: -entry.score))[:SHOWN_ENTRIES]


def _with_likelihood(ranked: RankedPassage) -> list[tuple[Statement, float]]:
    """Each statement of a passage with the likelihood that it tells what was asked; 0 where that was not measured."""
    told = ranked.passage.told
    return list(zip(told, ranked.statement_scores or (0.0,) * len(told), strict=True))


def _cited(passage: Passage) -> set[str]:
    return {reference.url for statement in passage.told for reference in statement.references}


def common_extent(claims: tuple[Claim, ...]) -> Extent:
    """Where every claim holds; where no one territory is common to all, wherever any holds."""
    extents = [set(citation.extent) for claim in claims for citation in claim.citations]
    if not extents:
        return UK
    shared = set.intersection(*extents) or set.union(*extents)
    return tuple(letter for letter in TERRITORIES if letter in shared)
