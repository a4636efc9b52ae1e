"""Abbreviations and terms of the field: what they stand for and mean, for people and for the search."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from corpus.source import Frozen


class Term(Frozen):
    """A term or abbreviation of the field.

    ``stands_for`` is its expansion; ``also`` are other ways of writing it; ``search_as`` are words that the search adds
    when it meets the term, where the expansion alone would not find the passages.
    """

    term: str
    stands_for: str
    meaning: str
    also: tuple[str, ...] = ()
    search_as: tuple[str, ...] = ()


@cache
def terms() -> tuple[Term, ...]:
    """Every term, in alphabetical order."""
    rows = yaml.load(files("corpus").joinpath("glossary.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return tuple(sorted((Term.model_validate(row) for row in rows), key=lambda term: term.term.lower()))


@cache
def by_written_form() -> dict[str, Term]:
    """Terms by each way of writing them, lower case."""
    return {form.lower(): term for term in terms() for form in (term.term, *term.also)}
