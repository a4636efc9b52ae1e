"""Indexing: what waits is taken in once, what is unchanged is never embedded again, and a killed run is finished."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexUnusable
from corpus.holdings import Holdings
from corpus.passage import Passage
from retrieval.embedding import Vectors
from retrieval.indexing import Indexing
from retrieval.passage_index import PassageIndex
from tests.invented import TODAY, passage, sources_of


class LetterEmbedder:
    """Vectors of a text's letters; counts what it was asked, and can be told to break off."""

    dimensions = 26

    def __init__(self, name: str = "letters:1") -> None:
        self.name = name
        self.asked: list[str] = []
        self.break_off_after: int | None = None

    def embed(self, texts: Sequence[str]) -> Vectors:
        if self.break_off_after is not None and len(self.asked) >= self.break_off_after:
            raise KeyboardInterrupt
        self.asked += texts
        rows = np.array([[1.0 + text.lower().count(chr(97 + at)) for at in range(26)] for text in texts])
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


class Place:
    """Holdings and indexes in a folder; opened again as a new process would."""

    def __init__(self, folder: Path, embedder: LetterEmbedder) -> None:
        self.folder = folder
        self.holdings = Holdings(folder / "holdings.sqlite")
        self.index = PassageIndex(folder / "vectors", embedder.name)
        self.indexing = Indexing(folder, self.holdings, embedder, self.index)

    def hold(self, *passages: Passage) -> None:
        self.holdings.put_all(sources_of(passages), origin="added", added_on=TODAY, keep_others=True)


def pages(count: int, word: str = "page") -> list[Passage]:
    return [passage(f"paper/{number}", f"This is {word} {number}.", source="paper") for number in range(count)]


@pytest.fixture
def embedder() -> LetterEmbedder:
    return LetterEmbedder()


@pytest.fixture
def place(tmp_path: Path, embedder: LetterEmbedder) -> Place:
    return Place(tmp_path, embedder)


def test_what_waits_is_taken_in_and_then_nothing_waits(place: Place) -> None:
    place.hold(*pages(5))
    told: list[tuple[str, int, int]] = []
    assert place.indexing.finish(lambda what, done, total: told.append((what, done, total))) == 5
    assert told[-1][1:] == (5, 5)
    assert place.holdings.waiting() == 0
    assert place.index.passage_ids() == {one.id for one in pages(5)}


def test_a_second_run_does_nothing(place: Place, embedder: LetterEmbedder) -> None:
    place.hold(*pages(5))
    place.indexing.finish()
    asked = len(embedder.asked)
    place.hold(*pages(5))
    assert place.indexing.finish() == 0
    assert len(embedder.asked) == asked


def test_only_what_changed_is_embedded(place: Place, embedder: LetterEmbedder) -> None:
    place.hold(*pages(300))
    place.indexing.finish()
    embedder.asked.clear()
    changed = [*pages(300)[:299], passage("paper/299", "Quite another page.", source="paper")]
    place.hold(*changed)
    assert place.indexing.finish() == 1
    assert len(embedder.asked) == 1
    assert place.index.count() == 300


def test_a_changed_date_moves_the_passage_and_embeds_nothing(place: Place, embedder: LetterEmbedder) -> None:
    place.hold(*pages(3))
    place.indexing.finish()
    embedder.asked.clear()
    place.hold(*[one.model_copy(update={"in_force_to": TODAY, "extent": ("S",)}) for one in pages(3)])
    assert place.indexing.finish() == 3
    assert embedder.asked == []
    assert place.index.count() == 3


def test_what_is_gone_is_forgotten(place: Place) -> None:
    place.hold(*pages(5))
    place.indexing.finish()
    place.holdings.remove("paper")
    assert place.indexing.finish() == 5
    assert place.index.count() == 0


@pytest.mark.parametrize("after", [0, 1, 200, 350])
def test_a_run_broken_off_is_finished_by_the_next(place: Place, embedder: LetterEmbedder, after: int) -> None:
    place.hold(*pages(400))
    embedder.break_off_after = after
    with pytest.raises(KeyboardInterrupt):
        place.indexing.finish()
    done = list(embedder.asked)
    embedder.break_off_after = None
    place.index.close()
    again = Place(place.folder, embedder)
    again.indexing.finish()
    assert again.index.passage_ids() == {one.id for one in pages(400)}
    assert again.holdings.waiting() == 0
    assert sorted(embedder.asked) == sorted(set(embedder.asked)), "a text already embedded was embedded again"
    assert embedder.asked[: len(done)] == done


def test_a_passage_that_changes_while_it_is_indexed_still_waits(place: Place, embedder: LetterEmbedder) -> None:
    """Another process may replace a source between the moment its passages are read and the moment they are done."""
    place.hold(*pages(1))
    real = embedder.embed

    def embed(texts: Sequence[str]) -> Vectors:
        embedder.embed = real  # type: ignore[method-assign]
        place.hold(*pages(1, "newer page"))
        return real(texts)

    embedder.embed = embed  # type: ignore[method-assign]
    place.indexing.finish()
    place.indexing.finish()
    assert any("newer page" in text for text in embedder.asked)
    assert place.holdings.waiting() == 0


def test_another_model_indexes_everything_again(place: Place, embedder: LetterEmbedder) -> None:
    place.hold(*pages(4))
    place.indexing.finish()
    place.index.close()
    other = LetterEmbedder("letters:2")
    again = Place(place.folder, other)
    assert again.indexing.finish() == 4
    assert len(other.asked) == 4
    assert again.index.passage_ids() == {one.id for one in pages(4)}


def test_a_rebuilt_index_holds_the_same_and_embeds_nothing(place: Place, embedder: LetterEmbedder) -> None:
    place.hold(*pages(20))
    place.indexing.finish()
    before = place.index.passage_ids()
    embedder.asked.clear()
    assert place.indexing.rebuild() == 20
    assert place.index.passage_ids() == before
    assert embedder.asked == []


def test_a_lost_index_is_filled_again_by_a_rebuild(place: Place, embedder: LetterEmbedder) -> None:
    place.hold(*pages(20))
    place.indexing.finish()
    place.index.close()
    shutil.rmtree(place.folder / "vectors")
    place.indexing.rebuild()
    assert place.index.count() == 20


def test_a_lock_held_too_long_is_said_to_be_held(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    from filelock import FileLock

    monkeypatch.setattr("retrieval.indexing._LOCK_SECONDS", 0.1)
    place.hold(*pages(1))
    with FileLock(place.folder / "indexing.lock"):
        for work in (place.indexing.finish, place.indexing.rebuild):
            with pytest.raises(IndexUnusable, match="Another run"):
                work()
    place.indexing.finish()
    assert place.index.count() == 1


def test_words_follow_what_is_held(place: Place) -> None:
    place.hold(passage("a", "A zebra crossing."))
    assert place.indexing.words().rarity("zebra") > 0
    place.hold(passage("b", "A quagga crossing."))
    assert place.indexing.words().rarity("quagga") > 0
    assert place.indexing.words() is place.indexing.words()


def test_damaged_words_on_disk_are_built_again(place: Place, embedder: LetterEmbedder) -> None:
    place.hold(passage("a", "A zebra crossing."))
    place.indexing.words()
    for path in (place.folder / "lexical").rglob("*"):
        if path.is_file():
            path.write_bytes(b"")
    assert Place(place.folder, embedder).indexing.words().rarity("zebra") > 0
