"""Reading a document that somebody brings: its size, its packing, then its text, taken in a contained process."""

from __future__ import annotations

import zlib
from pathlib import Path, PurePath

from corpus.containment import Limits, read_contained, read_markup_contained
from corpus.document import About, Reading
from corpus.errors import Unreadable
from corpus.word_markup import WordMarkup

__all__ = ["Limits", "read_bytes", "read_file", "read_markup"]

_MEGABYTE = 1024 * 1024
_GZIP = b"\x1f\x8b\x08"


def read_file(path: Path, about: About, *, limits: Limits = Limits()) -> Reading:  # noqa: B008 (frozen)
    """Read a file; only its name, never its folder, goes into the reading.

    Raises:
        Unreadable: there is no such file, it is too large, empty, damaged, hostile or of a kind that is not read.
    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise Unreadable(f"{path.name} is not a file.", "Give a file; a folder is added file by file.")
        if size > limits.largest_file_mb * _MEGABYTE:
            raise _too_large(path.name, limits)
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(
            f"{path.name} could not be opened: {error.strerror or 'the system refused'}.",
            "Check the name and that you may read it.",
        ) from error
    return read_bytes(data, path.name, about, limits=limits)


def read_bytes(data: bytes, name: str, about: About, *, limits: Limits = Limits()) -> Reading:  # noqa: B008 (frozen)
    """Read a document that is already in memory, such as a fetched page.

    Args:
        data: the bytes as they came.
        name: the file's name, or the last step of its address; content decides what it is, not its ending.
        about: what the person who brings it says of it.
        limits: how much it may take.

    Raises:
        Unreadable: it is too large, empty, damaged, hostile or of a kind that is not read.
    """
    name = PurePath(name.replace("\\", "/")).name or "document"
    if len(data) > limits.largest_file_mb * _MEGABYTE:
        raise _too_large(name, limits)
    if data.startswith(_GZIP):
        data = _unpacked(data, name, limits)
        name = name[:-3] if name.lower().endswith(".gz") else name
    if not data:
        raise Unreadable(f"{name} is empty.", "Check that it was saved or copied completely.")
    return read_contained(data, name, about, limits)


def read_markup(data: bytes, name: str, *, limits: Limits = Limits()) -> WordMarkup:  # noqa: B008 (frozen)
    """Read a Word document that a reviewer sent back: what was changed in it and what was remarked.

    Raises:
        Unreadable: it is too large, empty, damaged, hostile or no Word document.
    """
    name = PurePath(name.replace("\\", "/")).name or "document"
    if len(data) > limits.largest_file_mb * _MEGABYTE:
        raise _too_large(name, limits)
    if not data:
        raise Unreadable(f"{name} is empty.", "Check that it was saved or copied completely.")
    return read_markup_contained(data, limits)


def _unpacked(data: bytes, name: str, limits: Limits) -> bytes:
    """What a gzip file holds, never more than a file may be."""
    most = limits.largest_file_mb * _MEGABYTE
    packing = zlib.decompressobj(wbits=31)
    try:
        content = packing.decompress(data, most + 1)
    except zlib.error as error:
        raise Unreadable(f"{name} is compressed, and damaged.", "Get a fresh copy.") from error
    if len(content) > most:
        raise Unreadable(
            f"{name} unpacks to more than {limits.largest_file_mb} MB (the setting reading.largest_file_mb).",
            "It may be built to do harm. If it is genuine, unpack it and add its parts.",
        )
    if not packing.eof:
        raise Unreadable(f"{name} is compressed, and its end is missing.", "Get a fresh copy.")
    if content.startswith(_GZIP):
        raise Unreadable(f"{name} is compressed more than once.", "Unpack it and add the document inside.")
    return content


def _too_large(name: str, limits: Limits) -> Unreadable:
    return Unreadable(
        f"{name} is larger than {limits.largest_file_mb} MB, the most that is read (setting reading.largest_file_mb).",
        "Raise the setting if you trust the file, or add it in parts.",
    )
