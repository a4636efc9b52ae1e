"""Which statements tell what was asked: what is weighed of each, and that the learned weights use it."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.passage import Part, Reference
from retrieval import statements
from retrieval.statements import FEATURES, Measured, features, likelihoods
from tests.invented import passage, statement

DUTY = Reference(label="Invented Act section 1", url="https://www.gov.uk/invented/duty")
OTHER = Reference(label="Invented Act section 2", url="https://www.gov.uk/invented/other")


def measured(
    *near: float,
    rank: int = 1,
    score: float = 0.9,
    part: Part = Part.LEAD,
    references: tuple[Reference, ...] = (DUTY,),
    name: str = "a",
) -> Measured:
    told = [statement(f"Statement {name} {place}.", *references, part=part) for place in range(len(near))]
    return Measured(
        passage=passage(f"card/{name}", *told, questions=("how is it",)),
        score=score,
        rank=rank,
        asked=0.8,
        near=np.array(near),
        shared=np.array([0.5] * len(near)),
    )


def column(rows: np.ndarray, name: str) -> list[float]:
    return [float(value) for value in rows[:, FEATURES.index(name)]]


def test_a_statement_nearer_the_question_is_likelier_to_tell() -> None:
    (told,) = likelihoods("how is it done", [measured(0.8, 0.3)])
    assert told[0] > told[1]
    assert all(0 < value < 1 for value in told)


def test_the_same_statement_in_a_better_passage_is_likelier_to_tell() -> None:
    first, sixth = likelihoods(
        "how is it done", [measured(0.7), measured(0.7, rank=6, score=0.2, name="b", references=(OTHER,))]
    )
    assert first[0] > sixth[0]


def test_what_several_passages_rest_on_counts_more_than_what_only_one_does() -> None:
    shared, alone = (
        features("how", [measured(0.7), measured(0.7, rank=2, score=0.6, name="b", references=(reference,))])
        for reference in (DUTY, OTHER)
    )
    assert column(shared[0], "cited_elsewhere") == [0.6]
    assert column(alone[0], "cited_elsewhere") == [0.0]


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("how long do we have", 1.0),
        ("When did it start?", 1.0),
        ("is it still law", 1.0),
        ("who is the controller", 0.0),
    ],
)
def test_dates_count_where_a_time_is_asked_for(question: str, marked: float) -> None:
    (rows,) = features(question, [measured(0.7, part=Part.DATE)])
    assert column(rows, "date_when_time_is_asked") == [marked]


def test_nearness_is_ranked_within_its_passage() -> None:
    (rows,) = features("how", [measured(0.2, 0.9, 0.5)])
    assert column(rows, "nearest") == [0.0, 1.0, 0.0]
    assert column(rows, "near_below_best") == pytest.approx([-0.7, 0.0, -0.4])


def test_a_text_whose_statements_have_no_vectors_is_weighed_by_its_words() -> None:
    law = passage("law/x", "No person shall operate an apparatus.", "A person may apply for a licence.")
    shared = np.array([0.0, 1.0])
    (told,) = likelihoods("apply for a licence", [Measured(law, 0.9, 1, 0.0, None, shared)])
    assert told[1] > told[0]


def test_a_passage_without_statements_has_no_likelihoods() -> None:
    empty = passage("law/y", "Heading").model_copy(update={"statements": ()})
    assert likelihoods("how", [Measured(empty, 0.9, 1, 0.0, None, np.array([]))]) == [()]


def test_weights_that_lack_a_feature_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "FEATURES", (*FEATURES, "moon"))
    statements._weights.cache_clear()
    with pytest.raises(ValueError, match="moon"):
        likelihoods("how", [measured(0.5)])
    statements._weights.cache_clear()
