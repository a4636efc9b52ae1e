"""The look of a Word document: plain black headings, one typeface, tables with horizontal lines, a marking on top."""

from __future__ import annotations

from datetime import date, datetime, time

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from lxml import etree

from advisor.documents import word_marks

TYPEFACE = "Arial"
PAGE_WIDE, PAGE_HIGH, EDGE = Cm(21), Cm(29.7), Cm(2)
TEXT_WIDE = Cm(17)
INK, QUIET, ALERT = RGBColor(0x0B, 0x0C, 0x0C), RGBColor(0x48, 0x4C, 0x4F), RGBColor(0x7A, 0x2F, 0x00)
GAP_FILL = "FFF4E5"
TABLE_TEXT, TABLE_POINT, TABLE_HEAD, WARNING = "Table Text", "Table Point", "Table Head", "Warning"
_LINE, _ALERT_LINE = "B1B4B6", "D4351C"
_SIZES = {"Title": 26, "Subtitle": 13, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12, "Caption": 10, "Normal": 11}
_ROOM_BEFORE = {"Title": 0, "Subtitle": 0, "Heading 1": 22, "Heading 2": 14, "Heading 3": 10, "Caption": 10}
_ROOM_AFTER = {"Title": 2, "Subtitle": 12, "Heading 1": 6, "Heading 2": 4, "Heading 3": 4, "Caption": 4, "Normal": 6}


def prepare(document: Document) -> None:
    """Page, language, typeface and styles."""
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDE, PAGE_HIGH
    section.left_margin = section.right_margin = EDGE
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    word_marks.speak_english(document)
    word_marks.be_current(document)
    for name, size in _SIZES.items():
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        _set(style, size, bold=name not in {"Normal", "Subtitle"})
        style.paragraph_format.space_after = Pt(_ROOM_AFTER[name])
        if name in _ROOM_BEFORE:
            style.paragraph_format.space_before = Pt(_ROOM_BEFORE[name])
            style.paragraph_format.keep_with_next = True
    document.styles["Normal"].paragraph_format.line_spacing = 1.15
    _new(document, TABLE_TEXT, "Normal", 9)
    _new(document, TABLE_HEAD, TABLE_TEXT, 9, bold=True).paragraph_format.keep_with_next = True
    point = _new(document, TABLE_POINT, "List Bullet", 9)
    point.paragraph_format.left_indent, point.paragraph_format.first_line_indent = Cm(0.4), Cm(-0.4)
    warning = _new(document, WARNING, "Normal", 11, bold=True)
    warning.paragraph_format.left_indent = Cm(0.3)
    _rule(warning, "left", _ALERT_LINE, 36)
    _plain_titles(document)


def describe(document: Document, title: str, mark: str, author: str, on: date) -> None:
    """The properties of the file."""
    about = document.core_properties
    about.title, about.language, about.author = title, "en-GB", author
    about.last_modified_by, about.comments, about.identifier = author, "", mark
    about.created = about.modified = datetime.combine(on, time())
    about.revision = 1


def head_and_foot(document: Document, marking: str, title: str, reference: str) -> None:
    """The marking and the title on every page, and its number."""
    section = document.sections[0]
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    for paragraph in (head, foot):
        stops = paragraph.style.paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(TEXT_WIDE, WD_TAB_ALIGNMENT.RIGHT)
        paragraph.style.font.size = Pt(9)
        paragraph.style.font.name = TYPEFACE
    said = head.add_run(marking)
    said.bold = True
    said.font.color.rgb = ALERT
    head.add_run(f"\t{title}").font.color.rgb = QUIET
    foot.add_run(f"{reference}\tPage ")
    word_marks.field(foot, " PAGE ", "1")
    foot.add_run(" of ")
    word_marks.field(foot, " NUMPAGES ", "1")


def _new(document: Document, name: str, based_on: str, size: float, *, bold: bool = False) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles[based_on]
    _set(style, size, bold=bold)
    style.paragraph_format.space_after = Pt(2 if size < 10 else 6)
    style.paragraph_format.line_spacing = 1.1
    return style


def _set(style: ParagraphStyle, size: float, *, bold: bool) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = TYPEFACE, Pt(size), bold, False
    style.font.color.rgb = INK
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    for name in list(fonts.attrib):
        if "Theme" in str(name):
            del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), TYPEFACE)


def _rule(style: ParagraphStyle, side: str, colour: str, eighths: int) -> None:
    borders = OxmlElement("w:pBdr")
    edge = OxmlElement(f"w:{side}")
    for name, value in (("w:val", "single"), ("w:sz", str(eighths)), ("w:space", "8"), ("w:color", colour)):
        edge.set(qn(name), value)
    borders.append(edge)
    style.element.get_or_add_pPr().insert(0, borders)


def _plain_titles(document: Document) -> None:
    """Without the line, the spaced letters and the tight lines of the plain template."""
    for name in ("Title", "Subtitle"):
        element = document.styles[name].element
        for unwanted in [*element.iter(qn("w:pBdr")), *element.rPr.iter(qn("w:spacing"), qn("w:kern"))]:
            unwanted.getparent().remove(unwanted)


def table_look(table_element: CT_Tbl, widths: list[Length], caption: str, kept: set[int]) -> None:
    """Horizontal lines, fixed widths, room in the fields, rows that keep together and a heading on every page.

    The caption is given once more as the words for those who cannot see the table; ``kept`` are the numbers of the
    rows that stay on one page.
    """
    form = table_element.tblPr
    for name in ("w:tblW", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption"):
        for old in form.findall(qn(name)):
            form.remove(old)
    form.append(_element("w:tblW", {"w:w": str(int(sum(widths) / 635)), "w:type": "dxa"}))
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_element(f"w:{side}", {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": _LINE}))
    form.append(borders)
    form.append(_element("w:tblLayout", {"w:type": "fixed"}))
    margins = OxmlElement("w:tblCellMar")
    for side, wide in (("top", 50), ("left", 70), ("bottom", 50), ("right", 70)):
        margins.append(_element(f"w:{side}", {"w:w": str(wide), "w:type": "dxa"}))
    form.append(margins)
    form.append(_element("w:tblLook", {"w:val": "00A0", "w:firstRow": "1", "w:firstColumn": "1", "w:noVBand": "1"}))
    form.append(_element("w:tblCaption", {"w:val": caption}))
    for column, wide in zip(table_element.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(int(wide / 635)))
    for at, row in enumerate(table_element.tr_lst):
        rules = row.get_or_add_trPr()
        if at in kept:
            rules.append(OxmlElement("w:cantSplit"))
        if at == 0:
            rules.append(OxmlElement("w:tblHeader"))
        for cell, wide in zip(row.tc_lst, widths, strict=True):
            cell.width = wide


def _element(name: str, attributes: dict[str, str]) -> etree._Element:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    return element
