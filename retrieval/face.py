"""Faces: the sides from which a passage can be found. A card has many, a passage of law one.

A question is matched like with like: against how people ask, against titles, against each statement and against the
wrong beliefs that a card corrects, rather than against one long text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.passage import Passage

ASKED = "asked"
TITLE = "title"
STATEMENT = "statement"
BELIEF = "belief"
TEXT = "text"

SAYINGS = 100
"""A belief's face is numbered by its correction times this, plus the place among its ways of saying."""

_LONGEST_FACE_CHARACTERS = 1500


@dataclass(frozen=True)
class Face:
    """One text by which a passage can be found; ``number`` tells faces of one kind apart."""

    passage_id: str
    kind: str
    number: int
    text: str

    @property
    def id(self) -> str:
        """Identifier in the vector index."""
        return f"{self.passage_id}|{self.kind}|{self.number}"


def split_face_id(face_id: str) -> tuple[str, str, int]:
    """Passage id, kind and number of a face, from its identifier."""
    passage_id, kind, number = face_id.rsplit("|", 2)
    return passage_id, kind, int(number)


def faces(passage: Passage) -> Iterator[Face]:
    """The faces of a passage."""
    if not passage.questions:
        context = " › ".join(passage.headings[-2:])
        yield Face(passage.id, TEXT, 0, f"{context}\n{passage.text}"[:_LONGEST_FACE_CHARACTERS])
        return
    yield Face(passage.id, TITLE, 0, passage.title)
    for number, question in enumerate(passage.questions):
        yield Face(passage.id, ASKED, number, question)
    for number, statement in enumerate(passage.statements):
        yield Face(passage.id, STATEMENT, number, statement.text)
    for number, correction in enumerate(passage.corrections):
        for position, saying in enumerate((correction.wrong, *correction.said_as)):
            yield Face(passage.id, BELIEF, number * SAYINGS + position, saying)
