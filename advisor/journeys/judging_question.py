"""How a question ends, judged before anything is written: answered, left to a person, not held, or of another field.

What the question reader says of its kind is weighed against how sure the search is of what it found: the surer the
search, the more it takes to refuse.
"""

from __future__ import annotations

from advisor.governance.answer import Outcome
from corpus.source import Kind
from retrieval.evidence import Evidence, RankedPassage

MOST_PASSAGES = 6
BEARS_ENOUGH = 0.4
_SURE_OF_KIND = 0.45
_ALL_BUT_CERTAIN = 0.9
_MAY_BE_OF_KIND = 0.25
_MAY_WANT_DECISION = 0.15
_LIKE_WHAT_IS_ASKED = 0.64
_SURELY_HELD = 0.9
_OWN_ANSWERS = 0.5


def outcome_of(evidence: Evidence, floor: float) -> Outcome:
    """How the question ends, before anything is written."""
    kind, understood = evidence.kind, evidence.understanding
    if understood.commands and not understood.plain:
        return Outcome.OUT_OF_SCOPE
    if kind.decision >= _SURE_OF_KIND:
        return Outcome.REFER_TO_DPO
    if asks_about_own_papers(evidence) and not own_documents(evidence):
        return Outcome.NO_EVIDENCE
    if _beside_the_field(evidence) and not understood.pinpoints:
        return Outcome.OUT_OF_SCOPE
    if evidence.confidence < floor:
        held_otherwise = evidence.held_but_elsewhere or evidence.scope.historical
        field = kind.field + kind.own_papers + kind.decision >= 0.5
        return Outcome.NO_EVIDENCE if field or held_otherwise or understood.pinpoints else Outcome.OUT_OF_SCOPE
    return Outcome.PARTLY_ANSWERED if kind.decision >= _MAY_WANT_DECISION else Outcome.ANSWERED


def _beside_the_field(evidence: Evidence) -> bool:
    """Whether a question is of another field: surely so, or likely so and unlike anything that a card is asked.

    A question that stands beside a command is judged without the command. What a document answers that somebody added
    is of the field, whatever it is about.
    """
    kind, understood = evidence.kind, evidence.understanding
    if evidence.passages[:1] and evidence.passages[0].passage.kind is Kind.OWN and evidence.confidence >= _OWN_ANSWERS:
        return False
    beside = kind.outside + (0.0 if understood.commands else kind.instruction)
    if beside >= (_ALL_BUT_CERTAIN if evidence.confidence >= _SURELY_HELD else _SURE_OF_KIND):
        return True
    asked = max((found.asked_score for found in evidence.passages[:MOST_PASSAGES]), default=0.0)
    return beside >= _MAY_BE_OF_KIND and asked < _LIKE_WHAT_IS_ASKED and not understood.commands


def asks_about_own_papers(evidence: Evidence) -> bool:
    """Whether a paper of some body is asked about; who asks what a named provision says asks about that.

    However sure the search is of a general rule, it is not what a body that the question names has written down.
    """
    understood = evidence.understanding
    doubted = evidence.confidence >= _SURELY_HELD and not understood.named_bodies
    said = evidence.kind.own_papers >= (_ALL_BUT_CERTAIN if doubted else _SURE_OF_KIND)
    return understood.about_own_papers or (said and not understood.pinpoints)


def own_documents(evidence: Evidence) -> list[RankedPassage]:
    """Documents of the asker's own body among the best passages."""
    enough = BEARS_ENOUGH * evidence.confidence
    return [found for found in evidence.passages if found.passage.kind is Kind.OWN and found.score >= enough]
