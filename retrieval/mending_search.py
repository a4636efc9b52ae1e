"""A search that mends: where the index turns out broken, it is rebuilt once from the holdings and asked again."""

from __future__ import annotations

import logging
from collections.abc import Callable

from corpus.errors import IndexUnusable
from corpus.holdings import Holdings
from retrieval.evidence import Evidence, Scope
from retrieval.indexing import Indexing
from retrieval.search import Search

REBUILDING = "The index was missing or damaged; it is being rebuilt from what is held. Nothing is lost."
_LOG = logging.getLogger("advisor")


class MendingSearch:
    """Finds evidence. Each part is opened when the first question comes."""

    def __init__(
        self, search: Callable[[], Search], indexing: Callable[[], Indexing], holdings: Callable[[], Holdings]
    ) -> None:
        self._search = search
        self._indexing = indexing
        self._holdings = holdings

    def find(self, question: str, scope: Scope) -> Evidence:
        """See ``Search.find``."""
        try:
            evidence = self._search().find(question, scope)
            by_vectors = any({"asked", "meaning"} & set(one.found_by) for one in evidence.passages)
            if by_vectors or self._holdings().count() == 0 or self._indexing().index.count() > 0:
                return evidence
        except IndexUnusable:
            pass
        _LOG.warning(REBUILDING)
        self._indexing().rebuild()
        return self._search().find(question, scope)
