"""Page templates (``.erb``): the page without its program."""

from __future__ import annotations

import re
from html import escape

_TAG = re.compile(r"<%(?P<shown>=)?(?P<code>.*?)-?%>", re.DOTALL)
_LIST = re.compile(r"\[\s*\"")
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"", re.DOTALL)
_FILLED_IN = re.compile(r"#\{[^}]*\}")
_QUOTED_INSIDE = re.compile(r"'((?:[^'\\]|\\.)*)'")
_MARKUP = re.compile(r"<[^<>]*>")
_LEAST_WORDS = 3


def is_template(text: str) -> bool:
    """Whether there are template tags in it."""
    return bool(_TAG.search(text))


def without_tags(text: str) -> str:
    """The page's own words: what is computed becomes ``[…]``, and a list of quoted sentences becomes a list."""
    return _TAG.sub(_instead, text)


def _instead(tag: re.Match[str]) -> str:
    if not tag["shown"]:
        return ""
    code = tag["code"]
    if _LIST.search(code):
        said = [
            _MARKUP.sub("", _FILLED_IN.sub(_filled_in, words.replace('\\"', '"'))) for words in _QUOTED.findall(code)
        ]
        items = [words for words in said if len(words.split()) >= _LEAST_WORDS]
        if items:
            return "<ul>" + "".join(f"<li>{escape(words, quote=False)}</li>" for words in items) + "</ul>"
    return "" if code.strip().startswith(("content_for", "govuk_button", "govuk_back", "render", "yield")) else "[…]"


def _filled_in(code: re.Match[str]) -> str:
    """The sentences quoted inside a computed part of a sentence, or ``[…]``."""
    said = [words for words in _QUOTED_INSIDE.findall(code.group()) if len(words.split()) >= _LEAST_WORDS]
    return " ".join(said) or "[…]"
