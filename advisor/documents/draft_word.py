"""A draft as a Word document that a reviewer works in.

Real headings and styles; the advisor's remarks hang in the margin at the words that they are about; each statement has
a hidden mark by which it is found again when the document comes back (``reviewed_word``).
"""

from __future__ import annotations

import io
from datetime import UTC, datetime, time

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from advisor.documents import risk_matrix, typesetting, word_marks, word_styles
from advisor.documents.contents import (
    Block,
    Contents,
    Field,
    Heading,
    Line,
    Look,
    Paragraph,
    Picture,
    Sources,
    Table,
)
from advisor.documents.draft_contents import contents_of, in_parts
from advisor.documents.plain_words import plain
from advisor.governance.draft_paper import DraftPaper

AUTHOR = "Advisor"
_HIGHEST_PICTURE = 21.0 / 17.0
_ROOM_TO_WRITE = Pt(20)
_STYLES = {Look.POINT: "List Bullet", Look.WARNING: word_styles.WARNING}
_STYLES_IN_TABLES = {Look.POINT: word_styles.TABLE_POINT}
_FILL = {level.value: colour for level, colour in risk_matrix.FILL.items()}


def write(paper: DraftPaper) -> bytes:
    """The file. The same bytes for the same paper."""
    contents = contents_of(paper)
    made = _Word(contents, paper)
    return word_marks.saved(made.document)


class _Word:
    """Fills a document from contents."""

    def __init__(self, contents: Contents, paper: DraftPaper) -> None:
        self.document: Document = docx.Document()
        self._on = datetime.combine(paper.prepared_on, time(), UTC)
        self._bookmarks = 0
        self._style_ids: dict[str, str] = {}
        self._captions = {"Table": 0, "Figure": 0}
        title = plain(contents.title)
        word_styles.prepare(self.document)
        word_styles.describe(
            self.document, title, contents.version_mark, plain(paper.prepared_by) or AUTHOR, paper.prepared_on
        )
        word_styles.head_and_foot(
            self.document, plain(contents.marking), plain(contents.running_title), plain(paper.reference)
        )
        self._add_title(contents, title)
        for block in contents.blocks:
            self._add(block)

    def _add_title(self, contents: Contents, title: str) -> None:
        paragraph = self.document.add_paragraph(title, style="Title")
        self._mark(paragraph.runs, word_marks.VERSION_MARK + contents.version_mark)
        self.document.add_paragraph(plain(contents.subtitle), style="Subtitle")
        for name, said in contents.about:
            about = self.document.add_paragraph()
            about.paragraph_format.space_after = Pt(1)
            about.add_run(f"{name}: ").bold = True
            about.add_run(plain(said))

    def _add(self, block: Block) -> None:
        if isinstance(block, Heading):
            self.document.add_heading(plain(block.text), block.level)
        elif isinstance(block, Paragraph):
            self._fill(self.document.add_paragraph(style=_STYLES.get(block.line.look)), block.line)
        elif isinstance(block, Table):
            self._add_table(block)
        elif isinstance(block, Picture):
            self._add_picture(block)
        elif isinstance(block, Sources):
            self._add_sources(block)

    def _fill(self, paragraph: WordParagraph, line: Line) -> None:
        if line.lead:
            paragraph.add_run(plain(line.lead) + " ").font.color.rgb = word_styles.QUIET
        runs = [self._run(paragraph, words, line.look, gap=gap) for words, gap in in_parts(plain(line.text))]
        if line.mark:
            self._mark(runs or [paragraph.add_run("")], word_marks.mark_name(line.mark))
        if line.remarks and runs:
            self._comment(runs, line.remarks)
        if line.tag or line.sources:
            self._origin(paragraph, line)

    def _run(self, paragraph: WordParagraph, words: str, look: Look, *, gap: bool) -> Run:
        run = paragraph.add_run(words)
        if gap:
            run.bold = True
            run.font.color.rgb = word_styles.ALERT
            shading = OxmlElement("w:shd")
            for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", word_styles.GAP_FILL)):
                shading.set(qn(name), value)
            run._r.get_or_add_rPr().append(shading)
        elif look is Look.QUIET:
            run.font.color.rgb = word_styles.QUIET
        elif look is Look.STRONG:
            run.bold = True
        return run

    def _origin(self, paragraph: WordParagraph, line: Line) -> None:
        """After the words and outside of their mark: where they come from."""
        said = [paragraph.add_run(f"\u2002{line.tag}" if line.tag else "")]
        for number in line.sources:
            paragraph.add_run(" ").font.size = Pt(8.5)
            said.append(word_marks.link(paragraph, f"[{number}]", anchor=_anchor(number)))
        for run in said:
            run.font.size = Pt(8.5)
        said[0].font.color.rgb = word_styles.QUIET

    def _mark(self, runs: list[Run], name: str) -> None:
        self._bookmarks += 1
        word_marks.mark(runs, name, self._bookmarks)

    def _comment(self, runs: list[Run], remarks: tuple[str, ...]) -> None:
        comment = self.document.add_comment(runs, "", author=AUTHOR, initials="A")
        said = comment.paragraphs[0]
        for place, remark in enumerate(remarks):
            if place:
                said.add_run().add_break()
            said.add_run(plain(remark))
        comment._comment_elm.set(qn("w:date"), self._on.strftime("%Y-%m-%dT%H:%M:%SZ"))

    def _caption(self, kind: str, words: str) -> WordParagraph:
        self._captions[kind] += 1
        paragraph = self.document.add_paragraph(f"{kind} ", style="Caption")
        word_marks.field(paragraph, f" SEQ {kind} \\* ARABIC ", str(self._captions[kind]))
        paragraph.add_run(f": {plain(words)}")
        return paragraph

    def _add_table(self, block: Table) -> None:
        self._caption("Table", block.caption)
        table = self.document.add_table(rows=1 + len(block.rows), cols=len(block.columns))
        total = sum(column.share for column in block.columns)
        widths: list[Length] = [Emu(int(word_styles.TEXT_WIDE * column.share / total)) for column in block.columns]
        kept = {0, *(at for at, row in enumerate(block.rows, 1) if block.keeps_together(row))}
        word_styles.table_look(table._tbl, widths, plain(block.caption), kept)
        cells = [[_Cell(tc, table) for tc in row.tc_lst] for row in table._tbl.tr_lst]
        for place, column in enumerate(block.columns):
            head = cells[0][place].paragraphs[0]
            self._style(head, word_styles.TABLE_HEAD)
            head.add_run(plain(column.head))
        for at, row in enumerate(block.rows, 1):
            for place, field in enumerate(row):
                self._fill_cell(cells[at][place], field)
        below = self.document.add_paragraph().paragraph_format
        below.space_after, below.line_spacing = Pt(0), Pt(8)

    def _fill_cell(self, cell: _Cell, field: Field) -> None:
        if field.tone:
            word_marks.shade(cell, _FILL[field.tone])
        for place, line in enumerate(field.lines):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            self._style(paragraph, _STYLES_IN_TABLES.get(line.look, word_styles.TABLE_TEXT))
            if place and line.look is Look.STRONG:
                paragraph.paragraph_format.space_before = Pt(5)
            self._fill(paragraph, line)
        if not field.lines:
            self._style(cell.paragraphs[0], word_styles.TABLE_TEXT)
            cell.paragraphs[0].paragraph_format.space_after = _ROOM_TO_WRITE

    def _style(self, paragraph: WordParagraph, name: str) -> None:
        """By the style's identifier: looking each up by its name takes longer than all the rest."""
        if name not in self._style_ids:
            self._style_ids[name] = str(self.document.styles[name].style_id)
        paragraph._p.style = self._style_ids[name]

    def _add_picture(self, block: Picture) -> None:
        self._caption("Figure", block.caption)
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(10)
        shape = paragraph.add_run().add_picture(io.BytesIO(typesetting.png(block.svg)), width=word_styles.TEXT_WIDE)
        most = int(word_styles.TEXT_WIDE * _HIGHEST_PICTURE)
        if shape.height > most:
            shape.width, shape.height = Emu(int(shape.width * most / shape.height)), Emu(most)
        about = shape._inline.docPr
        about.set("name", plain(block.caption))
        about.set("title", plain(block.caption))
        about.set("descr", plain(block.words))

    def _add_sources(self, block: Sources) -> None:
        for number, one in enumerate(block.entries, 1):
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.left_indent = Pt(28)
            paragraph.paragraph_format.first_line_indent = Pt(-28)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(28))
            self._mark([paragraph.add_run(f"[{number}]")], _anchor(number))
            paragraph.add_run("\t")
            title = plain(one.title)
            if one.leads:
                word_marks.link(paragraph, title, address=one.address)
            else:
                paragraph.add_run(title)
            paragraph.add_run(plain(one.words)[len(title) :])


def _anchor(number: int) -> str:
    return f"source_{number}"
