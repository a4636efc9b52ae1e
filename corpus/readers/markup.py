"""The words of a page's elements: headings, paragraphs, items and tables, in the order in which a person sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from corpus.readers.outline import Outline
from corpus.readers.sections import Block
from corpus.readers.tables import rows_as_lines

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SILENT = frozenset(
    "script style noscript template head nav aside iframe object embed svg canvas video audio map button select "
    "textarea input form footer dialog math".split()
)
_BLOCKS = frozenset(
    "address article blockquote body center dd details div dl dt fieldset figcaption figure header hgroup hr html "
    "legend li main ol p pre section summary table ul caption tr td th thead tbody tfoot".split()
)
_AROUND = re.compile(
    r"\b(?:breadcrumb|cookie|skip-?link|site-?nav|nav-?bar|menu|share|social|pagination|banner|feedback|related|toolbar|"
    r"visually-hidden|sr-only|print-link)s?\b",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0", re.IGNORECASE)


def main_content(root: etree._Element) -> etree._Element | None:
    """The element that the page itself names as its main content, or ``None``."""
    for found in root.iter("main", "article"):
        return found
    for found in root.iter("div", "section"):
        if found.get("role") == "main":
            return found
    return None


def visible_words(root: etree._Element) -> int:
    """How many words a person could see outside menus, forms and footers."""
    outline = Outline()
    add_main_content(root, outline)
    sections = outline.sections()
    headings = sum(len(one.headings[-1].split()) for one in sections if one.headings)
    return headings + sum(len(block.text.split()) for one in sections for block in one.blocks)


def add_main_content(root: etree._Element, outline: Outline) -> None:
    """Add everything visible in an element."""
    loose: list[str] = []
    _walk(root, outline, loose, item="")
    _flush(loose, outline, "")


def add_extracted(tree: etree._Element, outline: Outline, headings: Mapping[str, etree._Element]) -> None:
    """Add what trafilatura gave (its XML), with the ids that the page's own headings carry."""
    body = tree.find("main")
    for element in tree if body is None else body:
        text = _words(element)
        if element.tag == "div":
            add_extracted(element, outline, headings)
        elif element.tag == "head":
            level = _HEADINGS.get(str(element.get("rend") or "h2"), 2)
            outline.begin(level, text, fragment_of(headings[text]) if text in headings else "")
        elif element.tag == "table":
            rows = [[_words(cell) for cell in row.iter("cell")] for row in element.iter("row")]
            outline.add_rows(rows_as_lines(rows))
        elif element.tag == "list":
            for item in element.iter("item"):
                outline.add(Block(_words(item), is_item=True))
        else:
            outline.add(Block(text))


def fragment_of(heading: etree._Element) -> str:
    """The id that opens the page at a heading: its own, that of an anchor in it, or that of the section it begins."""
    if heading.get("id"):
        return str(heading.get("id"))
    for inside in heading.iter("a", "span"):
        if inside.get("id") or inside.get("name"):
            return str(inside.get("id") or inside.get("name"))
    above = heading.getparent()
    if above is not None and above.tag == "section" and above.get("id") and above[0] is heading:
        return str(above.get("id"))
    return ""


def _walk(element: etree._Element, outline: Outline, loose: list[str], item: str) -> None:
    """Walk an element; ``loose`` gathers words until a block ends, ``item`` is the marker of the list item it is in."""
    if element.text:
        loose.append(element.text)
    for child in element:
        if not _is_left_out(child, child.tag):
            _add(child, child.tag, outline, loose, item)
        if child.tail:
            loose.append(child.tail)


def _add(child: etree._Element, tag: str, outline: Outline, loose: list[str], item: str) -> None:
    if tag in _HEADINGS:
        _flush(loose, outline, item)
        outline.begin(_HEADINGS[tag], _words(child), fragment_of(child))
    elif tag == "table" and child.find(".//table") is None and child.find(".//h2") is None:
        _flush(loose, outline, item)
        outline.add_rows(_table(child))
    elif tag == "br":
        loose.append(" ")
    elif tag in _BLOCKS:
        _flush(loose, outline, item)
        inner = _marker(child) if tag == "li" else item if tag in {"p", "div", "span"} else ""
        _walk(child, outline, loose, inner)
        _flush(loose, outline, inner)
    else:
        _walk(child, outline, loose, item)


def _marker(item: etree._Element) -> str:
    above = item.getparent()
    if above is None or above.tag != "ol":
        return "-"
    start = str(above.get("start") or "1")
    number = (int(start) if start.isdigit() else 1) + sum(1 for _ in item.itersiblings("li", preceding=True))
    if above.get("type") in {"a", "A"} and number <= 26:
        return f"({chr(ord(str(above.get('type'))) + number - 1)})"
    return f"{number}."


def _flush(loose: list[str], outline: Outline, item: str) -> None:
    text = " ".join("".join(loose).split())
    loose.clear()
    if text:
        outline.add(Block(f"{item} {text}") if item not in {"", "-"} else Block(text, is_item=item == "-"))


def _table(table: etree._Element) -> list[str]:
    rows: list[list[str]] = []
    headed: bool | None = None
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        if not rows and cells:
            headed = True if all(cell.tag == "th" for cell in cells) and len(cells) > 1 else None
        rows.append([word for cell in cells for word in [_words(cell)] * _span(cell)])
    caption = table.find("caption")
    return [*([_words(caption)] if caption is not None else []), *rows_as_lines(rows, headed=headed)]


def _span(cell: etree._Element) -> int:
    said = str(cell.get("colspan") or "1")
    return min(int(said), 50) if said.isdigit() and int(said) else 1


def _words(element: etree._Element) -> str:
    return " ".join("".join(_texts(element)).split())


def _texts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not _is_left_out(child, child.tag):
            separate = child.tag in _BLOCKS or child.tag in {"br", "item", "cell", "row", "lb"}
            yield " " if separate else ""
            yield from _texts(child)
            yield " " if separate else ""
        yield child.tail or ""


def _is_left_out(element: etree._Element, tag: str) -> bool:
    if (
        tag in _SILENT
        or (tag == "li" and _is_contents(element))
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
    ):
        return True
    if element.get("role") in {"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog"}:
        return True
    if _HIDDEN.search(str(element.get("style") or "")):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return tag in {"div", "ul", "section", "a", "span"} and bool(_AROUND.search(names.replace("_", "-")))


def _is_contents(item: etree._Element) -> bool:
    """Whether an item only leads to another place on the same page."""
    links = list(item.iter("a"))
    if len(links) != 1 or not str(links[0].get("href") or "").startswith("#"):
        return False
    return "".join(map(str, links[0].itertext())).split() == "".join(map(str, item.itertext())).split()
