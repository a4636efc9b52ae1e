"""The one place that knows every adapter: it builds the journeys with their real stores, clock and identifiers."""

from __future__ import annotations

import logging
import os
import secrets
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from advisor import settings as settings_module
from advisor.connecting import holding, model
from advisor.connecting.asking import open_ask
from advisor.connecting.drafting import Drafts
from advisor.connecting.holding import SHIPPED
from advisor.connecting.identity import Identity, open_identity
from advisor.connecting.ledger import open_ledger
from advisor.connecting.offline import libraries_offline
from advisor.connecting.practising import Practising
from advisor.governance.answer import Answer
from advisor.governance.routing import highest
from advisor.journeys.ask import Ask
from advisor.journeys.model_writer import OnClaim
from advisor.journeys.whole_questions import last_whole_question
from advisor.ledger.conversations import Conversations
from advisor.ledger.model_calls import ModelCalls
from advisor.ledger.people import People
from advisor.ledger.store import Store
from advisor.settings import Settings
from corpus.containment import Limits
from corpus.document import About
from corpus.errors import IndexUnusable
from corpus.holdings import Holdings
from corpus.ingestion import FileReport, Ingestion
from corpus.shipped import shipped_cards, shipped_digest
from corpus.source import Classification, Jurisdiction
from corpus.sync import Synced
from retrieval import verification
from retrieval.embedding import Embedder, chosen_embedder
from retrieval.embedding_cache import EmbeddingCache
from retrieval.indexing import Indexing, Progress
from retrieval.mending_search import REBUILDING
from retrieval.passage_index import PassageIndex
from retrieval.question_reader import PackagedReader
from retrieval.search import Search
from retrieval.verification import Fault

if TYPE_CHECKING:
    from advisor.connecting.casework import Office
    from advisor.connecting.precedents import Precedents
    from advisor.journeys.authority import Authority
    from advisor.journeys.casework import Casework
    from advisor.language_model.endpoint import Resolver

__all__ = ["LOCAL_PERSON", "SHIPPED", "Advisor", "new_id", "now", "open_advisor", "shipped_cards", "shipped_digest"]

LOCAL_PERSON = "local"
"""The one person of a local installation; named persons come with sign-in."""
_LOG = logging.getLogger("advisor")


class Advisor:
    """Everything a surface needs, built once a process; parts are made when first used, so that starting is quick."""

    def __init__(self, settings: Settings, *, resolve: Resolver | None = None) -> None:
        """``resolve`` looks up the host of a language model; the name service of this machine otherwise."""
        self.settings = settings
        self._resolve = resolve
        self._prepared = False
        os.environ.update(libraries_offline(settings))

    @cached_property
    def holdings(self) -> Holdings:
        """What is held."""
        return Holdings(self.settings.home / "holdings.sqlite")

    @cached_property
    def embedder(self) -> Embedder:
        """The embedding model that the settings ask for."""
        chosen = self.settings.embedding
        return chosen_embedder(chosen.model, allow_download=chosen.allow_download, threads=chosen.threads)

    @cached_property
    def indexing(self) -> Indexing:
        """Keeps the indexes in step with the holdings."""
        index = PassageIndex(self.settings.home / "vectors", self.embedder.name, self.settings.index.chroma_url)
        return Indexing(self.settings.home, self.holdings, self.embedder, index)

    @cached_property
    def search(self) -> Search:
        """Finds evidence."""
        cache = EmbeddingCache(self.settings.home / "cache" / "vectors.sqlite", self.embedder)
        return Search(self.holdings, self.indexing, cache, PackagedReader(self.settings.embedding.threads))

    @cached_property
    def ingestion(self) -> Ingestion:
        """Brings documents in."""
        return Ingestion(self.holdings, self.settings.home / "originals", Limits(**self.settings.reading.model_dump()))

    @cached_property
    def ledger(self) -> Store:
        """The store that the ledger is kept in."""
        return open_ledger(self.settings, now())

    @cached_property
    def conversations(self) -> Conversations:
        """What was asked and answered here, kept in the ledger."""
        return Conversations(self.ledger)

    @cached_property
    def office(self) -> Office:
        """Casework: cases, the register of authority, questions passed on, and how long things are kept."""
        from advisor.connecting.casework import Office

        return Office(self.settings, self.ledger, lambda: self.conversations, now=now, new_id=new_id)

    @cached_property
    def precedents(self) -> Precedents:
        """Decided cases that were published: consulting them, and keeping their register."""
        from advisor.connecting.precedents import Precedents

        cache = EmbeddingCache(self.settings.home / "cache" / "vectors.sqlite", self.embedder)
        return Precedents(lambda: self.ledger, lambda: self.office, cache.vectors, now=now, asked=self.embedder.embed)

    @cached_property
    def drafts(self) -> Drafts:
        """Drafts of assessments and agreements."""
        return Drafts(self, now=now, new_id=new_id)

    @cached_property
    def practising(self) -> Practising:
        """Exercises, attempts at them, and groups."""
        parts = (lambda: self.ledger, lambda: self.embedder, lambda: self.connection)
        return Practising(self.settings, *parts, now=now, new_id=new_id)

    @property
    def people(self) -> People:
        """The people that the ledger knows."""
        return self.office.people

    @property
    def casework(self) -> Casework:
        """Cases: opened, commanded, read."""
        return self.office.casework

    @property
    def authority(self) -> Authority:
        """The register of authority."""
        return self.office.authority

    @cached_property
    def identity(self) -> Identity:
        """Who is at a page or on the command line."""
        return open_identity(self.settings, lambda: self.people, now=now, new_id=new_id)

    @cached_property
    def model_calls(self) -> ModelCalls:
        """The calls of a language model and the budgets that they count against."""
        return model.record_of_calls(self.settings.model, self.ledger)

    @cached_property
    def connection(self) -> model.Connection | None:
        """The language model that the settings name, or ``None`` where they name none."""
        tables = os.environ.get("TIKTOKEN_CACHE_DIR")
        return model.connect(
            self.settings, calls=lambda: self.model_calls, now=now, new_id=new_id, tables=tables, resolve=self._resolve
        )

    def prepare(self, on_progress: Progress | None = None) -> None:
        """Bring holdings and indexes up to the shipped cards and whatever a killed run left undone.

        Raises:
            CardFault: where a shipped card breaks the format.
            IndexUnusable: where the index stays broken after one rebuild.
        """
        if self._prepared and self.holdings.waiting() == 0:
            return
        holding.bring_in_shipped(self.holdings, now().date())
        self._finish_indexing(on_progress)
        self._prepared = True

    def ask(
        self,
        question: str,
        *,
        jurisdiction: Jurisdiction | None = None,
        on: date | None = None,
        classification: Classification = Classification.OFFICIAL,
        follows: Sequence[Answer] = (),
        marking: Classification = Classification.OFFICIAL,
        person_id: str = LOCAL_PERSON,
        on_claim: OnClaim | None = None,
    ) -> Answer:
        """Answer a question from what is held.

        Args:
            question: as the person wrote it.
            jurisdiction: where the asker works; the setting otherwise.
            on: a day in the past whose law is wanted.
            classification: the highest classification of text that may be used.
            follows: earlier answers of the conversation, oldest first.
            marking: the marking of the conversation; nothing above OFFICIAL leaves this machine.
            person_id: who asks.
            on_claim: told each claim that a language model wrote, as soon as it has been checked.

        Raises:
            QuestionRefused: for a question that is empty, too long or not text.
            IndexUnusable: where the index is broken and could not be rebuilt.
            MayNotLeave: for what is OFFICIAL-SENSITIVE where the index lies on a machine that is not ours.
        """
        marking = highest((marking, classification, *(answer.classification for answer in follows)))
        model.check_index_may_be_asked(self.settings, marking)
        self.prepare()
        return self._ask(
            question,
            jurisdiction or self.settings.answer.jurisdiction,
            on=on,
            clearance=classification,
            earlier=last_whole_question([answer.question for answer in follows]),
            marking=marking,
            person_id=person_id,
            on_claim=on_claim,
        )

    def add_files(self, paths: Sequence[Path], about: About, on_progress: Progress | None = None) -> list[FileReport]:
        """Bring files in and index them; one report for each, in order. A file that cannot be read changes nothing."""
        model.check_index_may_be_asked(self.settings, about.classification)
        self.prepare(on_progress)
        reports = self.ingestion.add(paths, about, today=now().date(), on_progress=on_progress)
        self._finish_indexing(on_progress)
        return reports

    def add_upload(self, data: bytes, name: str, about: About, on_progress: Progress | None = None) -> FileReport:
        """Bring in one uploaded document; its name is shown to people and never used as a path."""
        model.check_index_may_be_asked(self.settings, about.classification)
        self.prepare(on_progress)
        report = self.ingestion.add_bytes(data, name, about, today=now().date())
        self._finish_indexing(on_progress)
        return report

    def remove(self, source_id: str) -> int:
        """Stop holding a source, in holdings and indexes; returns how many passages went.

        Raises:
            NotHeld: where there is none of that id.
            CorpusError: for a shipped card.
        """
        original = holding.check_may_go(self.holdings, source_id)
        removed = self.holdings.remove(source_id)
        self._finish_indexing(None)
        if original and all(held.original != original for held in self.holdings.sources()):
            (self.settings.home / "originals" / original).unlink(missing_ok=True)
        return removed

    def sync(self, on_progress: Progress | None = None) -> list[Synced]:
        """Fetch the official texts that changed, and index them. The only journey that reaches the network.

        Raises:
            CorpusError: where the list of sources cannot be used.
        """
        self.prepare(on_progress)
        reports = holding.sync(self.settings, self.holdings, self.ingestion, now, on_progress)
        self._finish_indexing(on_progress)
        return reports

    def verify(self) -> list[Fault]:
        """Everything that is wrong with what is held and indexed; empty when all is well."""
        self.prepare()
        return verification.faults(self.holdings, self.settings.home / "originals", self.indexing)

    @cached_property
    def _ask(self) -> Ask:
        parts = (lambda: self.search, lambda: self.indexing, lambda: self.holdings, self.connection)
        return open_ask(self.settings, *parts, now=now, new_id=new_id, stopwatch=time.perf_counter)

    def _finish_indexing(self, on_progress: Progress | None) -> None:
        try:
            self.indexing.finish(on_progress)
        except IndexUnusable:
            _LOG.warning(REBUILDING)
            self.indexing.rebuild(on_progress)


def open_advisor(settings: Settings | None = None) -> Advisor:
    """The advisor with the given settings, or those of the environment."""
    return Advisor(settings or settings_module.current())


def new_id() -> str:
    """A fresh identifier for an answer or a conversation: 16 letters and digits."""
    return secrets.token_hex(8)


def now() -> datetime:
    """The time, with its zone; the one clock of the project."""
    return datetime.now(UTC)
