"""Papers that people put up for decision: laid out, inert, and known by their headings."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.interface import paper

PAPER = """# A title

First line
second line **strongly** said.

- one
  and more of it
- two

## Who benefits

People.

### Cost of not sharing ##
1. Waiting
2) Harm
"""


def test_headings_lists_and_paragraphs_are_laid_out() -> None:
    assert paper.laid_out(PAPER) == (
        '<p class="ga-paper__heading ga-paper__heading--1">A title</p>'
        "<p>First line<br>second line <strong>strongly</strong> said.</p>"
        "<ul><li>one and more of it</li><li>two</li></ul>"
        '<p class="ga-paper__heading ga-paper__heading--2">Who benefits</p><p>People.</p>'
        '<p class="ga-paper__heading ga-paper__heading--3">Cost of not sharing</p>'
        "<ul><li>Waiting</li><li>Harm</li></ul>"
    )


def test_a_section_ends_where_the_next_heading_begins() -> None:
    assert paper.under(PAPER, ("benefit",)) == [("Who benefits", "People.")]
    assert paper.under(PAPER, ("not sharing",)) == [("Cost of not sharing", "1. Waiting\n2) Harm")]
    assert paper.under(PAPER, ("screening",)) == []


def test_a_heading_with_nothing_under_it_is_no_section_on_it() -> None:
    assert paper.under("# Benefit\n\n# Risk\nSome.", ("benefit", "risk")) == [("Risk", "Some.")]


def test_added_and_removed_lines_say_so_in_words() -> None:
    shown = paper.changed(["@@ -1 +1 @@", " same", "-<old>", "+<new>"])
    assert '<span class="ga-hidden">Removed: </span><del>&lt;old&gt;</del>' in shown
    assert '<span class="ga-hidden">Added: </span><ins>&lt;new&gt;</ins>' in shown
    assert "<li>same</li>" in shown
    assert "@@" not in shown


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "![x](https://a.invalid/p.png)", "[y](javascript:z)"])
def test_nothing_of_a_paper_becomes_markup(words: str) -> None:
    for shown in (paper.laid_out(f"# {words}\n\n- {words}\n\n{words} **{words}**"), paper.changed([f"+{words}"])):
        assert not re.search(r"<(?!/?(?:p|ul|li|br|strong|ins|div|span)\b)", shown)
        assert "href" not in shown
        assert "src=" not in shown


@given(st.text(alphabet=st.sampled_from("ab <>&\"'#*-_1.\n\t"), max_size=80))
def test_no_word_of_a_paper_is_lost(words: str) -> None:
    shown = html.unescape(re.sub(r"<[^>]*>", " ", paper.laid_out(words)))
    for letter in "ab":
        assert shown.count(letter) == words.count(letter)
