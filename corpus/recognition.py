"""What a file is, by its content: the reader for it, or what to say of a file that is not read.

Runs in the contained process only, and looks at bytes without parsing them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from corpus.document import About, Reading
from corpus.errors import Unreadable

Read = Callable[[bytes, str, About], Reading]

_HEAD = 4096


class Reader(Protocol):
    """The two functions of a reader's module."""

    def recognises(self, data: bytes, name: str) -> bool:
        """Whether this reader reads it, told by its content."""

    def read(self, data: bytes, name: str, about: About) -> Reading:
        """Read it."""


# In the order in which they are tried, with what each reads and the endings that such files have.
READERS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("clml", "legislation in XML", frozenset({"xml"})),
    ("akoma_ntoso", "legislation in Akoma Ntoso", frozenset({"xml", "akn"})),
    ("legislation_html", "legislation in HTML", frozenset({"html", "htm", "xhtml", "xht"})),
    ("articles_json", "articles of law in JSON", frozenset({"json"})),
    ("pdf", "a PDF", frozenset({"pdf"})),
    ("word", "a Word document", frozenset({"docx", "docm", "dotx", "dotm"})),
    ("web_page", "a web page", frozenset({"html", "htm", "xhtml", "xht", "erb", "aspx", "php"})),
    ("markdown", "Markdown", frozenset({"md", "markdown", "mdown"})),
    ("plain_text", "plain text", frozenset({"txt", "text", "csv", "log", "asc"})),
)

_SAVE_AS = "Open it and save it as DOCX or PDF, then add that."
_PICTURE = "Add the document as DOCX, PDF with text, Markdown or plain text. Words in a picture are not read."
_UNPACK = "Unpack it and add the documents that are in it."
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)", _PICTURE),
    (b"\xff\xd8\xff", "a picture (JPEG)", _PICTURE),
    (b"GIF8", "a picture (GIF)", _PICTURE),
    (b"II*\x00", "a picture (TIFF)", _PICTURE),
    (b"MM\x00*", "a picture (TIFF)", _PICTURE),
    (b"RIFF", "a picture, sound or film", _PICTURE),
    (b"ID3", "sound", _PICTURE),
    (b"MZ", "a program", "A program is not a document: do not open it unless you know where it came from."),
    (b"\x7fELF", "a program", "A program is not a document: do not open it unless you know where it came from."),
    (
        b"\xcf\xfa\xed\xfe",
        "a program",
        "A program is not a document: do not open it unless you know where it came from.",
    ),
    (b"{\\rtf", "a rich-text file (RTF)", _SAVE_AS),
    (b"\x1f\x8b", "a compressed file", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a compressed archive (7z)", _UNPACK),
    (b"Rar!", "a compressed archive (RAR)", _UNPACK),
    (b"BZh", "a compressed file", _UNPACK),
    (b"\xfd7zXZ\x00", "a compressed file", _UNPACK),
    (b"SQLite format 3\x00", "a database", "Export what is needed as a document, and add that."),
    (b"%!PS", "a PostScript file", "Print it to PDF, and add that."),
)
_IN_ZIP: tuple[tuple[bytes, str, str], ...] = (
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file (ODT, ODS or ODP)", _SAVE_AS),
    (
        b"xl/workbook",
        "a spreadsheet",
        "Save the sheet that matters as a PDF or paste it into a document, and add that.",
    ),
    (b"ppt/presentation", "a slide show", "Save it as a PDF, and add that."),
    (b"META-INF/container.xml", "an e-book (EPUB)", _SAVE_AS),
)


def reader_of(data: bytes, name: str) -> Read:
    """The function that reads this file; where its name says otherwise, its reading carries a warning.

    Raises:
        Unreadable: the file is of a kind that is not read; the sentence says of which.
    """
    for module_name, what, endings in READERS:
        reader = cast(Reader, import_module(f"corpus.readers.{module_name}"))
        if module_name == "web_page":
            _refuse_what_is_not_a_document(data, name)
        if reader.recognises(data, name):
            return _with_warning(reader.read, what, endings)
    raise Unreadable(
        f"{name} is not text, and not of a kind that is read.",
        "Add legislation as XML or HTML, or a document as PDF, DOCX, HTML, Markdown or plain text.",
    )


def _with_warning(read: Read, what: str, endings: frozenset[str]) -> Read:
    known = frozenset().union(*(every for _, _, every in READERS)) | {
        "exe",
        "png",
        "jpg",
        "jpeg",
        "gif",
        "zip",
        "doc",
        "odt",
    }

    def reading(data: bytes, name: str, about: About) -> Reading:
        found = read(data, name, about)
        ending = PurePath(name).suffix.lower().lstrip(".")
        if ending not in known or ending in endings:
            return found
        said = f"The file's name ends in .{ending}, but it is {what}, and was read as that."
        return found.model_copy(update={"warnings": (said, *found.warnings)})

    return reading


def _refuse_what_is_not_a_document(data: bytes, name: str) -> None:
    for signature, what, what_to_do in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(f"{name} is {what}, not a document that can be read.", what_to_do)
    if data.startswith(b"PK"):
        _refuse_archive(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        _refuse_old_office(data, name)
    if data[4:8] == b"ftyp":
        raise Unreadable(f"{name} is a film, sound or picture, not a document that can be read.", _PICTURE)
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<"):
        _refuse_other_xml(head, name)
    if head.startswith((b"{", b"[")) and _is_json(data):
        raise Unreadable(
            f"{name} is data (JSON), not a document.",
            "Only a list of articles of law, each with id, uri, heading and text, is read from JSON.",
        )


def _refuse_archive(data: bytes, name: str) -> None:
    for signature, what, what_to_do in _IN_ZIP:
        if signature in data:
            raise Unreadable(f"{name} is {what}, which is not read.", what_to_do)
    raise Unreadable(f"{name} is a compressed archive (ZIP), or a damaged Office document.", _UNPACK)


def _refuse_old_office(data: bytes, name: str) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable(
            f"{name} is protected by a password.", "Open it, save a copy without the password, and add that copy."
        )
    raise Unreadable(f"{name} is in the old Office format (DOC, XLS, PPT or MSG), which is not read.", _SAVE_AS)


def _refuse_other_xml(head: bytes, name: str) -> None:
    root = re.search(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)", head)
    tag = root.group(1).lower() if root else b""
    if tag in {b"feed", b"rss"}:
        raise Unreadable(
            f"{name} is a feed: a list of changes, not a text of law.",
            "Add the text of the instrument itself, for example its data.xml from legislation.gov.uk.",
        )
    if tag == b"svg":
        raise Unreadable(f"{name} is a picture (SVG), not a document that can be read.", _PICTURE)
    if head.startswith(b"<?xml") and tag != b"html":
        raise Unreadable(
            f"{name} is XML of a kind that is not read (its first element is ‘{tag.decode('ascii', 'replace')}’).",
            "XML is read when it is legislation, as CLML or Akoma Ntoso.",
        )


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True
