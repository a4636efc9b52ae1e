"""A DOCX as the archive it is: its parts, taken by name and only after their sizes have been checked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from corpus.errors import Unreadable

MAIN_PART = "word/document.xml"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MEGABYTE = 1024 * 1024
_LARGEST_PART = 100 * _MEGABYTE
_LARGEST_SUM = 400 * _MEGABYTE
_HIGHEST_RATIO = 150
_RATIO_MATTERS_FROM = 20 * _MEGABYTE
_MOST_PARTS = 5000
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)|<\0!\0(?:D|E)\0")
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/wordprocessingml/main")
_DEEPEST = 250
_HARM = "It may be built to do harm: ask where it came from, and get a fresh copy or save it as plain text."
_TOO_DEEP = "The Word document is nested more deeply than any real one, and was not read."
_FRESH = "Open it in Word and save a fresh copy, or get one, and add that."


class Archive:
    """The parts of a Word document that are read; nothing is ever unpacked to a folder."""

    def __init__(self, data: bytes) -> None:
        """Open the archive and check it before any of it is unpacked.

        Raises:
            Unreadable: it is damaged, holds too much, or claims to unpack to far more than it is.
        """
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Unreadable("The Word document is damaged: part of the file is missing.", _FRESH) from error
        total = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries) or 1
        swollen = total > _RATIO_MATTERS_FROM and total / packed > _HIGHEST_RATIO
        if swollen or total > _LARGEST_SUM or len(entries) > _MOST_PARTS or packed > 2 * len(data) + _MEGABYTE:
            raise Unreadable(
                f"The Word document unpacks to {total // _MEGABYTE:,} MB from {max(1, len(data) // 1024):,} KB, "
                "which no real document does, and was not opened.",
                _HARM,
            )
        self.names = frozenset(entry.filename for entry in entries)

    def part(self, name: str) -> etree._Element | None:
        """The root element of a part, or ``None`` where the document has no such part.

        Raises:
            Unreadable: the part is damaged, declares entities, or is nested too deeply.
        """
        if name not in self.names:
            return None
        try:
            info = self._zip.getinfo(name)
            if info.flag_bits & 0x1:
                raise Unreadable(
                    "The Word document is protected by a password.", "Save a copy without it, and add that."
                )
            with self._zip.open(info) as opened:
                content = opened.read(_LARGEST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
            raise Unreadable("The Word document is damaged: part of it cannot be unpacked.", _FRESH) from error
        if len(content) > _LARGEST_PART:
            raise Unreadable("The Word document unpacks to far more than it says, and was not read.", _HARM)
        if _DECLARES.search(content):
            raise Unreadable("The Word document declares entities, which no real one does, and was not read.", _HARM)
        if _STRICT.search(content[:4096]):
            content = _STRICT.sub(WORD[1:-1].encode("ascii"), content)
        return _parsed(content)


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise Unreadable(_TOO_DEEP, _HARM) from error
        raise Unreadable("The Word document is damaged: its text is not well formed.", _FRESH) from error
    for depth in _depths(root):
        if depth > _DEEPEST:
            raise Unreadable(_TOO_DEEP, _HARM)
    return root


def _depths(root: etree._Element) -> Iterator[int]:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        yield depth
