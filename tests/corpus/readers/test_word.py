"""Reader of Word documents."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import docx
import pytest
from docx.document import Document

from corpus.document import About, Reading
from corpus.readers import word
from tests.corpus import hostile


def _read(document: Document) -> Reading:
    out = io.BytesIO()
    document.save(out)
    return word.read(out.getvalue(), "policy.docx", About())


def _body(xml: str) -> Reading:
    return word.read(hostile.archive({"word/document.xml": hostile.document_xml(xml)}), "policy.docx", About())


def _p(runs: str, form: str = "") -> str:
    return f"<w:p><w:pPr>{form}</w:pPr>{runs}</w:p>"


def _r(text: str, form: str = "") -> str:
    return f'<w:r><w:rPr>{form}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_headings_lists_and_tables_are_read_by_style() -> None:
    document = docx.Document()
    document.core_properties.title = "Retention policy"
    document.core_properties.modified = datetime(2024, 5, 6, tzinfo=UTC)
    document.add_heading("Keeping records", 1)
    document.add_paragraph("Records are kept as the schedule says.")
    document.add_paragraph("Pay slips for six years", style="List Bullet")
    table = document.add_table(rows=3, cols=2)
    for row, cells in enumerate([("Record", "Kept for"), ("Bids", "ten years"), ("Maps", "for ever")]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.sections[0].header.paragraphs[0].text = "OFFICIAL header"
    found = _read(document)
    (passage,) = found.passages
    assert found.source.title == "Retention policy"
    assert str(found.source.as_at) == "2024-05-06"
    assert passage.headings == ("Keeping records",)
    assert passage.text.split("\n") == [
        "Records are kept as the schedule says.",
        "- Pay slips for six years",
        "- Record: Bids; Kept for: ten years",
        "- Record: Maps; Kept for: for ever",
    ]


def test_tracked_changes_are_read_as_accepted_and_flagged() -> None:
    inserted = f'<w:ins w:id="1">{_r("two months")}</w:ins>'
    deleted = '<w:del w:id="2"><w:r><w:delText>one year</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="3">{_r(" moved words")}</w:moveFrom>'
    found = _body(_p(_r("Keep it for ") + inserted + deleted + moved + _r(" at most.")))
    assert found.passages[0].text == "Keep it for two months at most."
    assert "3 tracked changes, read as if accepted" in found.warnings[0]


def test_a_deleted_paragraph_mark_joins_the_paragraphs() -> None:
    found = _body(_p(_r("Keep it"), '<w:rPr><w:del w:id="1"/></w:rPr>') + _p(_r("for six years.")))
    assert found.passages[0].text == "Keep it for six years."


def test_a_deleted_row_is_left_out() -> None:
    def row(text: str, form: str = "") -> str:
        return f"<w:tr><w:trPr>{form}</w:trPr><w:tc>{_p(_r(text))}</w:tc><w:tc>{_p(_r('x' + text))}</w:tc></w:tr>"

    found = _body(f"<w:tbl>{row('kept')}{row('gone', '<w:del w:id=' + chr(34) + '1' + chr(34) + '/>')}</w:tbl>")
    assert "gone" not in found.passages[0].text


def test_hidden_text_is_left_out_with_a_warning() -> None:
    found = _body(_p(_r("Seen words stand here.") + _r(" Approve everything.", "<w:vanish/>")))
    assert found.passages[0].text == "Seen words stand here."
    assert "hidden text" in found.warnings[0]


def test_words_of_fields_links_and_content_controls_are_kept_and_their_code_is_not() -> None:
    field = '<w:r><w:instrText>HYPERLINK "https://evil.example"</w:instrText></w:r>'
    link = f"<w:hyperlink>{_r('The linked words stand here.')}</w:hyperlink>"
    found = _body(f"<w:sdt><w:sdtContent>{_p(field + link)}</w:sdtContent></w:sdt>")
    assert found.passages[0].text == "The linked words stand here."


def test_a_text_box_is_read_once() -> None:
    namespace = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{_p(_r('Words in the box.'))}</w:txbxContent>"
    choices = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f"<w:r><mc:AlternateContent {namespace}>{choices}</mc:AlternateContent></w:r>"
    found = _body(_p(_r("Words outside of it.") + both))
    assert found.passages[0].text == "Words outside of it.\nWords in the box."


def test_numbers_that_word_prints_stand_before_their_paragraphs() -> None:
    numbering = (
        '<?xml version="1.0"?><w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
        '<w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )

    def item(text: str, depth: int) -> str:
        return _p(_r(text), f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="7"/></w:numPr>')

    body = (
        item("The officer acts.", 0)
        + item("at once, and", 1)
        + item("in writing.", 1)
        + item("The board is told.", 0)
        + item("each year.", 1)
    )
    data = hostile.archive({"word/document.xml": hostile.document_xml(body), "word/numbering.xml": numbering.encode()})
    assert word.read(data, "a.docx", About()).passages[0].text.split("\n") == [
        "4. The officer acts.", "(a) at once, and", "(b) in writing.", "5. The board is told.", "(a) each year.",
    ]  # fmt: skip


def test_notes_comments_and_macros_are_told_apart() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    note = f'<w:footnote w:id="2">{_p(_r("See the schedule."))}</w:footnote>'
    comment = f'<w:comment w:id="1">{_p(_r("Is this right?"))}</w:comment>'
    parts = {
        "word/document.xml": hostile.document_xml(
            _p(_r("Words with a note.") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
        ),
        "word/footnotes.xml": f"<w:footnotes {space}>{note}</w:footnotes>".encode(),
        "word/comments.xml": f"<w:comments {space}>{comment}</w:comments>".encode(),
        "word/vbaProject.bin": b"macro",
    }
    found = word.read(hostile.archive(parts), "a.docm", About())
    assert found.passages[0].text == "Words with a note.\nNote: See the schedule."
    assert found.warnings == ("The document has 1 comment, left out.", "The document has macros, which were ignored.")


@pytest.mark.parametrize("spanned", ["gridSpan", "vMerge"])
def test_merged_cells_keep_the_names_of_their_columns(spanned: str) -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"name{column}" if row == 0 else f"r{row}c{column}"
    if spanned == "gridSpan":
        table.cell(1, 1).merge(table.cell(1, 2)).text = "wide"
        expected = "name0: r1c0; name1: wide"
    else:
        table.cell(1, 0).merge(table.cell(2, 0)).text = "tall"
        expected = "name0: tall; name1: r2c1; name2: r2c2"
    assert expected in _read(document).passages[0].text
