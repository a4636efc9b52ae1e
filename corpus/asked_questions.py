"""How people really ask: questions written card by card in the voices of askers, short, rambling and misspelt.

``asked_as`` in a card is a tidy list; these, in ``corpus/asked``, are what the search and its small models learn from.
Those that only ask are further ways of asking for their card; those that lean on a wrong belief, or were written as
their opposite, serve only to teach what holding a belief is. None of them is a question by which the advisor is
measured.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files

from corpus.source import Frozen


class AskedQuestion(Frozen):
    """A question that a card answers.

    ``holds`` is the place, from 0, of the card's correction whose wrong belief the asker holds; ``subject_of`` that of
    one whose subject the question shares without holding the belief.
    """

    card: str
    question: str
    holds: int | None = None
    subject_of: int | None = None

    @property
    def only_asks(self) -> bool:
        """Whether it was written just to be answered, with no belief in view."""
        return self.holds is None and self.subject_of is None


def asked_questions() -> Iterator[AskedQuestion]:
    """All of them, in the order of the files."""
    for path in sorted(files("corpus").joinpath("asked").iterdir(), key=lambda one: one.name):
        if path.name.endswith(".jsonl"):
            for line in path.read_text("utf-8").splitlines():
                yield AskedQuestion.model_validate(json.loads(line))


def ways_of_asking() -> dict[str, tuple[str, ...]]:
    """For each card's id, the further questions that only ask."""
    found: dict[str, list[str]] = {}
    for asked in asked_questions():
        if asked.only_asks:
            found.setdefault(asked.card, []).append(asked.question)
    return {card: tuple(texts) for card, texts in found.items()}
