"""Documents built to do harm, and documents that came to harm. Each function gives the bytes of one."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib

import docx
import pypdf

from tests.corpus import paper

MEGABYTE = 1024 * 1024
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SENTENCE = "Staff must report a personal data breach to the data protection officer at once."


def word(*paragraphs: str) -> bytes:
    """A plain Word document."""
    document = docx.Document()
    for text in paragraphs or (SENTENCE,):
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    """A Word archive with these parts in place of, or besides, its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        for entry in whole.infolist():
            if entry.filename not in parts:
                changed.writestr(entry.filename, whole.read(entry))
        for name, content in parts.items():
            changed.writestr(name, content)
    return out.getvalue()


def document_xml(body: str) -> bytes:
    """A Word document's main part."""
    return f'<?xml version="1.0"?><w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'.encode()


def zip_bomb_word() -> bytes:
    """Some hundred kilobytes that unpack to 300 MB of paragraphs."""
    head, tail = document_xml("|").split(b"|")
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(head)
    crc, size = zlib.crc32(head), len(head)
    block = b"<w:p><w:r><w:t>spam</w:t></w:r></w:p>" * 28000
    for _ in range(300):
        packed += packer.compress(block)
        crc, size = zlib.crc32(block, crc), size + len(block)
    packed += packer.compress(tail) + packer.flush()
    return _zip_of("word/document.xml", packed, zlib.crc32(tail, crc), size + len(tail))


def lying_zip_bomb_word() -> bytes:
    """The same, with a directory that declares it small."""
    data = bytearray(zip_bomb_word())
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.find(signature)
        data[place + at : place + at + 4] = struct.pack("<I", 5000)
    return bytes(data)


def billion_laughs_word() -> bytes:
    """Entities that multiply, inside a Word document."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    declared = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{entities}]>'
    body = document_xml("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>").decode().split("?>", 1)[1]
    return archive({"word/document.xml": (declared + body).encode()})


def deep_word(depth: int = 60_000) -> bytes:
    """Tables in tables in tables."""
    body = "<w:tbl><w:tr><w:tc>" * depth + "</w:tc></w:tr></w:tbl>" * depth
    return archive({"word/document.xml": document_xml(body)})


def path_traversal_word() -> bytes:
    """A Word document with parts named to be written elsewhere."""
    return archive(
        {"../../../../tmp/advisor-was-here.txt": b"x", "/etc/advisor-was-here": b"x", "..\\..\\here.bat": b"x"}
    )


def linking_word(address: str) -> bytes:
    """A Word document whose template and picture are to be fetched."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}/attachedTemplate" Target="{address}" TargetMode="External"/>'
        f'<Relationship Id="rId2" Type="{kind}/image" Target="{address}" TargetMode="External"/></Relationships>'
    )
    return archive({"word/_rels/document.xml.rels": links.encode()})


def pdf_bomb(megabytes: int = 250) -> bytes:
    """A page whose content unpacks to hundreds of megabytes."""
    packer = zlib.compressobj(9)
    piece = b"BT /F1 11 Tf 50 700 Td (spam) Tj ET\n" * 29127
    packed = b"".join(packer.compress(piece) for _ in range(megabytes)) + packer.flush()
    return paper.written(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >>>>>>",
            f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
    )


def looping_pdf() -> bytes:
    """A tree of pages that contains itself."""
    return paper.written([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 99999 >>"])


def printed_pdf(pages: int = 2) -> bytes:
    """A sound PDF."""
    content = paper.page(*paper.paragraph(f"{SENTENCE} {SENTENCE}", 700))
    return paper.pdf([content] * pages)


def encrypted_pdf() -> bytes:
    """A PDF that opens with a password only."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(printed_pdf()))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def scanned_pdf(pages: int = 3) -> bytes:
    """A PDF of pictures only."""
    return paper.pdf([b""] * pages, picture_pages=range(1, pages + 1))


def entity_page(target: str) -> bytes:
    """An XHTML page with an external entity."""
    return (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{target}">]><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>Policy</title></head><body><main><p>{SENTENCE} &x;</p></main></body></html>"
    ).encode()


def entity_xml(target: str) -> bytes:
    """XML of no known kind with an external entity."""
    return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "{target}">]><a>&x;</a>'.encode()


def entity_legislation(target: str) -> bytes:
    """Legislation with an external entity."""
    return (
        f'<?xml version="1.0"?><!DOCTYPE Legislation [<!ENTITY x SYSTEM "{target}">]>'
        '<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation" '
        'DocumentURI="http://www.legislation.gov.uk/ukpga/2099/1"><Primary><Body><P1group><Title>Title</Title>'
        '<P1 DocumentURI="http://www.legislation.gov.uk/ukpga/2099/1/section/1"><Pnumber>1</Pnumber><P1para>'
        "<Text>Words &x; words.</Text></P1para></P1></P1group></Body></Primary></Legislation>"
    ).encode()


def deep_legislation(depth: int = 100_000) -> bytes:
    """Legislation nested without end."""
    head = '<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation"><Primary><Body>'
    return f'<?xml version="1.0"?>{head}{"<P1>" * depth}{"</P1>" * depth}</Body></Primary></Legislation>'.encode()


def deep_page(megabytes: int = 30) -> bytes:
    """A page of nested boxes."""
    return b"<!doctype html><html><body>" + b"<div>" * (megabytes * MEGABYTE // 5) + b"words in the deep"


def gzip_bomb(megabytes: int = 400) -> bytes:
    """A gzip file of nothing but zeroes."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=9) as packed:
        for _ in range(megabytes):
            packed.write(b"\x00" * MEGABYTE)
    return out.getvalue()


def picture() -> bytes:
    """A small PNG."""
    raw = zlib.compress(b"\x00\xff")
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", raw), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


def _zip_of(name: str, packed: bytes, crc: int, size: int) -> bytes:
    """An archive of one part that is already packed."""
    title = name.encode()
    fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, crc, len(packed), size, len(title), 0)
    local = b"PK\x03\x04" + fields + title + packed
    central = b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, 0) + title
    return local + central + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
