"""Connecting a language model: the settings' endpoint with its guards, budgets and record, and the writer that uses it.

Each part is made when it is first used, so that an advisor without a model imports none of it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from advisor.errors import MayNotLeave
from advisor.governance.model_call import ModelCall
from advisor.journeys.model_writer import ModelWriter
from advisor.journeys.whole_questions import WholeQuestions
from advisor.settings import ModelSettings, Settings
from corpus.source import Classification

if TYPE_CHECKING:
    from advisor.governance.exercises.step import Step
    from advisor.governance.grounding import GroundingCheck
    from advisor.journeys.asking_a_model import Grounding
    from advisor.journeys.draft_wording import DraftWording
    from advisor.journeys.explaining_marks import ExplainMarks
    from advisor.language_model.circuit import Circuit
    from advisor.language_model.door import Door
    from advisor.language_model.endpoint import Endpoint, Resolver
    from advisor.ledger.model_calls import ModelCalls
    from advisor.ledger.store import Store
    from corpus.passage import Passage


def connect(
    settings: Settings,
    *,
    calls: Callable[[], ModelCalls],
    now: Callable[[], datetime],
    new_id: Callable[[], str],
    tables: str | None = None,
    resolve: Resolver | None = None,
) -> Connection | None:
    """The language model that the settings name, or ``None`` where they name none."""
    if settings.model.base_url is None:
        return None
    return Connection(settings, calls=calls, now=now, new_id=new_id, tables=tables, resolve=resolve)


def record_of_calls(model: ModelSettings, ledger: Store) -> ModelCalls:
    """The record of calls in a ledger, held to the budgets of the settings."""
    from advisor.ledger.model_calls import ModelCalls

    return ModelCalls(ledger, person_tokens_per_day=model.person_tokens_per_day, tokens_per_day=model.tokens_per_day)


def check_index_may_be_asked(settings: Settings, marking: Classification) -> None:
    """Refuse sensitive text whose vectors would go to an index on a machine that is not ours.

    Raises:
        MayNotLeave: for anything above OFFICIAL where the setting ``index.chroma_url`` is not local.
    """
    if settings.index.chroma_url is None or marking is Classification.OFFICIAL:
        return
    from advisor.language_model.endpoint import Endpoint

    if not Endpoint(settings.index.chroma_url, Endpoint.hosts(settings.model)).local:
        raise MayNotLeave(
            "This is marked OFFICIAL-SENSITIVE and the index lies on a machine that is not yours, so nothing was sent.",
            "Keep the index on this machine, or list its host in the setting model.local_hosts.",
        )


class Connection:
    """The language model that the settings name."""

    def __init__(
        self,
        settings: Settings,
        *,
        calls: Callable[[], ModelCalls],
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        tables: str | None = None,
        resolve: Resolver | None = None,
        grounding: Grounding | None = None,
    ) -> None:
        """Connect to what ``settings.model`` names, which must have an address.

        Args:
            settings: all settings.
            calls: opens the record of calls.
            now: the clock.
            new_id: gives identifiers of calls.
            tables: where tiktoken keeps its tables, if not in its usual place.
            resolve: how hosts are looked up; the name service of this machine otherwise.
            grounding: the check of claims; the project's own otherwise.
        """
        self._settings = settings
        self._calls = calls
        self._now = now
        self._new_id = new_id
        self._tables = tables
        self._resolve = resolve
        self._given_grounding = grounding

    @cached_property
    def endpoint(self) -> Endpoint:
        """Where the model is reached."""
        from advisor.language_model.endpoint import Endpoint

        found = Endpoint.of(self._settings.model)
        assert found is not None, "a connection is made only where the settings have an address"
        return found

    @cached_property
    def circuit(self) -> Circuit:
        """Leaves a failing model alone for a while."""
        from advisor.language_model.circuit import Circuit

        model = self._settings.model
        return Circuit(
            failures_before_rest=model.failures_before_rest, rest_seconds=model.rest_seconds, clock=time.monotonic
        )

    @cached_property
    def door(self) -> Door:
        """The way to the model."""
        from advisor.language_model.chat import Chat
        from advisor.language_model.door import Door
        from advisor.language_model.endpoint import looked_up

        model, resolve = self._settings.model, self._resolve or looked_up
        return Door(
            self.endpoint,
            model,
            chat=lambda: Chat(self.endpoint, model, resolve=resolve, clock=time.monotonic),
            calls=self._calls,
            circuit=self.circuit,
            count_tokens=self._count,
            now=self._now,
            clock=time.monotonic,
            sleep=time.sleep,
            new_id=self._new_id,
        )

    @cached_property
    def grounding(self) -> Grounding:
        """The check that every claim must pass."""
        if self._given_grounding is not None:
            return self._given_grounding
        return grounding_check(self._settings)

    @cached_property
    def writer(self) -> ModelWriter:
        """Words answers."""
        from prompts.prompt import load

        model = self._settings.model
        return ModelWriter(
            self.door,
            self.grounding,
            load("answer"),
            floor=self._settings.answer.floor,
            count_tokens=self._counting,
            passage_tokens=model.passage_tokens,
            answer_tokens=model.answer_tokens,
        )

    @cached_property
    def draft_wording(self) -> DraftWording:
        """Rewords statements of drafts."""
        from advisor.journeys.draft_wording import DraftWording
        from prompts.prompt import load

        tokens = self._settings.model.answer_tokens
        return DraftWording(self.door, self.grounding, load("word-draft"), answer_tokens=tokens)

    def explain_marks(self, passages: Callable[[Step], Sequence[Passage]], today: Callable[[], date]) -> ExplainMarks:
        """Explains the marks of exercises from the cards on which a step rests."""
        from advisor.journeys.explaining_marks import ExplainMarks
        from prompts.prompt import load

        model = self._settings.model
        return ExplainMarks(
            self.door,
            self.grounding,
            load("explain-marks"),
            passages,
            today=today,
            count_tokens=self._counting,
            passage_tokens=model.passage_tokens,
            answer_tokens=model.answer_tokens,
        )

    @cached_property
    def whole_questions(self) -> WholeQuestions | None:
        """Words follow-ups as whole questions, where the settings let it."""
        from prompts.prompt import load

        return WholeQuestions(self.door, load("whole-question")) if self._settings.model.rewrite_follow_ups else None

    @property
    def token_counting(self) -> str:
        """How tokens are counted on this machine, in words."""
        from advisor.language_model.tokens import counter

        return counter(self._tables)[0]

    def latest_calls(self, limit: int = 50) -> list[ModelCall]:
        """The calls made, the latest first."""
        return self._calls().latest(limit=limit)

    def tokens_left(self, person_id: str) -> int:
        """Tokens that a person may still use today."""
        return self._calls().left(self._now(), person_id)

    def _count(self, text: str) -> int:
        return self._counting()(text)

    def _counting(self) -> Callable[[str], int]:
        from advisor.language_model.tokens import counter

        return counter(self._tables)[1]


def grounding_check(settings: Settings) -> GroundingCheck:
    """The check of claims against passages, with the entailment model that the settings may name."""
    from advisor.governance.grounding import GroundingCheck

    if settings.grounding.entailment_model is None:
        return GroundingCheck()
    from retrieval.entailment import FolderEntailment

    return GroundingCheck(FolderEntailment(settings.grounding.entailment_model, settings.embedding.threads))
