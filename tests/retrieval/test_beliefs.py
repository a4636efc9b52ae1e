"""Which wrong beliefs a question holds: holding one is more than asking about its subject."""

from __future__ import annotations

import pytest

from corpus.source import Jurisdiction
from retrieval import beliefs
from retrieval.evidence import Evidence, Scope
from retrieval.query import clauses
from tests.conftest import SmallWorld
from tests.invented import TODAY, correction, passage

CAMERAS = passage(
    "card/lorry-cameras",
    "Cameras on bin lorries need a sign.",
    "Keep the film for 28 days at most.",
    questions=("may we film from bin lorries", "how long is film from a lorry kept"),
    corrections=[
        correction("Nobody may ever film from a bin lorry", "Filming from a bin lorry is allowed with a sign."),
        correction("Film from a lorry must be kept for 90 days", "Film is kept for 28 days at most."),
    ],
)


def held(world: SmallWorld, question: str) -> tuple[float, ...]:
    evidence: Evidence = world.search.find(question, Scope(jurisdiction=Jurisdiction.UK, on=TODAY))
    return evidence.passages[0].belief_scores


@pytest.fixture
def cameras(world: SmallWorld) -> SmallWorld:
    world.hold(CAMERAS)
    return world


def test_a_belief_reported_as_somebodys_is_found_and_the_other_is_not(cameras: SmallWorld) -> None:
    said = held(cameras, "My manager says nobody may ever film from a bin lorry, so I took the cameras off. Right?")
    assert said[0] > 0.5 > said[1]


def test_an_open_question_on_the_same_subject_holds_no_belief(cameras: SmallWorld) -> None:
    assert max(held(cameras, "How long do we keep the film from the lorries?")) < 0.3


def test_a_belief_buried_in_a_long_story_is_found_by_its_clause(cameras: SmallWorld) -> None:
    story = (
        "Morning, covering for Jean at the depot in Wick this week and the phones are mad. The driver told me film "
        "from a lorry must be kept for 90 days. There was a crash on Tuesday at the bakery and the insurer rang twice."
    )
    assert held(cameras, story)[1] > held(cameras, story.replace("must be kept for 90 days", "is on the shelf"))[1]


def test_a_number_that_is_not_the_believed_one_counts_against_the_belief(cameras: SmallWorld) -> None:
    ninety = held(cameras, "Surely film from a lorry must be kept for 90 days?")[1]
    other = held(cameras, "Surely film from a lorry must be kept for 45 days?")[1]
    assert ninety > other


def test_a_passage_that_corrects_nothing_has_no_likelihoods(world: SmallWorld) -> None:
    world.hold(passage("card/plain", "Bins are emptied on Mondays.", questions=("when are bins emptied",)))
    assert held(world, "when are the bins emptied") == ()


def test_clauses_are_what_people_say_between_the_joints_of_a_sentence() -> None:
    said = clauses("Jean reckons we need a form for that, but the board never asked for one. What do we do now?")
    assert "we need a form for that" in said
    assert "the board never asked for one." in said


def test_one_clause_alone_is_the_question_itself() -> None:
    assert clauses("how long may we keep film") == ()


def test_weights_that_lack_a_feature_are_refused(monkeypatch: pytest.MonkeyPatch, cameras: SmallWorld) -> None:
    monkeypatch.setattr(beliefs, "FEATURES", (*beliefs.FEATURES, "moon"))
    beliefs._weights.cache_clear()
    with pytest.raises(ValueError, match="moon"):
        held(cameras, "nobody may film from a lorry")
    beliefs._weights.cache_clear()
