"""The lexicon of cases that ships, from ``precedents/concepts.yaml``, and the stems that match its wordings."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from corpus.concepts import Lexicon

_WORD = re.compile(r"[a-z0-9]+")
FILE = "concepts.yaml"


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the package."""
    return Lexicon(yaml.safe_load(files("corpus").joinpath("precedents", FILE).read_text("utf-8")), stems_of)


def stems_of(text: str) -> list[str]:
    """The stems of the words of a text, in order; none is left out, since "no" and "not" tell cases apart."""
    return list(_stemmer().stemWords(_WORD.findall(text.lower().replace("’", "").replace("'", ""))))


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")
