"""Crown Legislation Markup Language, the XML of legislation.gov.uk (``…/data.xml``)."""

from __future__ import annotations

import re

from corpus.document import About, Reading
from corpus.errors import Unreadable
from corpus.readers import edition as editions
from corpus.readers import outstanding_effect
from corpus.readers.clml_text import NAMESPACE, local
from corpus.readers.clml_tree import ClmlTree
from corpus.readers.law_reading import parse, reading_of

_NAMESPACE_USED = re.escape(NAMESPACE.strip("{}")).encode()
_ROOT = re.compile(rb"<(?:[A-Za-z0-9]+:)?(?:Legislation|EN)\s[^>]*" + _NAMESPACE_USED)


def recognises(data: bytes, name: str) -> bool:  # noqa: ARG001
    """Whether the bytes are CLML, by the root element and its namespace; explanatory notes are recognised too."""
    return _ROOT.search(data[:8192]) is not None


def read(data: bytes, name: str, about: About) -> Reading:
    """Read an instrument, or the one provision that the file holds.

    Raises:
        Unreadable: the file is not well-formed, is cut short, or holds explanatory notes, which are not law.
    """
    root = parse(data, name)
    if local(root) == "EN":
        raise Unreadable(
            f"{name} holds explanatory notes, which are not law and carry no pinpoints.",
            "Add the Act itself (…/data.xml); read the notes on legislation.gov.uk.",
        )
    edition = editions.of_metadata(root, name)
    warnings = []
    if root.find(f".//{NAMESPACE}ExplanatoryNotes") is not None:
        warnings.append("The explanatory note was left out: it is not part of the instrument.")
    tree = ClmlTree(root, edition).read()
    return reading_of(tree, edition, outstanding_effect.effects_of(root, edition), data, about, warnings)
