"""The one place where words from documents, questions, models and cards become safe to put on a page.

Pages build their own markup and pass every foreign word through ``text`` (into HTML), ``label`` (into the name of a
button or link, which Streamlit reads as Markdown) or ``official_link``. No page hands foreign words to Markdown.
"""

from __future__ import annotations

import html
import re
import string
from urllib.parse import quote, urlsplit

from corpus.address import is_official

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_PUNCTUATION = re.compile(f"([{re.escape(string.punctuation)}])")
_JOINER = "\u2060"
_LONGEST_LABEL = 200


def text(words: str) -> str:
    """Words as inert HTML text: markup shown, not run; control and direction-changing characters left out."""
    return html.escape(_CONTROLS.sub("", words), quote=True)


def label(words: str) -> str:
    """Words as an inert Streamlit label, on one line and of bounded length.

    A backslash stops Markdown, but emoji shortcodes, directives and bare addresses are found after it has been read, so
    an invisible joiner breaks those up.
    """
    escaped = _PUNCTUATION.sub(r"\\\1", line(words))
    for mark in (":", "@", "."):
        escaped = escaped.replace(f"\\{mark}", f"\\{mark}{_JOINER}")
    return escaped


def line(words: str) -> str:
    """Words on one line and of bounded length, for a choice of a list, which Streamlit shows as they are."""
    found = " ".join(_CONTROLS.sub(" ", words).split())
    return found if len(found) <= _LONGEST_LABEL else found[: _LONGEST_LABEL - 1] + "…"


def official_link(url: str, words: str) -> str:
    """A link where the address is https on an official host; otherwise the words alone. It opens in the same tab."""
    shown = text(words)
    if not is_linkable(url):
        return shown
    return f'<a href="{html.escape(url, quote=True)}" rel="noreferrer">{shown}</a>'


def own_link(path: str, words: str, **query: str) -> str:
    """A link to a page of this app. ``path`` is ours, never foreign; the query's values may be."""
    asked = "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items())
    return f'<a href="{html.escape(path + ("?" + asked if asked else ""), quote=True)}">{text(words)}</a>'


def is_linkable(url: str) -> bool:
    """Whether a page may link to the address."""
    if _CONTROLS.search(url) or any(letter.isspace() or letter in "<>\"'`\\" for letter in url):
        return False
    try:
        return is_official(url)
    except ValueError:
        return False


def host(url: str) -> str:
    """The host of an address, as words; empty where it has none."""
    try:
        return text(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def marked(words: str, quotations: list[str]) -> str:
    """Words as inert HTML with each quotation that stands in them highlighted."""
    spans: list[tuple[int, int]] = []
    for begin, end in sorted((at, at + len(one)) for one in quotations if one and (at := words.find(one)) >= 0):
        if spans and begin <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((begin, end))
    pieces: list[str] = []
    done = 0
    for begin, end in spans:
        pieces += [text(words[done:begin]), "<mark>", text(words[begin:end]), "</mark>"]
        done = end
    return "".join([*pieces, text(words[done:])])
