"""Connecting the Ask journey with the search, the holdings and a language model, where there is one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from advisor.connecting import holding
from advisor.connecting.model import Connection
from advisor.journeys.ask import Ask
from advisor.settings import Settings
from corpus.holdings import Holdings
from retrieval.indexing import Indexing
from retrieval.mending_search import MendingSearch
from retrieval.search import Search


def open_ask(
    settings: Settings,
    search: Callable[[], Search],
    indexing: Callable[[], Indexing],
    holdings: Callable[[], Holdings],
    connection: Connection | None,
    *,
    now: Callable[[], datetime],
    new_id: Callable[[], str],
    stopwatch: Callable[[], float],
) -> Ask:
    """The journey from a question to an answer."""
    return Ask(
        MendingSearch(search, indexing, holdings),
        floor=settings.answer.floor,
        longest_characters=settings.answer.longest_question_characters,
        corpus_as_at=lambda: holding.as_at(holdings()),
        now=now,
        stopwatch=stopwatch,
        new_id=new_id,
        writer=connection.writer if connection else None,
        whole_questions=connection.whole_questions if connection else None,
    )
