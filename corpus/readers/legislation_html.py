"""The HTML5 that legislation.gov.uk makes of Akoma Ntoso (``…/data.html``), read through the same tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from corpus import address
from corpus.document import About, Reading
from corpus.errors import Unreadable
from corpus.readers.akn_tree import AknTree, Particulars
from corpus.readers.annotation import Annotation
from corpus.readers.edition import FIRST_TEXTS, Edition, unit_of
from corpus.readers.law_reading import reading_of
from corpus.readers.provision import clean, day, extent_of, path_of_id
from corpus.source import UK, Standing

_HEAD = re.compile(rb"<article\s[^>]*class=[\"'](?:act|doc|bill)\b[^\"']*[\"']", re.IGNORECASE)
_MODEL = b"docs.oasis-open.org/legaldocml"
_STANDINGS = {"Prospective": Standing.PROSPECTIVE, "Repealed": Standing.REPEALED}
_NAMED_BY_CLASS = {
    "body", "part", "chapter", "section", "article", "rule", "paragraph", "subsection", "subparagraph", "level",
    "content", "intro", "wrapUp", "num", "heading", "subheading", "authorialNote", "annotations", "meta", "preface",
    "preamble", "conclusions", "recitals", "recital", "p", "title", "division", "point", "indent", "noteRef", "fnRef",
    "footnotes", "formula",
}  # fmt: skip
_RENAMED = {
    "annotations": "footer",
    "footnotes": "footer",
    "fnRef": "noteRef",
    "h1": "head",
    "h2": "head",
    "h3": "head",
}


def recognises(data: bytes, name: str) -> bool:  # noqa: ARG001
    """Whether the bytes are that HTML: an article of a class of law, with its metadata in the legal vocabulary."""
    head = data[:16384]
    return _HEAD.search(head) is not None and _MODEL in head


def read(data: bytes, name: str, about: About) -> Reading:
    """Read an instrument, or the one provision that the page holds.

    Raises:
        Unreadable: the page does not say which law it is, or holds none.
    """
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        page = lxml_html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Unreadable(
            f"{name} is not HTML that can be read.", "Fetch the page again; it may be cut short."
        ) from error
    edition = _edition(page, name)
    told = Particulars()
    root = etree.Element("akomaNtoso")
    for article in page.iter("article"):
        _transcribe(article, root, told)
    return reading_of(AknTree(edition, told).read(root), edition, [], data, about)


def _edition(page: etree._Element, name: str) -> Edition:
    work, expression = _frbr(page, "FRBRWork"), _frbr(page, "FRBRExpression")
    path = address.instrument_path(work) or address.instrument_path(expression)
    if path is None:
        raise Unreadable(f"{name} does not say which law it is.", "Fetch …/data.xml from legislation.gov.uk instead.")
    last = expression.rstrip("/").rsplit("/", 1)[-1]
    version = last if last in FIRST_TEXTS or day(last) else ""
    title = next(
        (clean("".join(map(str, element.itertext()))) for element in page.iter() if "docTitle" in _classes(element)), ""
    )
    written = next((clean(element.text or "") for element in page.iter("title")), "")
    title = title or ("" if written.startswith("http") else written) or address.label(f"{address.LEGISLATION}/{path}")
    dates = [str(one.get("content")) for one in page.iter("meta") if one.get("property") == "date"]
    targets = [path_of_id(str(one.get("id", ""))) for one in page.iter() if one.get("data-uk-target")]
    body = next((one for one in page.iter() if "body" in _classes(one)), None)
    extent = extent_of(str(body.get("data-x-extent", ""))) if body is not None else None
    return Edition(
        path=path,
        title=title,
        version=version,
        fragment=targets[0] if targets else "",
        as_at=day(version) or next(filter(None, map(day, dates)), None),
        extent=extent or address.extent_of(f"{address.LEGISLATION}/{path}") or UK,
        replaced=False,
        unit=unit_of(path),
    )


def _frbr(page: etree._Element, level: str) -> str:
    for holder in page.iter("div"):
        if holder.get("property") == level:
            for value in holder.iter("meta"):
                if value.get("property") == "value":
                    return str(value.get("content", ""))
    return ""


def _classes(element: etree._Element) -> list[str]:
    return str(element.get("class", "")).split()


def _transcribe(element: etree._Element, into: etree._Element, told: Particulars) -> None:
    """Copy an HTML element and what it holds as the Akoma Ntoso that it was made of."""
    name, kind = _akn_name(element)
    if name == "meta":
        return
    if name == "head":
        for child in element:
            _transcribe(child, into, told)
        return
    copy = etree.SubElement(into, name)
    if kind:
        copy.set("name", kind)
    copy.text = str(element.text) if element.text else None
    identifier = str(element.get("id", ""))
    if identifier:
        copy.set("eId", identifier)
    if element.get("href"):
        copy.set("href", str(element.get("href")))
    if element.get("data-ukl-commentaryref"):
        copy.set("CommentaryRef", str(element.get("data-ukl-commentaryref")))
    if identifier:
        _describe(element, identifier, told)
    if name == "footer":
        _annotate(element, into, told)
    else:
        for child in element:
            _transcribe(child, copy, told)
            if child.tail:
                _append_text(copy, str(child.tail))


def _akn_name(element: etree._Element) -> tuple[str, str]:
    classes = _classes(element)
    if classes and classes[0] == "hcontainer" and len(classes) > 1:
        return "hcontainer", classes[1]
    if classes and classes[0] in _NAMED_BY_CLASS:
        return _RENAMED.get(classes[0], classes[0]), ""
    tag = str(element.tag)
    if tag == "blockquote":
        return "quotedStructure", ""
    return _RENAMED.get(tag, tag), ""


def _describe(element: etree._Element, identifier: str, told: Particulars) -> None:
    extent = extent_of(str(element.get("data-x-extent", "")))
    start, end = day(element.get("data-x-restrict-start-date")), day(element.get("data-x-restrict-end-date"))
    standing = _STANDINGS.get(str(element.get("data-x-status", "")))
    if extent:
        told.extents[identifier] = extent
    if start:
        told.starts[identifier] = start
    if end:
        told.ends[identifier] = end
    if standing:
        told.standings[identifier] = standing


def _annotate(footer: etree._Element, provision: etree._Element, told: Particulars) -> None:
    for place, (note, kind) in enumerate(_notes(footer)):
        marks = [str(mark.get("id")) for mark in note.iter("a") if mark.get("id")]
        for marker in list(note.iter("span")):
            if "marker" in _classes(marker):
                tail = marker.tail or ""
                marker.clear()
                marker.tail = tail
        key = marks[0] if marks else f"{provision.get('eId', '')}-note-{place}"
        told.notes[key] = Annotation(kind, clean(str(note.xpath("string()"))))
        told.notes_on[str(provision.get("eId", ""))].append(key)


def _notes(footer: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for element in footer.iter("div"):
        classes = _classes(element)
        if "note" in classes and "commentary" in classes:
            yield element, classes[-1]


def _append_text(copy: etree._Element, text: str) -> None:
    if len(copy):
        copy[-1].tail = (copy[-1].tail or "") + text
    else:
        copy.text = (copy.text or "") + text
