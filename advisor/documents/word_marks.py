"""What Word keeps in a document and python-docx does not write: hidden marks, links, fields, alternatives to pictures.

The same names are read again when the document comes back.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Sequence

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

MARK = "adv_"
VERSION_MARK = "advisor_version_"
_LONGEST = 40
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_LINK = RGBColor(0x1D, 0x70, 0xB8)


def mark_name(identifier: str) -> str:
    """The name of the bookmark of a statement: letters, digits and underscores, at most forty."""
    name = MARK + re.sub(r"[^A-Za-z0-9]", "_", identifier)
    if len(name) <= _LONGEST and name == MARK + identifier:
        return name
    digest = hashlib.sha256(identifier.encode("utf-8")).hexdigest()[:8]
    return f"{name[: _LONGEST - 9]}_{digest}"


def mark(runs: Sequence[Run], name: str, number: int) -> None:
    """A bookmark around runs of one paragraph."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    end.set(qn("w:id"), str(number))
    runs[0]._r.addprevious(start)
    runs[-1]._r.addnext(end)


def field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A field that Word works out, with what it shows until then."""
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = shown
    run.append(text)
    simple.append(run)
    paragraph._p.append(simple)


def link(paragraph: Paragraph, words: str, *, address: str = "", anchor: str = "") -> Run:
    """A link to an address, or to a place in the document."""
    element = OxmlElement("w:hyperlink")
    if address:
        element.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    else:
        element.set(qn("w:anchor"), anchor)
    paragraph._p.append(element)
    run = paragraph.add_run(words)
    element.append(run._r)
    run.font.color.rgb = _LINK
    run.font.underline = bool(address)
    return run


def shade(cell: _Cell, colour: str) -> None:
    """The colour behind a field of a table."""
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), colour.lstrip("#"))
    cell._tc.get_or_add_tcPr().append(shading)


def speak_english(document: Document) -> None:
    """British English as the language of everything that says nothing else."""
    for language in document.styles.element.iter(qn("w:lang")):
        for name in ("w:val", "w:eastAsia"):
            language.set(qn(name), "en-GB")
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "en-GB")


def be_current(document: Document) -> None:
    """Word opens the document without its mode for old files."""
    compatibility = document.settings.element.find(qn("w:compat"))
    if compatibility is None:
        compatibility = OxmlElement("w:compat")
        document.settings.element.append(compatibility)
    setting = OxmlElement("w:compatSetting")
    for name, value in (
        ("w:name", "compatibilityMode"),
        ("w:uri", "http://schemas.microsoft.com/office/word"),
        ("w:val", "15"),
    ):
        setting.set(qn(name), value)
    compatibility.append(setting)


def saved(document: Document) -> bytes:
    """The file; the same bytes for the same document, because no time of packing is kept."""
    packed = io.BytesIO()
    document.save(packed)
    even = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(even, "w", zipfile.ZIP_DEFLATED) as new:
        for name in _in_order(old.namelist()):
            new.writestr(zipfile.ZipInfo(name, _FIRST_DAY), old.read(name), zipfile.ZIP_DEFLATED)
    return even.getvalue()


def _in_order(names: Iterable[str]) -> list[str]:
    """The list of contents first, as readers of the format expect."""
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
