"""The Quality page, run as a script: its figures are those of the files, and nothing is lost or given away."""

from __future__ import annotations

import html
import json
import re
import time
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor import quality_records, settings
from advisor.interface import coverage_tables, library, quality_tables, quality_words, server
from advisor.quality_records import Figure
from corpus.holdings import Held
from corpus.source import UK, Kind, Source, Standing
from evaluations import record
from tests.browser import invented_runs

PAGE = server.FRAME.with_name("quality.py")
Opened = Callable[[], str]


@pytest.fixture
def opened(invented: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    monkeypatch.setattr(settings, "current", lambda: settings.Settings(home=tmp_path))
    held = library.Library(lambda: invented.InventedAdvisor(settings.current()))
    held.start()
    while held.working:
        time.sleep(0.02)
    monkeypatch.setattr(library, "LIBRARY", held)

    def run() -> str:
        app = AppTest.from_file(str(PAGE), default_timeout=20).run()
        assert not app.exception
        return "\n".join(str(element.proto.body) for element in app.get("html"))

    return run


def rows(markup: str, caption: str) -> dict[str, list[str]]:
    """The cells of a table's rows, by the words of their head."""
    tables = re.findall(r"<table.*?</table>", markup, re.DOTALL)
    body = next(one for one in tables if f"<caption>{caption}</caption>" in one).partition("<tbody>")[2]
    found = {}
    for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        cells = [html.unescape(re.sub("<[^>]+>", "", cell)) for cell in cells]
        found[cells[0]] = cells[1:]
    return found


def baseline() -> dict[str, Any]:
    return json.loads(files("evaluations").joinpath("baseline.json").read_text("utf-8"))


def test_without_a_run_the_figures_that_ship_are_shown_and_said_to_be_those(opened: Opened) -> None:
    markup, shipped = opened(), baseline()
    assert "Nothing was measured on this computer yet." in markup
    assert "advisor evaluate run" in markup
    shown = rows(markup, "Figures of the baseline that ships")
    expected = {
        quality_words.measure(name).words: [
            f"{one['value']:.3f}", f"{one['low']:.3f} to {one['high']:.3f}", f"{one['questions']:,}"
        ]
        for name, one in shipped["figures"].items()
    }  # fmt: skip
    assert {name: cells[:3] for name, cells in shown.items()} == expected
    told = rows(markup, "What was measured")
    assert told["Questions"] == [f"{len(shipped['ids'])}: the development questions"]
    assert told["Digest of the corpus"] == [shipped["stamp"]["corpus_digest"][:12]]
    assert "A trend needs two runs" in markup
    assert "No run made here has answers to read." in markup


def test_the_latest_run_is_shown_beside_the_baseline(opened: Opened, tmp_path: Path) -> None:
    asked, before = len(baseline()["ids"]), baseline()["figures"]["right_in_five"]
    low = round(before["low"] - 0.1, 4)
    invented_runs.keep(
        tmp_path,
        invented_runs.run("late", "2026-11-20T10:00:00Z", low, asked=asked),
        invented_runs.run("early", "2026-11-18T10:00:00Z", 0.9, asked=asked),
    )
    markup = opened()
    shown = rows(markup, "Figures of the run “late”")
    assert shown["A right source among the first five found"] == [
        f"{low:.3f}", f"{low - 0.05:.3f} to {low + 0.05:.3f}", "40", "Higher", f"{before['value']:.3f}",
        f"{before['low']:.3f} to {before['high']:.3f}", "Worse",
    ]  # fmt: skip
    length = rows(markup, "Length and time of the run “late”")
    assert length["Milliseconds from question to answer"] == ["1,234.5", "1,100.0 to 1,400.0", str(asked)]
    told = rows(markup, "What was measured")
    assert told["Date"][0] == "20 November 2026"
    assert told["Revision of the code"][0] == "0123456789ab, with changes not yet committed"
    assert told["Digest of the corpus"][0] == "c0ffeec0ffee"


def test_no_verdict_is_given_over_different_questions(opened: Opened, tmp_path: Path) -> None:
    invented_runs.keep(tmp_path, invented_runs.run("few", "2026-11-20T10:00:00Z", 0.2, questions="sample", asked=12))
    markup = opened()
    assert "asked different sets of questions" in markup
    assert "Worse" not in rows(markup, "Figures of the run “few”")["A right source among the first five found"]


@pytest.mark.parametrize(
    ("value", "better", "said"),
    [(0.5, "higher", "Within its interval"), (0.7, "higher", "Better"), (0.3, "higher", "Worse"),
     (0.7, "lower", "Worse"), (0.3, "lower", "Better"), (0.9, "", "Within its interval")],
)  # fmt: skip
def test_which_way_a_figure_moved(value: float, better: str, said: str) -> None:
    old = Figure(value=0.5, low=0.4, high=0.6, questions=9)
    assert quality_tables.moved(Figure(value=value, low=0, high=1, questions=9), old, better) == said


def test_a_trend_follows_the_runs_over_the_same_questions_by_their_time(opened: Opened, tmp_path: Path) -> None:
    invented_runs.keep_all(tmp_path)
    markup = opened()
    shown = rows(markup, "Main figures, run by run")
    right = [cells[-1] for cells in shown.values()]
    assert [cells[0] for cells in shown.values()] == ["first", "second", "third"]
    assert right == ["0.710", "0.780", "0.840"]
    assert "1 run over another set of questions left out" in markup
    assert 'alt="Line from run to run on a scale from 0 to 1: 0.71, 0.78, 0.84."' in markup


def test_a_damaged_record_is_named_left_alone_and_takes_nothing_with_it(opened: Opened, tmp_path: Path) -> None:
    invented_runs.keep_all(tmp_path)
    broken = tmp_path / "evaluations" / invented_runs.BROKEN
    (tmp_path / "evaluations" / "20261121T000000-naive.json").write_text(
        json.dumps(invented_runs.run("naive", "2026-11-21T00:00:00", 0.5)), "utf-8"
    )
    (tmp_path / "evaluations" / "20261121T000001-folder.json").mkdir()
    before = broken.read_bytes()
    markup = opened()
    assert "3 records left out" in markup
    assert invented_runs.BROKEN in markup
    assert broken.read_bytes() == before
    assert len(rows(markup, "Main figures, run by run")) == 3
    assert "Figures of the run “third”" in markup


def test_a_damaged_baseline_is_named_and_the_run_still_shown(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    torn = quality_records.RecordFile(name="baseline.json", data=b"{", digest="torn")
    monkeypatch.setattr(quality_records, "shipped", lambda: torn)
    assert "No figures are held on this computer." in opened()
    invented_runs.keep(tmp_path, invented_runs.run("only", "2026-11-20T10:00:00Z", 0.7))
    markup = opened()
    assert "baseline.json cannot be read" in markup
    assert "0.700" in markup


def test_a_run_mended_on_the_disk_is_read_again(opened: Opened, tmp_path: Path) -> None:
    invented_runs.keep(tmp_path, invented_runs.run("one", "2026-11-20T10:00:00Z", 0.7391))
    assert "0.739" in opened()
    invented_runs.keep(tmp_path, invented_runs.run("one", "2026-11-20T10:00:00Z", 0.6))
    assert "0.739" not in opened()


def test_the_worst_answers_stand_first_and_hold_no_live_markup(opened: Opened, tmp_path: Path) -> None:
    invented_runs.keep_all(tmp_path)
    markup = opened()
    assert markup.index("May I fill it?") < markup.index("Is the kettle ours?")
    assert "Missing: &lt;b&gt;to the line&lt;/b&gt;" in markup
    assert f'src="{invented_runs.FOREIGN}' not in markup
    assert "Turned down: nothing held answers it." in markup


@pytest.mark.parametrize("questions", ["reporting", "anything else"])
def test_questions_that_nobody_is_to_read_are_not_shown_even_where_a_file_holds_them(
    opened: Opened, tmp_path: Path, questions: str
) -> None:
    invented_runs.keep(
        tmp_path,
        invented_runs.run("kept", "2026-11-21T10:00:00Z", 0.7, questions=questions),
    )
    markup = opened()
    assert "Figures of the run “kept”" in markup
    assert "Is the kettle ours?" not in markup
    assert "No run made here has answers to read." in markup
    assert quality_records.read(quality_records.runs(tmp_path)[0]).to_read == ()  # type: ignore[union-attr]


def test_what_the_evaluations_keep_is_what_is_read_here(tmp_path: Path) -> None:
    made = record.Run.model_validate(invented_runs.run("real", "2026-11-20T10:00:00Z", 0.7))
    record.keep(made, tmp_path)
    (file,) = quality_records.runs(tmp_path)
    read = quality_records.read(file)
    assert read is not None
    assert (read.name, read.asked, read.stamp.at) == ("real", len(made.marks), made.stamp.at)
    assert {name: one.model_dump() for name, one in read.figures.items()} == {
        name: one.model_dump() for name, one in made.figures.items()
    }
    assert [one.id for one in read.to_read] == ["d-1", "d-2"]


def test_every_measure_of_the_evaluations_has_its_plain_words_and_direction() -> None:
    ours = {name: (one.better or None, one.share) for name, one in quality_words.MEASURES.items()}
    assert ours == {one.name: (one.better, one.share) for one in record.MEASURES}


def test_a_measure_that_is_not_known_here_is_still_shown(opened: Opened, tmp_path: Path) -> None:
    run = invented_runs.run("new", "2026-11-20T10:00:00Z", 0.7)
    run["figures"]["tea_strength"] = invented_runs.figure(0.4)
    invented_runs.keep(tmp_path, run)
    assert rows(opened(), "Length and time of the run “new”")["Tea strength"][0] == "0.4"


def held(source_id: str, **named: Any) -> Held:
    given = {"kind": Kind.TOPIC, "publisher": "", "url": "", "licence": "", **named}
    source = Source(id=source_id, title=source_id, **given)
    return Held(source=source, passages=1, added_on=date(2026, 11, 21), origin="shipped", warnings=(), original="")


def test_coverage_counts_kinds_standings_days_and_places() -> None:
    all_held = [
        held("card/a", as_at=date(2026, 9, 1), extent=("S",)),
        held("card/b", as_at=date(2026, 11, 3), standing=Standing.PROSPECTIVE, extent=("E", "W")),
        held("card/c", extent=UK, kind=Kind.PROVISION),
        held("own/d", kind=Kind.OWN, extent=("S",)),
    ]
    kinds = rows(coverage_tables.by_kind(all_held), "Sources by kind, standing and day")
    assert kinds["Topic card"] == ["2", "1", "1", "1 September 2026", "3 November 2026"]
    assert kinds["Provision card"] == ["1", "1", "0", "No date", "No date"]
    places = rows(coverage_tables.cards_by_place(all_held), "Cards by where they hold")
    assert places == {
        "Everywhere": ["1", "–"], "England": ["2", "0"], "Wales": ["2", "0"], "Scotland": ["2", "1"],
        "Northern Ireland": ["1", "0"],
    }  # fmt: skip
    assert "Not yet in force: 1 source" in coverage_tables.prospective(all_held)
    assert "No source held" in coverage_tables.prospective(all_held[2:])


def test_what_is_held_is_on_the_page(opened: Opened) -> None:
    shown = rows(opened(), "Sources by kind, standing and day")
    assert shown["Topic card"][:1] == ["1"]
    assert shown["Provision card"][-1] == "1 October 2026"
