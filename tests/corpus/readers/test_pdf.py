"""Reader of PDF documents."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.document import About, Reading
from corpus.readers import pdf
from tests.corpus import paper

OPENING = (
    "A manager who learns of a breach must tell the data protection officer within 24 hours of learning of it, even "
    "where the facts are not yet com-"
)
CLOSING = "plete. The officer decides whether the regulator is told. See s. 67 of the Act, which"


def _foot(number: int) -> list[paper.Printed]:
    return [(50, 30, 9, "Borsetshire Council policy"), (280, 20, 9, f"Page {number} of 3")]


def _pages() -> list[bytes]:
    rules = [(50.0, y, 450.0, y) for y in (615.0, 595.0, 575.0, 555.0)] + [
        (x, 615.0, x, 555.0) for x in (50.0, 250.0, 450.0)
    ]
    cells = [("Record", "Kept for"), ("Pay slips", "six years"), ("Interview notes", "one year")]
    table = [
        (60.0 + 200 * column, 600.0 - 20 * row, 11.0, cells[row][column]) for row in range(3) for column in range(2)
    ]
    return [
        paper.page(
            (50, 780, 20, "Data protection policy"), (50, 740, 15, "1. Breaches"), *paper.paragraph(OPENING, 700),
            *paper.paragraph(CLOSING, 670), *_foot(1),
        ),
        paper.page(
            *paper.paragraph("applies to competent authorities.", 780), (50, 720, 15, "2. Retention"),
            *paper.paragraph("Records are kept for six years.", 690), *table, *_foot(2), rules=rules,
        ),
        paper.page((50, 780, 15, "3. Contact"), *paper.paragraph("Write to the officer at once.", 740), *_foot(3)),
    ]  # fmt: skip


OUTLINE = [("Data protection policy", 1), ("1. Breaches", 1), ("2. Retention", 2), ("3. Contact", 3)]


@pytest.fixture(params=["size of print", "outline"], scope="module")
def reading(request: pytest.FixtureRequest) -> Reading:
    outline = OUTLINE if request.param == "outline" else []
    return pdf.read(paper.pdf(_pages(), outline=outline), "policy.pdf", About())


def test_headings_are_found(reading: Reading) -> None:
    assert [one.headings[-1] for one in reading.passages] == ["1. Breaches", "2. Retention", "3. Contact"]


def test_words_and_paragraphs_broken_over_lines_and_pages_are_joined(reading: Reading) -> None:
    first = reading.passages[0].text
    assert "are not yet complete. The officer" in first
    assert "See s. 67 of the Act, which applies to competent authorities." in first


def test_headers_footers_and_page_numbers_are_left_out(reading: Reading) -> None:
    text = "\n".join(one.text for one in reading.passages)
    assert "Borsetshire" not in text
    assert "of 3" not in text


def test_rows_of_a_table_stand_alone_with_the_names_of_their_columns(reading: Reading) -> None:
    assert (
        "- Record: Pay slips; Kept for: six years\n- Record: Interview notes; Kept for: one year"
        in reading.passages[1].text
    )
    assert reading.passages[1].text.count("six years") == 2


def test_passages_are_found_by_page(reading: Reading) -> None:
    assert [one.locator for one in reading.passages] == ["page/1/1", "page/2/1", "page/3/1"]
    assert reading.passages[2].url == "file:policy.pdf#page=3"


def test_the_date_in_its_properties_is_the_date_of_the_document(reading: Reading) -> None:
    assert reading.source.as_at == date(2024, 3, 5)


def test_a_title_in_its_properties_is_its_title() -> None:
    assert pdf.read(paper.pdf(_pages(), title="Our policy"), "p.pdf", About()).source.title == "Our policy"
    assert (
        pdf.read(paper.pdf(_pages(), title="Microsoft Word - x.doc"), "p.pdf", About()).source.title
        == "Data protection policy"
    )


def test_a_partly_scanned_document_is_read_with_a_warning_that_names_the_pages() -> None:
    content = paper.page(*paper.paragraph("Records are kept for six years and then destroyed.", 700))
    found = pdf.read(paper.pdf([content, content, b""], picture_pages=[3]), "p.pdf", About())
    assert found.warnings == ("Pages without text, which may be scanned and were not read: 3.",)


def test_a_table_that_goes_on_over_a_page_keeps_the_names_of_its_columns() -> None:
    rules = [(50.0, y, 450.0, y) for y in (815.0, 795.0, 775.0, 755.0)] + [
        (x, 815.0, x, 755.0) for x in (50.0, 250.0, 450.0)
    ]

    def table(*rows: tuple[str, str]) -> bytes:
        said = [
            (60.0 + 200 * at, 800.0 - 20 * row, 11.0, cell)
            for row, cells in enumerate(rows)
            for at, cell in enumerate(cells)
        ]
        return paper.page(*said, rules=rules)

    pages = [
        table(("Record", "Kept for"), ("Pay", "six years"), ("Notes", "one year")),
        table(("Bids", "ten years"), ("Maps", "for ever"), ("Logs", "a month")),
    ]
    text = "\n".join(one.text for one in pdf.read(paper.pdf(pages), "p.pdf", About()).passages)
    assert "Record: Bids; Kept for: ten years" in text
