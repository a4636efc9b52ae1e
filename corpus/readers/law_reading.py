"""What every format of legislation has in common: secure parsing, and the reading of a built tree."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from lxml import etree

from corpus.document import About, Reading
from corpus.errors import Unreadable
from corpus.readers import outstanding_effect
from corpus.readers.edition import Edition
from corpus.readers.law_passage import PassageWriter
from corpus.readers.outstanding_effect import Effect
from corpus.readers.provision import Provision, settle


def parse(data: bytes, name: str) -> etree._Element:
    """The root of an XML file, without entities, document types or the network.

    Raises:
        Unreadable: the file is not well-formed, or declares a document type.
    """
    if re.search(rb"<!DOCTYPE", data[:65536], re.IGNORECASE):
        raise Unreadable(
            f"{name} declares a document type.", "Official files do not; fetch it from legislation.gov.uk."
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(
            f"{name} is not well-formed XML: {error}.", "Fetch the file again; it may be cut short."
        ) from error
    return root


def reading_of(
    tree: Provision,
    edition: Edition,
    effects: list[Effect],
    data: bytes,
    about: About,
    warnings: Iterable[str] = (),
) -> Reading:
    """The reading of a built tree.

    Raises:
        Unreadable: no provision was found.
    """
    settle(tree, edition.extent)
    homeless = outstanding_effect.attach(tree, effects)
    passages = tuple(PassageWriter(edition, about.classification).of_tree(tree))
    source = edition.source(about, hashlib.sha256(data).hexdigest())
    if not passages:
        raise Unreadable(f"{source.title} holds no provision that can be read.", "Fetch the whole instrument.")
    said = list(warnings)
    if edition.fragment:
        said.append(f"The file holds only {edition.fragment} of the instrument.")
    if edition.replaced:
        said.append(f"This is the text {edition.in_words}: a later version exists.")
    if effects:
        said.append(f"{len(effects)} changes are not yet in the text; {homeless} of them to no provision held here.")
    return Reading(source=source, passages=passages, warnings=tuple(said))
