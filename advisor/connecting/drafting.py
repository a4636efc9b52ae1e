"""Connecting drafting: the journey with the ledger, the rules that ship, the readers, near cases and casework."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from advisor.settings import Settings

if TYPE_CHECKING:
    from advisor.connecting.casework import Office
    from advisor.connecting.model import Connection
    from advisor.connecting.precedents import Precedents
    from advisor.governance.drafting.composing import Rulebook
    from advisor.governance.drafting.facts import Facts
    from advisor.governance.drafting.meaning import Meaning
    from advisor.journeys.draft import Drafting
    from advisor.journeys.draft_writing import DraftWriting
    from advisor.ledger.store import Store
    from corpus.containment import Limits
    from corpus.document import About, Reading
    from retrieval.embedding import Embedder


_LAST_PROPOSALS = 8
"""How many proposals are remembered as they were understood, so that an answer does not have them read anew."""


class Installation(Protocol):
    """What drafting uses of the advisor; each part is made when it is first used."""

    @property
    def settings(self) -> Settings:
        """All settings."""
        ...

    @property
    def ledger(self) -> Store:
        """The store that the ledger is kept in."""
        ...

    @property
    def office(self) -> Office:
        """Casework and the register of authority."""
        ...

    @property
    def precedents(self) -> Precedents:
        """Decided cases that were published."""
        ...

    @property
    def connection(self) -> Connection | None:
        """The language model, where there is one."""
        ...

    @property
    def embedder(self) -> Embedder:
        """The embedding model."""
        ...


class Drafts:
    """Everything that a surface needs of drafts; parts are made when first used."""

    def __init__(self, advisor: Installation, *, now: Callable[[], datetime], new_id: Callable[[], str]) -> None:
        self._advisor = advisor
        self._now = now
        self._new_id = new_id
        self._understood: dict[str, Facts] = {}

    @cached_property
    def writing(self) -> DraftWriting:
        """From a proposal to a draft, with nothing kept and no precedent looked for."""
        from advisor.connecting.drafting_law import sources
        from advisor.journeys.draft_writing import DraftWriting

        return DraftWriting(self._understand, self._rulebook, self._read, sources, today=self._today)

    @cached_property
    def writing_with_near_cases(self) -> DraftWriting:
        """The same with what near cases came to: those of the register where a ledger is, else those that ship."""
        from advisor.connecting.draft_precedents import NearCasesOfDrafts
        from advisor.connecting.drafting_law import sources
        from advisor.connecting.ledger import is_kept
        from advisor.journeys.draft_writing import DraftWriting

        held = self._advisor.precedents
        consult = held.consult if is_kept(self._advisor.settings) else held.consult_shipped
        near = NearCasesOfDrafts(lambda: consult, self._today)
        return DraftWriting(self._understand, self._rulebook, self._read, sources, near, today=self._today)

    @cached_property
    def journey(self) -> Drafting:
        """Drafts that are kept: started, checked, answered, weighed, put up for decision."""
        from advisor.connecting.draft_precedents import NearCasesOfDrafts
        from advisor.connecting.drafting_law import sources
        from advisor.connecting.model import grounding_check
        from advisor.journeys.draft import Drafting
        from advisor.journeys.draft_submitting import DraftSubmitting
        from advisor.journeys.draft_writing import DraftWriting
        from advisor.ledger.drafts import DraftRecords

        near = NearCasesOfDrafts(lambda: self._advisor.precedents.consult, self._today)
        writing = DraftWriting(self._understand, self._rulebook, self._read, sources, near, today=self._today)
        submitting = DraftSubmitting(
            writing, lambda: self._advisor.office.casework, grounding_check(self._advisor.settings), self._new_id
        )
        records = DraftRecords(self._advisor.ledger)
        connection = self._advisor.connection
        return Drafting(
            writing,
            records,
            self._advisor.office.register,
            submitting,
            now=self._now,
            new_id=self._new_id,
            reword=connection.draft_wording if connection else None,
        )

    @cached_property
    def _meaning(self) -> Meaning:
        """What sentences of a proposal mean."""
        from retrieval.proposal_reading import ProposalReading

        return ProposalReading(self._advisor.embedder)

    @property
    def limits(self) -> Limits:
        """How much a document that somebody brings may take."""
        from corpus.containment import Limits

        return Limits(**self._advisor.settings.reading.model_dump())

    def _today(self) -> date:
        return self._now().date()

    def _understand(self, text: str) -> Facts:
        from advisor.governance.drafting.facts import understand
        from corpus.drafting_files import drafting_rules

        if text not in self._understood:
            while len(self._understood) >= _LAST_PROPOSALS:
                self._understood.pop(next(iter(self._understood)))
            self._understood[text] = understand(text, drafting_rules(), self._meaning)
        return self._understood[text]

    def _rulebook(self, today: date) -> Rulebook:
        from advisor.connecting.drafting_law import own_templates, rulebook

        chosen = self._advisor.settings.drafting
        return rulebook(today, chosen.risk_scale, own_templates(chosen.templates))

    def _read(self, data: bytes, name: str, about: About) -> Reading:
        from corpus.reading import read_bytes

        return read_bytes(data, name, about, limits=self.limits)
