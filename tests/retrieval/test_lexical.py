"""The lexical index: what it matches, what it keeps out, and that a damaged copy on disk is never half believed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from corpus.passage import Passage
from corpus.source import Classification, Jurisdiction
from retrieval import lexical
from retrieval.evidence import Scope
from retrieval.lexical import ASKED_FIELD, SAID_FIELD, LexicalIndex
from retrieval.words import words
from tests.invented import TODAY, correction, passage

NOW = Scope(on=TODAY)
PASSAGES: list[Passage] = [
    passage("card/cctv", "Cameras need a sign.", questions=("may we film the yard", "is cctv allowed")),
    passage("card/sar", "Answer within one month.", questions=("how long for a sar", "when is a sar late")),
    passage("paper/1", "Lorries carry recording equipment and cameras."),
    passage("paper/2", "Ruritanian lorries stop at noon.", extent=("E", "W")),
    passage("paper/3", "Secret lorries drive at night.", classification=Classification.OFFICIAL_SENSITIVE),
    passage("paper/4", "Old lorries were blue.", in_force_from=date(2018, 1, 1), in_force_to=date(2020, 1, 1)),
    passage(
        "card/belief", "Ask first.", questions=("who is asked", "who asks"),
        corrections=[correction("Consent is compulsory everywhere", "Consent is one basis of several.")],
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def index() -> LexicalIndex:
    return lexical.build(PASSAGES)


def found(
    index: LexicalIndex, question: str, scope: Scope = NOW, field: str = SAID_FIELD, count: int = 10
) -> list[str]:
    return [match.passage_id for match in index.matches(words(question), scope, field, count)]


def test_shared_words_are_found_whatever_their_ending(index: LexicalIndex) -> None:
    assert found(index, "recorded by a camera in the lorry")[0] == "paper/1"
    assert found(index, "filming in the yards", field=ASKED_FIELD) == ["card/cctv"]


def test_a_wrong_belief_is_found_among_the_ways_of_asking(index: LexicalIndex) -> None:
    assert found(index, "is consent compulsory", field=ASKED_FIELD)[0] == "card/belief"


def test_words_that_nobody_wrote_find_nothing(index: LexicalIndex) -> None:
    assert found(index, "zebra crossing") == []
    assert found(index, "") == []
    assert index.matches(words("lorries"), NOW, "no such field", 5) == []


def test_the_scope_is_kept_inside_the_match(index: LexicalIndex) -> None:
    assert set(found(index, "lorries")) == {"paper/1", "paper/2"}
    assert set(found(index, "lorries", Scope(jurisdiction=Jurisdiction.SCOTLAND, on=TODAY))) == {"paper/1"}
    cleared = Scope(on=TODAY, clearance=Classification.OFFICIAL_SENSITIVE)
    assert set(found(index, "lorries", cleared)) == {"paper/1", "paper/2", "paper/3"}
    then = Scope(on=date(2019, 6, 1), historical=True)
    assert "paper/4" in found(index, "lorries", then)
    assert "paper/4" not in found(index, "lorries", Scope(on=date(2020, 1, 1), historical=True))


def test_no_more_than_asked_for_comes_back(index: LexicalIndex) -> None:
    assert len(found(index, "lorries", count=1)) == 1


def test_rare_words_tell_more_than_common_ones(index: LexicalIndex) -> None:
    (rare,), (common,) = words("noon"), words("lorries")
    assert index.rarity(rare) > index.rarity(common) > 0
    assert index.rarity("zebra") == 0
    assert {rare, common} <= index.vocabulary()


def test_an_index_of_nothing_finds_nothing(tmp_path: Path) -> None:
    empty = lexical.build([])
    assert found(empty, "lorries") == []
    assert empty.rarity("lorri") == 0
    lexical.save(empty, tmp_path / "lexical", "1")
    again = lexical.load(tmp_path / "lexical", "1")
    assert again is not None
    assert found(again, "lorries") == []


def test_what_is_saved_is_loaded_the_same(index: LexicalIndex, tmp_path: Path) -> None:
    for _ in range(2):
        lexical.save(index, tmp_path / "lexical", "7")
    again = lexical.load(tmp_path / "lexical", "7")
    assert again is not None
    for question in ("recorded lorries", "camera sign month"):
        assert again.matches(words(question), NOW, SAID_FIELD, 10) == index.matches(
            words(question), NOW, SAID_FIELD, 10
        )
    assert [path.name for path in tmp_path.iterdir()] == ["lexical"]


def test_an_index_of_another_state_is_not_used(index: LexicalIndex, tmp_path: Path) -> None:
    lexical.save(index, tmp_path / "lexical", "7")
    assert lexical.load(tmp_path / "lexical", "8") is None
    assert lexical.load(tmp_path / "nothing", "8") is None


DAMAGE = {"empty": b"", "rubbish": b"\xff\xfe rubbish", "a list": b"[1, 2]", "nothing": b"null"}


@pytest.mark.parametrize("damage", list(DAMAGE))
def test_a_damaged_file_of_the_index_is_never_half_believed(index: LexicalIndex, tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "lexical"
    lexical.save(index, folder, "7")
    wanted = index.matches(words("recorded lorries"), NOW, SAID_FIELD, 10)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole = path.read_bytes()
        for content in (DAMAGE[damage], whole[: len(whole) // 2]):
            path.write_bytes(content)
            again = lexical.load(folder, "7")
            assert again is None or again.matches(words("recorded lorries"), NOW, SAID_FIELD, 10) == wanted, path.name
        path.write_bytes(whole)
    assert lexical.load(folder, "7") is not None


def test_a_listing_that_does_not_fit_its_columns_is_not_used(index: LexicalIndex, tmp_path: Path) -> None:
    lexical.save(index, tmp_path / "lexical", "7")
    listing = tmp_path / "lexical" / "passages.json"
    held = json.loads(listing.read_text("utf-8"))
    listing.write_text(json.dumps({**held, "ids": held["ids"][:-1]}), "utf-8")
    assert lexical.load(tmp_path / "lexical", "7") is None
