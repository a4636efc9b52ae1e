"""The vector index on a real Chroma: scope kept inside the query, faces forgotten, a broken folder said to be so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexUnusable
from corpus.passage import Passage
from corpus.source import Classification, Jurisdiction, Standing
from retrieval.embedding import Vectors
from retrieval.evidence import Scope
from retrieval.face import faces
from retrieval.limits import limits_of
from retrieval.passage_index import PassageIndex
from tests.invented import TODAY, correction, passage

NOW = Scope(on=TODAY)
HELD = {
    "uk": passage("uk", "Held everywhere."),
    "england": passage("england", "Held in England.", extent=("E",)),
    "scotland": passage("scotland", "Held in Scotland.", extent=("S",)),
    "secret": passage("secret", "Held back.", classification=Classification.OFFICIAL_SENSITIVE),
    "old": passage("old", "Held once.", in_force_from=date(2018, 1, 1), in_force_to=date(2020, 1, 1), as_at=TODAY),
    "coming": passage(
        "coming", "Held soon.", standing=Standing.PROSPECTIVE, in_force_from=date(2027, 1, 1), as_at=TODAY
    ),
}


def vectors_of(texts: Sequence[str]) -> Vectors:
    """A unit vector of sixteen numbers for each text, always the same."""
    rows = [np.random.default_rng(abs(hash_of(text))).normal(size=16) for text in texts]
    return np.array([row / np.linalg.norm(row) for row in rows], dtype=np.float32)


def hash_of(text: str) -> int:
    return int.from_bytes(text.encode("utf-8")[:12].ljust(12, b"."), "big")


def put(index: PassageIndex, *passages: Passage) -> None:
    batch = [(face, limits_of(one)) for one in passages for face in faces(one)]
    index.put([face for face, _ in batch], vectors_of([face.text for face, _ in batch]), [two for _, two in batch])


@pytest.fixture
def index(tmp_path: Path) -> Iterator[PassageIndex]:
    opened = PassageIndex(tmp_path / "vectors", "test-model:1")
    yield opened
    opened.close()


def near(index: PassageIndex, scope: Scope = NOW, count: int = 20) -> set[str]:
    (matches,) = index.nearest(vectors_of(["Held"]), scope, count)
    assert [one.nearness for one in matches] == sorted((one.nearness for one in matches), reverse=True)
    return {one.passage_id for one in matches}


def test_the_nearest_face_comes_first_with_its_cosine(index: PassageIndex) -> None:
    card = passage(
        "card/x", "A statement.", "Another one.", questions=("first asking", "second asking"),
        corrections=[correction("A wrong belief", "It is otherwise.", "said so", "or so")],
    )  # fmt: skip
    put(index, card, HELD["uk"])
    assert index.count() == 1 + 2 + 2 + 3 + 1
    for face in faces(card):
        ((best, *_),) = index.nearest(vectors_of([face.text]), NOW, 3)
        assert (best.passage_id, best.kind, best.number) == ("card/x", face.kind, face.number)
        assert best.nearness == pytest.approx(1.0, abs=1e-3)


def test_each_question_has_matches_of_its_own(index: PassageIndex) -> None:
    put(index, *HELD.values())
    one, other = index.nearest(vectors_of(["Held a", "Held b"]), NOW, 5)
    assert {match.passage_id for match in one} == {match.passage_id for match in other}


def test_the_scope_is_kept_inside_the_query(index: PassageIndex) -> None:
    put(index, *HELD.values())
    assert near(index) == {"uk", "england", "scotland", "coming"}
    assert near(index, Scope(jurisdiction=Jurisdiction.SCOTLAND, on=TODAY)) == {"uk", "scotland", "coming"}
    assert near(index, Scope(jurisdiction=Jurisdiction.WALES, on=TODAY)) == {"uk", "coming"}
    assert "secret" in near(index, Scope(on=TODAY, clearance=Classification.OFFICIAL_SENSITIVE))
    then = Scope(on=date(2019, 1, 1), historical=True)
    assert "old" in near(index, then)
    assert "coming" not in near(index, then)
    assert "coming" not in near(index, Scope(on=date(2027, 1, 1)))


def test_one_place_is_enough_where_the_rest_is_out_of_scope(index: PassageIndex) -> None:
    many = [passage(f"england-{number}", "Held in England.", extent=("E",)) for number in range(60)]
    put(index, *many, HELD["scotland"])
    assert near(index, Scope(jurisdiction=Jurisdiction.SCOTLAND, on=TODAY), count=1) == {"scotland"}


def test_a_passage_put_again_is_replaced(index: PassageIndex) -> None:
    put(index, HELD["uk"])
    put(index, HELD["uk"])
    assert index.count() == 1


def test_a_forgotten_passage_is_found_no_more(index: PassageIndex) -> None:
    put(index, *HELD.values())
    index.forget(["uk", "england", "never held"])
    assert index.passage_ids() == set(HELD) - {"uk", "england"}
    assert near(index) == {"scotland", "coming"}
    index.forget([])


def test_another_instance_finds_the_same(index: PassageIndex, tmp_path: Path) -> None:
    put(index, *HELD.values())
    index.close()
    assert PassageIndex(tmp_path / "vectors", "test-model:1").passage_ids() == set(HELD)


def test_vectors_of_another_model_are_not_mixed_in(index: PassageIndex, tmp_path: Path) -> None:
    put(index, *HELD.values())
    assert PassageIndex(tmp_path / "vectors", "other-model:1").count() == 0


def test_beginning_again_leaves_nothing(index: PassageIndex) -> None:
    put(index, *HELD.values())
    index.begin_again()
    assert index.count() == 0
    put(index, HELD["uk"])
    assert index.passage_ids() == {"uk"}


def test_an_index_of_nothing_finds_nothing(index: PassageIndex) -> None:
    assert index.nearest(vectors_of(["Held"]), NOW, 5) == [[]]
    assert index.count() == 0


def test_a_corrupt_folder_is_unusable_in_a_sentence_and_can_be_begun_again(index: PassageIndex, tmp_path: Path) -> None:
    put(index, *HELD.values())
    index.close()
    for path in (tmp_path / "vectors").rglob("*"):
        if path.is_file():
            path.write_bytes(b"rubbish" * 200)
    with pytest.raises(IndexUnusable, match="cannot be used") as refused:
        index.count()
    assert "rebuilt" in refused.value.what_to_do
    index.begin_again()
    put(index, HELD["uk"])
    assert near(index) == {"uk"}


def test_a_server_that_does_not_answer_is_unusable_in_a_sentence(tmp_path: Path) -> None:
    index = PassageIndex(tmp_path, "test-model:1", "http://127.0.0.1:9")
    with pytest.raises(IndexUnusable, match=r"127\.0\.0\.1:9"):
        index.count()
