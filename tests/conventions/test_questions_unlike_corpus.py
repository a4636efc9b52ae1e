"""No question that measures the advisor nearly repeats a text of the corpus: that would measure memory.

Failures name questions and cards by id only, so that reading one does not spoil the questions kept for reporting.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from corpus import card
from corpus.asked_questions import asked_questions

LIKE_PERCENT = 90
INSIDE_PERCENT = 95
FEWEST_WORDS = 6
FEWEST_WORDS_INSIDE = 9
ONLY_TRAINED_ON = ("beliefs/", "statements/", "kinds/")
"""Training sets: models learn from their questions, and nothing is measured with them."""


def plain(text: str) -> str:
    """Lower case, words only."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def near(questions: dict[str, str], texts: list[tuple[str, str]]) -> list[str]:
    """Pairs of question id and card id whose words are nearly the same, whole against whole or one inside the other."""
    asked = [(name, plain(text)) for name, text in questions.items()]
    asked = [(name, text) for name, text in asked if len(text.split()) >= FEWEST_WORDS]
    held = [(name, plain(text)) for name, text in texts]
    held = [(name, text) for name, text in held if len(text.split()) >= FEWEST_WORDS]
    if not asked or not held:
        return []
    words = [text for _, text in asked], [text for _, text in held]
    scores = process.cdist(*words, scorer=fuzz.token_sort_ratio, score_cutoff=LIKE_PERCENT, workers=2, dtype=np.uint8)
    pairs = {(int(row), int(column)) for row, column in zip(*np.nonzero(scores), strict=True)}
    pairs |= {
        (row, column)
        for row, column in overlapping(*words)
        if fuzz.partial_ratio(words[0][row], words[1][column], score_cutoff=INSIDE_PERCENT)
    }
    return sorted({f"{asked[row][0]} is like {held[column][0]}" for row, column in pairs})


def overlapping(one: list[str], other: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs in which the shorter text, long enough to count, shares two fifths of its pairs of neighbouring words.

    A text that stands in another but for one letter in twenty keeps at least that many, so none is missed.
    """
    where: dict[tuple[str, str], list[int]] = {}
    sizes: list[int] = []
    for at, text in enumerate(other):
        neighbours = set(pairwise(text.split()))
        sizes.append(len(neighbours))
        for pair in neighbours:
            where.setdefault(pair, []).append(at)
    for row, text in enumerate(one):
        neighbours = set(pairwise(text.split()))
        shared = Counter(at for pair in neighbours for at in where.get(pair, ()))
        for at, count in shared.items():
            shorter = min(len(neighbours), sizes[at])
            if shorter + 1 >= FEWEST_WORDS_INSIDE and count >= shorter * 0.4:
                yield row, at


def cards(folder: Traversable) -> list[tuple[str, str]]:
    """Every text of every card by the card's id."""
    found: list[tuple[str, str]] = []
    for path in folder.iterdir():
        if path.is_dir():
            found += cards(path)
        elif path.name.endswith(".md"):
            read = card.load(path.read_text("utf-8"), path.name)
            passage = read.passage
            wrong = [words for correction in passage.corrections for words in (correction.wrong, *correction.said_as)]
            right = [correction.right.text for correction in passage.corrections]
            stated = [statement.text for statement in passage.statements]
            found += [(passage.id, text) for text in (passage.title, *passage.questions, *stated, *wrong, *right)]
    return found


def datasets(folder: Path) -> dict[str, str]:
    rows = [
        (f"{path.parent.name}/{path.stem} row {number}", json.loads(line))
        for path in sorted(folder.rglob("*.jsonl"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if line.strip()
    ]
    return {str(row.get("id", place)): str(row["question"]) for place, row in rows if "question" in row}


def test_no_question_repeats_a_text_of_the_corpus(root: Path) -> None:
    questions = datasets(root / "evaluations" / "datasets")
    questions = {name: text for name, text in questions.items() if not name.startswith(ONLY_TRAINED_ON)}
    assert len(questions) > 600
    held = cards(files("corpus") / "documents")
    assert held
    assert near(questions, held) == []


def test_no_question_of_the_evaluation_repeats_one_that_the_models_were_trained_on(root: Path) -> None:
    questions = datasets(root / "evaluations" / "datasets" / "answering")
    trained_on = [(f"training question for {one.card}", one.question) for one in asked_questions()]
    for name in ("beliefs", "kinds"):
        trained_on += list(datasets(root / "evaluations" / "datasets" / name).items())
    assert len(questions) > 600
    assert len(trained_on) > 13_000
    assert near(questions, trained_on) == []


def test_near_repeats_are_noticed() -> None:
    held = [
        ("card/a", "can we stop the clock while we wait for proof of identity"),
        ("card/b", "The month can be extended by two more months for complex requests."),
    ]
    questions = {
        "same": "Can we stop the clock while we wait for proof of identity?",
        "turned": "While we wait for proof of identity, can we stop the clock?",
        "misspelt": "can we stop the clock whilst we wait for proof of identiy",
        "wrapped": (
            "Hi, new to this job and my boss is away all week so I have to ask here: can we stop the clock while we "
            "wait for proof of identity? The man rang twice."
        ),
        "different": "A man wants his mother's records and will not show a passport. Does the month start anyway?",
        "short": "stop the clock?",
    }
    assert near(questions, held) == [f"{name} is like card/a" for name in ("misspelt", "same", "turned", "wrapped")]
