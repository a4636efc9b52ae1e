"""A draft as Markdown: what a reader of Markdown makes of it is what was meant."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from advisor.documents import draft_markdown
from tests.advisor.documents import drafts

READER = MarkdownIt("gfm-like", {"linkify": False, "html": True}).enable("table")


def tokens(text: str) -> list[Token]:
    return [inner for one in READER.parse(text) for inner in (one, *(one.children or ()))]


def shown(text: str) -> str:
    return " ".join(
        one.content for one in tokens(text) if one.type in {"text", "code_inline", "html_inline", "text_special"}
    )


def test_headings_tables_and_numbered_sources() -> None:
    text = draft_markdown.write(drafts.paper())
    assert text.startswith("# Warm homes in Borsetshire\n\n**Draft, not approved**")
    assert "\n## How long data are kept\n" in text
    assert "[^1]: " in text
    assert text.count("\n[^") == 2
    assert "It was repealed.[^1]" in text
    kinds = [one.type for one in tokens(text)]
    assert kinds.count("table_open") >= 8


def test_every_row_of_a_table_has_as_many_fields_as_its_heading() -> None:
    within: list[list[int]] = []
    for one in tokens(draft_markdown.write(drafts.paper())):
        if one.type == "table_open":
            within.append([])
        elif one.type == "tr_open":
            within[-1].append(0)
        elif one.type in {"td_open", "th_open"}:
            within[-1][-1] += 1
    assert all(len(set(rows)) == 1 for rows in within)


def test_gaps_are_visible_and_what_was_struck_is_not() -> None:
    text = shown(draft_markdown.write(drafts.paper()))
    assert "[not provided: How long are data kept?]" in text.replace("[ ", "[").replace(" ]", "]")
    assert "struck out" not in text


def test_hostile_words_become_no_markup() -> None:
    section = (
        drafts.draft().sections[0].model_copy(update={"statements": (drafts.statement("need-1", drafts.HOSTILE),)})
    )
    given = drafts.draft(sections=(section,), notices=(drafts.HOSTILE,))
    clean = drafts.draft(sections=(section.model_copy(update={"statements": (drafts.statement("need-1", "Said."),)}),))
    text = draft_markdown.write(drafts.paper(given, title=drafts.HOSTILE, organisation=drafts.HOSTILE))
    markup = [
        one
        for one in tokens(text)
        if one.type in {"html_inline", "html_block", "image", "link_open", "code_inline", "em_open"}
    ]
    expected = [
        one
        for one in tokens(draft_markdown.write(drafts.paper(clean)))
        if one.type in {"html_inline", "html_block", "image", "link_open", "code_inline", "em_open"}
    ]
    assert {(one.type, one.content, str(one.attrs)) for one in markup} == {
        (one.type, one.content, str(one.attrs)) for one in expected
    }
    assert "<script>" not in text.replace("\\<script\\>", "")
    assert "\u202e" not in text


def test_lines_that_begin_like_a_list_or_heading_stay_words() -> None:
    for words in ("- a point", "1. a number", "# a heading", "> a quotation", "+ plus", "=====", "---", "10) ten"):
        section = drafts.draft().sections[0].model_copy(update={"statements": (drafts.statement("need-1", words),)})
        text = draft_markdown.write(drafts.paper(drafts.draft(sections=(section,))))
        found = [one for one in READER.parse(text) if one.type == "inline" and words.strip("=-#>+ 1.0)") in one.content]
        assert any(shown(one.content).startswith(words[:2]) for one in found), words
