"""Reader of web pages: the main content with its headings, lists and tables, and nothing of what stands around it.

Where the page says which part is its main content, that part is walked as it is; where it does not, trafilatura
chooses. No address in a page is followed, and what the page would show only to a machine is left out.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePath
from urllib.parse import urljoin

from lxml import etree, html

from corpus import address
from corpus.document import About, Reading
from corpus.errors import Unreadable
from corpus.readers import erb, plain_text
from corpus.readers.markup import add_extracted, add_main_content, main_content, visible_words
from corpus.readers.outline import Outline
from corpus.readers.sections import readable_name, reading_of, source_of

_HEAD = 4096
_ENDINGS = {".html", ".htm", ".xhtml", ".xht", ".erb", ".aspx", ".php"}
_DOCUMENT = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_PART = re.compile(
    rb"<(?:div|p|h[1-6]|table|section|article|main|ul|ol|nav|header|form|span|a|br|meta)\b", re.IGNORECASE
)
_DEEPEST = 400
_TOO_DEEP = (
    "The page is nested more deeply than any page should be, and was not read.",
    "It may be built to do harm. Copy its words into a text file, and add that.",
)
_DATES = (
    "article:modified_time", "dcterms.modified", "dc.date.modified", "govuk:updated-at", "last-modified",
    "og:updated_time", "govuk:public-updated-at", "article:published_time", "dcterms.issued", "dc.date.issued",
    "dcterms.date", "dc.date",
)  # fmt: skip
_SITE_NAME = re.compile(r"\s+(?:[|–—-]|::)\s+[^|–—]{2,60}$")
_CHARSET = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE
)


def recognises(data: bytes, name: str) -> bool:
    """Whether it is HTML: it begins as a page, or is named as one and holds elements of one."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] == b"<" and _DOCUMENT.search(head) and not head.startswith(b"<%"):
        return PurePath(name).suffix.lower() not in {".md", ".markdown"} or not head.startswith((b"<div", b"<p"))
    if PurePath(name).suffix.lower() in _ENDINGS:
        return bool(_DOCUMENT.search(data[: 16 * _HEAD]) or _PART.search(data[: 16 * _HEAD]))
    return PurePath(name).suffix.lower() not in {".md", ".markdown", ".txt"} and bool(_PART.match(head))


def read(data: bytes, name: str, about: About) -> Reading:
    """Read the page by its headings.

    Raises:
        Unreadable: it holds no words, or is nested more deeply than any page.
    """
    text, warnings = _text(data)
    if erb.is_template(text):
        text = erb.without_tags(text)
        warnings.append(
            "This is a template: what its program would fill in is shown as […] and its conditions are ignored."
        )
    root = _tree(text)
    outline = Outline()
    main = main_content(root)
    if main is not None or erb.is_template(data.decode("latin-1")):
        add_main_content(root if main is None else main, outline)
    else:
        _add_chosen(root, text, outline, warnings)
    title = _title(root) or outline.first_heading or readable_name(name)
    itself = _canonical(root, about)
    if itself and itself.rstrip("/") != address.canonical(about.url).rstrip("/"):
        warnings.append(f"The page gives {itself} as its address, not the one it was fetched from.")
    return reading_of(source_of(data, name, about, title=title, as_at=_date(root)), outline.sections(), warnings)


def _text(data: bytes) -> tuple[str, list[str]]:
    declared = _CHARSET.search(data[:_HEAD])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        alphabet = (declared.group(1) or declared.group(2)).decode("ascii")
        if alphabet.lower() in {"iso-8859-1", "latin1", "windows-1252"}:
            return data.decode("cp1252", "replace"), []
        if alphabet.lower() in {"utf-8", "utf8"}:
            return data.decode("utf-8", "replace"), []
    return plain_text.decoded(data)


def _tree(text: str) -> etree._Element:
    """The page as a tree; no entity, document type or address in it is followed."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    without_declaration = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)
    try:
        root: etree._Element | None = html.document_fromstring(
            without_declaration.encode("utf-8", "replace"), parser=parser
        )
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Unreadable("The page holds no words that can be read.", "Open it to see whether it is empty.") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise Unreadable(*_TOO_DEEP)
    if root is None:
        raise Unreadable("The page holds no words that can be read.", "Open it to see whether it is empty.")
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise Unreadable(*_TOO_DEEP)
    return root


def _add_chosen(root: etree._Element, text: str, outline: Outline, warnings: list[str]) -> None:
    """Add what trafilatura takes for the main content, or all that is visible where it finds too little."""
    import trafilatura

    extracted = trafilatura.extract(
        text, output_format="xml", include_comments=False, include_tables=True, include_links=False,
        include_images=False, include_formatting=False, favor_recall=True, deduplicate=False, with_metadata=False,
    )  # fmt: skip
    whole = visible_words(root)
    if extracted:
        tree = etree.fromstring(extracted.encode("utf-8"), etree.XMLParser(resolve_entities=False, no_network=True))
        found = len(" ".join("".join(str(part) for part in tree.itertext()).split()).split())
        if found >= 0.5 * whole:
            ids = {
                " ".join("".join(map(str, one.itertext())).split()): one
                for one in root.iter("h1", "h2", "h3", "h4", "h5", "h6")
            }
            add_extracted(tree, outline, ids)
            return
    if whole:
        warnings.append("The page does not say which part is its main content, so all of it was read, menus included.")
    add_main_content(root, outline)


def _title(root: etree._Element) -> str:
    heading = root.find(".//h1")
    if heading is not None and "".join(map(str, heading.itertext())).strip():
        return " ".join("".join(map(str, heading.itertext())).split())
    title = root.findtext(".//title")
    return _SITE_NAME.sub("", " ".join(title.split())) if title else ""


def _canonical(root: etree._Element, about: About) -> str:
    """The address that a fetched page gives as its own, where it is an official one."""
    for link in root.iter("link") if about.url else ():
        if str(link.get("rel", "")).lower() == "canonical" and link.get("href"):
            url = urljoin(about.url, str(link.get("href")))
            return address.canonical(url) if address.is_official(url) else ""
    return ""


def _date(root: etree._Element) -> date | None:
    said: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = str(meta.get("name") or meta.get("property") or "").lower()
        said.setdefault(key, str(meta.get("content") or ""))
    for key in _DATES:
        try:
            return date.fromisoformat(said[key].strip()[:10])
        except (KeyError, ValueError):
            continue
    return None
