"""Foreign words on a page are words: no markup, no request, no link to anywhere but official hosts and this app."""

from __future__ import annotations

import string

import pytest
from markdown_it import MarkdownIt

from advisor.interface import escaping

HOSTILE = [
    "![pixel](https://tracker.invalid/a.png)",
    "![ref][one]\n\n[one]: https://tracker.invalid/b.png",
    "[click](https://tracker.invalid)",
    "<https://tracker.invalid/auto>",
    "https://tracker.invalid/bare",
    "www.tracker.invalid",
    "someone@tracker.invalid",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</p></div><iframe src=https://tracker.invalid>",
    "[js](javascript:alert(1))",
    "[data](data:text/html;base64,PHNjcmlwdD4=)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "$\\href{https://tracker.invalid}{x}$ and $$y$$",
    ":material/delete:",
    ":red[danger] :blue-background[x] :small[y]",
    ":smile: :tada:",
    "note[^1]\n\n[^1]: foot",
    "| a | b |\n|---|---|\n| ![t](https://tracker.invalid) | c |",
    "# heading\n- list\n> quote\n```\ncode\n```",
    "**bold** _it_ ~~gone~~ `code` \\escaped",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)",
]
NOT_OFFICIAL = [
    "http://www.legislation.gov.uk/ukpga/2018/12",
    "https://www.legislation.gov.uk.tracker.invalid/",
    "https://tracker.invalid/www.legislation.gov.uk",
    "https://someone@www.legislation.gov.uk/",
    "https://www.legislation.gov.uk:8443/",
    "https://www.legislation.gov.uk\\@tracker.invalid/",
    'https://www.legislation.gov.uk/" onclick="alert(1)',
    "https://www.legislation.gov.uk/\n<script>",
    "//www.legislation.gov.uk/",
    "javascript:alert(1)//www.legislation.gov.uk",
    "data:text/html,<script>",
    "https://[",
    "",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_hold_no_markup_once_escaped(words: str) -> None:
    shown = escaping.text(words)
    assert not {"<", ">", '"', "'"} & set(shown)
    assert "&" not in shown.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "").replace("&quot;", "").replace(
        "&#x27;", ""
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_in_a_label_are_plain_words_to_markdown(words: str) -> None:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = [token for block in reader.parse(escaping.label(words)) for token in [block, *(block.children or [])]]
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close", "text", "text_special"}


@pytest.mark.parametrize("words", HOSTILE)
def test_a_label_holds_nothing_that_is_found_after_markdown_was_read(words: str) -> None:
    said = escaping.label(words)
    for mark in string.punctuation:
        said = said.replace(f"\\{mark}", mark)
    for found_late in ("://", ":material", ":red[", ":smile:", "www.t", "@tracker"):
        assert found_late not in said


def test_a_label_is_one_line_of_bounded_length() -> None:
    said = escaping.label("word \n" * 500)
    assert "\n" not in said
    assert len(said) <= 201
    assert said.endswith("…")


def test_characters_that_turn_the_direction_of_text_are_left_out() -> None:
    assert escaping.text("a\u202eb\u2066c\x00d\x1be\ufeff") == "abcde"


@pytest.mark.parametrize("url", NOT_OFFICIAL)
def test_an_address_that_is_not_official_is_shown_as_words(url: str) -> None:
    assert "<a" not in escaping.official_link(url, "Section 8")
    assert "Section 8" in escaping.official_link(url, "Section 8")


def test_an_official_address_becomes_a_link_without_a_referrer() -> None:
    link = escaping.official_link("https://www.legislation.gov.uk/ukpga/2018/12?a=1&b=2", "<b>DPA</b>")
    assert link == (
        '<a href="https://www.legislation.gov.uk/ukpga/2018/12?a=1&amp;b=2" rel="noreferrer">&lt;b&gt;DPA&lt;/b&gt;</a>'
    )


def test_an_own_link_keeps_a_hostile_id_inside_its_query() -> None:
    link = escaping.own_link("/sources", "Card", passage='x"&id=y#z\n<script>')
    assert link == '<a href="/sources?passage=x%22%26id%3Dy%23z%0A%3Cscript%3E">Card</a>'


def test_quotations_are_highlighted_and_everything_is_escaped() -> None:
    shown = escaping.marked("a <b> & the rule & more", ["the rule"])
    assert shown == "a &lt;b&gt; &amp; <mark>the rule</mark> &amp; more"


def test_overlapping_and_absent_quotations_lose_no_words() -> None:
    words = "one two three four"
    shown = escaping.marked(words, ["two three", "three four", "two", "absent", ""])
    assert shown.replace("<mark>", "").replace("</mark>", "") == words
    assert shown == "one <mark>two three four</mark>"
