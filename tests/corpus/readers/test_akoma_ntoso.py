"""Legislation in Akoma Ntoso, on a small invented Act."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.document import About, Reading
from corpus.errors import Unreadable
from corpus.passage import Passage
from corpus.readers import akoma_ntoso
from corpus.source import Standing

ACT = "https://www.legislation.gov.uk/asp/2031/4"
FRAME = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
 xmlns:uk="https://www.legislation.gov.uk/namespaces/UK-AKN"
 xmlns:ukl="http://www.legislation.gov.uk/namespaces/legislation"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dct="http://purl.org/dc/terms/"
 xmlns:ukm="http://www.legislation.gov.uk/namespaces/metadata"><act name="asp"><meta>
<lifecycle><eventRef date="2031-02-01" eId="date-2031-02-01"/>
<eventRef date="2031-08-01" eId="date-2031-08-01"/></lifecycle>
<analysis><restrictions><restriction refersTo="#extent-s"/>{restrictions}</restrictions>
<otherAnalysis>{analysis}</otherAnalysis></analysis>
<temporalData><temporalGroup eId="period-1">
<timeInterval start="#date-2031-02-01" end="#date-2031-08-01"/></temporalGroup>
</temporalData><notes>{notes}</notes><proprietary>
<dc:identifier>http://www.legislation.gov.uk/asp/2031/4</dc:identifier><dc:title>Widgets (Scotland) Act 2031</dc:title>
<dct:valid>2031-05-01</dct:valid><ukm:DocumentStatus Value="revised"/></proprietary></meta>
<body eId="body">{body}</body></act></akomaNtoso>"""


def section(number: str, inside: str, *, heading: str = "Keeping widgets", mark: str = "") -> str:
    return (
        f'<section eId="section-{number}"><num>{mark}{number}</num><heading>{heading}</heading>{inside}</section>'
    )  # fmt: skip


def subsection(path: str, inside: str) -> str:
    return f'<subsection eId="{path}"><num>({path.rsplit("-", 1)[1]})</num>{inside}</subsection>'


def point(path: str, text: str) -> str:
    number = path.rsplit("-", 1)[1]
    return f'<level class="para1" eId="{path}"><num>({number})</num><content><p>{text}</p></content></level>'


def content(text: str) -> str:
    return f"<content><p>{text}</p></content>"


def read(body: str, *, restrictions: str = "", analysis: str = "", notes: str = "") -> Reading:
    data = FRAME.format(body=body, restrictions=restrictions, analysis=analysis, notes=notes).encode()
    assert akoma_ntoso.recognises(data, "act.akn")
    return akoma_ntoso.read(data, "act.akn", About())


def only(reading: Reading, locator: str) -> Passage:
    return next(passage for passage in reading.passages if passage.locator == locator)


def note(identifier: str, kind: str, text: str) -> str:
    return f'<note class="commentary {kind}" ukl:Type="{kind}" eId="{identifier}"><p>{text}</p></note>'


def test_section_keeps_pinpoints_closing_words_and_place() -> None:
    listed = (
        "<intro><p>A keeper must record—</p></intro>"
        + point("section-5-1-a", "the make,")
        + point("section-5-1-b", "the age,")
        + "<wrapUp><p>of every widget.</p></wrapUp>"
    )
    body = (
        '<part eId="part-1"><num>Part 1</num><heading>Duties</heading>'
        f"{section('5', subsection('section-5-1', listed))}</part>"
    )
    reading = read(body)
    passage = only(reading, "section/5")
    assert passage.text == (
        "5 Keeping widgets\n(1) A keeper must record—\n  (a) the make,\n  (b) the age,\nof every widget."
    )
    assert passage.also_at == (f"{ACT}/section/5/1", f"{ACT}/section/5/1/a", f"{ACT}/section/5/1/b")
    assert passage.headings == ("Part 1: Duties", "Keeping widgets")
    assert passage.extent == ("S",)
    assert reading.source.id == "law/asp/2031/4"
    assert reading.source.as_at == date(2031, 5, 1)
    assert only(reading, "part/1").text == "2031 asp 4 Part 1: Duties\n  section 5: Keeping widgets"


def test_restrictions_kept_in_the_metadata_reach_their_provision() -> None:
    reading = read(
        section("5", content("Keep.")) + section("6", content("Count.")),
        restrictions=(
            '<restriction href="#section-5" refersTo="#extent-e+w+ni"/>'
            '<restriction href="#section-5" refersTo="#period-1"/>'
        ),
        analysis='<uk:status href="#section-6" refersTo="#status-prospective"/>',
    )
    five, six = only(reading, "section/5"), only(reading, "section/6")
    assert five.extent == ("E", "W", "NI")
    assert (five.in_force_from, five.in_force_to) == (date(2031, 2, 1), date(2031, 8, 1))
    assert six.standing is Standing.PROSPECTIVE
    assert six.extent == ("S",)


def test_dotted_subsection_is_repealed_by_its_note() -> None:
    gone = (
        '<subsection eId="section-5-2"><num><noteRef href="#k1" class="commentary"/>(2)</num>'
        "<content><p>. . . . . .</p></content></subsection>"
    )
    reading = read(
        section("5", subsection("section-5-1", content("Keep.")) + gone),
        notes=note("k1", "F", "S. 5(2) repealed (3.3.2031) by asp 1"),
    )
    (passage,) = [one for one in reading.passages if one.standing is Standing.REPEALED]
    assert passage.url == f"{ACT}/section/5/2"
    assert passage.in_force_to == date(2031, 3, 3)
    assert "(2)" not in only(reading, "section/5").text.replace("5(2)", "")


def test_commencement_note_of_a_section_is_found_by_reference() -> None:
    reading = read(
        section("5", content("Keep.")),
        analysis='<uk:commentary href="#section-5" refersTo="#i1"/>',
        notes=note("i1", "I", "S. 5 not in force at Royal Assent, see s. 9"),
    )
    assert only(reading, "section/5").standing is Standing.PROSPECTIVE


def test_quoted_structure_is_not_indexed_and_closing_mark_is_kept() -> None:
    quoted = (
        "<mod>after section 2 insert—<quotedStructure startQuote='“'>"
        "<section eId='section-2A'><num>2A</num><content><p>Sprockets spin.</p></content></section>"
        "</quotedStructure><inline name='appendText'>;</inline></mod>"
    )
    (passage,) = read(section("5", content(quoted))).passages
    assert passage.text.endswith("after section 2 insert— [words inserted in another enactment];")
    assert passage.also_at == ()


def test_definitions_and_their_points_have_no_pinpoint() -> None:
    meaning = (
        '<hcontainer name="definition"><intro><p>“<term eId="term-x">x</term>” means—</p></intro>'
        '<level class="para1"><num>(a)</num><content><p>one</p></content></level></hcontainer>'
    )
    (passage,) = read(section("5", f"<intro><p>In this Act—</p></intro>{meaning}{meaning}")).passages
    assert passage.also_at == ()
    assert passage.text.count("(a) one") == 2


def test_notes_footnotes_and_layout_do_not_reach_the_text() -> None:
    text = (
        "\n   <ref href='#a'>section 2</ref>\n  <ref href='#b'>(1)</ref> of the\n  "
        "<ins><noteRef href='#k'/>Widget</ins> Act<authorialNote marker='1'><p>A footnote.</p></authorialNote>"
        "   applies ."
    )
    (passage,) = read(section("5", content(text))).passages
    assert passage.text == "5 Keeping widgets\nsection 2(1) of the Widget Act applies."


def test_regulation_calls_its_subsections_paragraphs_and_schedule_paragraphs_stand_alone() -> None:
    body = (
        '<hcontainer name="regulation" eId="regulation-1"><heading>Citation</heading><num>1.</num>'
        '<paragraph eId="regulation-1-1"><num>(1)</num><content><p>Cite it.</p></content></paragraph></hcontainer>'
        '<hcontainer name="schedules"><hcontainer name="schedule" eId="schedule-1"><num>Schedule 1</num>'
        '<heading>Forms</heading><paragraph eId="schedule-1-paragraph-2"><num>2</num>'
        '<subparagraph eId="schedule-1-paragraph-2-1"><num>(1)</num><content><p>Fill it.</p></content></subparagraph>'
        "</paragraph></hcontainer></hcontainer>"
    )
    reading = read(body)
    assert only(reading, "regulation/1").text == "1 Citation\n(1) Cite it."
    assert only(reading, "schedule/1/paragraph/2").text == "2 Forms\n(1) Fill it."
    assert only(reading, "schedule/1/paragraph/2").also_at == (f"{ACT}/schedule/1/paragraph/2/1",)


def test_file_cut_short_is_refused() -> None:
    data = FRAME.format(body=section("5", content("Keep.")), restrictions="", analysis="", notes="").encode()
    with pytest.raises(Unreadable, match="not well-formed"):
        akoma_ntoso.read(data[:-30], "act.akn", About())


@pytest.mark.parametrize("data", [b"", b"<akomaNtoso/>", b'{"a": "docs.oasis-open.org/legaldocml/ns/akn/3.0"}'])
def test_other_files_are_not_recognised(data: bytes) -> None:
    assert not akoma_ntoso.recognises(data, "x.akn")
