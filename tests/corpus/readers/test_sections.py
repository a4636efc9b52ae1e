"""How a document is cut into passages and statements."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import About
from corpus.errors import Unreadable
from corpus.passage import estimated_tokens
from corpus.readers.sections import LONGEST_TOKENS, Block, Section, pieces, readable_name, reading_of, source_of
from corpus.readers.sentences import sentences, statements

SOURCE = source_of(b"x", "staff-handbook_v2.docx", About(publisher="Borsetshire Council"))

words = st.text(st.sampled_from("abcdef ,.;:()£1’\n\t–\u00e9"), min_size=1, max_size=400)
blocks = st.lists(st.builds(Block, st.one_of(words, words.map(lambda text: text * 20)), st.booleans()), max_size=12)


@given(blocks)
def test_cutting_loses_moves_and_repeats_no_word(cut: list[Block]) -> None:
    section = Section("section/1", ("Heading",), tuple(cut))
    expected = [word for block in cut for word in block.text.split()]
    if not expected:
        with pytest.raises(Unreadable):
            reading_of(SOURCE, [section])
        return
    passages = reading_of(SOURCE, [section]).passages
    kept = [line.removeprefix("- ") for passage in passages for line in passage.text.split("\n")]
    assert "".join(expected) == "".join("".join(kept).split())
    assert all(passage.token_count <= LONGEST_TOKENS * 1.2 for passage in passages)


@given(words)
def test_sentences_hold_every_word_of_the_paragraph(paragraph: str) -> None:
    assert " ".join(sentences(paragraph)).split() == paragraph.split()


@given(words)
def test_statements_stand_verbatim_in_the_paragraph(paragraph: str) -> None:
    assert all(statement in paragraph for statement in statements(paragraph))


def test_a_passage_never_crosses_a_heading() -> None:
    short = Section("section/1", ("One",), (Block("A short first section."),))
    other = Section("section/2", ("Two",), (Block("A short second section."),))
    assert [one.headings for one in reading_of(SOURCE, [short, other]).passages] == [("One",), ("Two",)]


def test_a_long_section_is_cut_between_paragraphs_into_like_lengths() -> None:
    cut = pieces([Block(f"Paragraph {number} says what officers must do in such a case. " * 6) for number in range(12)])
    sizes = [sum(estimated_tokens(block.text) for block in piece) for piece in cut]
    assert len(cut) > 2
    assert min(sizes) > 150
    assert max(sizes) <= LONGEST_TOKENS


def test_the_words_that_open_a_list_stay_with_its_first_item() -> None:
    filler = [Block("The policy says what officers must do in such a case. " * 20)]
    cut = pieces(
        [*filler, Block("The officer must:"), *[Block(f"do the thing numbered {n} " * 12, True) for n in range(5)]]
    )
    assert not cut[0][-1].text.endswith(":")


@pytest.mark.parametrize(
    ("paragraph", "count"),
    [
        ("See s. 67 of the Act. Then act on it.", 2),
        ("Sch. 2 para. 5 applies. It is narrow.", 2),
        ("Article 6(1)(e) applies, e.g. Where a duty is laid down. It is wide.", 2),
        ("The limit is No. 4 of 2018. It is £2.50 a copy.", 2),
        ("1.3. Data providers are responsible. They must act.", 2),
        ("Mr. J. Smith and Dr. A. Jones signed it. They were there.", 2),
        ("See Annex A. The form is there.", 2),
        ("Is consent needed? No. Another basis will do.", 3),
        ("(a) The first point is made. (b) So is the second.", 2),
        ("“It is secure.” The regulator disagreed.", 2),
        ("The U.K. Government published it. It stands.", 2),
        ("In R. v. Smith the court said so. It was right.", 2),
    ],
)
def test_sentences_end_where_a_person_would_end_them(paragraph: str, count: int) -> None:
    assert len(sentences(paragraph)) == count, sentences(paragraph)


def test_what_is_shorter_than_four_words_is_no_statement_of_its_own() -> None:
    assert statements("Is consent needed? No. Another lawful basis will do.") == [
        "Is consent needed? No. Another lawful basis will do."
    ] or all(len(one.split()) >= 4 for one in statements("Is consent needed? No. Another lawful basis will do."))
    assert statements("Yes/no") == []


def test_each_statement_carries_a_pinpoint_that_a_person_can_follow() -> None:
    section = Section("page/3", ("Breaches",), (Block("Report a breach at once to the officer."),), "page=3", "page 3")
    (passage,) = reading_of(SOURCE, [section]).passages
    assert passage.id == f"{SOURCE.id}#page/3/1"
    assert passage.url == "file:staff-handbook_v2.docx#page=3"
    assert passage.statements[0].references[0].label == "staff handbook v2, page 3"
    assert passage.statements[0].references[0].url == passage.url


def test_a_second_passage_on_a_page_is_numbered_on_across_headings() -> None:
    page = [Section("page/3", (heading,), (Block("Some words stand here."),), "page=3", "page 3") for heading in "AB"]
    assert [one.locator for one in reading_of(SOURCE, page).passages] == ["page/3/1", "page/3/2"]


def test_a_title_in_the_name_is_made_readable() -> None:
    assert readable_name("Retention-schedule_v1.2.html.erb") == "Retention schedule v1.2"
