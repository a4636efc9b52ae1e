"""Setting pages and pictures with typst, in the typeface that the package holds.

What is set is always handed over as data, so that nothing in it is taken for markup.
"""

from __future__ import annotations

import re
import struct
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Literal

import typst

_FONTS = files("advisor").joinpath("documents", "fonts")
_PICTURE = """
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.picture), format: "svg", width: 480pt)
"""
_DOTS_PER_INCH = 220
_UNSEEN = re.compile(r"[\\s\u00ad\u200c-\u200f\u2028\u2029]")


def pdf(page: str, inputs: dict[str, str], on: date) -> bytes:
    """A tagged PDF that keeps to PDF/UA-1; typst refuses what does not."""
    moment = int(datetime.combine(on, time(), UTC).timestamp())
    return _set(page, inputs, "pdf", pdf_standards=["ua-1"], timestamp=moment)


def png(svg: str) -> bytes:
    """A drawing as a picture of dots, for programs that cannot show SVG."""
    return _set(_PICTURE, {"picture": svg}, "png", ppi=_DOTS_PER_INCH)


def _set(page: str, inputs: dict[str, str], kind: Literal["pdf", "png"], **options: Any) -> bytes:
    """In our typeface; letters that it lacks in one of this machine, or by their numbers where it has none either."""
    lacking = sorted({letter for words in inputs.values() for letter in words if not _is_held(letter)})
    if not lacking:
        return _compiled(page, inputs, kind, only_ours=True, **options)
    try:
        return _compiled(page, inputs, kind, only_ours=False, **options)
    except typst.TypstError:
        numbers = str.maketrans({letter: f"[U+{ord(letter):04X}]" for letter in lacking})
        inputs = {name: words.translate(numbers) for name, words in inputs.items()}
        return _compiled(page, inputs, kind, only_ours=True, **options)


def _compiled(
    page: str, inputs: dict[str, str], kind: Literal["pdf", "png"], *, only_ours: bool, **options: Any
) -> bytes:
    with as_file(_FONTS) as folder:
        made: bytes = typst.compile(
            page.encode("utf-8"),
            format=kind,
            sys_inputs=inputs,
            font_paths=[str(folder)],
            ignore_system_fonts=only_ours,
            **options,
        )
    return made


def _is_held(letter: str) -> bool:
    return letter.isascii() or ord(letter) in _held() or _UNSEEN.fullmatch(letter) is not None


@cache
def _held() -> frozenset[int]:
    """The code points of the typeface, from the table of its font file that maps them to glyphs.

    Source: OpenType specification, ``cmap`` format 4.
    """
    font = _FONTS.joinpath("Arimo-Regular.ttf").read_bytes()
    tables = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in _steps(12, font, 4, 16)}
    cmap = tables[b"cmap"]
    chosen = next(
        cmap + struct.unpack_from(">I", font, at + 4)[0]
        for at in _steps(cmap + 4, font, cmap + 2, 8)
        if struct.unpack_from(">HH", font, at) == (3, 1)
    )
    segments = struct.unpack_from(">H", font, chosen + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", font, chosen + 14)
    starts = struct.unpack_from(f">{segments}H", font, chosen + 16 + 2 * segments)
    return frozenset(point for start, end in zip(starts, ends, strict=True) for point in range(start, end + 1))


def _steps(first: int, font: bytes, count_at: int, size: int) -> range:
    count = struct.unpack_from(">H", font, count_at)[0]
    return range(first, first + count * size, size)
