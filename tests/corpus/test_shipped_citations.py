"""What shipped cards cite: found by address without reading every card, in the words and dates of the cards."""

from __future__ import annotations

from corpus.shipped_citations import cited_addresses, lines_citing, shipped_card

ARTICLE_35 = "https://www.legislation.gov.uk/eur/2016/679/article/35"


def test_an_address_that_cards_cite_has_a_name_and_a_day() -> None:
    found = cited_addresses()[ARTICLE_35]
    assert "35" in found.label
    assert found.as_at is not None


def test_a_line_that_cites_an_address_is_a_statement_of_its_card() -> None:
    lines = lines_citing(ARTICLE_35)
    assert lines
    for name, _line in lines[:5]:
        card = shipped_card(name)
        assert any(one.url == ARTICLE_35 for said in card.passage.told for one in said.references)


def test_an_address_that_nobody_cites_has_no_lines() -> None:
    assert lines_citing("https://www.legislation.gov.uk/ukpga/1066/1") == ()
