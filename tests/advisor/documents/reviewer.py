"""A reviewer at work in the Word file of a draft: changes and remarks as word processors write them into the file."""

from __future__ import annotations

import copy
import io
import zipfile

from lxml import etree

from advisor.documents.word_marks import MARK, mark_name

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
WHEN = "2026-11-23T10:15:00Z"
WHO = "Priya Nair"


def q(name: str) -> str:
    return f"{{{W}}}{name}"


def named(statement: str) -> str:
    """The name of the mark of a statement, which may be given in place of the statement."""
    return statement if statement.startswith(MARK) else mark_name(statement)


class Reviewer:
    """The file taken apart; each method is one act of the reviewer."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as whole:
            self.parts = {name: whole.read(name) for name in whole.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])
        body = self.root.find(q("body"))
        assert body is not None
        self.body = body
        self._changes = 900

    def saved(self) -> bytes:
        self.parts["word/document.xml"] = etree.tostring(
            self.root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
            for name, content in self.parts.items():
                whole.writestr(name, content)
        return out.getvalue()

    def paragraph(self, statement: str) -> etree._Element:
        start = next(one for one in self.root.iter(q("bookmarkStart")) if one.get(q("name")) == named(statement))
        return next(one for one in start.iterancestors(q("p")))

    def runs(self, statement: str) -> list[etree._Element]:
        """The runs inside the mark."""
        inside, found = False, []
        for child in self.paragraph(statement):
            if child.tag == q("bookmarkStart") and child.get(q("name")) == named(statement):
                inside = True
            elif child.tag == q("bookmarkEnd"):
                inside = False
            elif inside and child.tag == q("r"):
                found.append(child)
        return found

    def tracked(self, kind: str, text: str = "", who: str = WHO, when: str = WHEN) -> etree._Element:
        self._changes += 1
        change = etree.Element(q(kind), {q("id"): str(self._changes), q("author"): who, q("date"): when})
        if text:
            change.append(self.run(text, deleted=kind == "del"))
        return change

    def run(self, text: str, *, deleted: bool = False) -> etree._Element:
        run = etree.Element(q("r"), {q("rsidR"): "00AB12CD"})
        etree.SubElement(run, q("rPr"))
        words = etree.SubElement(
            run, q("delText" if deleted else "t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
        )
        words.text = text
        return run

    def strike(self, statement: str, *, mark_too: bool = False) -> None:
        """A tracked deletion of all its words; with the paragraph's own mark where it is gone altogether."""
        for run in self.runs(statement):
            change = self.tracked("del")
            run.addprevious(change)
            change.append(run)
            for words in run.iter(q("t")):
                words.tag = q("delText")
        if mark_too:
            form = self.paragraph(statement).find(q("pPr"))
            if form is None:
                form = etree.Element(q("pPr"))
                self.paragraph(statement).insert(0, form)
            etree.SubElement(form, q("rPr")).append(self.tracked("del"))

    def replace(self, statement: str, old: str, new: str) -> None:
        """A tracked change of some words in the middle, which parts the run in three."""
        run = next(one for one in self.runs(statement) if old in "".join(one.itertext()))
        text = "".join(run.itertext())
        before, after = text.split(old, 1)
        pieces = [self.run(before), self.tracked("del", old), self.tracked("ins", new), self.run(after)]
        for piece in pieces:
            run.addprevious(piece)
        run.getparent().remove(run)  # type: ignore[union-attr]

    def write_at_the_end(self, statement: str, text: str) -> None:
        """A tracked insertion after the words, where Word puts it: outside of the mark."""
        end = next(one for one in self.paragraph(statement) if one.tag == q("bookmarkEnd"))
        end.addnext(self.tracked("ins", text))

    def write_untracked(self, statement: str, text: str) -> None:
        """New words in place of the old, with tracking turned off."""
        first, *rest = self.runs(statement)
        for run in rest:
            run.getparent().remove(run)  # type: ignore[union-attr]
        next(first.iter(q("t"))).text = text

    def new_paragraph(self, behind: str, text: str) -> etree._Element:
        """A tracked new paragraph after a statement."""
        paragraph = etree.Element(q("p"))
        form = etree.SubElement(etree.SubElement(paragraph, q("pPr")), q("rPr"))
        form.append(self.tracked("ins"))
        paragraph.append(self.tracked("ins", text))
        self.paragraph(behind).addnext(paragraph)
        return paragraph

    def move(self, statement: str, behind: str) -> None:
        """A tracked move: the old place keeps the mark, as Word does it."""
        text = "".join("".join(run.itertext()) for run in self.runs(statement))
        for run in self.runs(statement):
            change = self.tracked("moveFrom")
            run.addprevious(change)
            change.append(run)
        paragraph = etree.Element(q("p"))
        paragraph.append(self.tracked("moveTo", text))
        self.paragraph(behind).addnext(paragraph)

    def carry(self, statement: str, behind: str) -> None:
        """Cut and pasted with tracking turned off: the mark goes along."""
        self.paragraph(behind).addnext(self.paragraph(statement))

    def take_out(self, statement: str) -> None:
        """The whole paragraph deleted with tracking turned off: the mark goes too."""
        paragraph = self.paragraph(statement)
        paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]

    def lose_mark(self, statement: str) -> None:
        """Typed anew or pasted without its mark."""
        paragraph = self.paragraph(statement)
        for one in [*paragraph.iter(q("bookmarkStart"), q("bookmarkEnd"))]:
            one.getparent().remove(one)  # type: ignore[union-attr]

    def comment(self, statement: str, text: str, *, who: str = WHO, reply_to: str = "", done: bool = False) -> str:
        """A comment on all the words of a statement; the identifier is returned."""
        comments = etree.fromstring(self.parts["word/comments.xml"])
        identifier = str(100 + len(comments))
        comment = etree.SubElement(
            comments, q("comment"), {q("id"): identifier, q("author"): who, q("date"): WHEN, q("initials"): "PN"}
        )
        paragraph = etree.SubElement(comment, q("p"), {f"{{{W14}}}paraId": f"0000{identifier}A"})
        paragraph.append(self.run(text))
        self.parts["word/comments.xml"] = etree.tostring(comments)
        runs = self.runs(statement)
        runs[0].addprevious(etree.Element(q("commentRangeStart"), {q("id"): identifier}))
        end = etree.Element(q("commentRangeEnd"), {q("id"): identifier})
        runs[-1].addnext(end)
        reference = etree.Element(q("r"))
        etree.SubElement(reference, q("commentReference"), {q("id"): identifier})
        end.addnext(reference)
        self._extend(f"0000{identifier}A", f"0000{reply_to}A" if reply_to else "", done=done)
        return identifier

    def _extend(self, own: str, parent: str, *, done: bool) -> None:
        name = "word/commentsExtended.xml"
        held = self.parts.get(name, f'<w15:commentsEx xmlns:w15="{W15}"/>'.encode())
        extended = etree.fromstring(held)
        entry = etree.SubElement(
            extended, f"{{{W15}}}commentEx", {f"{{{W15}}}paraId": own, f"{{{W15}}}done": str(int(done))}
        )
        if parent:
            entry.set(f"{{{W15}}}paraIdParent", parent)
        self.parts[name] = etree.tostring(extended)

    def copy_of(self, statement: str) -> etree._Element:
        return copy.deepcopy(self.paragraph(statement))
