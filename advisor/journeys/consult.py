"""Consulting precedents: the facts of a case → the nearest that the reader may see → how they stand → the pack.

Whatever a reader may not see takes no part: it is in no result, no count, no weight, and no link names it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from threading import Lock
from typing import Protocol

from advisor.governance.precedents.case_facts import CaseFacts
from advisor.governance.precedents.conditions import UsualCondition, condition_library
from advisor.governance.precedents.pack import NearPrecedent, PrecedentPack, pack_of
from advisor.governance.precedents.precedent import Precedent
from advisor.journeys.precedent_reading import Reading, Studies
from corpus.concepts import Lexicon
from corpus.source import Classification
from retrieval.precedent_preparing import Embed

LIMIT = 10


class PrecedentBook(Protocol):
    """Keeps the precedents that are published and not withdrawn."""

    def state(self) -> int:
        """A number that grows whenever anything is published, changed or withdrawn, by whichever process."""
        ...

    def published(self) -> Sequence[Precedent]:
        """Every precedent that is published and not withdrawn; one that is unchanged comes as the same object."""
        ...


class Consult:
    """The journey. What is read of the register is kept until the register changes; threads may share it."""

    def __init__(
        self,
        book: PrecedentBook,
        vectors: Embed,
        lexicon: Lexicon,
        *,
        today: Callable[[], date],
        background: Sequence[Precedent] = (),
        asked: Embed | None = None,
    ) -> None:
        """``background`` are open precedents that are never shown: a small register is weighed against them.

        ``vectors`` keeps what it computes, for precedents; ``asked`` need not, for the cases that are looked for.
        """
        self._background = tuple(one for one in background if one.classification is Classification.OFFICIAL)
        self._today = today
        self._book = book
        self._lexicon = lexicon
        self._studies = Studies(vectors, lexicon, asked)
        self._readings: dict[Classification, tuple[int, Reading]] = {}
        self._reads = Lock()

    def search(
        self, facts: CaseFacts, *, on: date, clearance: Classification, limit: int = LIMIT
    ) -> tuple[NearPrecedent, ...]:
        """The nearest precedents, best first, as they stand on a day; empty where none is near."""
        return tuple(self._as_known(one, on) for one in self._reading(clearance).near(facts, on, limit))

    def pack(self, facts: CaseFacts, *, on: date, clearance: Classification, limit: int = LIMIT) -> PrecedentPack:
        """The precedent pack of a case."""
        return pack_of(self.search(facts, on=on, clearance=clearance, limit=limit), on)

    def show(self, precedent_id: str, *, on: date, clearance: Classification) -> NearPrecedent:
        """One precedent as it stands on a day.

        Raises:
            NotHeld: there is none, it was decided later, or the reader may not see it.
        """
        return self._as_known(self._reading(clearance).shown(precedent_id, on), on)

    def precedent(self, precedent_id: str, *, on: date, clearance: Classification) -> Precedent:
        """The row itself; its links name nothing that the reader is not shown.

        Raises:
            NotHeld: as ``show``.
        """
        return self._reading(clearance).row(precedent_id, on)

    def published(self, *, on: date, clearance: Classification) -> tuple[Precedent, ...]:
        """Every row that the reader may see and that had been decided; links name nothing else."""
        reading = self._reading(clearance)
        return tuple(reading.row(one, on) for one in reading.held if reading.is_shown(one, on))

    def conditions(self, *, on: date, clearance: Classification) -> tuple[UsualCondition, ...]:
        """The library of conditions of what the reader may see."""
        return condition_library(self.published(on=on, clearance=clearance), self._lexicon)

    def _as_known(self, one: NearPrecedent, on: date) -> NearPrecedent:
        """What happened afterwards bears no date, so it is not told where an earlier day is asked about."""
        return one.model_copy(update={"outcome": ""}) if on < self._today() else one

    def _reading(self, clearance: Classification) -> Reading:
        # The state is read first: rows that change while they are being read make the next reading a new one.
        state = self._book.state()
        with self._reads:
            kept = self._readings.get(clearance)
            if kept is None or kept[0] != state:
                kept = (state, Reading(self._book.published(), clearance, self._studies, self._background))
                self._readings[clearance] = kept
            return kept[1]
