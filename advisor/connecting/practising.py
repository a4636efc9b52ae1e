"""Connecting practice with the files of exercises, the cards, the embedding model, the ledger and the papers."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.connecting.model import grounding_check
from advisor.governance.exercises.certificate import Certificate
from advisor.governance.exercises.exercise import Exercise, read
from advisor.governance.exercises.freshness import CardState, outdated_because
from advisor.governance.exercises.marking import Marker
from advisor.governance.exercises.own_words import KnownTexts
from advisor.governance.exercises.step import Step
from advisor.journeys.practise import Practise
from advisor.journeys.training import Training
from advisor.ledger.practice import PracticeRecords
from advisor.ledger.register_records import RegisterRecords
from advisor.ledger.store import Store
from advisor.settings import Settings
from corpus import exercise_files
from corpus.card import Card
from corpus.passage import Passage, digest
from corpus.shipped import load_shipped
from retrieval.embedding import Embedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from advisor.connecting.model import Connection
    from advisor.journeys.explaining_marks import ExplainMarks

OWN_EXERCISES = "exercises"
"""Folder in the home folder for the exercises of a body."""

_TEXTS_REMEMBERED = 8192


class Practising:
    """Everything that practice is made of."""

    def __init__(
        self,
        settings: Settings,
        store: Callable[[], Store],
        embedder: Callable[[], Embedder],
        connection: Callable[[], Connection | None] = lambda: None,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._settings = settings
        self._store = store
        self._embedder = embedder
        self._connection = connection
        self._now = now
        self._new_id = new_id

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """Every exercise: those that ship, and the body's own in the home folder.

        Raises:
            ExerciseFault: one of them breaks the format.
        """
        own = exercise_files.in_folder(self.own_folder)
        return (*shipped_exercises(), *(read(one.data, one.name) for one in own))

    @property
    def own_folder(self) -> Path:
        """Where a body keeps its own exercises."""
        return self._settings.home / OWN_EXERCISES

    @cached_property
    def reviewed(self) -> dict[str, dict[str, str]]:
        """For each exercise the digests of the cards that it was reviewed against."""
        return {
            **exercise_files.reviewed(exercise_files.shipped()),
            **exercise_files.reviewed(self.own_folder),
        }

    def outdated_because(self, exercise: Exercise) -> tuple[str, ...]:
        """Why an exercise waits for a review; empty for one that is current."""
        return outdated_because(exercise, card_states(), self.reviewed.get(exercise.id, {}), self._now().date())

    @cached_property
    def marker(self) -> Marker:
        """Marks answers, by wording and by meaning."""
        return Marker(
            meaning=EmbedderMeaning(self._embedder), grounding=grounding_check(self._settings), known=card_texts()
        )

    @cached_property
    def wording_marker(self) -> Marker:
        """Marks answers by the wordings of their scheme alone."""
        return Marker(known=card_texts())

    @cached_property
    def records(self) -> PracticeRecords:
        """Attempts and groups in the ledger."""
        return PracticeRecords(self._store())

    @cached_property
    def practise(self) -> Practise:
        """Exercises, and attempts at them."""
        return Practise(
            self.records, lambda: self.exercises, card_states, self.outdated_because, lambda: self.marker,
            _write_certificate, now=self._now, new_id=self._new_id,
        )  # fmt: skip

    @cached_property
    def explain_marks(self) -> ExplainMarks | None:
        """Explains marks with the language model, where there is one."""
        connection = self._connection()
        return connection.explain_marks(cited_cards, lambda: self._now().date()) if connection else None

    @cached_property
    def training(self) -> Training:
        """Groups and their trainers."""
        from advisor.documents import practice_table

        register = RegisterRecords(self._store()).register
        return Training(self.records, self.practise, practice_table.write, register, now=self._now, new_id=self._new_id)


class EmbedderMeaning:
    """Likeness by an embedding model; vectors of texts that come again, as those of points do, are remembered.

    One may serve several threads.
    """

    def __init__(self, embedder: Callable[[], Embedder]) -> None:
        self._embedder = embedder
        self._remembered: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._one_at_a_time = threading.Lock()

    def likeness(self, ones: Sequence[str], others: Sequence[str]) -> list[list[float]]:
        """For each of ``ones`` its likeness to each of ``others``."""
        vectors = self._vectors(list(dict.fromkeys((*ones, *others))))
        return [[float(vectors[one] @ vectors[other]) for other in others] for one in ones]

    def _vectors(self, texts: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        with self._one_at_a_time:
            found = {one: self._remembered[one] for one in texts if one in self._remembered}
            new = [one for one in texts if one not in found]
            if new:
                found |= dict(zip(new, self._embedder().embed(new), strict=True))
            for one, vector in found.items():
                self._remembered[one] = vector
                self._remembered.move_to_end(one)
            while len(self._remembered) > _TEXTS_REMEMBERED:
                self._remembered.popitem(last=False)
        return found


@cache
def shipped_exercises() -> tuple[Exercise, ...]:
    """The exercises that ship."""
    return tuple(read(one.data, one.name) for one in exercise_files.in_folder(exercise_files.shipped()))


@cache
def card_states() -> dict[str, CardState]:
    """The shipped cards as exercises rest on them."""
    return {one.id: one for one in map(card_state, _shipped_cards())}


def card_state(card: Card) -> CardState:
    """A card as exercises rest on it; ways of asking for it are none of an exercise's business."""
    passage = card.passage
    cited = (reference for one in passage.statements for reference in one.references)
    corrected = (reference for one in passage.corrections for reference in one.right.references)
    said = f"{passage.text}\n{passage.standing}\n{passage.extent}\n{passage.in_force_from}\n{passage.in_force_to}"
    return CardState(
        id=card.source.id.removeprefix("card/"),
        title=card.source.title,
        url=passage.url,
        digest=digest(said),
        addresses=frozenset({passage.url, *(one.url for one in (*cited, *corrected))}),
        ended_on=passage.in_force_to,
    )


def cited_cards(step: Step) -> list[Passage]:
    """The shipped cards that a step cites, and where it cites an address alone those that cite it too."""
    cards = {card.source.id.removeprefix("card/"): card.passage for card in _shipped_cards()}
    alone = {one.address for one in step.citations if one.card is None}
    near = [one.id for one in card_states().values() if alone & one.addresses] if alone else []
    named = [one.card for one in step.citations if one.card in cards]
    return [cards[one] for one in dict.fromkeys((*named, *near)) if one]


@cache
def _shipped_cards() -> tuple[Card, ...]:
    return tuple(load_shipped())


@cache
def card_texts() -> KnownTexts:
    """The statements of the shipped cards, which are no learner's own words."""
    cards = _shipped_cards()
    return KnownTexts(
        one.text
        for card in cards
        for one in (*card.passage.statements, *(each.right for each in card.passage.corrections))
    )


def _write_certificate(certificate: Certificate) -> bytes:
    from advisor.documents import certificate as paper

    return paper.write(certificate)
