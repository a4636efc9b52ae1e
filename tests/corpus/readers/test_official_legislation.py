"""The readers of legislation on real files, read from the shared folder where it is present."""

from __future__ import annotations

import gzip
import os
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from corpus import address
from corpus.document import About, Reading
from corpus.passage import Passage
from corpus.readers import akoma_ntoso, clml, legislation_html
from corpus.source import Standing

SHARED = Path(os.environ.get("ADVISOR_SHARED", Path(__file__).parents[3].parent / "shared"))
FOLDER = SHARED / "documents" / "legislation"
DPA = "ukpga-2018-12-2026-04-07.xml.gz"
URL = "https://www.legislation.gov.uk/ukpga/2018/12"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the shared folder of real legislation is not here; set ADVISOR_SHARED to its place"
)


@cache
def bytes_of(name: str) -> bytes:
    data = (FOLDER / name).read_bytes()
    return gzip.decompress(data) if name.endswith(".gz") else data


@cache
def reading_of(name: str) -> Reading:
    for reader in (clml, akoma_ntoso, legislation_html):
        if reader.recognises(bytes_of(name), name):
            reading: Reading = reader.read(bytes_of(name), name, About())
            return reading
    raise AssertionError(f"no reader recognises {name}")


def addresses(reading: Reading) -> set[str]:
    return {url for passage in reading.passages for url in (passage.url, *passage.also_at) if "crossheading" not in url}


def at(path: str) -> list[Passage]:
    url = f"{URL}/{path}"
    return [one for one in reading_of(DPA).passages if url in (one.url, *one.also_at)]


def numbered(name: str) -> tuple[set[str], set[str]]:
    """The addresses that the file gives its own numbered provisions, and those inside quotations of other law."""
    own: set[str] = set()
    quoted: set[str] = set()
    for element in etree.fromstring(bytes_of(name)).iter():
        if not element.get("IdURI") or "metadata" in str(element.tag):
            continue
        tag = etree.QName(element).localname
        if re.fullmatch(r"P\d|Part|Chapter|Schedule", tag):
            around = {etree.QName(one).localname for one in element.iterancestors()}
            (quoted if around & {"BlockAmendment", "BlockExtract"} else own).add(
                address.canonical(element.get("IdURI", ""))
            )
    return own, quoted


@pytest.mark.parametrize(
    "name",
    [DPA, "ukpga-2018-12-enacted.xml.gz", "ukpga-1998-42.xml", "formats/asp-2025-11-2025-08-07.xml",
     "formats/uksi-2025-3-made.xml", "samples/ukpga-2000-38-section-19.xml"],
)  # fmt: skip
def test_every_numbered_provision_resolves_and_no_quoted_one_does(name: str) -> None:
    own, quoted = numbered(name)
    held = addresses(reading_of(name))
    assert own - held == set()
    assert (quoted - own) & held == set()


@pytest.mark.parametrize(
    ("clml_file", "other"),
    [(f"formats/{stem}.xml", f"formats/{stem}{ending}")
     for stem, endings in {
         "asp-2025-11-2025-08-07": (".akn.xml", ".html"), "ukpga-2000-8-section-91": (".akn.xml", ".html"),
         "uksi-2025-3-made": (".akn.xml", ".html"), "ssi-2025-281-regulation-1-made": (".html",),
     }.items() for ending in endings],
)  # fmt: skip
def test_three_formats_of_one_law_give_the_same_addresses_and_nearly_the_same_words(clml_file: str, other: str) -> None:
    one, two = reading_of(clml_file), reading_of(other)
    assert addresses(one) == addresses(two)
    words = [set(re.findall(r"\w+", " ".join(p.text for p in reading.passages).lower())) for reading in (one, two)]
    assert len(words[0] ^ words[1]) <= 0.01 * len(words[0])
    lines = [{line for p in reading.passages for line in p.text.split("\n")} for reading in (one, two)]
    # The HTML drops the punctuation after a quotation of another law; nothing else may differ.
    differing = [line for line in lines[0] - lines[1] if "[words inserted in another enactment]" not in line]
    assert len(differing) <= 0.01 * len(lines[0])


def test_none_of_the_dotted_provisions_is_offered_as_law() -> None:
    root = etree.fromstring(bytes_of(DPA))
    dotted = {
        address.canonical(main.get("IdURI", ""))
        for main in root.iter("{*}P1")
        if main.get("IdURI")
        and re.fullmatch(r"[\s.]+", "".join("".join(map(str, text.itertext())) for text in main.iter("{*}Text")))
    }
    assert len(dotted) == 102
    for passage in reading_of(DPA).passages:
        if dotted & {passage.url, *passage.also_at}:
            assert passage.standing is Standing.REPEALED
            assert passage.in_force_to is not None
    assert not any(re.search(r"\. \. \.|\.\.\.", passage.text) for passage in reading_of(DPA).passages)


def test_section_14_says_when_and_by_what_it_was_omitted() -> None:
    (passage,) = at("section/14")
    assert passage.in_force_to == date(2026, 2, 5)
    assert "c. 18" in passage.statements[0].text
    assert "Automated decision-making" in passage.text


def test_point_for_england_and_wales_never_reaches_a_scottish_reader() -> None:
    (island,) = at("schedule/1/paragraph/23/3/ha")
    assert island.extent == ("E", "W")
    for passage in reading_of(DPA).passages:
        if "S" in passage.extent:
            assert "combined county authority" not in passage.text


def test_complaints_section_inserted_for_some_purposes_is_prospective_in_april_2026() -> None:
    (passage,) = at("section/164A")
    assert passage.standing is Standing.PROSPECTIVE
    assert "for specified purposes" in passage.warnings[0]
    assert at("section/183A")[0].standing is Standing.IN_FORCE


def test_text_that_the_file_marks_as_ended_is_not_true_today() -> None:
    (passage,) = at("section/62")
    assert passage.true_to == date(2025, 8, 19)


def test_outstanding_effects_are_counted_and_warn_where_they_touch() -> None:
    reading = reading_of(DPA)
    assert reading.warnings[0].startswith("339 changes")
    assert any("s. 103(3)(a)" in warning and "19 June 2026" in warning for warning in at("section/165/1")[0].warnings)
    assert at("section/171/1")[0].warnings == ()


def test_passages_are_short_and_clean() -> None:
    for passage in reading_of(DPA).passages:
        if passage.statements:
            assert passage.token_count <= 520
        assert not re.search(r"\S  | [,;]|\[F\d|\n\n", passage.text), passage.id
    identifiers = [passage.id for passage in reading_of(DPA).passages]
    assert len(identifiers) == len(set(identifiers))


def test_every_file_of_the_folder_is_read_or_refused_with_a_reason() -> None:
    unread = []
    for path in sorted([*FOLDER.glob("*.xml*"), *FOLDER.glob("samples/*.xml"), *FOLDER.glob("formats/*")]):
        name = str(path.relative_to(FOLDER))
        readers = [one for one in (clml, akoma_ntoso, legislation_html) if one.recognises(bytes_of(name), name)]
        assert len(readers) <= 1
        if readers and "notes" not in name:
            assert reading_of(name).passages
        else:
            unread.append(name)
    assert unread == ["samples/ukpga_2006_35_notes-division-7.xml", "ukpga-2018-12-changes.feed.xml"]
