"""Learn which wrong beliefs a question holds: ``python -m evaluations.training.beliefs``.

Every belief that the best passages for a training question correct is an example: right where the question was written
to hold it. Questions on a belief's subject that do not hold it stand beside them. Five-fold cross-validation over cards
is printed first (flattered by the question reader, which has seen these questions; train that first), then how often a
belief is found in the development questions that have a wrong premise and in those that have none, at the threshold of
the quoting writer.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.composition import Advisor, open_advisor
from advisor.journeys.quoting_writer import BELIEF_IS_HELD
from corpus.asked_questions import AskedQuestion, asked_questions
from corpus.source import Jurisdiction
from evaluations.questions import questions
from evaluations.training.statements import Examples, learn
from retrieval import beliefs
from retrieval.evidence import Scope
from retrieval.query import understand

TARGET = Path(__file__).parents[2] / "retrieval" / "weights" / "beliefs.json"
_FOLDS = 5
Rows = NDArray[np.float64]


class Labelled(NamedTuple):
    """The beliefs considered for one training question; ``card`` keeps a card's questions in one fold."""

    card: str
    holds: bool
    examples: Examples
    shift: float


def main() -> None:
    """Collect, cross-validate, train on all, write the weights, and look at the development questions."""
    advisor = open_advisor()
    advisor.prepare()
    about_beliefs = [question for question in asked_questions() if not question.only_asks]
    labelled = [one for question in about_beliefs if len((one := collect(advisor, question)).examples.right)]
    cards = sorted({one.card for one in labelled})
    fold_of = {card: place % _FOLDS for place, card in enumerate(cards)}
    found, false = [], []
    for fold in range(_FOLDS):
        bias, weights = learn([one.examples for one in labelled if fold_of[one.card] != fold])
        for one in labelled:
            if fold_of[one.card] == fold:
                likelihood = 1 / (1 + np.exp(-(one.examples.features @ weights + bias + one.shift)))
                place = int(likelihood.argmax())
                said = bool(likelihood[place] >= BELIEF_IS_HELD)
                if one.holds:
                    found.append(said and one.examples.right[place] == 1)
                else:
                    false.append(said)
    sys.stdout.write(
        f"{len(found)} questions with a belief: the right one found {np.mean(found):.3f}; "
        f"{len(false)} without: one found {np.mean(false):.3f} (cross-validated by card)\n"
    )
    bias, weights = learn([one.examples for one in labelled])
    stored = {"bias": round(bias, 5)}
    stored |= {name: round(float(value), 5) for name, value in zip(beliefs.FEATURES, weights, strict=True)}
    TARGET.write_text(
        json.dumps({"weights": stored, "trained_on": f"{len(labelled)} questions written for training"}, indent=1)
        + "\n"
    )
    _look_at_development(advisor, bias, weights)


def collect(advisor: Advisor, question: AskedQuestion) -> Labelled:
    """The beliefs considered when a training question is asked, and which of them it was written to hold."""
    held, rows = considered(advisor, question.question, Jurisdiction.UK, None)
    right = [
        float(one.passage.source_id == f"card/{question.card}" and number == question.holds)
        for one in held
        for number in range(len(one.passage.corrections))
    ]
    shift = beliefs.shift(advisor.search.reading(understand(question.question)).leaning)
    return Labelled(question.card, question.holds is not None, Examples(rows, np.array(right)), shift)


def considered(
    advisor: Advisor, question: str, jurisdiction: Jurisdiction, on: date | None
) -> tuple[list[beliefs.Held], Rows]:
    """The best passages for a question, with the features of every belief that they correct."""
    scope = Scope(jurisdiction=jurisdiction, on=on or date(2026, 11, 21), historical=on is not None)
    understanding = understand(question)
    asked = advisor.search.vectors(understanding)
    clauses = advisor.search.clauses(understanding)
    held = advisor.search.believed(advisor.search.candidates(understanding, asked, scope))
    rows = beliefs.features(understanding, clauses.texts, clauses.beside(asked), held)
    return held, np.concatenate(rows) if rows else np.zeros((0, len(beliefs.FEATURES)))


def _look_at_development(advisor: Advisor, bias: float, weights: Rows) -> None:
    held: dict[bool, list[bool]] = {True: [], False: []}
    for question in questions("development"):
        if question.kind != "answerable":
            continue
        _, rows = considered(advisor, question.question, question.jurisdiction, question.on)
        best = float((rows @ weights + bias).max()) if len(rows) else -30.0
        best += beliefs.shift(advisor.search.reading(understand(question.question)).leaning)
        held["wrong_premise" in question.tags].append(1 / (1 + np.exp(-best)) >= BELIEF_IS_HELD)
    sys.stdout.write(
        f"development: a belief found in {np.mean(held[True]):.3f} of {len(held[True])} with a wrong premise, "
        f"in {np.mean(held[False]):.3f} of {len(held[False])} others\n"
    )


if __name__ == "__main__":
    main()
