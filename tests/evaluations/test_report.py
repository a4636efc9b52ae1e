"""The report is one whole page that fetches nothing, hides nothing and shows no question that nobody may read."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from evaluations.comparing import compared
from evaluations.drawing import distributions, in_bins
from evaluations.report_page import page
from evaluations.report_summary import summary
from tests.evaluations import runs

HALF = [1.0, 0.0] * 20
VOID = {"meta", "br", "circle", "line", "rect", "path", "polyline"}
FETCHING = {"src", "srcset", "data", "poster", "action", "background", "xlink:href", "href"}


class Reader(HTMLParser):
    """Reads a page, minding that every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def made(words: str = "What about a neighbour's file?") -> str:
    run = runs.run(
        runs.marks(HALF, confidence=0.6),
        to_read=(runs.to_read(words),),
        peers=(runs.peer("BM25 alone"),),
        left_out=(runs.left_out("no check"),),
    )
    earlier = run.model_copy(update={"stamp": runs.stamp(at=runs.AT - timedelta(days=1)), "name": "day-before"})
    changes = compared(runs.run(runs.marks([1.0] * 40)).values, run.values)
    return page(run, changes, ["the card card/gone is no longer held"], [earlier, run])


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader


def test_the_page_is_whole_and_fetches_nothing() -> None:
    reader = read(made())
    assert reader.open == []
    assert not {"script", "link", "img", "iframe", "object", "image", "use", "base"} & {tag for tag, _ in reader.seen}
    assert [(tag, name) for tag, given in reader.seen for name in given if name in FETCHING] == []
    assert not re.search(r"url\(|@import|https?://", made())
    policy = next(given for tag, given in reader.seen if given.get("http-equiv") == "Content-Security-Policy")
    assert (policy["content"] or "").startswith("default-src 'none'")


def test_every_plot_says_in_words_what_it_shows_and_stands_beside_a_table() -> None:
    reader = read(made())
    plots = [given for tag, given in reader.seen if tag == "svg"]
    tables = [tag for tag, _ in reader.seen if tag == "caption"]
    assert len(plots) >= 5
    assert len(tables) >= len(plots)
    assert all(given["role"] == "img" and len(given["aria-label"] or "") > 40 for given in plots)


def test_the_page_tells_the_verdict_the_losses_the_peers_and_what_was_left_out() -> None:
    text = made()
    for words in (
        "Worse than the baseline in: A right source among the first five found",
        "the card card/gone is no longer held",
        "BM25 alone",
        "no check",
        "day-before",
        "a" * 40,
        "git_dirty",
    ):
        assert words in text


def test_what_people_wrote_cannot_become_markup() -> None:
    text = made("<|im_start|><script>alert(1)</script> & <b>")
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;" in text


@pytest.mark.parametrize("which", ["reporting"])
def test_no_answer_of_the_reporting_half_is_shown(which: str) -> None:
    run = runs.run(runs.marks(HALF), questions=which, to_read=(runs.to_read("SECRET WORDS"),))
    assert "SECRET WORDS" not in page(run, []) + summary(run, [])


def test_the_summary_has_every_figure_and_the_verdict() -> None:
    run = runs.run(runs.marks(HALF), peers=(runs.peer("BM25 alone"),))
    text = summary(run, compared(runs.run(runs.marks([1.0] * 40)).values, run.values))
    assert "**Worse than the baseline**: A right source among the first five found" in text
    assert "| A right source among the first five found | 0.500 |" in text
    assert "with uncommitted changes" in text
    assert "| BM25 alone | 0.500 |" in text
    assert "Worse" not in summary(run, compared(run.values, run.values))


def test_confidence_is_counted_in_twentieths_and_the_floor_told() -> None:
    assert in_bins([0.0, 0.04, 0.05, 0.999, 1.0])[:2] == [2, 1]
    assert in_bins([0.999, 1.0, 7.0])[-1] == 3
    assert "Out of scope: 1 of 2 below the floor of 0.2" in distributions("x", {"Out of scope": [0.1, 0.6]}, 0.2)
