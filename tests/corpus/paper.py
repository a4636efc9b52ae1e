"""Small PDF documents written by hand, for the tests of the readers."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

Printed = tuple[float, float, float, str]
"""Left, height from the bottom, size of print, words."""


def page(*lines: Printed, rules: Sequence[tuple[float, float, float, float]] = ()) -> bytes:
    """The content of a page: lines of text and straight rules."""
    drawn = [f"{x1} {y1} m {x2} {y2} l\nS".encode() for x1, y1, x2, y2 in rules]
    said = [
        f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(words)}) Tj ET".encode("cp1252") for x, y, size, words in lines
    ]
    return b"\n".join([*drawn, *said])


def paragraph(text: str, top: float, *, width: int = 90, left: float = 50, size: float = 11) -> list[Printed]:
    """Words broken into lines as a page would."""
    lines: list[str] = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [(left, top - number * size * 1.3, size, line) for number, line in enumerate(lines)]


def pdf(
    pages: Sequence[bytes],
    *,
    title: str = "",
    outline: Sequence[tuple[str, int]] = (),
    picture_pages: Sequence[int] = (),
) -> bytes:
    """A whole document. ``outline`` gives headings with the page (from 1) on which they stand."""
    objects: list[bytes] = [
        b"",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    picture = zlib.compress(b"\x00" * 64)
    objects.append(
        b"<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceGray "
        + f"/Filter /FlateDecode /Length {len(picture)} >>\nstream\n".encode()
        + picture
        + b"\nendstream"
    )
    numbers: list[int] = []
    for number, content in enumerate(pages, start=1):
        if number in picture_pages:
            content = b"q 500 0 0 700 50 50 cm /Im1 Do Q\n" + content
        packed = zlib.compress(content)
        objects.append(f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream")
        uses = "/XObject << /Im1 4 0 R >>" if number in picture_pages else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> {uses} >> >>".encode()
        )
        numbers.append(len(objects))
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(numbers)} >>".encode()
    outlines = ""
    if outline:
        root = len(objects) + 1
        outlines = f"/Outlines {root} 0 R"
        last, count = root + len(outline), len(outline)
        objects.append(f"<< /Type /Outlines /First {root + 1} 0 R /Last {last} 0 R /Count {count} >>".encode())
        for at, (heading, on) in enumerate(outline, start=1):
            before = f"/Prev {root + at - 1} 0 R" if at > 1 else ""
            after = f"/Next {root + at + 1} 0 R" if at < len(outline) else ""
            objects.append(
                f"<< /Title ({_escaped(heading)}) /Parent {root} 0 R {before} {after} "
                f"/Dest [{numbers[on - 1]} 0 R /Fit] >>".encode()
            )
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {outlines} >>".encode()
    objects.append(f"<< /Title ({_escaped(title)}) /ModDate (D:20240305120000Z) >>".encode())
    return written(objects, info=len(objects))


def written(objects: Sequence[bytes], *, info: int = 0) -> bytes:
    """The bytes of a document with these objects, the first of them its catalogue."""
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places: list[int] = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    said = f"/Info {info} 0 R" if info else ""
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {said} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
