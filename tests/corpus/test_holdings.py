"""The holdings: what is put is held whole, what changes is replaced exactly, damage is said to be damage."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import CorpusError, NotHeld
from corpus.holdings import Holdings
from corpus.passage import Passage
from corpus.source import Source
from tests.invented import LAW, TODAY, passage, source


@pytest.fixture
def holdings(tmp_path: Path) -> Holdings:
    return Holdings(tmp_path / "home" / "holdings.sqlite")


def put(holdings: Holdings, name: str, *passages: Passage, origin: str = "added", title: str = "A title") -> str:
    return holdings.put(source(name, title=title), passages, origin=origin, added_on=TODAY)


def paper(*numbers: int, word: str = "scan") -> list[Passage]:
    return [passage(f"paper/{number}", f"Page {number} says {word}.", source="paper") for number in numbers]


def indexed(holdings: Holdings) -> None:
    taken, forgotten = holdings.to_index()
    holdings.indexed([*taken, *forgotten])


def test_what_is_put_is_held_in_its_order(holdings: Holdings) -> None:
    assert put(holdings, "paper", *paper(3, 1, 2)) == "added"
    assert [one.id for one in holdings.passages("paper")] == ["paper/3", "paper/1", "paper/2"]
    held = holdings.source("paper")
    assert (held.passages, held.origin, held.added_on) == (3, "added", TODAY)
    assert holdings.count() == 3
    assert holdings.passage("paper/2") == paper(2)[0]


def test_putting_the_same_again_changes_nothing(holdings: Holdings) -> None:
    put(holdings, "paper", *paper(1, 2))
    indexed(holdings)
    state = holdings.state()
    assert put(holdings, "paper", *paper(1, 2)) == "unchanged"
    assert holdings.state() == state
    assert holdings.waiting() == 0


def test_an_update_replaces_exactly_what_changed(holdings: Holdings) -> None:
    put(holdings, "paper", *paper(1, 2, 3))
    indexed(holdings)
    changed = passage("paper/2", "Page 2 says print.", source="paper")
    assert put(holdings, "paper", paper(3)[0], changed, paper(4)[0]) == "updated"
    assert [one.id for one in holdings.passages("paper")] == ["paper/3", "paper/2", "paper/4"]
    assert holdings.passage("paper/2").text == changed.text
    assert holdings.to_index() == (["paper/2", "paper/4"], ["paper/1"])
    with pytest.raises(NotHeld):
        holdings.passage("paper/1")


def test_a_changed_date_alone_is_an_update(holdings: Holdings) -> None:
    put(holdings, "paper", *paper(1))
    indexed(holdings)
    assert put(holdings, "paper", paper(1)[0].model_copy(update={"as_at": TODAY})) == "updated"
    assert holdings.to_index() == (["paper/1"], [])


def test_a_changed_address_leaves_no_old_one_behind(holdings: Holdings) -> None:
    old, new = f"{LAW}/ukpga/2018/12/section/8", f"{LAW}/ukpga/2018/12/section/9"
    put(holdings, "paper", passage("paper/1", "It says so.", source="paper", url=old, also_at=(f"{LAW}/asp/2002/13",)))
    assert holdings.ids_at(old) == ["paper/1"]
    put(holdings, "paper", passage("paper/1", "It says so.", source="paper", url=new))
    assert holdings.ids_at(old) == holdings.ids_at(f"{LAW}/asp/2002/13") == []
    assert holdings.ids_at(new) == ["paper/1"]


def test_passages_are_found_at_the_nearest_address_above(holdings: Holdings) -> None:
    section = f"{LAW}/ukpga/2018/12/section/171"
    put(holdings, "law", passage("law/171", "It is an offence.", source="law", url=f"{section}/2026-04-07"))
    put(holdings, "card/x", passage("card/x", "Do not do it.", source="card/x", url=section))
    assert [one.id for one in holdings.at(f"{section}/1/a")] == ["card/x", "law/171"]
    held = holdings.held_at([section, f"{LAW}/asp/2002/13"])
    assert {place: {one.id for one in found} for place, found in held.items()} == {section: {"card/x", "law/171"}}
    put(holdings, "card/a", passage("card/a", "See also.", source="card/a", url=f"{LAW}/x", also_at=(section,)))
    assert [one.id for one in holdings.at(section)] == ["card/x", "card/a", "law/171"]
    with pytest.raises(NotHeld, match="asp/2002/13"):
        holdings.at(f"{LAW}/asp/2002/13/section/1")


def test_an_address_that_no_address_can_be_is_not_held(holdings: Holdings) -> None:
    for odd in ("https://[bad/", "https://www.legislation.gov.uk:x/ukpga/2018/12", "https://", "\0"):
        with pytest.raises(NotHeld):
            holdings.at(odd)


def test_removing_takes_passages_addresses_and_waits_to_be_forgotten(holdings: Holdings) -> None:
    put(holdings, "paper", *paper(1, 2))
    put(holdings, "other", passage("other/1", "Another page.", source="other"))
    indexed(holdings)
    assert holdings.remove("paper") == 2
    assert [held.source.id for held in holdings.sources()] == ["other"]
    assert holdings.ids_at(paper(1)[0].url) == []
    assert holdings.to_index() == ([], ["paper/1", "paper/2"])
    for absent in (holdings.source, holdings.remove):
        with pytest.raises(NotHeld):
            absent("paper")


def test_a_source_that_comes_back_is_taken_in_again(holdings: Holdings) -> None:
    put(holdings, "paper", *paper(1))
    indexed(holdings)
    holdings.remove("paper")
    put(holdings, "paper", *paper(1))
    assert holdings.to_index() == (["paper/1"], [])


def test_put_all_removes_what_is_left_out_of_its_own_origin_only(holdings: Holdings) -> None:
    put(holdings, "mine", passage("mine/1", "My page.", source="mine"))
    for name in ("card/a", "card/b"):
        put(holdings, name, passage(name, f"This is {name}."), origin="shipped")
    readings = [(source("card/b", title="A title"), [passage("card/b", "This is card/b.")])]
    readings += [(source("card/c"), [passage("card/c", "This is card/c.")])]
    counts = holdings.put_all(readings, origin="shipped", added_on=TODAY)
    assert counts == {"added": 1, "updated": 0, "unchanged": 1, "removed": 1}
    assert {held.source.id for held in holdings.sources()} == {"mine", "card/b", "card/c"}


def test_put_all_may_keep_the_others(holdings: Holdings) -> None:
    put(holdings, "card/a", passage("card/a", "This is card/a."), origin="shipped")
    counts = holdings.put_all([], origin="shipped", added_on=TODAY, keep_others=True)
    assert counts["removed"] == 0
    assert holdings.count() == 1


def test_a_fault_half_way_leaves_what_was_there(holdings: Holdings) -> None:
    put(holdings, "paper", *paper(1))
    state = holdings.state()
    doubled = [(source("new"), [passage("new/1", "New.", source="new")]), (source("bad"), [*paper(5), *paper(5)])]
    with pytest.raises(CorpusError, match="two have one id"):
        holdings.put_all(doubled, origin="added", added_on=TODAY)
    assert [held.source.id for held in holdings.sources()] == ["paper"]
    assert holdings.state() == state


def test_a_passage_of_another_source_is_never_taken_over(holdings: Holdings) -> None:
    put(holdings, "paper", *paper(1))
    with pytest.raises(CorpusError):
        put(holdings, "thief", passage("paper/1", "Stolen.", source="thief"))
    assert holdings.passage("paper/1") == paper(1)[0]
    assert [held.source.id for held in holdings.sources()] == ["paper"]


def test_earlier_editions_are_those_of_which_a_later_text_is_held(holdings: Holdings) -> None:
    for day in ("2024-01-01", "2026-04-07"):
        name = f"law/ukpga/2018/12/{day}"
        holdings.put(
            source(name, url=f"{LAW}/ukpga/2018/12", as_at=day), [passage(f"{name}/1", "Law.", source=name)],
            origin="added", added_on=TODAY,
        )  # fmt: skip
    assert holdings.earlier_editions() == {"law/ukpga/2018/12/2024-01-01"}


def test_sources_of_which_something_waits_are_unfinished(holdings: Holdings) -> None:
    put(holdings, "paper", *paper(1, 2))
    assert holdings.unfinished_sources() == {"paper"}
    holdings.indexed(["paper/1"])
    assert holdings.unfinished_sources() == {"paper"}
    holdings.indexed(["paper/2"])
    assert holdings.unfinished_sources() == frozenset()
    holdings.index_everything_again()
    assert holdings.waiting() == 2


def test_no_more_is_given_to_index_than_asked_for(holdings: Holdings) -> None:
    put(holdings, "paper", *paper(*range(10)))
    taken, forgotten = holdings.to_index(4)
    assert (len(taken), forgotten) == (4, [])
    holdings.indexed(taken)
    assert holdings.waiting() == 6


def test_the_state_moves_whenever_what_is_held_moves(holdings: Holdings) -> None:
    states = [holdings.state()]
    put(holdings, "paper", *paper(1))
    states.append(holdings.state())
    put(holdings, "paper", *paper(1, 2))
    states.append(holdings.state())
    holdings.remove("paper")
    states.append(holdings.state())
    assert len(set(states)) == 4


def test_notes_are_kept_between_openings(holdings: Holdings, tmp_path: Path) -> None:
    holdings.set_note("as_at", "2026-11-21")
    assert Holdings(tmp_path / "home" / "holdings.sqlite").note("as_at") == "2026-11-21"
    assert holdings.note("nothing") is None


def test_a_file_of_a_newer_release_is_refused_and_left_alone(holdings: Holdings, tmp_path: Path) -> None:
    put(holdings, "paper", *paper(1))
    holdings.set_note("schema", "99")
    path = tmp_path / "home" / "holdings.sqlite"
    with pytest.raises(CorpusError, match="newer release") as refused:
        Holdings(path)
    assert "Update the advisor" in refused.value.what_to_do
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM passages").fetchone() == (1,)


@pytest.mark.parametrize("content", [b"this is no database" * 500, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_file_is_said_to_be_damaged_with_the_way_back(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "holdings.sqlite"
    path.write_bytes(content)
    with pytest.raises(CorpusError, match="is damaged") as refused:
        Holdings(path)
    assert "originals" in refused.value.what_to_do


def test_a_file_damaged_in_the_middle_is_said_to_be_damaged(holdings: Holdings, tmp_path: Path) -> None:
    put(holdings, "paper", *paper(*range(200)))
    path = tmp_path / "home" / "holdings.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    data[4096 * 2 :] = b"\xa5" * (len(data) - 4096 * 2)
    path.write_bytes(bytes(data))
    with pytest.raises(CorpusError, match="damaged"):
        list(Holdings(path).all_passages())


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CorpusError, match="cannot be written") as refused:
        Holdings(tmp_path / "file" / "holdings.sqlite")
    assert "ADVISOR_HOME" in refused.value.what_to_do


def test_two_that_bring_in_the_same_at_once_wait_for_one_another(holdings: Holdings, tmp_path: Path) -> None:
    other = Holdings(tmp_path / "home" / "holdings.sqlite")
    with ThreadPoolExecutor(1) as second:
        begun = []

        def readings() -> Iterator[tuple[Source, list[Passage]]]:
            yield source("paper", title="A title"), paper(1)
            begun.append(second.submit(put, other, "paper", *paper(1), origin="shipped"))
            time.sleep(0.2)

        assert holdings.put_all(readings(), origin="shipped", added_on=TODAY)["added"] == 1
        assert begun[0].result() == "unchanged"
    assert holdings.count() == 1


def test_two_instances_see_one_another_s_work(holdings: Holdings, tmp_path: Path) -> None:
    other = Holdings(tmp_path / "home" / "holdings.sqlite")
    put(other, "paper", *paper(1))
    assert holdings.count() == 1
    holdings.remove("paper")
    assert other.sources() == []
